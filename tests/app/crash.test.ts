import { describe, expect, it } from "vitest";
import { fixedClock } from "../../src/adapters/clock.ts";
import { brokenAt } from "../../src/app/audit.ts";
import { drainOutbox } from "../../src/app/drain-outbox.ts";
import { getReceipt } from "../../src/app/get-receipt.ts";
import type { House } from "../../src/app/house.ts";
import { receiptFile } from "../../src/app/receipt-file.ts";
import { verifyFile } from "../../src/app/verify-file.ts";
import { mainJob } from "./main-job.ts";
import { demoCallers, type Disk, newDisk, openHouse, SIGNING_DAY, type TestClock } from "./test-house.ts";

class Killed extends Error {}

type Plan = { readonly write: number; readonly when: "before" | "after" };

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
async function mortalHouse(disk: Disk, clock: TestClock, plan: Plan) {
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

/** A process that dies at the n-th write, then a new one to which the clients send everything again. */
async function crashAndRestart(plan: Plan) {
  const clock = fixedClock(SIGNING_DAY);
  const disk = await newDisk();
  const callers = await demoCallers(await openHouse(disk, clock));
  const first = await mortalHouse(disk, clock, plan);
  const outcome = await mainJob(first.house, callers).catch((error: unknown) => error);
  clock.set("2022-03-15T02:10:00Z");
  const house = await openHouse(disk, clock);
  const filing = await mainJob(house, callers);
  await drainOutbox(house);
  return { house, callers, filing, died: outcome instanceof Error };
}

/** How many writes the job makes when nothing happens. */
async function writesOfTheJob(): Promise<number> {
  const clock = fixedClock(SIGNING_DAY);
  const disk = await newDisk();
  const callers = await demoCallers(await openHouse(disk, clock));
  const counted = await mortalHouse(disk, clock, { write: Number.POSITIVE_INFINITY, when: "before" });
  await mainJob(counted.house, callers);
  return counted.writes();
}

/** Counted by the first test below: every one of them is a place to die. */
const WRITES = 38;
const plans = (["before", "after"] as const).flatMap((when) =>
  Array.from({ length: WRITES }, (_, at) => ({ write: at + 1, when })),
);

describe("a process killed at any of its writes", () => {
  it("has as many places to die as this test tries", async () => {
    expect(await writesOfTheJob()).toBe(WRITES);
  });

  it.each(plans)("($when write $write) loses nothing and doubles nothing", async (plan) => {
    const { house, callers, filing, died } = await crashAndRestart(plan);
    expect(died).toBe(true);
    const owner = { tenantId: callers.agency.organisationId, mode: "live" } as const;
    const { rows } = await house.store.contracts(owner, { limit: 10 });
    expect(rows.map((row) => row.state)).toEqual(["filed"]);
    const { rows: filings } = await house.store.filings({ tenantId: owner.tenantId }, { limit: 10 });
    expect(filings.map((row) => row.id)).toEqual([filing.id]);
    const documents = await house.store.documents(rows[0]!.id);
    expect(documents.map(({ kind, step }) => `${kind} ${step}`)).toEqual([
      "docx 0",
      "receipt 0",
      "revision 0",
      "revision 1",
      "revision 2",
      "revision 3",
      "revision 4",
      "revision 5",
    ]);
    const receipt = await getReceipt(house, { registerNo: filing.register_no ?? "" });
    expect(receipt).toMatchObject({ state: "ready", formal_no: expect.stringMatching(/〔2022〕1号$/) });
    const { bytes } = await receiptFile(house, { registerNo: receipt.register_no });
    const report = await verifyFile(house, { pdf: bytes, fileName: "receipt.pdf" });
    expect(report).toMatchObject({ verdict: "valid", filed: { relation: "receipt" } });
    for (const aggregate of [
      `contract:${rows[0]!.id}`,
      `envelope:${rows[0]!.envelopeId}`,
      `filing:${filing.id}`,
    ]) {
      expect(await brokenAt(await house.store.events(aggregate))).toBeUndefined();
    }
  });
});
