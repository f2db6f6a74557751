import type { House } from "../../src/app/house.ts";
import { type Disk, openHouse, type TestClock } from "./test-house.ts";

/** What a dead process would say, if it could. */
class Killed extends Error {}

/** At which of its writes a process dies, and whether that one reaches the disk. */
export type Plan = { readonly write: number; readonly when: "before" | "after" };

/** Counts writes and dies at the planned one: it never reaches the disk, or it does and nobody hears of it. Dead stays dead. */
function mortal(plan: Plan) {
  let writes = 0;
  let dead = false;
  const written = async <Value>(write: () => Promise<Value>): Promise<Value> => {
    writes += 1;
    if (writes === plan.write && plan.when === "before") dead = true;
    if (dead) throw new Killed();
    const value = await write();
    if (writes === plan.write) dead = true;
    if (dead) throw new Killed();
    return value;
  };
  return { written, writes: () => writes };
}

/** A house whose process is mortal: rows, leases, blobs and secrets are all writes. */
export async function mortalHouse(disk: Disk, clock: TestClock, plan: Plan) {
  const { written, writes } = mortal(plan);
  const house = await openHouse(disk, clock, (secrets) => ({
    ...secrets,
    writeOnce: (name, secret) => written(() => secrets.writeOnce(name, secret)),
  }));
  const { store, blobs } = house;
  const ofStore = {
    commit: (changes) => written(() => store.commit(changes)),
    leaseOutbox: (lease) => written(() => store.leaseOutbox(lease)),
    renewIdempotencyLease: (key, lease) => written(() => store.renewIdempotencyLease(key, lease)),
    count: (of) => written(() => store.count(of)),
    spendCodeTry: (of) => written(() => store.spendCodeTry(of)),
    useCode: (of) => written(() => store.useCode(of)),
  } satisfies Partial<House["store"]>;
  const dying: House = {
    ...house,
    store: new Proxy(store, {
      get: (target, name) => Reflect.get(ofStore, name) ?? Reflect.get(target, name),
    }),
    blobs: { ...blobs, put: (bytes) => written(() => blobs.put(bytes)) },
  };
  return { house: dying, writes };
}
