import { describe, expect, it } from "vitest";
import type { Finding } from "../../schemas/check-report.ts";
import { drainOutbox } from "../../src/app/drain-outbox.ts";
import { findPapers } from "../../src/app/find-papers.ts";
import { letterFile } from "../../src/app/letters/letter-file.ts";
import { refuseFiling } from "../../src/app/refuse-filing.ts";
import { returnFiling } from "../../src/app/return-filing.ts";
import { heldSince, verifyDigest } from "../../src/app/verify-digest.ts";
import { verifyFile } from "../../src/app/verify-file.ts";
import { createApp } from "../../src/http/create-app.ts";
import { concat, utf8 } from "../../src/kit/bytes.ts";
import { submittedFiling } from "./main-job.ts";
import { demoHouse } from "./test-house.ts";

const FINDING: Finding = {
  id: "DSP-01.U",
  severity: "B",
  pointer: "/dispute/mode",
  value: "另行协商",
  place: "争议解决 方法",
  element: "争议解决",
  message: "争议解决没有写明。",
  basis: "《中华人民共和国民法典》第四百七十条第一款第八项",
  fix: "请写明诉讼或者仲裁。",
};
const RETURN = { reason: "争议解决条款请与企业商定后补正。", due_on: "2022-04-10" };

/** A house whose bureau has sent one filing back, and the letter that says so. */
async function letterSent() {
  const { house, callers } = await demoHouse();
  const { id, contract_id } = await submittedFiling(house, callers);
  await house.store.commit([{ update: "filings", key: { id }, set: { findings: [FINDING] } }]);
  const returned = await returnFiling(house, callers.bureau, { id, ...RETURN });
  await drainOutbox(house);
  const letter = await letterFile(house, callers.agency, { id, letter: returned.letters[0]?.id ?? "" });
  return { house, letter, contractId: contract_id };
}

describe("a letter of the bureau", () => {
  it("is known by its fingerprint and by the file, as what it is, and names no party", async () => {
    const { house, letter } = await letterSent();
    const known = {
      relation: "correction",
      receiptNo: null,
      formalNo: "冀知托补〔2022〕1号",
      authority: expect.stringContaining("石家庄"),
    };
    expect(await verifyDigest(house, { sha256: letter.sha256.toUpperCase() })).toMatchObject(known);
    const report = await verifyFile(house, { pdf: letter.bytes, fileName: "letter.pdf" });
    expect(report).toMatchObject({ verdict: "valid", filed: known });
    expect(JSON.stringify(report.filed)).not.toMatch(/公司|争议/u);
    const longer = { pdf: concat(letter.bytes, utf8("\n")), fileName: "letter.pdf" };
    expect((await verifyFile(house, longer)).filed?.relation).toBe("unrelated");
  });

  it("is found by its number in any usual brackets, and by no other number", async () => {
    const { house, letter } = await letterSent();
    for (const documentNo of [
      "冀知托补〔2022〕1号",
      "冀知托补[2022]1号",
      "冀知托补（2022）第1号",
      " 冀知托补〔2022〕01号 ",
    ]) {
      expect(await findPapers(house, { documentNo }), documentNo).toEqual([
        {
          kind: "correction",
          document_no: "冀知托补〔2022〕1号",
          authority: expect.stringContaining("石家庄"),
          issued_on: expect.stringMatching(/^2022-/),
          sha256: letter.sha256,
          register_no: null,
        },
      ]);
    }
    for (const documentNo of [
      "冀知托补〔2022〕2号",
      "冀知托补〔2021〕1号",
      "冀知托不备〔2022〕1号",
      "知〔2022〕1号",
      "1号",
      "",
    ])
      await expect(findPapers(house, { documentNo }), documentNo).rejects.toMatchObject({
        code: "app.not_found",
      });
  });

  it("a refusal is told from a correction", async () => {
    const { house, callers } = await demoHouse();
    const { id } = await submittedFiling(house, callers);
    await house.store.commit([{ update: "filings", key: { id }, set: { findings: [FINDING] } }]);
    await refuseFiling(house, callers.bureau, { id, reason: "补正期限届满，仍不明晰。" });
    expect(await findPapers(house, { documentNo: "冀知托不备〔2022〕1号" })).toMatchObject([
      { kind: "refusal", sha256: null },
    ]);
    await drainOutbox(house);
    const [paper] = await findPapers(house, { documentNo: "冀知托不备〔2022〕1号" });
    expect(await verifyDigest(house, { sha256: paper?.sha256 ?? "" })).toMatchObject({ relation: "refusal" });
  });

  it("over /v1 and on the page without script: by number and by fingerprint", async () => {
    const { house, letter } = await letterSent();
    const app = createApp(house, { publicFile: async () => undefined, report: () => undefined });
    const ask = async (question: object) => {
      const answer = await app.request("/v1/verifications", {
        method: "POST",
        body: JSON.stringify(question),
        headers: { "content-type": "application/json" },
      });
      return { status: answer.status, body: await answer.json() };
    };
    expect(await ask({ document_no: "冀知托补〔2022〕1号" })).toMatchObject({
      status: 200,
      body: { papers: [{ kind: "correction" }], receipt: null, filed: null, report: null },
    });
    expect(await ask({ document_no: "冀知托补〔2022〕9号" })).toMatchObject({
      status: 404,
      body: { code: "app.not_found" },
    });
    expect(await ask({ sha256: letter.sha256 })).toMatchObject({
      body: { filed: { relation: "correction" } },
    });
    const page = async (q: string) => (await app.request(`/verify?q=${encodeURIComponent(q)}`)).text();
    expect(await page("冀知托补〔2022〕1号")).toContain(letter.sha256);
    expect(await page(letter.sha256)).toContain("就是备案机关发出的补正通知书本身");
    expect(await page("冀知托补〔2022〕9号")).toContain("没有查到");
  });
});

describe("our own record of a file", () => {
  it("tells since when we hold bytes, and nothing of bytes we never had", async () => {
    const { house, contractId } = await letterSent();
    const [document] = await house.store.documents(contractId);
    expect(document).toBeDefined();
    expect(await heldSince(house, { sha256: document?.digest ?? "" })).toBe(document?.createdAt);
    expect(await heldSince(house, { sha256: "0".repeat(64) })).toBeNull();
  });
});
