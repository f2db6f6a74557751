import { contractFile } from "../../src/app/contract-file.ts";
import { openPdf, signatureFields, textOf } from "../../src/formats/pdf/index.ts";
import { equalBytes } from "../../src/kit/bytes.ts";
import { describe, expect, it } from "vitest";
import type { Finding } from "../../schemas/check-report.ts";
import { acceptFiling } from "../../src/app/accept-filing.ts";
import { brokenAt } from "../../src/app/audit.ts";
import { createContract } from "../../src/app/create-contract.ts";
import { drainOutbox } from "../../src/app/drain-outbox.ts";
import { getContract } from "../../src/app/get-contract.ts";
import { getFiling } from "../../src/app/get-filing.ts";
import { getReceipt } from "../../src/app/get-receipt.ts";
import type { House } from "../../src/app/house.ts";
import { listFilings } from "../../src/app/list-filings.ts";
import { receiptFile } from "../../src/app/receipt-file.ts";
import { submitFiling } from "../../src/app/submit-filing.ts";
import { verifyFile } from "../../src/app/verify-file.ts";
import { FILING, submittedFiling } from "./main-job.ts";
import { signedContract } from "./signed-contract.ts";
import { demoHouse, draftV1, openHouse } from "./test-house.ts";

const settled = <Value>(outcomes: readonly PromiseSettledResult<Value>[]): Value[] =>
  outcomes.flatMap((outcome) => (outcome.status === "fulfilled" ? [outcome.value] : []));

/** A finding that stands in the way in Hebei. */
const BLOCKING: Finding = {
  id: "DSP-01.M",
  severity: "B",
  pointer: "/dispute/mode",
  value: null,
  place: "争议解决 方法",
  message: "争议解决 方法没有填写。",
  basis: "《中华人民共和国民法典》第四百七十条第一款第八项",
  fix: "请填写解决争议的方法：诉讼或者仲裁。",
};

describe("a filing", () => {
  it("goes to the authority of the enterprise's place, with the automatic check beside it", async () => {
    const { house, callers } = await demoHouse();
    const filing = await submittedFiling(house, callers);
    expect(filing).toMatchObject({
      state: "submitted",
      authority_code: "130100",
      recipients: ["bureau"],
      verdict: "ready",
      findings: [],
      due_on: "2022-04-15",
      register_no: null,
    });
    expect(await getContract(house, callers.agency, { id: filing.contract_id })).toMatchObject({
      state: "filing",
      contract: {
        filing: {
          authorityCode: "130100",
          filedAt: "2022-03-15",
          smeClass: "小型",
          firstSigning: true,
        },
      },
    });
  });

  it("is submitted once, also by requests at once", async () => {
    const { house, callers } = await demoHouse();
    const { contract_id } = await signedContract(house, callers);
    const outcomes = await Promise.allSettled(
      [1, 2, 3].map(() => submitFiling(house, callers.agency, { contract_id, ...FILING })),
    );
    expect(settled(outcomes)).toHaveLength(1);
    const again = submitFiling(house, callers.agency, { contract_id, ...FILING });
    await expect(again).rejects.toMatchObject({
      code: "app.already_filed",
      facts: { filing_id: settled(outcomes)[0]!.id },
    });
  });

  it("needs every signature, and a live key", async () => {
    const { house, callers } = await demoHouse();
    const { id } = await createContract(house, callers.agency, { contract: draftV1() });
    const unsigned = submitFiling(house, callers.agency, { contract_id: id });
    await expect(unsigned).rejects.toMatchObject({ code: "app.not_signed" });
    const test = { ...callers.agency, mode: "test" } as const;
    const draft = await createContract(house, test, { contract: draftV1() });
    await expect(submitFiling(house, test, { contract_id: draft.id })).rejects.toMatchObject({
      code: "app.test_mode_cannot_file",
    });
  });

  it("without an authority in this house is refused", async () => {
    const { house, callers } = await demoHouse();
    const [enterprise, agency] = [draftV1()["parties"]].flat();
    const elsewhere = [Object.assign({}, enterprise, { regionCode: "130202" }), agency];
    const { contract_id } = await signedContract(house, callers, { parties: elsewhere });
    await expect(submitFiling(house, callers.agency, { contract_id })).rejects.toMatchObject({
      code: "app.no_authority",
    });
  });

  it("is seen by its agency and its bureau, and by nobody else", async () => {
    const { house, callers } = await demoHouse();
    const { id, contract_id } = await submittedFiling(house, callers);
    expect((await getFiling(house, callers.agency, { id })).id).toBe(id);
    expect((await listFilings(house, callers.bureau, { limit: 20 })).data.map((one) => one.id)).toEqual([id]);
    expect((await getContract(house, callers.bureau, { id: contract_id })).id).toBe(contract_id);
    expect((await listFilings(house, callers.xiongan, { limit: 20 })).data).toEqual([]);
    await expect(getFiling(house, callers.xiongan, { id })).rejects.toMatchObject({ code: "app.not_found" });
    await expect(acceptFiling(house, callers.xiongan, { id })).rejects.toMatchObject({
      code: "app.not_found",
    });
    await expect(getContract(house, callers.xiongan, { id: contract_id })).rejects.toMatchObject({
      code: "app.not_found",
    });
  });

  it("is accepted by a bureau only, even with the scope", async () => {
    const { house, callers } = await demoHouse();
    const { id } = await submittedFiling(house, callers);
    await expect(acceptFiling(house, callers.agency, { id })).rejects.toMatchObject({
      code: "app.scope_missing",
    });
    const forged = { ...callers.agency, scopes: callers.enterpriseWriter.scopes };
    await expect(acceptFiling(house, forged, { id })).rejects.toMatchObject({ code: "app.role_missing" });
  });

  it("with a blocking finding is not accepted and spends no number", async () => {
    const { house, callers } = await demoHouse();
    const filing = await submittedFiling(house, callers);
    await house.store.commit([
      { update: "filings", key: { id: filing.id }, set: { verdict: "blocked", findings: [BLOCKING] } },
    ]);
    await expect(acceptFiling(house, callers.bureau, { id: filing.id })).rejects.toMatchObject({
      code: "app.filing_blocked",
    });
    expect(await house.store.receiptOfFiling(filing.id)).toBeUndefined();
  });
});

