import { afterAll, describe, expect, it } from "vitest";
import { type Bytes, concat, latin1 } from "../../src/kit/bytes.ts";
import { verifyDocument } from "../../src/verify/index.ts";
import { forgetAuthorities, makeRoot, makeSigner } from "./authorities.ts";
import { append, latin1Bytes, type Objects, plainObjects, signField, writePdf } from "./craft.ts";

const root = makeRoot("root");
const party = makeSigner("party", root);
const request = { file: "a.pdf", anchors: [root.certificate], at: new Date("2026-11-22T00:00:00Z") };
const verify = (pdf: Bytes) => verifyDocument(pdf, request);
const plain = plainObjects();
const once = signField(writePdf(plain), { field: 7, party });
const signedFirst = (plain[7] ?? "").replace(/ >>$/, " /V 20 0 R /AP << /N 21 0 R >> >>");
const look = (text: string): string =>
  `<< /Type /XObject /Subtype /Form /BBox [0 0 120 120] /Length ${text.length} >>\nstream\n${text}\nendstream`;
const contents = (text: string): string => `<< /Length ${text.length} >>\nstream\n${text}\nendstream`;
const page = (from: string, to: string): Objects => ({ 3: (plain[3] ?? "").replace(from, to) });
const catalog = (more: string): Objects => ({ 1: (plain[1] ?? "").replace(/ >>$/, ` ${more} >>`) });

afterAll(forgetAuthorities);

/** A false signature smuggled in is malformed in itself, everything else is tampering. */
const BROKEN = ["tampered", "malformed"];

const ATTACKS: [name: string, reason: string, objects: Objects][] = [
  [
    "content overridden",
    "verify.change_unexplained",
    { 4: contents("BT /F1 14 Tf 72 700 Td (Custody fee: 1) Tj ET") },
  ],
  [
    "a font swapped",
    "verify.change_unexplained",
    { 5: "<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>" },
  ],
  [
    "a page appended",
    "verify.change_unexplained",
    {
      2: "<< /Type /Pages /Kids [3 0 R 40 0 R] /Count 2 >>",
      40: "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
    },
  ],
  [
    "page contents pointed elsewhere",
    "verify.change_page",
    { ...page("/Contents 4 0 R", "/Contents 40 0 R"), 40: contents("q Q") },
  ],
  ["page resources changed", "verify.change_page", page("/F1 5 0 R", "/F1 9 0 R")],
  ["the page turned", "verify.change_page", page("/Parent", "/Rotate 180 /Parent")],
  [
    "a text annotation over the page",
    "verify.change_page",
    {
      ...page("8 0 R]", "8 0 R 40 0 R]"),
      40: "<< /Type /Annot /Subtype /FreeText /Rect [0 0 595 842] /Contents (x) /DA (/F1 9 Tf) >>",
    },
  ],
  ["an annotation removed", "verify.change_page", page("7 0 R 8 0 R", "8 0 R")],
  ["an open action", "verify.change_catalog", catalog("/OpenAction << /S /JavaScript /JS (x) >>")],
  ["layers", "verify.change_catalog", catalog("/OCProperties << >>")],
  ["names", "verify.change_catalog", catalog("/Names << >>")],
  ["another catalog", "verify.change_catalog", catalog("/AA << >>")],
  [
    "NeedAppearances",
    "verify.change_form",
    { 6: "<< /Fields [7 0 R 8 0 R] /SigFlags 1 /DR << >> /NeedAppearances true >>" },
  ],
  [
    "an XFA form",
    "verify.change_form",
    { 6: "<< /Fields [7 0 R 8 0 R] /SigFlags 1 /DR << >> /XFA 40 0 R >>", 40: contents("<x/>") },
  ],
  [
    "a field dropped from the form",
    "verify.change_form",
    { 6: "<< /Fields [7 0 R] /SigFlags 1 /DR << >> >>" },
  ],
  [
    "the appearance of the signed field overridden",
    "verify.change_unexplained",
    { 21: look("0 0 120 120 re f") },
  ],
  [
    "another appearance given to the signed field",
    "verify.change_signed_field",
    { 7: signedFirst.replace("21 0 R", "40 0 R"), 40: look("0 0 120 120 re f") },
  ],
  ["the signed widget moved", "verify.change_signed_field", { 7: signedFirst.replace("[72 100", "[72 500") }],
  [
    "another value given to the signed field",
    "verify.change_signed_field",
    { 7: signedFirst.replace("20 0 R", "40 0 R"), 40: "<< /Type /Sig >>" },
  ],
  [
    "the signature dictionary changed",
    "verify.change_unexplained",
    { 20: "<< /Type /Sig /Name (someone else) >>" },
  ],
  [
    "an unsigned field moved",
    "verify.change_form",
    { 8: (plain[8] ?? "").replace("[300 100 420 220]", "[0 0 595 842]") },
  ],
  [
    "an unsigned field given a picture without a signature",
    "verify.change_form",
    { 8: (plain[8] ?? "").replace(/ >>$/, " /AP << /N 40 0 R >> >>"), 40: look("0 0 120 120 re f") },
  ],
  [
    "a visible field added",
    "verify.covers_content",
    {
      ...page("8 0 R]", "8 0 R 40 0 R]"),
      6: "<< /Fields [7 0 R 8 0 R 40 0 R] /SigFlags 1 /DR << >> >>",
      40: "<< /Type /Annot /Subtype /Widget /FT /Sig /T (x) /Rect [0 0 595 842] /P 3 0 R /AP << /N 41 0 R >> >>",
      41: look("0 0 120 120 re f"),
    },
  ],
];

