import { afterAll, describe, expect, it } from "vitest";
import { type Bytes, concat, latin1 } from "../../../src/kit/bytes.ts";
import { verifyDocument } from "../../../src/verify/index.ts";
import { forgetAuthorities, makeRoot, makeSigner } from "../authorities.ts";
import { append, latin1Bytes, type Objects, plainObjects, signField, writePdf } from "../craft.ts";

const root = makeRoot("root");
const party = makeSigner("party", root);
const verify = (pdf: Bytes) =>
  verifyDocument(pdf, { file: "a.pdf", anchors: [root.certificate], at: new Date("2026-11-22T00:00:00Z") });
const plain = plainObjects();
const stream = (text: string, entries = ""): string =>
  `<< ${entries} /Length ${text.length} >>\nstream\n${text}\nendstream`;
const shape = (text: string): string => stream(text, "/Type /XObject /Subtype /Form /BBox [0 0 595 842]");
const page = (from: string, to: string): string => (plain[3] ?? "").replace(from, to);

/** The contract as the victim sees it: something lies over the other contract, or waits beside it. */
const HIDDEN: Objects = {
  ...plain,
  3: page("/Font <<", "/XObject << /Cover 10 0 R >> /Font <<"),
  4: stream("BT /F1 14 Tf 72 700 Td (You owe a million) Tj ET q /Cover Do Q"),
  10: shape("1 g 0 0 595 842 re f 0 g"),
};
const COVERED_BY_ANNOTATION: Objects = {
  ...plain,
  3: page("8 0 R]", "8 0 R 10 0 R]"),
  10: "<< /Type /Annot /Subtype /Stamp /Rect [0 0 595 842] /F 4 /AP << /N 11 0 R >> >>",
  11: shape("1 g 0 0 595 842 re f"),
};
const WITH_TEXT_FIELD: Objects = {
  ...plain,
  3: page("8 0 R]", "8 0 R 10 0 R]"),
  6: (plain[6] ?? "").replace("8 0 R]", "8 0 R 10 0 R]"),
  10: "<< /Type /Annot /Subtype /Widget /FT /Tx /T (fee) /V (8000) /DV (8000) /F 4 /Rect [72 600 192 620] /P 3 0 R /AP << /N 11 0 R >> >>",
  11: shape("0 0 1 1 re f"),
};
/** The reader is asked to draw the field by itself, with a font that is not there. */
const TO_BE_DRAWN: Objects = {
  ...WITH_TEXT_FIELD,
  6: (WITH_TEXT_FIELD[6] ?? "").replace(/ >>$/, " /NeedAppearances true >>"),
  10: (WITH_TEXT_FIELD[10] ?? "").replace("/F 4", "/F 4 /DA (/Own 12 Tf)"),
};
const FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Symbol >>";
const WITH_SECOND_DOCUMENT: Objects = {
  ...plain,
  10: (plain[1] ?? "").replace("/Pages 2", "/Pages 11"),
  11: "<< /Type /Pages /Kids [12 0 R] /Count 1 >>",
  12: page("/Parent 2", "/Parent 11").replace("/Contents 4", "/Contents 13"),
  13: stream("BT /F1 14 Tf 72 700 Td (You owe a million) Tj ET"),
};
const WITH_SECOND_FONT: Objects = { ...plain, 10: "<< /Type /Font /Subtype /Type1 /BaseFont /Symbol >>" };

const signed = (base: Objects): Bytes => signField(writePdf(base), { field: 7, party, base: { ...base } });

/** A first revision in which an object of a number stands twice; the cross-reference names the first. */
function withTwin(number: number, twin: string): { readonly pdf: Bytes; readonly at: number } {
  const text = latin1(writePdf(plain));
  const at = text.indexOf("xref\n");
  const moved = `${number} 0 obj\n${twin}\nendobj\n`;
  const after = text.slice(at).replace(/startxref\n\d+/, `startxref\n${at + moved.length}`);
  return { pdf: latin1Bytes(text.slice(0, at) + moved + after), at };
}

/** A revision that writes no object at all: its cross-reference points to an object prepared in the signed part. */
function pointTo(pdf: Bytes, number: number, at: number): Bytes {
  const previous = [...latin1(pdf).matchAll(/startxref\s+(\d+)/g)].at(-1)?.[1];
  const text = `xref\n${number} 1\n${String(at).padStart(10, "0")} 00000 n \ntrailer\n<< /Size 100 /Root 1 0 R /Info 9 0 R /Prev ${previous} >>\nstartxref\n${pdf.length}\n%%EOF\n`;
  return concat(pdf, latin1Bytes(text));
}

type Case = readonly [name: string, base: Objects, attack: (pdf: Bytes) => Bytes];
const without = (text: string, entry: RegExp): string => text.replace(entry, "");

