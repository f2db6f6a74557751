import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { fixedClock } from "../../src/adapters/clock.ts";
import { checkDocument } from "../../src/app/check-document.ts";
import { inReadingOrder } from "../../src/app/documents/reading-order.ts";

const file = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../fixtures/foreign/${name}`, import.meta.url)));

const paragraphsOf = async (name: string): Promise<readonly number[]> => {
  const desk = { clock: fixedClock("2024-12-31T02:00:00Z") };
  const { findings } = await checkDocument(desk, { file: file(name), stage: "draft", asOf: "2024-12-31" });
  return findings.flatMap(({ at }) => (at?.paragraph === undefined ? [] : [at.paragraph]));
};

describe("the findings of an uploaded contract", () => {
  it.each(["02-decimal-hebei.pdf", "05-ocr-hebei.pdf", "09-zhoukou-full.docx"])(
    "of %s come as a reader meets them",
    async (name) => {
      const paragraphs = await paragraphsOf(name);
      expect(paragraphs.length).toBeGreaterThan(1);
      expect(paragraphs).toEqual(paragraphs.toSorted((one, other) => one - other));
    },
  );

  it("go through a table by row and column, between the paragraphs around it; what stands nowhere is last", () => {
    const finding = (id: string, at: object) => ({
      id,
      severity: "W" as const,
      pointer: "/title",
      value: null,
      place: "",
      message: "",
      basis: "",
      fix: "",
      at: { quote: "", ...at },
    });
    const text = (paragraph: number) => ({ kind: "text" as const, text: "", paragraph, size: 12 });
    const uploaded = {
      format: "docx" as const,
      pages: null,
      blocks: [text(1), { kind: "table" as const, rows: [], table: 1 }, text(2)],
      picturePages: [],
      unreadable: 0,
      damaged: false,
      recognised: false,
      pictured: false,
      numbers: [],
      of: null,
      notes: [],
    };
    const found = [
      finding("nowhere", {}),
      finding("after", { paragraph: 2 }),
      finding("cell 2.1", { cell: { table: 1, row: 2, column: 1 } }),
      finding("cell 1.2", { cell: { table: 1, row: 1, column: 2 } }),
      finding("before", { paragraph: 1 }),
    ];
    expect(inReadingOrder(found, uploaded).map(({ id }) => id)).toEqual([
      "before",
      "cell 1.2",
      "cell 2.1",
      "after",
      "nowhere",
    ]);
  });
});
