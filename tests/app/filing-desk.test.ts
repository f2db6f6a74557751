import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import type { Finding } from "../../schemas/check-report.ts";
import { acceptFiling } from "../../src/app/accept-filing.ts";
import { brokenAt } from "../../src/app/audit.ts";
import { drainOutbox } from "../../src/app/drain-outbox.ts";
import { getContract } from "../../src/app/get-contract.ts";
import { getFiling } from "../../src/app/get-filing.ts";
import { letterFile } from "../../src/app/letters/letter-file.ts";
import { overruleFinding } from "../../src/app/overrule-finding.ts";
import { refuseFiling } from "../../src/app/refuse-filing.ts";
import { resubmitFiling } from "../../src/app/resubmit-filing.ts";
import { returnFiling } from "../../src/app/return-filing.ts";
import { submitFiling } from "../../src/app/submit-filing.ts";
import { verifyFile } from "../../src/app/verify-file.ts";
import { withdrawFiling } from "../../src/app/withdraw-filing.ts";
import { contractWith } from "../completeness/samples.ts";
import { hasTools } from "../tools.ts";
import { FILING, submittedFiling } from "./main-job.ts";
import { signedContract } from "./signed-contract.ts";
import { demoHouse } from "./test-house.ts";

const finding = (id: string, severity: "B" | "W"): Finding => ({
  id,
  severity,
  pointer: "/dispute/mode",
  value: "另行协商",
  place: "争议解决 方法",
  element: "争议解决",
  message: "争议解决没有写明。",
  basis: "《中华人民共和国民法典》第四百七十条第一款第八项",
  fix: "请写明诉讼或者仲裁。",
});
/** What a reader sees, without spaces. */
const printedOf = (bytes: Uint8Array): string =>
  execFileSync("pdftotext", ["-", "-"], { input: bytes, encoding: "utf8" }).replaceAll(/\s/g, "");

const UNCLEAR = finding("DSP-01.U", "B");
const LATE = { ...finding("FIL-01.Q", "B"), pointer: "/filing/filedAt" };
const REMARK = { ...finding("DSP-02.U", "W"), pointer: "/dispute/court" };

const RETURN = { reason: "争议解决条款请与企业商定后补正。", due_on: "2022-04-10" } as const;
const REFUSE = { reason: "补正期限届满，仍不明晰。" } as const;

/** A filing on the desk, with these findings as its check. */
async function onDesk(findings: readonly Finding[] = []) {
  const made = await demoHouse();
  const { id } = await submittedFiling(made.house, made.callers);
  if (findings.length > 0)
    await made.house.store.commit([{ update: "filings", key: { id }, set: { findings } }]);
  return { ...made, id };
}

