import { describe, expect, it } from "vitest";
import type { Finding } from "../../schemas/check-report.ts";
import { acceptFiling } from "../../src/app/accept-filing.ts";
import { brokenAt } from "../../src/app/audit.ts";
import { checkContract } from "../../src/app/check-contract.ts";
import { getFiling } from "../../src/app/get-filing.ts";
import { overruleFinding, withdrawOverruling } from "../../src/app/overrule-finding.ts";
import { submitFiling } from "../../src/app/submit-filing.ts";
import { FILING, submittedFiling } from "./main-job.ts";
import { signedContract } from "./signed-contract.ts";
import { demoHouse } from "./test-house.ts";

const NAME = { finding: "PTY-04.U", pointer: "/parties/0/name" };
const REASON = "已核对营业执照：企业上月更名，登记系统尚未更新。";

/** A filing whose enterprise is registered under another name: a real finding, found when it is submitted. */
async function filingWithOtherName() {
  const made = await demoHouse();
  const { house, callers } = made;
  const { contract_id } = await signedContract(house, callers);
  const enterprise = await house.store.organisationByUscc("91130108MAXX00138J");
  await house.store.commit([
    { update: "organisations", key: { id: enterprise!.id }, set: { name: "石家庄恒砺智能科技有限公司" } },
  ]);
  const filing = await submitFiling(house, callers.agency, { contract_id, ...FILING });
  return { ...made, filing };
}

describe("what the reviewer overrules", () => {
  it("no longer stands in the way, and the reason stays with the finding", async () => {
    const { house, callers, filing } = await filingWithOtherName();
    expect(filing).toMatchObject({ verdict: "blocked", refusal: "不予备案", overrulings: [] });
    expect(filing.findings.map(({ id, pointer }) => ({ finding: id, pointer }))).toEqual([NAME]);
    await expect(acceptFiling(house, callers.bureau, { id: filing.id })).rejects.toMatchObject({
      code: "app.filing_blocked",
      message: expect.stringContaining("不予备案"),
    });
    const reviewed = await overruleFinding(house, callers.bureau, { id: filing.id, ...NAME, reason: REASON });
    expect(reviewed).toMatchObject({ verdict: "ready", refusal: null });
    expect(reviewed.findings[0]).toMatchObject({
      id: NAME.finding,
      severity: "B",
      overruled: { reason: REASON, authority: expect.stringContaining("石家庄") },
    });
    expect(await acceptFiling(house, callers.bureau, { id: filing.id })).toMatchObject({ state: "filed" });
  });

  it("is shown in the contract's own check, whose verdict goes by what still stands", async () => {
    const { house, callers, filing } = await filingWithOtherName();
    const check = () => checkContract(house, callers.agency, { id: filing.contract_id });
    expect((await check()).verdict).toBe("blocked");
    await overruleFinding(house, callers.bureau, { id: filing.id, ...NAME, reason: REASON });
    const report = await check();
    expect(report.verdict).toBe("ready");
    expect(report.findings.find(({ id }) => id === NAME.finding)?.overruled?.reason).toBe(REASON);
  });

  it("is one link of the filing's chain, which holds the reason's digest and not its words", async () => {
    const { house, callers, filing } = await filingWithOtherName();
    await overruleFinding(house, callers.bureau, { id: filing.id, ...NAME, reason: REASON });
    const events = await house.store.events(`filing:${filing.id}`);
    expect(await brokenAt(events)).toBeUndefined();
    const event = events.at(-1);
    expect(event).toMatchObject({ type: "filing.finding_overruled", facts: NAME });
    expect(JSON.stringify(events)).not.toContain(REASON);
    expect(event?.facts).toMatchObject({ reason_sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });

  it("may be taken back: the finding stands again, both acts stay on record", async () => {
    const { house, callers, filing } = await filingWithOtherName();
    const { overrulings } = await overruleFinding(house, callers.bureau, {
      id: filing.id,
      ...NAME,
      reason: REASON,
    });
    const asked = { id: filing.id, overruling: overrulings[0]!.id };
    const restored = await withdrawOverruling(house, callers.bureau, asked);
    expect(restored).toMatchObject({
      verdict: "blocked",
      overrulings: [{ withdrawn_at: expect.any(String) }],
    });
    expect(restored.findings[0]?.overruled).toBeUndefined();
    const again = await withdrawOverruling(house, callers.bureau, asked);
    expect(again.version).toBe(restored.version);
    await expect(acceptFiling(house, callers.bureau, { id: filing.id })).rejects.toMatchObject({
      code: "app.filing_blocked",
    });
    const anew = await overruleFinding(house, callers.bureau, { id: filing.id, ...NAME, reason: REASON });
    expect(anew.overrulings).toHaveLength(2);
  });

  it("is a finding the filing has, once, while it is undecided", async () => {
    const { house, callers, filing } = await filingWithOtherName();
    const overrule = (over: object) =>
      overruleFinding(house, callers.bureau, { id: filing.id, ...NAME, reason: REASON, ...over });
    await expect(overrule({ pointer: "/parties/1/name" })).rejects.toMatchObject({
      code: "app.finding_unknown",
    });
    await overrule({});
    await expect(overrule({})).rejects.toMatchObject({ code: "app.finding_overruled" });
    await acceptFiling(house, callers.bureau, { id: filing.id });
    await expect(overrule({})).rejects.toMatchObject({ code: "app.wrong_state" });
  });

  it("is the reviewer's alone: not the agency's, not another bureau's", async () => {
    const { house, callers, filing } = await filingWithOtherName();
    const asked = { id: filing.id, ...NAME, reason: REASON };
    await expect(overruleFinding(house, callers.agency, asked)).rejects.toMatchObject({
      code: "app.scope_missing",
    });
    const forged = { ...callers.agency, scopes: callers.bureau.scopes };
    await expect(overruleFinding(house, forged, asked)).rejects.toMatchObject({ code: "app.role_missing" });
    await expect(overruleFinding(house, callers.xiongan, asked)).rejects.toMatchObject({
      code: "app.not_found",
    });
  });

  it("by two at once is recorded once", async () => {
    const { house, callers, filing } = await filingWithOtherName();
    const outcomes = await Promise.allSettled(
      [1, 2, 3].map(() => overruleFinding(house, callers.bureau, { id: filing.id, ...NAME, reason: REASON })),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await house.store.overrulings(filing.id)).toHaveLength(1);
  });
});

describe("ground Q", () => {
  it("never stands in the way, whatever weight the data give it", async () => {
    const { house, callers } = await demoHouse();
    const { id } = await submittedFiling(house, callers);
    const query: Finding = {
      id: "FIL-01.Q",
      severity: "B",
      pointer: "/filing/filedAt",
      value: "2022-05-30",
      place: "备案信息 备案日期",
      message: "备案日期晚于签订后一个月。",
      basis: "第四部分",
      fix: "请说明原因。",
    };
    await house.store.commit([{ update: "filings", key: { id }, set: { findings: [query] } }]);
    expect(await getFiling(house, callers.bureau, { id })).toMatchObject({ verdict: "ready", refusal: null });
    expect(await acceptFiling(house, callers.bureau, { id })).toMatchObject({ state: "filed" });
  });
});
