import { drainOutbox } from "../app/drain-outbox.ts";
import { type DemoTenants, seedDemo } from "../app/seed-demo.ts";
import { createApp } from "../http/create-app.ts";
import { type Fault, faultLine } from "../http/fault-response.tsx";
import { buildWorkerHouse, type WorkerEnv, workerPublicFile } from "./worker-house.ts";

/** What we use of the platform's execution context. */
type Context = { waitUntil(promise: Promise<unknown>): void };

// oxlint-disable-next-line no-console -- the console is a worker's log
const reportFault = (fault: Fault): void => console.error(faultLine(fault));

/** One line that `npm run start:edge` turns into a table; demo keys are worth nothing. */
// oxlint-disable-next-line no-console -- the console is a worker's log
const tellKeys = (demo: DemoTenants): void => console.log(`zhiqi-demo ${JSON.stringify(demo)}`);

type Building = { readonly env: WorkerEnv; readonly opened: ReturnType<typeof open> };
/** Bindings, never request state: an isolate builds its house once. */
let building: Building | undefined;

async function open(env: WorkerEnv, url: string) {
  const house = await buildWorkerHouse(env, url);
  if (house.mode === "demo" && env.ZHIQI_SEED === "yes") tellKeys(await seedDemo(house));
  return { house, app: createApp(house, { publicFile: workerPublicFile(env), report: reportFault }) };
}

function opened(env: WorkerEnv, url: string): ReturnType<typeof open> {
  if (building?.env === env) return building.opened;
  const fresh = { env, opened: open(env, url) };
  building = fresh;
  // A house that could not be built is not remembered: the next request tries again.
  fresh.opened.catch(() => {
    if (building === fresh) building = undefined;
  });
  return fresh.opened;
}

/** The answer of a house that could not be built; why stands in the log. */
function notConfigured(): Response {
  const problem = {
    type: "about:blank",
    title: "系统尚未配置好",
    status: 503,
    code: "runtime.not_configured",
  };
  return Response.json(problem, { status: 503, headers: { "Content-Type": "application/problem+json" } });
}

export default {
  async fetch(request: Request, env: WorkerEnv, context: Context): Promise<Response> {
    const opening = await opened(env, new URL(request.url).origin).catch((error: unknown) => {
      reportFault({ requestId: "start", traceId: undefined, method: request.method, path: "start", error });
    });
    if (opening === undefined) return notConfigured();
    const { house, app } = opening;
    const answer = await app.fetch(request);
    // What a decision left to do is begun at once; the cron finishes what this leaves.
    if (request.method === "POST" && answer.ok) context.waitUntil(drainOutbox(house, { limit: 5 }));
    return answer;
  },

  async scheduled(_event: unknown, env: WorkerEnv): Promise<void> {
    const { house } = await opened(env, env.ZHIQI_PUBLIC_URL ?? "http://127.0.0.1:8787");
    await drainOutbox(house, {});
  },
};
