import { afterAll, describe, expect, it } from "vitest";
import type { Bytes } from "../../src/kit/bytes.ts";
import { verifyDocument } from "../../src/verify/index.ts";
import { forgetAuthorities, makeRoot, makeSigner, stampToken } from "./authorities.ts";
import { append, plainObjects, signField, writePdf } from "./craft.ts";

const root = makeRoot("root");
const party = makeSigner("party", root);
const verify = (pdf: Bytes) =>
  verifyDocument(pdf, { file: "a.pdf", anchors: [root.certificate], at: new Date("2026-11-22T00:00:00Z") });
const plain = plainObjects();
const once = signField(writePdf(plain), { field: 7, party });
const page = (plain[3] ?? "").replace("8 0 R]", "8 0 R 50 0 R]");
const form = "<< /Fields [7 0 R 8 0 R 50 0 R] /SigFlags 1 /DR << >> >>";
const OVER_THE_TEXT = "/Rect [60 690 400 720]";
const APART = "/Rect [60 400 160 440]";
const look = (text: string): string =>
  `<< /Type /XObject /Subtype /Form /BBox [0 0 100 40] /Length ${text.length} >>\nstream\n${text}\nendstream`;
const field = (more: string): string => `<< /Type /Annot /Subtype /Widget /FT /Sig /P 3 0 R ${more} >>`;
const drawing = { 3: page, 6: form, 51: look("0 0 100 40 re f") };

/** A second signature in a field of its own, added and signed in one revision. `signField` writes dictionary 30. */
const signedInNew = (more: string, extra: Record<number, string> = {}): Bytes =>
  signField(once, {
    field: 8,
    party,
    also: { 8: plain[8] ?? "", 3: page, 6: form, 50: field(`/V 30 0 R ${more}`), ...extra },
  });

afterAll(forgetAuthorities);

