import { describe, expect, it } from "vitest";
import { fixedClock } from "../../src/adapters/clock.ts";
import { brokenAt } from "../../src/app/audit.ts";
import { drainOutbox } from "../../src/app/drain-outbox.ts";
import { getReceipt } from "../../src/app/get-receipt.ts";
import { receiptFile } from "../../src/app/receipt-file.ts";
import { verifyFile } from "../../src/app/verify-file.ts";
import { mainJob } from "./main-job.ts";
import { mortalHouse, type Plan } from "./mortal-house.ts";
import { demoCallers, newDisk, openHouse, SIGNING_DAY } from "./test-house.ts";

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
