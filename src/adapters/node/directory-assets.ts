import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Bytes } from "../../kit/bytes.ts";
import type { Assets } from "../../ports/assets.ts";

/** `templates/**` from a directory, each file read once. A path may not climb out: segments are plain names. */
export function directoryAssets(root: string): Assets {
  const read = new Map<string, Promise<Bytes | undefined>>();
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
      const known = read.get(path);
      if (known !== undefined) return known;
      const loading = load(path);
      read.set(path, loading);
      loading.catch(() => read.delete(path));
      return loading;
    },
  };
}
