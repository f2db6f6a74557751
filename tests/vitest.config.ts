import { availableParallelism } from "node:os";
import { cloudflareTest } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";
import { WaitersFirst } from "./waiters-first.ts";

/**
 * Two projects, one config: `node` runs nearly everything, `workerd` runs what must hold inside the edge pool.
 *
 * Files share their worker's modules (no isolation): most of a small file's cost is loading the house anew. A file that changes
 * what is global puts it back. One worker more than there are cores, since signers on phones mostly wait.
 */
export default defineConfig({
  test: {
    root: new URL("..", import.meta.url).pathname,
    maxWorkers: availableParallelism() + 1,
    sequence: { sequencer: WaitersFirst },
    projects: [
      {
        extends: true,
        test: {
          name: "node",
          include: ["tests/**/*.test.ts", "tests/**/*.test.tsx"],
          exclude: ["tests/runtimes/workerd/**"],
          globalSetup: ["tests/in-memory.ts"],
          setupFiles: ["tests/one-seed.ts"],
          isolate: false,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        plugins: [
          cloudflareTest({ wrangler: { configPath: new URL("../wrangler.toml", import.meta.url).pathname } }),
        ],
        test: {
          name: "workerd",
          include: ["tests/runtimes/workerd/**/*.test.ts"],
          globalSetup: ["tests/runtimes/workerd/node-answers.ts"],
          testTimeout: 60_000,
        },
      },
    ],
  },
});