const CASES: readonly Case[] = [
  ["hide: the cover is freed", HIDDEN, (pdf) => append(pdf, {}, "", [10])],
  ["hide: the cover becomes null", HIDDEN, (pdf) => append(pdf, { 10: "null" })],
  [
    "hide: the cover becomes metadata",
    HIDDEN,
    (pdf) => append(pdf, { 10: stream("x", "/Type /Metadata /Subtype /XML") }),
  ],
  ["hide: the cover becomes transparent", HIDDEN, (pdf) => append(pdf, { 10: shape("") })],
  [
    "hide: the page forgets the cover",
    HIDDEN,
    (pdf) => append(pdf, { 3: without(HIDDEN[3] ?? "", /\/XObject << .*? >> /) }),
  ],
  [
    "hide: the covering annotation is taken off the page",
    COVERED_BY_ANNOTATION,
    (pdf) => append(pdf, { 3: plain[3] ?? "" }),
  ],
  [
    "hide: the covering annotation is flagged hidden",
    COVERED_BY_ANNOTATION,
    (pdf) => append(pdf, { 10: (COVERED_BY_ANNOTATION[10] ?? "").replace("/F 4", "/F 2") }),
  ],
  [
    "hide: the look of the covering annotation is emptied",
    COVERED_BY_ANNOTATION,
    (pdf) => append(pdf, { 11: shape("") }),
  ],
  [
    "replace: the text field shows another value",
    WITH_TEXT_FIELD,
    (pdf) => append(pdf, { 10: (WITH_TEXT_FIELD[10] ?? "").replace("/V (8000)", "/V (1)") }),
  ],
  [
    "replace: the look of the text field alone",
    WITH_TEXT_FIELD,
    (pdf) => append(pdf, { 11: shape("0 0 9 9 re f") }),
  ],
  [
    "replace: the default value and a reset on opening",
    WITH_TEXT_FIELD,
    (pdf) => append(pdf, { 10: (WITH_TEXT_FIELD[10] ?? "").replace("/DV (8000)", "/DV (1)") }),
  ],
  [
    "replace: the font that looks are to be made anew with comes later",
    TO_BE_DRAWN,
    (pdf) =>
      append(pdf, {
        6: (TO_BE_DRAWN[6] ?? "").replace("/DR << >>", "/DR << /Font << /Own 12 0 R >> >>"),
        12: FONT,
      }),
  ],
  [
    "replace: the same font comes into resources that are an object of their own",
    { ...TO_BE_DRAWN, 6: (TO_BE_DRAWN[6] ?? "").replace("/DR << >>", "/DR 11 0 R"), 11: "<< >>" },
    (pdf) => append(pdf, { 11: "<< /Font << /Own 12 0 R >> >>", 12: FONT }),
  ],
  [
    "replace: looks are to be made anew",
    WITH_TEXT_FIELD,
    (pdf) => append(pdf, { 6: (WITH_TEXT_FIELD[6] ?? "").replace(/ >>$/, " /NeedAppearances true >>") }),
  ],
  [
    "replace: the font is overwritten",
    WITH_SECOND_FONT,
    (pdf) => append(pdf, { 5: WITH_SECOND_FONT[10] ?? "" }),
  ],
  [
    "replace: the page's resources name the prepared font",
    WITH_SECOND_FONT,
    (pdf) => append(pdf, { 3: page("/F1 5 0 R", "/F1 10 0 R") }),
  ],
  [
    "hide and replace: the trailer names the prepared catalog",
    WITH_SECOND_DOCUMENT,
    (pdf) => append(pdf, {}, "/Root 10 0 R"),
  ],
  [
    "hide and replace: the catalog names the prepared pages",
    WITH_SECOND_DOCUMENT,
    (pdf) => append(pdf, { 1: (plain[1] ?? "").replace("/Pages 2", "/Pages 11") }),
  ],
  [
    "hide and replace: the page tree names the prepared page",
    WITH_SECOND_DOCUMENT,
    (pdf) => append(pdf, { 2: "<< /Type /Pages /Kids [12 0 R] /Count 1 >>" }),
  ],
  [
    "hide and replace: the page names the prepared contents",
    WITH_SECOND_DOCUMENT,
    (pdf) => append(pdf, { 3: page("/Contents 4", "/Contents 13") }),
  ],
];

afterAll(forgetAuthorities);

describe("shadow attacks: what was prepared before signing and is turned afterwards", () => {
  it.each(CASES)("%s", async (_, base, attack) => {
    const before = signed(base);
    expect((await verify(before)).integrity).toBe("intact");
    const report = await verify(attack(before));
    expect(report.verdict).toBe("invalid");
    expect(["tampered", "malformed"]).toContain(report.integrity);
  });

  it.each(CASES)("%s, under a second honest signature", async (_, base, attack) => {
    const report = await verify(signField(attack(signed(base)), { field: 8, party, base: { ...base } }));
    expect(report.verdict).toBe("invalid");
  });

  it.each([
    ["the contents", 4, stream("BT /F1 14 Tf 72 700 Td (You owe a million) Tj ET")],
    ["the page", 3, page("/Contents 4 0 R", "/Contents 9 0 R")],
    ["the catalog", 1, "<< /Type /Catalog /Pages 3 0 R >>"],
    ["the font", 5, "<< /Type /Font /Subtype /Type1 /BaseFont /Symbol >>"],
  ])("hide and replace: a cross-reference alone brings the twin of %s to life", async (_, number, twin) => {
    const { pdf, at } = withTwin(number, twin);
    const before = signField(pdf, { field: 7, party });
    expect((await verify(before)).integrity).toBe("intact");
    expect((await verify(pointTo(before, number, at))).verdict).toBe("invalid");
    expect((await verify(signField(pointTo(before, number, at), { field: 8, party }))).verdict).toBe(
      "invalid",
    );
  });
});
