import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

const LOCKS = fileURLToPath(new URL("../.build/tests/", import.meta.url));
const PATIENCE_MS = 600_000;
const PAUSE_MS = 100;

const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && "code" in error && error.code === code;

function isHeldByTheLiving(lock: string): boolean {
  try {
    return process.kill(Number(readFileSync(lock, "utf8")), 0);
  } catch (error) {
    // Held by somebody else's process; otherwise let go meanwhile, or its holder was killed.
    return isCode(error, "EPERM");
  }
}

function taken(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (isCode(error, "EEXIST")) return false;
    throw error;
  }
}

/**
 * Does in one process of this tree at a time what leaves something behind for all: building, fetching. Others stand still
 * meanwhile, ten minutes at most, and then do it themselves: the work begins by looking whether it is done.
 */
export function oneAtATime<Result>(name: string, work: () => Result): Result {
  const lock = `${LOCKS}${name}.lock`;
  mkdirSync(dirname(lock), { recursive: true });
  for (let waited = 0; !taken(lock); waited += PAUSE_MS) {
    if (waited > PATIENCE_MS) throw new Error(`${lock} is held for too long`);
    if (!isHeldByTheLiving(lock)) rmSync(lock, { force: true });
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
  }
  try {
    return work();
  } finally {
    rmSync(lock, { force: true });
  }
}
