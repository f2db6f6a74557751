import { cloudflareTest } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";

/** Two projects, one config: `node` runs nearly everything, `workerd` runs what must hold inside the edge pool. */
export default defineConfig({
  test: {
    root: new URL("..", import.meta.url).pathname,
    projects: [
      {
        extends: true,
        test: {
          name: "node",
          include: ["tests/**/*.test.ts", "tests/**/*.test.tsx"],
          exclude: ["tests/runtimes/workerd/**"],
          setupFiles: ["tests/one-seed.ts"],
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