describe("退回补正", () => {
  it.runIf(hasTools("pdftotext"))(
    "sends the filing back with what stands in the way, and a sealed letter that says so",
    async () => {
      const { house, callers, id } = await onDesk([UNCLEAR, LATE, REMARK]);
      const returned = await returnFiling(house, callers.bureau, { id, ...RETURN, contact_person: "魏青禾" });
      expect(returned).toMatchObject({ state: "returned", version: 2, decided_at: null, register_no: null });
      expect(returned.letters).toMatchObject([
        {
          kind: "correction",
          document_no: "冀知托补〔2022〕1号",
          due_on: "2022-04-10",
          state: "sealing",
          elements: [{ element: "争议解决", value: "另行协商", place: UNCLEAR.place, fix: UNCLEAR.fix }],
        },
      ]);
      const letter = returned.letters[0]!.id;
      const asked = { id, letter };
      await expect(letterFile(house, callers.agency, asked)).rejects.toMatchObject({
        code: "app.letter_not_ready",
      });
      expect(await drainOutbox(house)).toMatchObject({ failed: 0 });
      const { bytes, sha256 } = await letterFile(house, callers.agency, asked);
      const printed = printedOf(bytes);
      for (const words of ["冀知托补〔2022〕1号", RETURN.reason, "另行协商", "2022年4月10日", "魏青禾"])
        expect(printed).toContain(words);
      expect(printed).not.toContain("不予备案。");
      const verified = await verifyFile(house, { pdf: bytes, fileName: "letter.pdf" });
      expect(verified).toMatchObject({
        verdict: "valid",
        trust: "trusted",
        signatures: [{ field: "bureau", level: "B-LTA" }, {}],
      });
      expect((await getFiling(house, callers.bureau, { id })).letters[0]).toMatchObject({
        state: "ready",
        sha256,
      });
      expect(await getContract(house, callers.agency, { id: returned.contract_id })).toMatchObject({
        state: "signed",
        filing_id: id,
      });
      expect(await brokenAt(await house.store.events(`filing:${id}`))).toBeUndefined();
    },
  );

  it("may name a remark, or what only the reviewer saw; never a question, a finding that is not there, or one set aside", async () => {
    const { house, callers, id } = await onDesk([UNCLEAR, LATE, REMARK]);
    const back = (over: object) => returnFiling(house, callers.bureau, { id, ...RETURN, ...over });
    for (const { id: named, pointer } of [LATE, { id: "DSP-09.M", pointer: "/dispute" }])
      await expect(back({ elements: [{ finding: named, pointer }] })).rejects.toMatchObject({
        code: "app.finding_unknown",
      });
    await overruleFinding(house, callers.bureau, {
      id,
      finding: UNCLEAR.id,
      pointer: UNCLEAR.pointer,
      reason: "条款另有写明。",
    });
    await expect(
      back({ elements: [{ finding: UNCLEAR.id, pointer: UNCLEAR.pointer }] }),
    ).rejects.toMatchObject({ code: "app.finding_unknown" });
    await expect(back({})).rejects.toMatchObject({ code: "app.correction_empty" });
    const also = [
      { element: "签章", value: null, place: "签章页", basis: "第四部分", fix: "请加盖清晰印章" },
    ];
    const returned = await back({ elements: [{ finding: REMARK.id, pointer: REMARK.pointer }], also });
    expect(returned.letters[0]?.elements.map(({ element }) => element)).toEqual(["争议解决", "签章"]);
  });

  it("has a time limit after today and within a year", async () => {
    const { house, callers, id } = await onDesk([UNCLEAR]);
    for (const due_on of ["2022-03-15", "2021-12-31", "2023-03-16"])
      await expect(returnFiling(house, callers.bureau, { id, ...RETURN, due_on })).rejects.toMatchObject({
        code: "app.correction_day_wrong",
      });
    expect((await returnFiling(house, callers.bureau, { id, ...RETURN, due_on: "2023-03-15" })).state).toBe(
      "returned",
    );
  });

  it("comes again as the same filing, checked anew; filed when it first came", async () => {
    const { house, callers, clock, id } = await onDesk([UNCLEAR]);
    await returnFiling(house, callers.bureau, { id, ...RETURN });
    await expect(acceptFiling(house, callers.bureau, { id })).rejects.toMatchObject({
      code: "app.wrong_state",
    });
    const { contract_id } = await getFiling(house, callers.agency, { id });
    await expect(submitFiling(house, callers.agency, { contract_id, ...FILING })).rejects.toMatchObject({
      code: "app.already_filed",
      facts: { filing_id: id },
    });
    clock.set("2022-05-20T02:00:00Z");
    const again = await resubmitFiling(house, callers.agency, { id, ...FILING });
    expect(again).toMatchObject({ id, state: "submitted", version: 3, findings: [], verdict: "ready" });
    expect(again.letters).toHaveLength(1);
    expect(await getContract(house, callers.agency, { id: contract_id })).toMatchObject({
      state: "filing",
      contract: { filing: { filedAt: "2022-03-15" } },
    });
    await expect(resubmitFiling(house, callers.agency, { id })).rejects.toMatchObject({
      code: "app.wrong_state",
    });
    expect(await acceptFiling(house, callers.bureau, { id })).toMatchObject({ state: "filed" });
    expect(await brokenAt(await house.store.events(`filing:${id}`))).toBeUndefined();
  });

  it("takes another contract in its place, signed anew by the same parties; what was set aside stands again", async () => {
    const { house, callers, id } = await onDesk([UNCLEAR, REMARK]);
    await overruleFinding(house, callers.bureau, {
      id,
      finding: REMARK.id,
      pointer: REMARK.pointer,
      reason: "条款另有写明。",
    });
    const { contract_id: before } = await returnFiling(house, callers.bureau, { id, ...RETURN });
    const { contract_id } = await signedContract(house, callers);
    const again = await resubmitFiling(house, callers.agency, { id, contract_id, ...FILING });
    expect(again).toMatchObject({ id, contract_id, state: "submitted", findings: [] });
    expect(again.overrulings).toMatchObject([{ withdrawn_at: expect.any(String) }]);
    expect(await getContract(house, callers.agency, { id: before })).toMatchObject({
      state: "signed",
      filing_id: null,
    });
    await acceptFiling(house, callers.bureau, { id });
    expect(await drainOutbox(house)).toMatchObject({ failed: 0 });
    expect((await getContract(house, callers.agency, { id: contract_id })).state).toBe("filed");
  });
});

