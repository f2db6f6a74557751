import { describe, expect, it } from "vitest";
import { httpTsa } from "../../../src/adapters/tsa/http-tsa.ts";
import { drainOutbox } from "../../../src/app/drain-outbox.ts";
import { getEnvelope } from "../../../src/app/get-envelope.ts";
import type { House } from "../../../src/app/house.ts";
import { submitFiling } from "../../../src/app/submit-filing.ts";
import { equalBytes, latin1 } from "../../../src/kit/bytes.ts";
import { loopback } from "../../sign/archive/loopback.ts";
import { FILING } from "../main-job.ts";
import { signedContract } from "../signed-contract.ts";
import { demoHouse } from "../test-house.ts";

const patience = { timeoutMs: 1500, tries: 1, waitMs: 1 };

/** The house with a TSA on loopback that falls silent after so many timestamps. */
async function silentAfter(house: House, stamps: number): Promise<House> {
  let left = stamps;
  const server = await loopback((request) => {
    left -= 1;
    return left < 0 ? "silence" : house.pki.timestamp(request);
  });
  return { ...house, timestamps: httpTsa({ url: server.url, patience }) };
}

const current = async (house: House, id: string) =>
  (await house.blobs.get((await house.store.envelope(id))?.currentDigest ?? ""))!;

describe("a completed contract", () => {
  it("is B-LTA as soon as the last party has signed; the outbox has nothing left but the renewal", async () => {
    const { house, callers } = await demoHouse();
    const signed = await signedContract(house, callers);
    expect(signed).toMatchObject({
      state: "completed",
      archive: { level: "B-LTA", state: "archived", code: null },
    });
    const { id } = signed;
    const file = await current(house, id);
    expect(latin1(file).match(/ETSI\.CAdES\.detached/g)).toHaveLength(2);
    expect(latin1(file).match(/\/DocTimeStamp/g)).toHaveLength(1);
    expect(await drainOutbox(house)).toEqual({ done: 0, failed: 0, more: false });
    const { archive } = await getEnvelope(house, callers.agency, { id });
    expect(archive?.next_attempt_at?.slice(0, 4)).toBe("2026");
    expect(archive?.renew_before?.slice(0, 4)).toBe("2027");
  });

  it("is B-T when the authority falls silent just then, says why, and is archived when it is back", async () => {
    const { house, callers, clock } = await demoHouse();
    const silent = await silentAfter(house, 2);
    const signed = await signedContract(silent, callers);
    expect(signed).toMatchObject({ state: "completed", archive: { level: "B-T", state: "waiting" } });
    const { id } = signed;
    const before = await current(house, id);
    expect(await drainOutbox(silent)).toMatchObject({ done: 0, failed: 1 });
    expect((await getEnvelope(house, callers.agency, { id })).archive).toMatchObject({
      level: "B-T",
      state: "retrying",
      code: "tsa.unreachable",
      attempts: 1,
    });
    expect(equalBytes(await current(house, id), before)).toBe(true);
    clock.set("2022-03-15T02:01:00Z");
    expect(await drainOutbox(house)).toMatchObject({ done: 1, failed: 0 });
    const after = await current(house, id);
    expect(equalBytes(after.slice(0, before.length), before)).toBe(true);
    expect((await getEnvelope(house, callers.agency, { id })).archive).toMatchObject({ state: "archived" });
  });

  it("is renewed half a year before the timestamp's certificate ends, and the next renewal is planned", async () => {
    const { house, callers, clock } = await demoHouse();
    const { id } = await signedContract(house, callers);
    const once = await current(house, id);
    clock.set("2026-09-01T00:00:00Z");
    expect(await drainOutbox(house)).toMatchObject({ done: 0 });
    clock.set("2026-09-16T00:00:00Z");
    expect(await drainOutbox(house)).toMatchObject({ done: 1 });
    const twice = await current(house, id);
    expect(equalBytes(twice.slice(0, once.length), once)).toBe(true);
    expect(latin1(twice)).toContain("ArchiveTimestamp2");
    expect((await getEnvelope(house, callers.agency, { id })).archive?.renew_before?.slice(0, 4)).toBe(
      "2031",
    );
  });

  it("is filed as it stands: archived, or archived just before, or at B-T while the authority is silent", async () => {
    const { house, callers } = await demoHouse();
    const submit = (by: House, contract_id: string) =>
      submitFiling(by, callers.agency, { contract_id, ...FILING });
    const first = await signedContract(house, callers, { contractNo: "HBTG-2022-000301" });
    const filed = await submit(house, first.contract_id);
    expect(filed.filed_sha256).toBe(first.current_sha256);
    const silent = await silentAfter(house, 2);
    const second = await signedContract(silent, callers, { contractNo: "HBTG-2022-000302" });
    const caughtUp = await submit(house, second.contract_id);
    expect(caughtUp.filed_sha256).toBe((await house.store.archive(second.id))?.digest);
    expect(caughtUp.filed_sha256).not.toBe(second.current_sha256);
    const third = await signedContract(await silentAfter(house, 2), callers, {
      contractNo: "HBTG-2022-000303",
    });
    const late = await submit(await silentAfter(house, 0), third.contract_id);
    expect(late.filed_sha256).toBe(third.current_sha256);
    expect((await house.store.archive(third.id))?.level).toBe("B-T");
  });

  it("does not come to be while the authority is silent: the party's signature fails whole", async () => {
    const { house, callers } = await demoHouse();
    const signing = signedContract(await silentAfter(house, 0), callers);
    await expect(signing).rejects.toMatchObject({ code: "tsa.unreachable" });
  });
});
