import { PDFDict, PDFDocument, PDFName } from "pdf-lib";
import { describe, expect, it } from "vitest";
import type { Bytes } from "../../src/kit/bytes.ts";
import { placeSignatureFields } from "../../src/sign/fields.ts";
import { makeDraft, SEATS } from "./fixtures.ts";

/** A tagged draft whose structure root, and its one element, name their children in these ways: both are lawful. */
async function tagged(shape: {
  readonly root: "alone" | "list";
  readonly element: "alone" | "list" | "none";
}): Promise<Bytes> {
  const document = await PDFDocument.load(await makeDraft());
  const { context, catalog } = document;
  const kids = { alone: { K: 0 }, list: { K: [0] }, none: {} }[shape.element];
  const element = context.register(context.obj({ Type: "StructElem", S: "Document", ...kids }));
  const K = shape.root === "alone" ? element : context.obj([element]);
  catalog.set(
    PDFName.of("StructTreeRoot"),
    context.obj({ Type: "StructTreeRoot", K, ParentTree: { Nums: [] } }),
  );
  return new Uint8Array(await document.save({ useObjectStreams: false }));
}

describe("fields in the structure tree of a PDF from elsewhere", () => {
  it.each([
    { root: "alone", element: "alone" },
    { root: "alone", element: "list" },
    { root: "list", element: "none" },
    { root: "list", element: "list" },
  ] as const)("become Form elements behind what was there: %j", async (shape) => {
    const document = await PDFDocument.load(await placeSignatureFields(await tagged(shape), SEATS));
    const root = document.catalog.lookup(PDFName.of("StructTreeRoot"), PDFDict);
    const [first] =
      root
        .toString()
        .match(/\/K \[?\s*(\d+) 0 R/)
        ?.slice(1) ?? [];
    const element = document.context
      .enumerateIndirectObjects()
      .find(([ref]) => String(ref.objectNumber) === first)?.[1];
    const kids =
      element
        ?.toString()
        .match(/\/K \[([^\]]*)\]/)?.[1]
        ?.trim()
        .split(/(?<=R)\s+|(?<=^0)\s+/) ?? [];
    expect(kids).toHaveLength(shape.element === "none" ? 2 : 3);
    expect(kids[0] === "0").toBe(shape.element !== "none");
    expect(kids.slice(-2).every((kid) => /^\d+ 0 R$/.test(kid))).toBe(true);
  });
});
