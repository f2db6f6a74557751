import { mkdir, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";

/**
 * Makes a folder and the folders above it; one that is there is left alone. Every folder is tried once and the file system's
 * own error comes back. `mkdir` with `recursive` tries for ever where a folder that exists says "no such file" of whatever
 * is made in it, as /proc does.
 */
export async function makeFolder(path: string): Promise<void> {
  const missing: string[] = [];
  let above = resolve(path);
  while (!(await isFolder(above))) {
    missing.unshift(above);
    if (dirname(above) === above) break;
    above = dirname(above);
  }
  for (const folder of missing) await makeOne(folder);
}

const isFolder = async (path: string): Promise<boolean> => {
  const found = await stat(path).catch(() => undefined);
  return found?.isDirectory() ?? false;
};

async function makeOne(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (fault) {
    // somebody else may have made it meanwhile
    if (!(await isFolder(path))) throw fault;
  }
}
