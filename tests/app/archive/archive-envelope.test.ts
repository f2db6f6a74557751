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

const patience = { timeoutMs: 300, tries: 1, waitMs: 1 };

/** The house with a TSA on loopback that does not answer. */
async function withoutTime(house: House): Promise<House> {
  const server = await loopback(() => "silence");
  return { ...house, timestamps: httpTsa({ url: server.url, patience }) };
}

const current = async (house: House, id: string) =>
  (await house.blobs.get((await house.store.envelope(id))?.currentDigest ?? ""))!;

describe("a completed contract", () => {
  it("is B-T at once, and B-LTA when the outbox has been drained; the file only grew", async () => {
    const { house, callers } = await demoHouse();
    const { id } = await signedContract(house, callers);
    const before = await current(house, id);
    expect(latin1(before).match(/ETSI\.CAdES\.detached/g)).toHaveLength(2);
    expect(await getEnvelope(house, callers.agency, { id })).toMatchObject({
      state: "completed",
      archive: { level: "B-T", state: "waiting", code: null },
    });
    expect(await drainOutbox(house)).toEqual({ done: 1, failed: 0, more: false });
    const after = await current(house, id);
    expect(equalBytes(after.slice(0, before.length), before)).toBe(true);
    const { archive } = await getEnvelope(house, callers.agency, { id });
    expect(archive).toMatchObject({ level: "B-LTA", state: "archived", code: null });
    expect(archive?.next_attempt_at?.slice(0, 4)).toBe("2026");
    expect(archive?.renew_before?.slice(0, 4)).toBe("2027");
  });

  it("stays B-T while the authority is silent, says why, and is archived when it is back", async () => {
    const { house, callers, clock } = await demoHouse();
    const { id } = await signedContract(house, callers);
    const silent = await withoutTime(house);
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
    expect((await getEnvelope(house, callers.agency, { id })).archive).toMatchObject({ state: "archived" });
  });

  it("is renewed half a year before the timestamp's certificate ends, and the next renewal is planned", async () => {
    const { house, callers, clock } = await demoHouse();
    const { id } = await signedContract(house, callers);
    await drainOutbox(house);
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

  it("is filed archived, and filed at B-T only when the authority is silent just then", async () => {
    const { house, callers } = await demoHouse();
    const first = await signedContract(house, callers, { contractNo: "HBTG-2022-000301" });
    const filed = await submitFiling(house, callers.agency, { contract_id: first.contract_id, ...FILING });
    expect(filed.filed_sha256).toBe((await house.store.archive(first.id))?.digest);
    const second = await signedContract(house, callers, { contractNo: "HBTG-2022-000302" });
    const silent = await withoutTime(house);
    const late = await submitFiling(silent, callers.agency, { contract_id: second.contract_id, ...FILING });
    expect(late.filed_sha256).toBe(second.current_sha256);
    expect((await house.store.archive(second.id))?.level).toBe("B-T");
  });

  it("does not come to be while the authority is silent: the party's signature fails whole", async () => {
    const { house, callers } = await demoHouse();
    const signing = signedContract(await withoutTime(house), callers);
    await expect(signing).rejects.toMatchObject({ code: "tsa.unreachable" });
  });
});
