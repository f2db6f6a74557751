import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Bytes } from "../../kit/bytes.ts";
import type { Assets } from "../../ports/assets.ts";

/** Larger files stay only while somebody holds their bytes: fonts have megabytes and their reader keeps what it needs. */
const LARGEST_KEPT = 1_000_000;

/** `templates/**` from a directory, each small file read once. A path may not climb out: segments are plain names. */
export function directoryAssets(root: string): Assets {
  const read = new Map<string, Promise<Bytes | undefined>>();
  const large = new Map<string, WeakRef<Bytes>>();
  const load = async (path: string): Promise<Bytes | undefined> => {
    if (!/^(?:[\w-][\w.-]*\/)*[\w-][\w.-]*$/.test(path)) return undefined;
    try {
      const file = await readFile(join(root, path));
      // A view, not a copy: fonts have megabytes.
      return new Uint8Array(file.buffer, file.byteOffset, file.byteLength);
    } catch (error) {
      if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "EISDIR"))
        return undefined;
      throw error;
    }
  };
  return {
    read: (path) => {
      const held = large.get(path)?.deref();
      const known = held === undefined ? read.get(path) : Promise.resolve(held);
      if (known !== undefined) return known;
      const loading = load(path);
      read.set(path, loading);
      const letGo = (bytes: Bytes | undefined): void => {
        if (bytes === undefined || bytes.length <= LARGEST_KEPT) return;
        large.set(path, new WeakRef(bytes));
        read.delete(path);
      };
      loading.then(letGo, () => read.delete(path));
      return loading;
    },
  };
}
