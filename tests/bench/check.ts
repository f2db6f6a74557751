import { PDFDocument } from "pdf-lib";
import type { Contract } from "../../schemas/contract.ts";
import { checkDocument } from "../../src/app/check-document.ts";
import { draftDocx } from "../../src/app/draft-document.ts";
import type { Desk } from "../../src/app/desk/desk.ts";
import type { Bytes } from "../../src/kit/bytes.ts";
import { measure } from "./measure.ts";
import type { Row } from "./report.ts";

/** The first pages of a contract as a PDF of text only: what somebody else's program would hand in. */
async function pagesOf(desk: Desk, contract: Contract, count: number): Promise<Bytes> {
  const docx = await draftDocx(desk, contract);
  const createdAt = new Date("2026-11-20T02:00:00Z");
  const { pdf } = await desk.renderer.render({
    docx,
    title: "",
    profile: "word",
    createdAt,
    attachments: [],
  });
  const whole = await PDFDocument.load(pdf);
  const part = await PDFDocument.create();
  const wanted = whole.getPageIndices().slice(0, count);
  for (const page of await part.copyPages(whole, wanted)) part.addPage(page);
  return new Uint8Array(await part.save());
}

/** Uploaded documents checked: text, clauses, elements, rules, places. */
export async function benchCheck(desk: Desk, contract: Contract): Promise<readonly Row[]> {
  const five = await pagesOf(desk, contract, 5);
  const docx = await draftDocx(desk, contract);
  const check = (file: Bytes) => checkDocument(desk, { file, asOf: "2026-11-20", stage: "draft" });
  const ours = await measure(() => check(five), { warmups: 20, runs: 40 });
  const word = await measure(() => check(docx), { warmups: 20, runs: 40 });
  return [
    { work: "check a PDF of five pages that is not ours", asked: 80, ours, peers: [] },
    { work: "check a DOCX of nine pages", asked: null, ours: word, peers: [] },
  ];
}
