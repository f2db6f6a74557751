import { mkdir, open, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Bytes } from "../../kit/bytes.ts";
import { sha256Hex } from "../../kit/digest.ts";
import type { BlobStore } from "../../ports/blobs.ts";
import { needDigest, proved } from "../blobs-fault.ts";

const isMissing = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "ENOENT";

/** Makes a directory entry durable: without it a rename may be forgotten by a power cut. */
async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, "r");
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

async function writeDurably(path: string, bytes: Bytes): Promise<void> {
  const file = await open(path, "wx");
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/**
 * Blobs in a directory: `<root>/ab/<digest>`. Written beside, synced, then renamed, so that a name is either absent or
 * whole; put-once; proved on every reading. A crash may leave a `.tmp-…` file, never half a blob.
 */
export function directoryBlobs(root: string): BlobStore {
  const pathOf = (digestHex: string): string => join(root, digestHex.slice(0, 2), digestHex);
  return {
    put: async (bytes) => {
      const digestHex = await sha256Hex(bytes);
      const path = pathOf(digestHex);
      const directory = join(root, digestHex.slice(0, 2));
      await mkdir(directory, { recursive: true });
      const there = await stat(path).catch(() => undefined);
      if (there?.size === bytes.length) {
        await syncDirectory(directory); // the one who renamed it may have died before this
        return digestHex;
      }
      const beside = join(directory, `.tmp-${crypto.randomUUID()}`);
      try {
        await writeDurably(beside, bytes);
        await rename(beside, path);
      } finally {
        await rm(beside, { force: true });
      }
      await syncDirectory(directory);
      return digestHex;
    },
    get: async (digestHex) => {
      try {
        return await proved(new Uint8Array(await readFile(pathOf(needDigest(digestHex)))), digestHex);
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
  };
}
