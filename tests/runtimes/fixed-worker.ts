import { fixedClock } from "../../src/adapters/clock.ts";
import { seededIds } from "../../src/adapters/ids.ts";
import { drainOutbox } from "../../src/app/drain-outbox.ts";
import { createApp } from "../../src/http/create-app.ts";
import type { Fault } from "../../src/http/fault-response.tsx";
import { buildWorkerHouse, type WorkerEnv, workerPublicFile } from "../../src/runtime/worker-house.ts";
import { registerTenants } from "../http/tenants.ts";

/** What a test asks of the worker beside the app. */
type TestWorker = {
  readonly app: ReturnType<typeof createApp>;
  readonly house: Awaited<ReturnType<typeof buildWorkerHouse>>;
  readonly faults: string[];
  readonly clock: ReturnType<typeof fixedClock>;
};

let opened: Promise<TestWorker> | undefined;

async function open(env: WorkerEnv): Promise<TestWorker> {
  const clock = fixedClock("2022-03-15T02:00:00Z");
  const house = await buildWorkerHouse(env, "http://127.0.0.1:8787", { clock, ids: seededIds(clock) });
  const faults: string[] = [];
  const report = (fault: Fault): void => {
    faults.push(fault.error instanceof Error ? `${fault.path} ${fault.error.stack}` : String(fault.error));
  };
  return { house, faults, clock, app: createApp(house, { publicFile: workerPublicFile(env), report }) };
}

/** Whether this runtime makes code from text. */
function evaluates(): string {
  try {
    // oxlint-disable-next-line typescript/no-implied-eval -- the test proves that it is refused
    return String(new Function("return 'code was generated'")());
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : "refused";
  }
}

/** The real app on real workerd, at a fixed time with seeded ids, so that its answers can be compared with Node's. */
export default {
  async fetch(request: Request, env: WorkerEnv): Promise<Response> {
    opened ??= open(env);
    const { app, house, faults, clock } = await opened;
    switch (new URL(request.url).pathname) {
      case "/test/eval":
        return Response.json({ said: evaluates() });
      case "/test/tenants":
        return Response.json(await registerTenants(house));
      case "/test/drain":
        return Response.json(await drainOutbox(house, {}));
      case "/test/later": {
        const seconds = Number(new URL(request.url).searchParams.get("seconds"));
        clock.set(new Date(clock.now().getTime() + seconds * 1000));
        return Response.json({ now: clock.now().toISOString() });
      }
      case "/test/faults":
        return Response.json(faults);
      default:
        return app.fetch(request);
    }
  },
};
