import { writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { contractDocument } from "../../src/document/contract-document.ts";
import { receiptDocument } from "../../src/document/receipt-document.ts";
import type { Bytes } from "../../src/kit/bytes.ts";
import { fileAt, sample, textOf } from "./docx.ts";
import { receiptOfV1 } from "./receipt-facts.ts";

/** After a template was edited in Word: `UPDATE_FIXTURES=yes` writes the filled samples anew. */
function current(path: string, made: Bytes): Bytes {
  if (process.env.UPDATE_FIXTURES === "yes") writeFileSync(new URL(`../../${path}`, import.meta.url), made);
  return fileAt(path);
}

describe("the filled samples that other rooms test with", () => {
  it("the contract is what the template makes of V1 today", async () => {
    const made = await contractDocument(sample("V1"), fileAt("templates/hebei/custody-contract.docx"));
    expect(textOf(current("tests/fixtures/filled-contract.docx", made))).toBe(textOf(made));
  });

  it("the receipt is what the template makes of V1's filing today", async () => {
    const made = await receiptDocument(receiptOfV1(), fileAt("templates/hebei/filing-receipt.docx"));
    expect(textOf(current("tests/fixtures/filled-receipt.docx", made))).toBe(textOf(made));
  });
});
