import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { directoryAssets } from "../../src/adapters/node/directory-assets.ts";

let root = "";
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "zhiqi-assets-"));
  writeFileSync(join(root, "small.txt"), "小");
  writeFileSync(join(root, "large.ttf"), new Uint8Array(1_500_000).fill(7));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe("assets of a directory", () => {
  it.each(["small.txt", "large.ttf"])("are read once while somebody holds their bytes: %s", async (path) => {
    const assets = directoryAssets(root);
    const [first, meanwhile] = await Promise.all([assets.read(path), assets.read(path)]);
    expect(first).toBeDefined();
    expect(meanwhile).toBe(first);
    expect(await assets.read(path)).toBe(first);
  });

  it("are undefined when absent, a folder, or outside", async () => {
    const assets = directoryAssets(root);
    for (const path of ["none.txt", "../small.txt", ".", "/etc/hostname"])
      expect(await assets.read(path)).toBeUndefined();
  });
});
