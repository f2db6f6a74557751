import { drainOutbox } from "../app/drain-outbox.ts";
import { createApp } from "../http/create-app.ts";
import { type Fault, faultLine } from "../http/fault-response.tsx";
import { buildWorkerHouse, type WorkerEnv, workerPublicFile } from "./worker-house.ts";

/** What we use of the platform's execution context. */
type Context = { waitUntil(promise: Promise<unknown>): void };

// oxlint-disable-next-line no-console -- the console is a worker's log
const reportFault = (fault: Fault): void => console.error(faultLine(fault));

type Building = { readonly env: WorkerEnv; readonly opened: ReturnType<typeof open> };
/** Bindings, never request state: an isolate builds its house once. */
let building: Building | undefined;

async function open(env: WorkerEnv, url: string) {
  const house = await buildWorkerHouse(env, url);
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

export default {
  async fetch(request: Request, env: WorkerEnv, context: Context): Promise<Response> {
    const { house, app } = await opened(env, new URL(request.url).origin);
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