describe("不予备案", () => {
  it.runIf(hasTools("pdftotext"))(
    "rests on every element that stands in the way, and on nothing else",
    async () => {
      const { house, callers, id } = await onDesk([UNCLEAR, LATE, REMARK]);
      const refused = await refuseFiling(house, callers.bureau, { id, ...REFUSE });
      expect(refused).toMatchObject({ state: "refused", decided_at: expect.any(String), register_no: null });
      expect(refused.letters).toMatchObject([
        {
          kind: "refusal",
          document_no: "冀知托不备〔2022〕1号",
          due_on: null,
          elements: [{ place: UNCLEAR.place }],
        },
      ]);
      expect(refused.letters[0]?.elements).toHaveLength(1);
      expect(await drainOutbox(house)).toMatchObject({ failed: 0 });
      const { bytes } = await letterFile(house, callers.bureau, { id, letter: refused.letters[0]!.id });
      const printed = printedOf(bytes);
      expect(printed).toContain("不予备案通知书");
      expect(printed).toContain(REFUSE.reason);
      for (const act of [
        () => acceptFiling(house, callers.bureau, { id }),
        () => returnFiling(house, callers.bureau, { id, ...RETURN }),
        () => withdrawFiling(house, callers.agency, { id }),
        () => resubmitFiling(house, callers.agency, { id }),
      ])
        await expect(act()).rejects.toMatchObject({ code: "app.wrong_state" });
    },
  );

  it.each([
    ["nothing found", []],
    ["lateness and other questions, whatever weight they have", [LATE]],
    ["a warning", [REMARK]],
  ])("never rests on %s", async (_name, findings) => {
    const { house, callers, id } = await onDesk(findings);
    await expect(refuseFiling(house, callers.bureau, { id, ...REFUSE })).rejects.toMatchObject({
      code: "app.refusal_without_ground",
    });
    expect((await getFiling(house, callers.bureau, { id })).state).toBe("submitted");
  });

  it("never rests on what the reviewer set aside", async () => {
    const { house, callers, id } = await onDesk([UNCLEAR]);
    const { pointer } = UNCLEAR;
    await overruleFinding(house, callers.bureau, {
      id,
      finding: UNCLEAR.id,
      pointer,
      reason: "条款另有写明。",
    });
    await expect(refuseFiling(house, callers.bureau, { id, ...REFUSE })).rejects.toMatchObject({
      code: "app.refusal_without_ground",
    });
  });

  it("leaves the contract free to be filed anew, as another filing", async () => {
    const { house, callers, id } = await onDesk([UNCLEAR]);
    const { contract_id } = await refuseFiling(house, callers.bureau, { id, ...REFUSE });
    const anew = await submitFiling(house, callers.agency, { contract_id, ...FILING });
    expect(anew).toMatchObject({ state: "submitted", version: 1, letters: [] });
    expect(anew.id).not.toBe(id);
    expect((await getFiling(house, callers.agency, { id })).state).toBe("refused");
  });
});

describe("撤回", () => {
  it("is the agency's, while the filing is open; then the contract may be filed anew", async () => {
    const { house, callers, id } = await onDesk();
    const withdrawn = await withdrawFiling(house, callers.agency, { id, reason: "合同尚需商定。" });
    expect(withdrawn).toMatchObject({ state: "withdrawn", letters: [] });
    await expect(withdrawFiling(house, callers.agency, { id })).rejects.toMatchObject({
      code: "app.wrong_state",
    });
    await expect(acceptFiling(house, callers.bureau, { id })).rejects.toMatchObject({
      code: "app.wrong_state",
    });
    const anew = await submitFiling(house, callers.agency, { contract_id: withdrawn.contract_id, ...FILING });
    expect(await acceptFiling(house, callers.bureau, { id: anew.id })).toMatchObject({ state: "filed" });
    await expect(withdrawFiling(house, callers.agency, { id: anew.id })).rejects.toMatchObject({
      code: "app.wrong_state",
    });
  });

  it("is possible after a return too", async () => {
    const { house, callers, id } = await onDesk([UNCLEAR]);
    await returnFiling(house, callers.bureau, { id, ...RETURN });
    expect((await withdrawFiling(house, callers.agency, { id })).state).toBe("withdrawn");
  });
});

