import { createReadStream } from "node:fs";
import { open, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { type Bytes, concat, fromUtf8 } from "../kit/bytes.ts";
import { makeFolder } from "../runtime/node-folder.ts";
import { CommandError } from "./terminal.ts";

/** No contract comes near this; a device that never ends does. */
const MOST_BYTES = 200_000_000;

/** The whole file, or a pipe to its end. `cli.unreadable` names it when it cannot be read, `cli.too_large` when it is beyond 200 MB. */
export async function readBytes(path: string): Promise<Bytes> {
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    const { size, isDirectory } = await statOf(path);
    if (isDirectory) throw isFolder(path);
    // A plain file is read where it will lie: a large one is never in memory twice.
    if (size > 0 && size <= MOST_BYTES) return await readSized(path, size);
    for await (const part of createReadStream(path, { end: MOST_BYTES, highWaterMark: 1 << 20 })) {
      parts.push(part);
      length += part.length;
    }
  } catch (cause) {
    if (cause instanceof CommandError) throw cause;
    throw new CommandError("cli.unreadable", `读不到文件 ${path} · cannot read ${path}`, { path }, { cause });
  }
  if (length > MOST_BYTES) {
    throw new CommandError("cli.too_large", `文件超过 200 MB · more than 200 MB: ${path}`, { path });
  }
  return concat(...parts);
}

async function statOf(path: string): Promise<{ readonly size: number; readonly isDirectory: boolean }> {
  const found = await stat(path);
  return { size: found.size, isDirectory: found.isDirectory() };
}

const isFolder = (path: string): CommandError =>
  new CommandError(
    "cli.unreadable",
    `${path} 是文件夹，请指定里面的文件 · ${path} is a folder; name a file in it`,
    { path },
  );

async function readSized(path: string, size: number): Promise<Bytes> {
  const file = await open(path);
  try {
    const bytes = new Uint8Array(size);
    let at = 0;
    while (at < size) {
      const { bytesRead } = await file.read(bytes, at, size - at, at);
      if (bytesRead === 0) break;
      at += bytesRead;
    }
    return at === size ? bytes : bytes.slice(0, at);
  } finally {
    await file.close();
  }
}

/** The whole file as UTF-8 text; `cli.unreadable` when it cannot be read or is not text. */
export async function readText(path: string): Promise<string> {
  const bytes = await readBytes(path);
  try {
    return fromUtf8(bytes);
  } catch (cause) {
    throw new CommandError("cli.unreadable", `不是文本文件 · not a text file: ${path}`, { path }, { cause });
  }
}

/**
 * Writes the file, making its folder; `cli.unwritable` when it cannot. A file that was there stays whole until the new one
 * is: `sign IN.pdf IN.pdf` cannot lose a contract to a full disk.
 */
export async function writeBytes(path: string, content: Uint8Array | string): Promise<void> {
  const beside = `${path}.${process.pid}.part`;
  try {
    await makeFolder(dirname(path));
    if (await isSpecial(path)) return await writeFile(path, content);
    await writeFile(beside, content);
    await rename(beside, path);
  } catch (cause) {
    await rm(beside, { force: true }).catch(() => undefined);
    throw new CommandError(
      "cli.unwritable",
      `写不了文件 ${path} · cannot write ${path}`,
      { path },
      { cause },
    );
  }
}

/** A pipe or a device is written to, never replaced. */
async function isSpecial(path: string): Promise<boolean> {
  const there = await stat(path).catch(() => undefined);
  return there !== undefined && !there.isFile();
}
