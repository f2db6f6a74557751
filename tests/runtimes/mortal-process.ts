// A process that does the main job over a data directory and kills itself at a planned write: SIGKILL, so that nothing
// of it runs any more. Bundled and run by kill.test.ts: node … <data directory> <instant>; ZHIQI_DIE says when.
import { fixedClock } from "../../src/adapters/clock.ts";
import { authenticate } from "../../src/app/authenticate.ts";
import type { House } from "../../src/app/house.ts";
import { type DemoTenants, seedDemo } from "../../src/app/seed-demo.ts";
import { buildNodeHouse } from "../../src/runtime/node-house.ts";
import { mainJob } from "../app/main-job.ts";

const [dataDir = "", instant = ""] = process.argv.slice(2);
const [, atWrite = "0", when = "before"] = /^(\d+) (\w+)$/.exec(process.env["ZHIQI_DIE"] ?? "") ?? [];

const die = (): void => void process.kill(process.pid, "SIGKILL");
let writes = 0;

/** Counts writes; the planned one never begins, is cut off under way, or ends with nobody to hear of it. */
async function written<Value>(write: () => Promise<Value>): Promise<Value> {
  writes += 1;
  if (writes !== Number(atWrite)) return write();
  if (when === "before") die();
  if (when === "during") setImmediate(die);
  await write().catch(() => undefined);
  die();
  return new Promise<never>(() => undefined);
}

function mortal(house: House): House {
  const { store, blobs } = house;
  const ofStore = {
    commit: (changes) => written(() => store.commit(changes)),
    leaseOutbox: (lease) => written(() => store.leaseOutbox(lease)),
    renewIdempotencyLease: (key, lease) => written(() => store.renewIdempotencyLease(key, lease)),
  } satisfies Partial<House["store"]>;
  return {
    ...house,
    store: new Proxy(store, {
      get: (target, name) => Reflect.get(ofStore, name) ?? Reflect.get(target, name),
    }),
    blobs: { ...blobs, put: (bytes) => written(() => blobs.put(bytes)) },
  };
}

const { house, close } = await buildNodeHouse({ dataDir, clock: fixedClock(instant) });
const tenants = await seedDemo(house);
const caller = (name: keyof DemoTenants) => authenticate(house, tenants[name].key);
const callers = {
  agency: await caller("agency"),
  enterprise: await caller("enterprise"),
  bureau: await caller("bureau"),
};
process.stdout.write("begun\n");
const filing = await mainJob(mortal(house), callers);
await close();
process.stdout.write(`${JSON.stringify(filing)}\n`);