describe("accepting", () => {
  it("twice at once over two connections gives one number; the loser hears that it is done", async () => {
    const { house, callers, disk, clock } = await demoHouse();
    const { id } = await submittedFiling(house, callers);
    const other = await openHouse(disk, clock);
    const outcomes = await Promise.allSettled(
      [house, other].map((each) => acceptFiling(each, callers.bureau, { id })),
    );
    const [accepted] = settled(outcomes);
    expect(settled(outcomes)).toHaveLength(1);
    expect(accepted).toMatchObject({ state: "filed", formal_no: expect.stringMatching(/〔2022〕1号$/) });
    expect(accepted!.register_no).toMatch(/^130100-2022-000001-[0-9A-Z]$/);
    const lost = outcomes.find((outcome) => outcome.status === "rejected");
    expect(lost?.reason).toMatchObject({ code: "app.already_accepted" });
  });

  it("six filings at once over three connections gives six numbers without a gap", async () => {
    const { house, callers, disk, clock } = await demoHouse();
    const filings = [];
    for (let n = 1; n <= 6; n += 1) {
      filings.push(await submittedFiling(house, callers, { contractNo: `HBTG-2022-00020${n}` }));
    }
    const houses = [house, await openHouse(disk, clock), await openHouse(disk, clock)];
    const accepted = await Promise.all(
      filings.map(({ id }, at) => acceptFiling(houses[at % 3]!, callers.bureau, { id })),
    );
    const numbers = accepted.map((view) => Number(view.register_no?.slice(12, 18))).sort((a, b) => a - b);
    expect(numbers).toEqual([1, 2, 3, 4, 5, 6]);
  });
});

