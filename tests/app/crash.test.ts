import { describe, expect, it } from "vitest";
import { fixedClock } from "../../src/adapters/clock.ts";
import { brokenAt } from "../../src/app/audit.ts";
import { drainOutbox } from "../../src/app/drain-outbox.ts";
import { getReceipt } from "../../src/app/get-receipt.ts";
import type { House } from "../../src/app/house.ts";
import { receiptFile } from "../../src/app/receipt-file.ts";
import { verifyFile } from "../../src/app/verify-file.ts";
import { mainJob } from "./main-job.ts";
import { demoCallers, newDisk, openHouse, SIGNING_DAY } from "./test-house.ts";

class Killed extends Error {}

/**
 * The house as a process that dies at its n-th write: the write `before` never reaches the disk, or `after` reaches it and
 * nobody hears of it. A dead process does nothing more.
 */
function dying(
  house: House,
  plan: { readonly write: number; readonly when: "before" | "after" },
): { house: House; writes: () => number } {
  let writes = 0;
  const written = async <Value>(write: () => Promise<Value>): Promise<Value> => {
    writes += 1;
    if (writes > plan.write || (writes === plan.write && plan.when === "before")) throw new Killed();
    const value = await write();
    if (writes === plan.write) {
      writes += 1; // whatever comes now comes too late
      throw new Killed();
    }
    return value;
  };
  const { store, blobs } = house;
  const dyingStore = {
    commit: (changes) => written(() => store.commit(changes)),
    leaseOutbox: (lease) => written(() => store.leaseOutbox(lease)),
    renewIdempotencyLease: (key, lease) => written(() => store.renewIdempotencyLease(key, lease)),
  } satisfies Partial<House["store"]>;
  return {
    house: {
      ...house,
      store: new Proxy(store, {
        get: (target, name) => Reflect.get(dyingStore, name) ?? Reflect.get(target, name),
      }),
      blobs: { ...blobs, put: (bytes) => written(() => blobs.put(bytes)) },
    },
    writes: () => writes,
  };
}

/** A process that dies at the n-th write, then a new one to which the clients send everything again. */
async function crashAndRestart(plan: { readonly write: number; readonly when: "before" | "after" }) {
  const clock = fixedClock(SIGNING_DAY);
  const disk = await newDisk();
  const first = await openHouse(disk, clock);
  const callers = await demoCallers(first);
  const dead = dying(first, plan);
  const outcome = await mainJob(dead.house, callers).catch((error: unknown) => error);
  clock.set("2022-03-15T02:10:00Z");
  const house = await openHouse(disk, clock);
  const filing = await mainJob(house, callers);
  await drainOutbox(house);
  return { house, callers, filing, died: outcome instanceof Error };
}

/** How many writes the job makes when nothing happens. */
async function writesOfTheJob(): Promise<number> {
  const disk = await newDisk();
  const house = await openHouse(disk);
  const callers = await demoCallers(house);
  const counted = dying(house, { write: Number.POSITIVE_INFINITY, when: "before" });
  await mainJob(counted.house, callers);
  return counted.writes();
}

const writes = await writesOfTheJob();
const plans = (["before", "after"] as const).flatMap((when) =>
  Array.from({ length: writes }, (_, at) => ({ write: at + 1, when })),
);

describe("a process killed at any of its writes", () => {
  it("makes enough writes for this test to mean something", () => {
    expect(writes).toBeGreaterThan(20);
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
