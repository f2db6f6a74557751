import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { latin1 } from "../../src/kit/bytes.ts";
import { fieldPlansFromMarks } from "../../src/sign/field-plans.ts";
import { placeSignatureFields } from "../../src/sign/fields.ts";
import { docxOf, paragraph } from "./docx-of.ts";
import { judge, layOut } from "./lay-out.ts";

const CONTRACT = new Uint8Array(readFileSync(new URL("../fixtures/filled-contract.docx", import.meta.url)));
const structureOf = (pdf: Uint8Array): string =>
  judge(pdf, "pdfinfo", "-struct-text", "{}")
    .split("\n")
    .map((line) => line.trim())
    .join(" | ");

describe("a signature field of a tagged PDF", () => {
  it("is a Form inside the cell that its place stands for, known to its widget", async () => {
    const { pdf, marks } = await layOut(CONTRACT);
    const placed = await placeSignatureFields(pdf, fieldPlansFromMarks(marks));
    const form = /TD [^|]*: \| \/ColSpan 2 \| Form \| Object \d+ 0/g;
    expect(structureOf(placed).match(form)).toHaveLength(2);
    expect(latin1(placed).match(/\/StructParent \d+\s/g)).toEqual([
      "/StructParent 9\n",
      "/StructParent 10\n",
    ]);
    expect(latin1(placed)).toMatch(/\/ParentTreeNextKey 11/);
  });

  it("is the Form's one child itself, where judges of later changes look for a signed field", async () => {
    const { pdf, marks } = await layOut(CONTRACT);
    const placed = latin1(await placeSignatureFields(pdf, fieldPlansFromMarks(marks)));
    expect(placed.match(/\/S \/Form[^>]*\/K <<\s+\/Type \/OBJR/g)).toHaveLength(2);
  });

  it("without a place of its name stands at the end of the document", async () => {
    const { pdf } = await layOut(docxOf(paragraph("正文")));
    const plan = { name: "甲方", page: 0, rect: [60, 60, 200, 200], label: "甲方签章处" } as const;
    expect(structureOf(await placeSignatureFields(pdf, [plan]))).toMatch(
      /^Document \| P \(block\) \| "正文" \| Form \| Object/,
    );
  });
});
