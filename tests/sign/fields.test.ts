import * as fc from "fast-check";
import { PDFDocument } from "pdf-lib";
import { describe, expect, it } from "vitest";
import { concat, equalBytes, latin1, utf8 } from "../../src/kit/bytes.ts";
import { fieldPlansFromMarks } from "../../src/sign/field-plans.ts";
import { placeSignatureFields } from "../../src/sign/fields.ts";
import { signRevision } from "../../src/sign/revision.ts";
import { requireTool } from "../tools.ts";
import { makeAuthority, makeContract, makeDraft, partyOf, SEATS, song } from "./fixtures.ts";
import { judge, put, scratch } from "./judges.ts";

describe("placeSignatureFields", () => {
  it("makes one revision with a classic table, and the same bytes each time", async () => {
    const [first, second] = [await makeContract(), await makeContract()];
    expect(equalBytes(first, second)).toBe(true);
    const text = latin1(first);
    expect(text.match(/startxref/g)).toHaveLength(1);
    expect(text).toMatch(/\nxref\n/);
    expect(text).not.toContain("/ObjStm");
    expect(text).not.toContain("NeedAppearances");
    expect(text).toMatch(/\/SigFlags 3/);
  });

  it("gives every seat an empty field with a widget and an appearance that shows nothing", async () => {
    const text = latin1(await makeContract());
    expect(text.match(/\/FT \/Sig/g)).toHaveLength(SEATS.length);
    expect(text.match(/\/AP <</g)).toHaveLength(SEATS.length);
    expect(text.match(/\/F 132/g)).toHaveLength(SEATS.length);
    expect(text).not.toContain("/V ");
    expect(text).toContain("<FEFF753265B9>");
  });

  it("says its label faintly in an empty field when a font is given", async () => {
    const plain = await placeSignatureFields(await makeDraft(), SEATS);
    const labelled = await placeSignatureFields(await makeDraft(), SEATS, song);
    // An empty drawing compresses to a few bytes; a label's outlines to hundreds.
    expect(labelled.length - plain.length).toBeGreaterThan(500 * SEATS.length);
    expect(judge(requireTool("qpdf"), "--check", put(scratch(), "labelled.pdf", labelled))).toMatchObject({
      code: 0,
    });
  });

  it("leaves the catalog's other entries, the file identifier and the annotations of the page in place", async () => {
    const draft = await PDFDocument.load(await makeDraft(), { updateMetadata: false });
    const { context } = draft;
    draft.catalog.set(context.obj("Lang"), context.obj("zh-CN"));
    const link = context.register(context.obj({ Type: "Annot", Subtype: "Link", Rect: [0, 0, 9, 9] }));
    draft.getPage(2).node.set(context.obj("Annots"), context.obj([link]));
    context.trailerInfo.ID = context.obj(["a".repeat(16), "b".repeat(16)]);
    const placed = await placeSignatureFields(
      new Uint8Array(await draft.save({ useObjectStreams: false })),
      SEATS,
    );
    const text = latin1(placed);
    expect(text).toContain("/Lang /zh-CN");
    expect(text).toMatch(/\/ID \[/);
    expect(text).toMatch(new RegExp(`/Annots \\[ ${link.objectNumber} 0 R \\d+ 0 R \\d+ 0 R \\]`));
  });

  it("is accepted by qpdf, and pdfsig finds the fields unsigned", async () => {
    requireTool("qpdf");
    const path = put(scratch(), "empty.pdf", await makeContract());
    expect(judge("qpdf", "--check", path)).toMatchObject({ code: 0 });
    const { said } = judge(requireTool("pdfsig"), path);
    expect(said.match(/The signature form field is not signed/g)).toHaveLength(SEATS.length);
  });

  it("refuses a PDF with fields, with a second revision, or with a signature", async () => {
    const contract = await makeContract();
    const draft = await makeDraft();
    const later = concat(draft, utf8("\n1 0 obj\n<<>>\nendobj\nstartxref\n0\n%%EOF\n"));
    const signed = await signRevision({ ...(await partyOf("甲方", makeAuthority())), pdf: contract });
    for (const pdf of [contract, later, signed]) {
      await expect(placeSignatureFields(pdf, SEATS)).rejects.toMatchObject({ code: "sign.not_a_fresh_pdf" });
    }
  });

  it("refuses what is no PDF", async () => {
    for (const pdf of [new Uint8Array(), utf8("hello"), utf8("%PDF-1.7\n%%EOF")]) {
      await expect(placeSignatureFields(pdf, SEATS)).rejects.toMatchObject({ code: "sign.unreadable_pdf" });
    }
  });

  it("refuses names that repeat, are empty or would mean a child field", async () => {
    const draft = await makeDraft();
    for (const name of ["", "甲方.1", "长".repeat(65)]) {
      const placing = placeSignatureFields(
        draft,
        SEATS.slice(0, 1).map((seat) => ({ ...seat, name })),
      );
      await expect(placing).rejects.toMatchObject({ code: "sign.wrong_field_plan" });
    }
    const twice = [...SEATS, ...SEATS];
    await expect(placeSignatureFields(draft, twice)).rejects.toMatchObject({ code: "sign.wrong_field_plan" });
  });

  it("refuses every rectangle that leaves its page or is turned over", async () => {
    const draft = await makeDraft();
    const coordinate = fc.integer({ min: -2000, max: 2000 });
    const outside = fc
      .tuple(coordinate, coordinate, coordinate, coordinate, fc.integer({ min: -1, max: 4 }))
      .filter(([x1, y1, x2, y2, page]) => {
        const inside = x1 >= 0 && y1 >= 0 && x2 <= 595 && y2 <= 842 && x2 - x1 >= 1 && y2 - y1 >= 1;
        return !(inside && page >= 0 && page <= 2);
      });
    await fc.assert(
      fc.asyncProperty(outside, async ([x1, y1, x2, y2, page]) => {
        const placing = placeSignatureFields(draft, [
          { name: "甲方", label: "甲方", page, rect: [x1, y1, x2, y2] },
        ]);
        await expect(placing).rejects.toMatchObject({ code: "sign.wrong_field_plan" });
      }),
      { numRuns: 40 },
    );
  });
});

describe("fieldPlansFromMarks", () => {
  it("takes the marks tagged sign: and leaves the others", () => {
    const mark = { page: 3, x: 60, y: 400, width: 200, height: 128 };
    const plans = fieldPlansFromMarks([
      { tag: "sign:甲方", ...mark },
      { tag: "field:date", ...mark },
      { tag: "sign:bureau", ...mark, x: 300 },
    ]);
    expect(plans).toEqual([
      { name: "甲方", page: 3, rect: [60, 400, 260, 528], label: "甲方签章处" },
      { name: "bureau", page: 3, rect: [300, 400, 500, 528], label: "备案机关签章处" },
    ]);
  });
});
