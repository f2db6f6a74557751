import { drainOutbox } from "../app/drain-outbox.ts";
import type { House } from "../app/house.ts";
import { type DemoTenants, seedDemo } from "../app/seed-demo.ts";
import { behindCloudflare } from "../http/client-address.ts";
import { createApp } from "../http/create-app.ts";
import { type Fault, faultLine } from "../http/fault-response.tsx";
import { problemResponse } from "../http/problem.ts";
import { buildWorkerHouse, type WorkerEnv, workerPublicFile } from "./worker-house.ts";

/** What we use of the platform's execution context. */
type Context = { waitUntil(promise: Promise<unknown>): void };

// oxlint-disable-next-line no-console -- the console is a worker's log
const reportFault = (fault: Fault): void => console.error(faultLine(fault));

/** One line that `npm run start:edge` turns into a table; demo keys are worth nothing. */
// oxlint-disable-next-line no-console -- the console is a worker's log
const tellKeys = (demo: DemoTenants): void => console.log(`zhiqi-demo ${JSON.stringify(demo)}`);

type Opened = { readonly env: WorkerEnv; readonly house: House; readonly app: ReturnType<typeof createApp> };

// An isolate keeps what is finished, never a promise under way: that belongs to the request that began it, and when the
// platform cancels that request, whoever waits for its promise from another one waits for ever.
let kept: Opened | undefined;
/** The bindings whose demo tenants somebody has begun to seed. */
let seeding: WorkerEnv | undefined;

async function opened(env: WorkerEnv, url: string): Promise<Opened> {
  if (kept?.env === env) return kept;
  const house = await buildWorkerHouse(env, url);
  const app = createApp(house, {
    publicFile: workerPublicFile(env),
    report: reportFault,
    addressOf: behindCloudflare,
  });
  kept = { env, house, app };
  return kept;
}

/** Seeds a demo once an isolate. It lives on when its request is cancelled, and only that request waits for it. */
async function seedOnce({ env, house }: Opened, context: Context): Promise<void> {
  if (house.mode !== "demo" || env.ZHIQI_SEED !== "yes" || seeding === env) return;
  seeding = env;
  const seeded = seedDemo(house).then(tellKeys, (error: unknown) => {
    seeding = undefined;
    throw error;
  });
  context.waitUntil(seeded);
  await seeded;
}

/** The answer of a house that could not be built; why stands in the log, under the same id. */
function notConfigured(requestId: string): Response {
  const problem = {
    type: "about:blank",
    title: "系统尚未配置好",
    status: 503,
    detail: "请稍后再试，或请管理员查看运行日志。",
    code: "runtime.not_configured",
    request_id: requestId,
    errors: [],
  };
  return problemResponse(problem, "zh", { "Request-Id": requestId, "Cache-Control": "no-store" });
}

async function start(env: WorkerEnv, url: string, context: Context): Promise<Opened> {
  const found = await opened(env, url);
  await seedOnce(found, context);
  return found;
}

export default {
  async fetch(request: Request, env: WorkerEnv, context: Context): Promise<Response> {
    const requestId = `req_${crypto.randomUUID()}`;
    const opening = await start(env, new URL(request.url).origin, context).catch((error: unknown) => {
      reportFault({ requestId, traceId: undefined, method: request.method, path: "start", error });
    });
    if (opening === undefined) return notConfigured(requestId);
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