describe("fields added after signing", () => {
  it("a signature without a look covers nothing, wherever its field stands", async () => {
    expect(await verify(signedInNew(`/T (x) /F 4 ${OVER_THE_TEXT}`))).toMatchObject({
      verdict: "valid",
      integrity: "extended",
    });
  });

  it.each(["/AP << /N 31 0 R >>", "/MK << /BG [1 1 1] >>", "/BS << /W 9 >>", "/Border [0 0 9]"])(
    "a signature over the text is found by %s",
    async (entry) => {
      const report = await verify(signedInNew(`/T (x) /F 4 ${OVER_THE_TEXT} ${entry}`));
      expect(report.integrity).toBe("tampered");
      expect(report.reasons).toContain("verify.covers_content");
    },
  );

  it("a field that lay over the text unsigned may not come, though it has no look yet", async () => {
    const pdf = append(once, { 3: page, 6: form, 50: field(`/T (x) /F 4 ${OVER_THE_TEXT}`) });
    expect((await verify(pdf)).reasons).toContain("verify.covers_content");
  });

  it.each([
    ["a thin line through the words", "BT /F1 14 Tf 72 700 Td (Custody fee) Tj ET", "[72 703 160 704.4]"],
    [
      "the full stop of an amount, drawn by itself",
      "BT /F1 14 Tf 72 700 Td (80) Tj (.) Tj (00) Tj ET",
      "[85 697 93 704]",
    ],
    [
      "letters turned into outlines",
      "72 700 m 80 720 l 88 700 l 84 700 l 80 712 l 76 700 l f",
      "[70 695 100 725]",
    ],
    ["a mark of curves", "72 700 m 72 710 80 720 90 720 c 95 720 99 710 99 700 c S", "[70 695 100 725]"],
    [
      "a picture in the content itself",
      "q 40 0 0 40 72 690 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q",
      "[70 695 100 725]",
    ],
    ["words in a font that is missing", "BT /F9 14 Tf 72 700 Td (Custody) Tj ET", "[70 695 100 725]"],
    ["words of codes nobody can name", "BT /F1 14 Tf 72 700 Td (\\001\\002\\003) Tj ET", "[70 695 100 725]"],
    ["a page of which a part cannot be read", "/Odd Do", "[70 695 100 725]"],
  ])("a signature over %s is found", async (_, content, rect) => {
    const base = {
      ...plain,
      3: (plain[3] ?? "").replace("/Font <<", "/XObject << /Odd 10 0 R >> /Font <<"),
      4: `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
      10: "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Filter /Unknown /Length 1 >>\nstream\nx\nendstream",
    };
    const gained = base[3].replace("8 0 R]", "8 0 R 50 0 R]");
    const place = (at: string): Record<number, string> => ({
      8: plain[8] ?? "",
      3: gained,
      6: form,
      50: field(`/V 30 0 R /T (x) /F 4 /Rect ${at} /AP << /N 31 0 R >>`),
    });
    const victim = signField(writePdf(base), { field: 7, party, base });
    const over = await verify(signField(victim, { field: 8, party, base, also: place(rect) }));
    expect(over.reasons).toContain("verify.covers_content");
    const apart = await verify(
      signField(victim, { field: 8, party, base, also: place("[300 300 400 330]") }),
    );
    expect(apart.integrity).toBe(content.startsWith("/Odd") ? "tampered" : "extended");
  });

  it("a frame with round corners, a wash behind the page and a row of dots leave room for a signature", async () => {
    const frame =
      "60 690 m 200 690 l 205 690 210 695 210 700 c 210 720 l 210 725 205 730 200 730 c 60 730 l 55 730 50 725 50 720 c 50 700 l 50 695 55 690 60 690 c S";
    const wash = "0.9 g 0 0 m 595 200 l 595 842 l 0 842 l f 0 g";
    const content = `${wash} ${frame} BT /F1 14 Tf 72 700 Td (............) Tj ET`;
    const base = { ...plain, 4: `<< /Length ${content.length} >>\nstream\n${content}\nendstream` };
    const also = {
      8: plain[8] ?? "",
      3: page,
      6: form,
      50: field("/V 30 0 R /T (x) /F 4 /Rect [70 695 150 725] /AP << /N 31 0 R >>"),
    };
    const victim = signField(writePdf(base), { field: 7, party, base });
    expect((await verify(signField(victim, { field: 8, party, base, also }))).integrity).toBe("extended");
  });

  it("an empty field may be added apart from everything, a drawing in it may not", async () => {
    const entries = `/T (x) /F 4 ${APART} /AP << /N 51 0 R >>`;
    const empty = { ...drawing, 50: field(entries), 51: look("q 1 0 0 1 0 0 cm Q") };
    expect((await verify(append(once, { ...empty, 51: look("q 0 0 100 40 re W n Q") }))).integrity).toBe(
      "extended",
    );
    const drawn = await verify(append(once, { ...drawing, 50: field(entries) }));
    expect(drawn.integrity).toBe("tampered");
    expect(drawn.reasons).toContain("verify.change_field_added");
    const offPage = field(entries.replace(APART, "/Rect [-10000 10 -9999 11]"));
    expect((await verify(append(once, { ...drawing, 50: offPage }))).integrity).toBe("extended");
  });

  it("a field may not take the name of another", async () => {
    const report = await verify(signedInNew(`/T <FEFF753265B9> /F 4 ${APART} /AP << /N 31 0 R >>`));
    expect(report.reasons).toContain("verify.change_field_added");
    expect(report.integrity).toBe("tampered");
  });

  it.each([8, 16])("a look that does not follow the page (/F %i) counts as covering it", async (flag) => {
    const report = await verify(signedInNew(`/T (x) /F ${4 + flag} ${APART} /AP << /N 31 0 R >>`));
    expect(report.reasons).toContain("verify.covers_content");
  });
});

describe("document timestamps", () => {
  const stamp = (base: Record<number, string>, signed: Bytes, authority: Parameters<typeof stampToken>[1]) =>
    signField(signed, {
      field: 8,
      party: authority,
      base,
      type: "DocTimeStamp",
      subFilter: "ETSI.RFC3161",
      rewrite: (_, bytes) => stampToken(bytes, authority),
    });

  const STAMPS = "keyUsage=critical,digitalSignature\nextendedKeyUsage=critical,timeStamping\n";

  it("one by a key that is too weak shows no time, and leaves the document as it is", async () => {
    const weak = makeSigner("weak", root, { extensions: STAMPS, key: "rsa1024" });
    const report = await verify(stamp(plain, once, weak));
    expect(report.integrity).toBe("extended");
    expect(report.reasons).toContain("verify.timestamp_unsound");
    expect(report.signatures.every(({ time }) => time.trusted === null)).toBe(true);
    expect(report.verdict).not.toBe("valid");
  });

  it("one that shows a picture in a field that is locked is tampering, an unseen one is not", async () => {
    const tsa = makeSigner("tsa", root, { extensions: STAMPS });
    const certification =
      "/Reference [<< /Type /SigRef /TransformMethod /DocMDP /TransformParams << /P 1 /V /1.2 >> >>]";
    const signedWith = (rect: string) => {
      const base = { ...plain, 8: (plain[8] ?? "").replace(/\/Rect \[[^\]]*\]/, `/Rect ${rect}`) };
      const perms = (plain[1] ?? "").replace(/ >>$/, " /Perms << /DocMDP 20 0 R >> >>");
      const also = { 1: perms };
      return stamp(base, signField(writePdf(base), { field: 7, party, entries: certification, also }), tsa);
    };
    expect((await verify(signedWith("[0 0 0 0]"))).integrity).toBe("extended");
    const seen = await verify(signedWith("[300 100 420 220]"));
    expect(seen.integrity).toBe("tampered");
    expect(seen.reasons).toContain("verify.change_locked");
  });
});