describe("attacks by a later revision", () => {
  it.each(ATTACKS)("%s makes the file tampered", async (_, reason, objects) => {
    const report = await verify(append(once, objects));
    expect(report.verdict).toBe("invalid");
    expect(BROKEN).toContain(report.integrity);
    expect(report.signatures[0]).toMatchObject({
      integrity: "tampered",
      changes: "disallowed",
      coverage: "whole revision",
    });
    expect(report.signatures[0]?.reasons).toContain(reason);
  });

  it.each(ATTACKS)("%s is found when hidden under a further honest signature", async (_, reason, objects) => {
    if (objects[8] !== undefined) return;
    const report = await verify(signField(append(once, objects), { field: 8, party }));
    expect(report.verdict).toBe("invalid");
    expect(BROKEN).toContain(report.integrity);
    expect(report.signatures.find((one) => one.field === "甲方")?.reasons).toContain(reason);
  });

  it.each(ATTACKS)(
    "%s is found when it rides inside the second party's signing",
    async (_, _reason, objects) => {
      if (objects[8] !== undefined) return;
      const report = await verify(signField(once, { field: 8, party, also: objects }));
      expect(report.verdict).toBe("invalid");
      expect(BROKEN).toContain(report.integrity);
    },
  );

  it("a trailer that names another catalog is tampering, the same one written anew under a fresh number is not", async () => {
    const catalog = plain[1] ?? "";
    const renumbered = (text: string) => append(once, { 40: text }, "/Root 40 0 R");
    expect((await verify(renumbered(catalog))).integrity).toBe("extended");
    expect((await verify(append(once, { 40: catalog }))).integrity).toBe("tampered");
    for (const more of ["/OpenAction 4 0 R", "/Names << >>", "/OCProperties << >>"])
      expect((await verify(renumbered(catalog.replace(/ >>$/, ` ${more} >>`)))).integrity).toBe("tampered");
    const otherPages = { 40: catalog.replace("/Pages 2", "/Pages 41"), 41: plain[2] ?? "" };
    expect((await verify(append(once, otherPages, "/Root 40 0 R"))).integrity).toBe("tampered");
    expect((await verify(append(once, { 41: plain[2] ?? "" }, "/Root 2 0 R"))).integrity).not.toBe(
      "extended",
    );
    // The old catalog, no longer reached, may not be put to another use.
    expect((await verify(append(renumbered(catalog), { 1: plain[2] ?? "" }, "/Root 40 0 R"))).integrity).toBe(
      "tampered",
    );
  });

  it("a second catalog that lay prepared in the signed file cannot become the one that counts", async () => {
    const prepared = { ...plain, 10: (plain[1] ?? "").replace("/Pages 2", "/Pages 11"), 11: plain[2] ?? "" };
    const signed = signField(writePdf(prepared), { field: 7, party });
    expect((await verify(signed)).integrity).toBe("intact");
    expect((await verify(append(signed, {}, "/Root 10 0 R"))).integrity).toBe("tampered");
  });

  it("an object that the signed page names but that did not exist cannot be added later", async () => {
    const base = { ...plain, 3: (plain[3] ?? "").replace("/Contents 4 0 R", "/Contents [4 0 R 50 0 R]") };
    const signed = signField(writePdf(base), { field: 7, party, base });
    expect((await verify(signed)).integrity).toBe("intact");
    const pdf = signField(signed, { field: 8, party, base, also: { 50: contents("0 0 500 500 re f") } });
    expect(await verify(pdf)).toMatchObject({ verdict: "invalid", integrity: "tampered" });
  });

  it("the second party's appearance may not reuse an object the signed page shows", async () => {
    const pdf = signField(once, { field: 8, party, also: { 4: contents("q Q") } });
    expect(await verify(pdf)).toMatchObject({ verdict: "invalid", integrity: "tampered" });
  });

  it("an object stream exchanged under the objects it holds is tampering", async () => {
    const held = (text: string): string => {
      const body = `4 0 ${text}`;
      return `<< /Type /ObjStm /N 1 /First 4 /Length ${body.length} >>\nstream\n${body}\nendstream`;
    };
    const start = writePdf(plain).length;
    const first = held("<< /Kind /Honest >>");
    const prefix = latin1Bytes(`60 0 obj\n${first}\nendobj\n`);
    const at = start + prefix.length;
    const rows = [2, 0, 60, 0, 1, start >> 8, start & 255, 0];
    const entries = `/Type /XRef /W [1 2 1] /Index [4 1 60 1] /Size 100 /Root 1 0 R /Info 9 0 R`;
    const previous = /startxref\n(\d+)/.exec(latin1(writePdf(plain)))?.[1];
    const section = concat(
      latin1Bytes(`61 0 obj\n<< ${entries} /Prev ${previous} /Length ${rows.length} >>\nstream\n`),
      Uint8Array.from(rows),
      latin1Bytes(`\nendstream\nendobj\nstartxref\n${at}\n%%EOF\n`),
    );
    const signed = signField(concat(writePdf(plain), prefix, section), { field: 7, party });
    expect((await verify(signed)).integrity).toBe("intact");
    expect(await verify(append(signed, { 60: held("<< /Kind /Forged >>") }))).toMatchObject({
      verdict: "invalid",
      integrity: "tampered",
    });
  });

  it("an object freed is tampering", async () => {
    const report = await verify(append(once, {}, "", [5]));
    expect(report).toMatchObject({
      verdict: "invalid",
      integrity: "tampered",
      reasons: expect.arrayContaining(["verify.change_freed"]),
    });
  });

  it("bytes of no object in an appended part are tampering", async () => {
    const stray = latin1Bytes("4 0 obj\n<< /Length 0 >>\nstream\n\nendstream\nendobj\n");
    const report = await verify(append(concat(once, stray), {}));
    expect(report).toMatchObject({
      verdict: "invalid",
      integrity: "tampered",
      reasons: expect.arrayContaining(["verify.change_stray_bytes"]),
    });
  });

  it("a signed field locked by certification P 1 cannot be followed by another signature", async () => {
    const reference = (p: number) =>
      `/Reference [<< /Type /SigRef /TransformMethod /DocMDP /TransformParams << /Type /TransformParams /P ${p} /V /1.2 >> >>]`;
    const certified = (p: number) =>
      signField(writePdf(plain), {
        field: 7,
        party,
        entries: reference(p),
        also: catalog("/Perms << /DocMDP 20 0 R >>"),
      });
    expect((await verify(signField(certified(1), { field: 8, party }))).reasons).toContain(
      "verify.change_locked",
    );
    expect((await verify(signField(certified(2), { field: 8, party }))).verdict).toBe("valid");
  });

  it("a field locked by an earlier signature cannot be signed, an untouched lock harms nothing", async () => {
    const locking = (fields: string) =>
      signField(writePdf(plain), {
        field: 7,
        party,
        entries: `/Reference [<< /Type /SigRef /TransformMethod /FieldMDP /TransformParams << /Action /Include /Fields [${fields}] >> >>]`,
      });
    expect((await verify(signField(locking("<FEFF4E5965B9>"), { field: 8, party }))).reasons).toContain(
      "verify.change_locked",
    );
    expect((await verify(signField(locking("<FEFF753265B9>"), { field: 8, party }))).verdict).toBe("valid");
  });
});