describe("a receipt", () => {
  it("is sealed by the outbox, and verifies as this contract's receipt", async () => {
    const { house, callers } = await demoHouse();
    const { id } = await submittedFiling(house, callers);
    const { register_no, filed_sha256, contract_id } = await acceptFiling(house, callers.bureau, { id });
    const registerNo = register_no ?? "";
    expect(await getReceipt(house, { registerNo })).toMatchObject({ state: "sealing", receipt_sha256: null });
    await expect(receiptFile(house, { registerNo })).rejects.toMatchObject({ code: "app.receipt_not_ready" });
    // The receipt, the filing mark in the contract, and its archiving.
    expect(await drainOutbox(house)).toEqual({ done: 3, failed: 0, more: false });
    expect(await drainOutbox(house)).toEqual({ done: 0, failed: 0, more: false });
    const receipt = await getReceipt(house, { registerNo });
    expect(receipt).toMatchObject({
      state: "ready",
      filed_sha256,
      verify_url: `https://zhiqi.example/r/${registerNo}`,
    });
    expect(JSON.stringify(receipt)).not.toMatch(/36000|13800000001|周启明/);
    const { bytes, sha256 } = await receiptFile(house, { registerNo });
    expect(sha256).toBe(receipt.receipt_sha256);
    const report = await verifyFile(house, { pdf: bytes, fileName: "receipt.pdf" });
    expect(report).toMatchObject({
      verdict: "valid",
      trust: "trusted",
      filed: { relation: "receipt", receiptNo: registerNo },
    });
    for (const aggregate of [`filing:${id}`, `contract:${contract_id}`, `receipt:${id}`]) {
      const events = await house.store.events(aggregate);
      expect(events.length).toBeGreaterThan(0);
      expect(await brokenAt(events)).toBeUndefined();
    }
  });

  it("is found by its whole number only", async () => {
    const { house, callers } = await demoHouse();
    const { id } = await submittedFiling(house, callers);
    const { register_no } = await acceptFiling(house, callers.bureau, { id });
    const number = register_no ?? "";
    const slips = [
      number.slice(0, -2),
      `${number}0`,
      number.replace("000001", "000002"),
      "",
      "../../x",
      "9".repeat(500),
    ];
    for (const registerNo of slips) {
      await expect(getReceipt(house, { registerNo })).rejects.toMatchObject({ code: "app.not_found" });
    }
  });

  it("that cannot be sealed now is tried again later and says why", async () => {
    const { house, callers, clock } = await demoHouse();
    const { id } = await submittedFiling(house, callers);
    const { register_no } = await acceptFiling(house, callers.bureau, { id });
    const broken = { ...house, assets: { read: async () => undefined } };
    expect(await drainOutbox(broken)).toMatchObject({ done: 0, failed: 2 });
    expect(await house.store.outbox(`receipt.seal:${id}`)).toMatchObject({
      attempts: 1,
      lastError: "app.asset_missing",
    });
    expect(await drainOutbox(house)).toMatchObject({ done: 0, failed: 0 });
    clock.set("2022-03-15T02:01:00Z");
    expect(await drainOutbox(house)).toMatchObject({ done: 3, failed: 0 });
    expect(await getReceipt(house, { registerNo: register_no ?? "" })).toMatchObject({ state: "ready" });
  });

  it("in which a character could not be read is not sealed", async () => {
    const { house, callers } = await demoHouse();
    const { id } = await submittedFiling(house, callers);
    await acceptFiling(house, callers.bureau, { id });
    const note = { code: "layout.glyph_missing", message: "…", place: "word/document.xml U+56E7" };
    const render: House["renderer"]["render"] = async (request) => ({
      ...(await house.renderer.render(request)),
      notes: [note],
    });
    expect(await drainOutbox({ ...house, renderer: { render } })).toMatchObject({ done: 2, failed: 1 });
    expect(await house.store.outbox(`receipt.seal:${id}`)).toMatchObject({ lastError: "app.glyph_missing" });
  });

  it("is one, though two drainers work at once", async () => {
    const { house, callers, disk, clock } = await demoHouse();
    const { id, contract_id } = await submittedFiling(house, callers);
    await acceptFiling(house, callers.bureau, { id });
    const other = await openHouse(disk, clock);
    const drained = await Promise.all([drainOutbox(house), drainOutbox(other), drainOutbox(house)]);
    expect(drained.reduce((sum, each) => sum + each.done, 0)).toBeGreaterThanOrEqual(2);
    await drainOutbox(house);
    const stored = await house.store.documents(contract_id);
    expect(stored.filter((document) => document.kind === "receipt")).toHaveLength(1);
  });
});

