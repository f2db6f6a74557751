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

it.each([
  ["settings", {}],
  ["a word in ZHIQI_ENV", { ZHIQI_ENV: "" }],
])(
  "a worker without %s is production: it serves nothing on the demo's master key, and logs why",
  async (_, given) => {
    const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- nothing may reach the bindings
    const env = { DB: untouched, BLOBS: untouched, ASSETS: untouched, ...given } as WorkerEnv;
    const context = { waitUntil: () => undefined };
    const answer = await worker.fetch(new Request("https://zhiqi.example/v1/contracts"), env, context);
    expect(answer.status).toBe(503);
    const problem = await answer.json();
    expect(problem).toMatchObject({ code: "runtime.not_configured", status: 503, errors: [] });
    expect(problem).toHaveProperty("request_id", answer.headers.get("request-id"));
    expect(log).toHaveBeenCalledWith(expect.stringContaining("runtime.master_key_default"));
  },
);

it("a first request whose start is never finished does not hold up the next one", async () => {
  const never = new Promise<never>(() => undefined);
  const statement = {
    bind: () => statement,
    all: () => never,
    raw: () => never,
    run: () => never,
    first: () => never,
  };
  const database = { prepare: () => statement, batch: () => never };
  const seeded = { ZHIQI_ENV: "demo", ZHIQI_SEED: "yes" } as const;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a database that never answers
  const env = { DB: database, BLOBS: untouched, ASSETS: untouched, ...seeded } as unknown as WorkerEnv;
  const context = { waitUntil: () => undefined };
  const first = worker.fetch(new Request("http://127.0.0.1/healthz"), env, context);
  const second = await worker.fetch(new Request("http://127.0.0.1/healthz"), env, context);
  expect(second.status).toBe(200);
  expect(await Promise.race([first, Promise.resolve("still waiting")])).toBe("still waiting");
});
