import { afterEach, expect, it, vi } from "vitest";
import worker from "../../src/runtime/worker.ts";
import type { WorkerEnv } from "../../src/runtime/worker-house.ts";

afterEach(() => vi.restoreAllMocks());

/** Bindings that must not be touched before the settings are known to be sound. */
const untouched = new Proxy(
  {},
  {
    get: () => {
      throw new Error("a binding was used");
    },
  },
);

it("a worker without settings is production: it serves nothing on the demo's master key, and logs why", async () => {
  const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- nothing may reach the bindings
  const env = { DB: untouched, BLOBS: untouched, ASSETS: untouched } as WorkerEnv;
  const context = { waitUntil: () => undefined };
  const answer = await worker.fetch(new Request("https://zhiqi.example/v1/contracts"), env, context);
  expect(answer.status).toBe(503);
  expect(await answer.json()).toMatchObject({ code: "runtime.not_configured" });
  expect(log).toHaveBeenCalledWith(expect.stringContaining("runtime.master_key_default"));
});
