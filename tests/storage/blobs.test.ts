import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { memoryBlobs } from "../../src/adapters/memory-blobs.ts";
import { directoryBlobs } from "../../src/adapters/node/directory-blobs.ts";
import { type R2Binding, r2Blobs } from "../../src/adapters/r2-blobs.ts";
import { utf8 } from "../../src/kit/bytes.ts";
import { sha256Hex } from "../../src/kit/digest.ts";
import { scratch } from "./open.ts";

/** A bucket that keeps R2's promise of `onlyIf … "*"`; the real one is tried in workerd. */
function bucket(): R2Binding & { puts: number } {
  const objects = new Map<string, Uint8Array<ArrayBuffer>>();
  return {
    puts: 0,
    async put(key, value, { onlyIf }) {
      if (onlyIf.etagDoesNotMatch === "*" && objects.has(key)) return null;
      objects.set(key, value);
      this.puts += 1;
      return {};
    },
    get: async (key) => {
      const value = objects.get(key);
      return value === undefined ? null : { arrayBuffer: async () => value.slice().buffer };
    },
  };
}

const kinds = {
  memory: async () => memoryBlobs(),
  directory: async () => directoryBlobs(await scratch()),
  r2: async () => r2Blobs(bucket()),
};

describe.each(Object.entries(kinds))("blobs in %s", (_, make) => {
  it("come back under the digest of their bytes", async () => {
    const blobs = await make();
    const digest = await blobs.put(utf8("合同"));
    expect(digest).toBe(await sha256Hex(utf8("合同")));
    expect(await blobs.get(digest)).toEqual(utf8("合同"));
  });

  it("may be put twice and at once", async () => {
    const blobs = await make();
    const digests = await Promise.all(Array.from({ length: 8 }, () => blobs.put(utf8("同一份"))));
    expect(new Set(digests).size).toBe(1);
    expect(await blobs.get(digests[0]!)).toEqual(utf8("同一份"));
  });

  it("that are not there are undefined, and a name that is no digest is refused", async () => {
    const blobs = await make();
    expect(await blobs.get("0".repeat(64))).toBeUndefined();
    await expect(blobs.get("../../etc/passwd")).rejects.toMatchObject({ code: "blobs.bad_name" });
  });
});

describe("a directory of blobs", () => {
  it("refuses bytes that no longer match their name", async () => {
    const root = await scratch();
    const blobs = directoryBlobs(root);
    const digest = await blobs.put(utf8("原件"));
    await writeFile(join(root, digest.slice(0, 2), digest), "改件");
    await expect(blobs.get(digest)).rejects.toMatchObject({ code: "blobs.corrupt" });
  });

  it("leaves nothing but the blob behind", async () => {
    const root = await scratch();
    const digest = await directoryBlobs(root).put(utf8("原件"));
    expect(await readdir(join(root, digest.slice(0, 2)))).toEqual([digest]);
  });
});

describe("an R2 bucket", () => {
  it("stores a blob once", async () => {
    const r2 = bucket();
    await r2Blobs(r2).put(utf8("一"));
    await r2Blobs(r2).put(utf8("一"));
    expect(r2.puts).toBe(1);
  });
});
