import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildOnce } from "../build-once.ts";
import { unstable_startWorker } from "wrangler";

/** The app's worker with a fixed clock and fixed keys. */
export const WORKER_CONFIG = "tests/runtimes/fixed-worker.toml";

const WRANGLER = "node_modules/wrangler/bin/wrangler.js";
/** Wrangler fetches nothing and reports to nobody; as a process of its own it also asks nothing and draws no banner. */
const ALONE = { CLOUDFLARE_CF_FETCH_ENABLED: "false", WRANGLER_SEND_METRICS: "false" };
const QUIET = { ...ALONE, WRANGLER_SEND_ERROR_REPORTS: "false", WRANGLER_HIDE_BANNER: "true", CI: "true" };

/** Runs wrangler and answers what it printed. Throws when it fails. */
export const wrangler = (...words: string[]): string =>
  execFileSync(process.execPath, [WRANGLER, ...words], {
    encoding: "utf8",
    env: { ...process.env, ...QUIET },
    stdio: ["ignore", "pipe", "pipe"],
  });

/** The app on real workerd with a D1 and an R2 of its own in `place`. */
export type EdgeWorker = {
  readonly worker: Awaited<ReturnType<typeof unstable_startWorker>>;
  readonly place: string;
  close(): Promise<void>;
};

/** Builds the assets, lays the tables of a fresh D1 and starts the worker; `close` ends it and leaves nothing behind. */
export async function openEdgeWorker(): Promise<EdgeWorker> {
  Object.assign(process.env, ALONE);
  buildOnce();
  const place = await mkdtemp(join(tmpdir(), "zhiqi-workerd-"));
  wrangler("d1", "migrations", "apply", "DB", "--local", "--config", WORKER_CONFIG, "--persist-to", place);
  const worker = await unstable_startWorker({
    config: WORKER_CONFIG,
    dev: {
      server: { hostname: "127.0.0.1", port: 0 },
      inspector: false,
      persist: place,
      logLevel: "none",
      watch: false,
    },
  });
  await worker.ready;
  const close = async (): Promise<void> => {
    await worker.dispose();
    await rm(place, { recursive: true, force: true });
  };
  return { worker, place, close };
}
