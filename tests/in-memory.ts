import { mkdirSync, readdirSync, rmSync, statfsSync } from "node:fs";
import { join } from "node:path";

/** Linux's own folder in memory. */
const MEMORY = "/dev/shm";
/** What the tests of one run write at most, with room to spare, in bytes. */
const ROOM = 4 * 2 ** 30;
const NAME = /^zhiqi-tests-(\d+)$/;

const hasRoom = (): boolean => {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize >= ROOM;
  } catch {
    return false;
  }
};

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
};

/**
 * Gives the tests a temporary folder in memory, where there is room for it, and sweeps it away after them. Databases go on asking
 * for their writes to be on the disk; that this is none is what makes a commit take microseconds. What a killed process has
 * written stays there as on a disk. Folders of runs that were killed are swept away too.
 */
export default function inMemory(): (() => void) | undefined {
  if (!hasRoom()) return undefined;
  for (const name of readdirSync(MEMORY)) {
    const pid = NAME.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid)))
      rmSync(join(MEMORY, name), { recursive: true, force: true });
  }
  const folder = join(MEMORY, `zhiqi-tests-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  process.env["TMPDIR"] = folder;
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