describe("the filing mark", () => {
  it("is filled and signed by the bureau in the contract, behind what was filed, and everything stays sound", async () => {
    const { house, callers } = await demoHouse();
    const { id, contract_id } = await submittedFiling(house, callers);
    const { filed_sha256, formal_no } = await acceptFiling(house, callers.bureau, { id });
    await drainOutbox(house);
    const { bytes } = await contractFile(house, callers.agency, { id: contract_id, kind: "pdf" });
    const filed = (await house.blobs.get(filed_sha256)) ?? new Uint8Array();
    expect(bytes.length).toBeGreaterThan(filed.length);
    expect(equalBytes(bytes.subarray(0, filed.length), filed)).toBe(true);
    const report = await verifyFile(house, { pdf: bytes, fileName: "contract.pdf" });
    expect(report).toMatchObject({ verdict: "valid", integrity: "extended", filed: { relation: "later" } });
    const mark = report.signatures.find(({ field }) => field === "备案");
    expect(mark).toMatchObject({ signer: "石家庄市知识产权局（演示）", trust: "trusted" });
    const shown = openPdf(bytes).at();
    const value = signatureFields(shown).find(({ name }) => name === "备案")?.value;
    expect(textOf(shown.dictionary(value)?.entries.get("Reason"))).toBe(`备案 ${formal_no}`);
    const events = await house.store.events(
      `envelope:${(await house.store.contract(contract_id))?.envelopeId}`,
    );
    expect(events.map(({ type }) => type)).toContain("envelope.marked_filed");
    expect(await brokenAt(events)).toBeUndefined();
  });
});

describe("work that kills its runner", () => {
  it("holds up no other: it is taken again behind what waits", async () => {
    const { house, callers, clock } = await demoHouse();
    const filings = [
      await submittedFiling(house, callers, { contractNo: "冀衡托2022-0001" }),
      await submittedFiling(house, callers, { contractNo: "冀衡托2022-0002" }),
    ];
    for (const { id } of filings) await acceptFiling(house, callers.bureau, { id });
    const never = new Promise<never>(() => undefined);
    const render: House["renderer"]["render"] = (request) =>
      request.title.includes("〔2022〕1号") ? never : house.renderer.render(request);
    const sealed = async (at: number) =>
      (await house.store.outbox(`receipt.seal:${filings[at]?.id}`))?.doneAt ?? null;
    for (const minutes of [0, 3]) {
      clock.set(new Date(Date.parse("2022-03-15T02:00:00Z") + minutes * 60_000));
      void drainOutbox({ ...house, renderer: { render } });
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
    expect([await sealed(0), await sealed(1)]).toEqual([null, expect.any(String)]);
    clock.set("2022-03-15T02:10:00Z");
    expect(await drainOutbox(house)).toMatchObject({ failed: 0 });
    expect(await sealed(0)).toEqual(expect.any(String));
  });
});

describe("filing as the agency's own act (HB-R2)", () => {
  it("is refused to an enterprise that made the contract itself, with every scope", async () => {
    const { house, callers } = await demoHouse();
    const { id } = await createContract(house, callers.enterpriseWriter, { contract: draftV1() });
    const submitted = submitFiling(house, callers.enterpriseWriter, { contract_id: id });
    await expect(submitted).rejects.toMatchObject({
      code: "app.role_missing",
      facts: { role: "agency" },
    });
  });

  it("is refused to an agency for a contract whose agency is another one", async () => {
    const { house, callers } = await demoHouse();
    const [enterprise, agency] = [draftV1()["parties"]].flat();
    const parties = [enterprise, Object.assign({}, agency, { uscc: "91130900MAXX000900" })];
    const { id } = await createContract(house, callers.agency, { contract: draftV1({ parties }) });
    const submitted = submitFiling(house, callers.agency, { contract_id: id });
    await expect(submitted).rejects.toMatchObject({ code: "app.role_missing" });
  });

  it("tells a party that did not make the contract only that there is none", async () => {
    const { house, callers } = await demoHouse();
    const { contract_id } = await signedContract(house, callers);
    const submitted = submitFiling(house, callers.enterpriseWriter, { contract_id });
    await expect(submitted).rejects.toMatchObject({ code: "app.not_found" });
  });
});