describe("who may decide", () => {
  it("is the filing's own bureau: another one and other tenants do not find it, the agency may not", async () => {
    const { house, callers, id } = await onDesk([UNCLEAR]);
    const review = callers.bureau.scopes;
    const acts = [
      (caller: typeof callers.bureau) => returnFiling(house, caller, { id, ...RETURN }),
      (caller: typeof callers.bureau) => refuseFiling(house, caller, { id, ...REFUSE }),
    ];
    for (const act of acts) {
      await expect(act(callers.xiongan)).rejects.toMatchObject({ code: "app.not_found" });
      await expect(act(callers.agency)).rejects.toMatchObject({ code: "app.scope_missing" });
      await expect(act({ ...callers.agency, scopes: review })).rejects.toMatchObject({
        code: "app.role_missing",
      });
      await expect(act({ ...callers.bureau, mode: "test" })).rejects.toMatchObject({ code: "app.not_found" });
    }
    const asBureau = { ...callers.bureau, scopes: callers.agency.scopes };
    await expect(withdrawFiling(house, asBureau, { id })).rejects.toMatchObject({ code: "app.role_missing" });
    const returned = await returnFiling(house, callers.bureau, { id, ...RETURN });
    await expect(
      letterFile(house, callers.xiongan, { id, letter: returned.letters[0]!.id }),
    ).rejects.toMatchObject({ code: "app.not_found" });
  });

  it("once: of reviewers that decide at once one wins, and one letter is numbered", async () => {
    const { house, callers, id } = await onDesk([UNCLEAR]);
    const outcomes = await Promise.allSettled([
      returnFiling(house, callers.bureau, { id, ...RETURN }),
      refuseFiling(house, callers.bureau, { id, ...REFUSE }),
      returnFiling(house, callers.bureau, { id, ...RETURN }),
      withdrawFiling(house, callers.agency, { id }),
    ]);
    const won = outcomes.filter(({ status }) => status === "fulfilled");
    const { state, letters } = await getFiling(house, callers.bureau, { id });
    // a withdrawal may follow a return; nothing else follows anything
    expect(won.length).toBeLessThanOrEqual(state === "withdrawn" ? 2 : 1);
    expect(letters.length).toBeLessThanOrEqual(1);
    expect(await brokenAt(await house.store.events(`filing:${id}`))).toBeUndefined();
  });
});

describe("where the place's norm says nothing of refusing", () => {
  // the same desk, the contract one of Zhoukou: its plan names filing with park and bureau, and no ground for refusal
  const inZhoukou = async () => {
    const made = await onDesk([UNCLEAR]);
    const { contract_id } = await getFiling(made.house, made.callers.bureau, { id: made.id });
    await made.house.store.commit([
      {
        update: "contracts",
        key: { id: contract_id },
        set: { variant: "ZK-FULL", contract: contractWith("V3") },
      },
    ]);
    return made;
  };

  it("不予备案 is not for the bureau to say", async () => {
    const { house, callers, id } = await inZhoukou();
    await expect(refuseFiling(house, callers.bureau, { id, ...REFUSE })).rejects.toMatchObject({
      code: "app.refusal_not_stated",
      message: expect.stringContaining("退回补正"),
    });
    expect(await getFiling(house, callers.bureau, { id })).toMatchObject({ state: "submitted", letters: [] });
  });

  it("what stands in the way is called 退回补正, and that can be done", async () => {
    const { house, callers, id } = await inZhoukou();
    expect(await getFiling(house, callers.bureau, { id })).toMatchObject({ refusal: "退回补正" });
    expect(await returnFiling(house, callers.bureau, { id, ...RETURN })).toMatchObject({ state: "returned" });
  });
});
