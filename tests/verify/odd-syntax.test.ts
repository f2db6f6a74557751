import { afterAll, describe, expect, it } from "vitest";
import { type Bytes, concat } from "../../src/kit/bytes.ts";
import { verifyDocument } from "../../src/verify/index.ts";
import { ATTACKS, attacked } from "./attacks/generate.ts";
import { forgetAuthorities, makeRoot, makeSigner } from "./authorities.ts";
import { latin1Bytes, plainObjects } from "./craft.ts";
import { CONTENTS, type Fill, RANGE, signOdd, type Style, textOf, writeOdd } from "./odd-writer.ts";

const root = makeRoot("root");
const party = makeSigner("party", root);
const verify = (pdf: Bytes) =>
  verifyDocument(pdf, { file: "a.pdf", anchors: [root.certificate], at: new Date("2026-11-22T00:00:00Z") });
const plain = plainObjects();
const look = "<< /Type /XObject /Subtype /Form /BBox [0 0 90 40] /Length 6 >>\nstream\nn q Q \nendstream";
const usual = `<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /ByteRange [${RANGE}] /Contents <${CONTENTS}> >>`;
const signedField = (plain[7] ?? "").replace(/ >>$/, " /V 20 0 R /AP << /N 21 0 R >> >>");
const BARE_END: Style = { end: (at) => `startxref\n${at}\n%%EOF` };
/** The contract, signed in its first and only revision. */
const signedAtOnce = (change: Readonly<Record<number, string>> = {}): Record<number, string> => ({
  ...plain,
  7: signedField,
  20: usual,
  21: look,
  ...change,
});
const make = (change: Readonly<Record<number, string>>, style: Style = {}, fill: Fill = {}): Bytes =>
  signOdd(writeOdd(signedAtOnce(change), style), party, fill);
const dictionary = (text: string, fill: Fill = {}): Bytes => make({ 20: text }, {}, fill);
/** The first party signs the first revision as usual, the second one in a revision of its own. */
const later = (
  change: Readonly<Record<number, string>>,
  style: Style = {},
  first: Readonly<Record<number, string>> = {},
): Bytes => {
  const field = (first[8] ?? plain[8] ?? "").replace(/ >>$/, " /V 30 0 R /AP << /N 31 0 R >> >>");
  const before = textOf(make(first));
  return signOdd(writeOdd({ 8: field, 30: usual, 31: look, ...change }, style, before), party);
};

const LINES: readonly (readonly [name: string, pdf: () => Bytes])[] = [
  ["line ends of Windows", () => make({}, { eol: "\r\n", entryEnd: "\r\n" })],
  [
    "line ends of old Macs",
    () =>
      make(
        { 4: "<< /Length 0 >>\nstream\r\n\nendstream", 21: look.replace("stream\n", "stream\r\n") },
        { eol: "\r", entryEnd: " \r" },
      ),
  ],
  ["no space around the objects", () => make({}, { around: " " })],
  ["comments around the objects", () => make({}, { around: " % endobj endstream >>\n" })],
  ["tabs, form feeds and nulls", () => make({}, { around: "\t\f\0\n" })],
  ["no line end behind %%EOF", () => make({}, { end: (at) => `startxref\n${at}\n%%EOF` })],
  ["startxref on one line", () => make({}, { end: (at) => `startxref ${at} %%EOF\n` })],
  [
    "blank lines around startxref",
    () => make({}, { end: (at) => `\n\nstartxref\n\n  ${at}  \n\n%%EOF\r\n` }),
  ],
  ["a startxref a space early", () => make({}, { early: 1 })],
  [
    "an old version in the header, a newer one in the catalog",
    () => make({ 1: (plain[1] ?? "").replace(" /Pages", " /Version /2.0 /Pages") }, { header: "%PDF-1.3" }),
  ],
  ["a subsection for every object", () => make({}, { subsections: "each" })],
  [
    "generations above zero",
    () =>
      make(
        {
          1: (plain[1] ?? "").replace("/Pages 2 0 R", "/Pages 2 7 R"),
          3: (plain[3] ?? "").replace("/Parent 2 0", "/Parent 2 7"),
        },
        { generations: { 2: 7 } },
      ),
  ],
  ["a catalog of generation 3", () => make({}, { generations: { 1: 3 } })],
  ["an /ID and what LibreOffice notes", () => make({}, { trailer: "/ID [<00><01>] /DocChecksum /AB" })],
  ["a line end that the range leaves out", () => concat(make({}, BARE_END), latin1Bytes("\r\n"))],
  [
    "a line end that the range cuts in two",
    () => concat(make({}, { end: (at) => `startxref\n${at}\n%%EOF\r` }), latin1Bytes("\n")),
  ],
  ["several line ends behind the end", () => concat(make({}), latin1Bytes("\r\n\n\r"))],
];

const DICTIONARIES: readonly (readonly [name: string, pdf: () => Bytes])[] = [
  [
    "no spaces at all",
    () =>
      dictionary(
        `<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/ByteRange[${RANGE}]/Contents<${CONTENTS}>>>`,
      ),
  ],
  [
    "white space and comments between all tokens",
    () =>
      dictionary(
        `<<%a\n/Type%>>\n/Sig\t\t/Filter\f/Adobe.PPKLite\r\n/SubFilter\0/ETSI.CAdES.detached%/ByteRange\n/ByteRange\n\n[ ${RANGE}\t ]%]\n/Contents%<00>\n<${CONTENTS}>\n%\n>>`,
      ),
  ],
  [
    "Contents before ByteRange",
    () =>
      dictionary(
        `<< /Contents <${CONTENTS}> /ByteRange [${RANGE}] /SubFilter /ETSI.CAdES.detached /Filter /Adobe.PPKLite /Type /Sig >>`,
      ),
  ],
  ["no /Type", () => dictionary(usual.replace("/Type /Sig ", ""))],
  [
    "names with escapes",
    () =>
      dictionary(
        usual
          .replace("/Type /Sig", "/T#79pe /S#69g")
          .replace("/ByteRange", "/Byt#65Range")
          .replace("/Contents", "/Content#73"),
      ),
  ],
  ["numbers with spaces behind them", () => dictionary(usual, { numbers: "spaces behind" })],
  ["numbers with zeros before them", () => dictionary(usual, { numbers: "zeros before" })],
  ["digits in capitals", () => dictionary(usual, { digits: "upper" })],
  ["digits in both cases", () => dictionary(usual, { digits: "mixed" })],
  [
    "words about the software, by reference",
    () =>
      make({
        20: usual.replace(
          / >>$/,
          " /Prop_Build 22 0 R /Reason (\\(a\\)\\051) /Name <FEFF7532> /M (D:20261120090000+08'00) >>",
        ),
        22: "<< /App << /Name /x#20y >> >>",
      }),
  ],
  [
    "adbe.pkcs7.detached with a signing time",
    () => dictionary(usual.replace("ETSI.CAdES", "adbe.pkcs7"), { cms: ["-md", "sha256"] }),
  ],
  [
    "a signature field of its own with one widget as its kid",
    () =>
      make({
        6: "<< /Fields [22 0 R 8 0 R] /SigFlags 3 >>",
        7: "<< /Type /Annot /Subtype /Widget /Parent 22 0 R /F 132 /Rect [72 100 192 220] /P 3 0 R /AP << /N 21 0 R >> >>",
        22: "<< /FT /Sig /T (a) /Kids [7 0 R] /V 20 0 R >>",
      }),
  ],
  [
    "the type of the field inherited from its parent",
    () =>
      make({
        6: "<< /Fields [22 0 R 8 0 R] /SigFlags 3 >>",
        7: signedField.replace("/FT /Sig ", "").replace("/Subtype", "/Parent 22 0 R /Subtype"),
        22: "<< /FT /Sig /T (group) /Kids [7 0 R] >>",
      }),
  ],
  [
    "the form in the catalog itself, its fields by reference",
    () =>
      make({
        1: "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields 22 0 R /SigFlags 3 >> >>",
        6: "null",
        22: "[7 0 R 8 0 R]",
      }),
  ],
  [
    "annotations by reference",
    () => make({ 3: (plain[3] ?? "").replace("[7 0 R 8 0 R]", "22 0 R"), 22: "[7 0 R 8 0 R]" }),
  ],
  [
    "a lock and seed values",
    () =>
      make({
        7: signedField.replace(
          / >>$/,
          " /Lock << /Type /SigFieldLock /Action /All >> /SV << /Type /SV /Ff 2 /SubFilter [/ETSI.CAdES.detached] >> >>",
        ),
      }),
  ],
  [
    "usage rights in the catalog",
    () =>
      make({
        1: (plain[1] ?? "").replace(/ >>$/, " /Perms << /UR3 22 0 R >> >>"),
        22: "<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached /ByteRange [0 10 20 30] /Contents <00> /Reference [<< /Type /SigRef /TransformMethod /UR3 /TransformParams << /Type /TransformParams /V /2.2 >> >>] >>",
      }),
  ],
];

const LATER: readonly (readonly [name: string, pdf: () => Bytes])[] = [
  ["a second signer with other line ends", () => later({}, { eol: "\r\n", entryEnd: "\r\n" })],
  [
    "entries for numbers long free",
    () =>
      signOdd(
        writeOdd(
          { 8: (plain[8] ?? "").replace(/ >>$/, " /V 30 0 R >>"), 30: usual },
          {},
          textOf(make({})),
        ).replace(
          "xref\n8 1",
          "xref\n0 1\n0000000000 65535 f \n60 2\n0000000000 00001 f \n0000000000 00000 f \n8 1",
        ),
        party,
      ),
  ],
  [
    "annotations and fields held by reference, grown by a new field",
    () =>
      later(
        {
          22: "[7 0 R 8 0 R 40 0 R]",
          23: "[7 0 R 8 0 R 40 0 R]",
          40: "<< /Type /Annot /Subtype /Widget /FT /Sig /T (x) /F 132 /Rect [0 0 0 0] /P 3 0 R >>",
        },
        {},
        {
          3: (plain[3] ?? "").replace("[7 0 R 8 0 R]", "22 0 R"),
          6: "<< /Fields 23 0 R /SigFlags 3 >>",
          22: "[7 0 R 8 0 R]",
          23: "[7 0 R 8 0 R]",
        },
      ),
  ],
  [
    "the form's flags said for the first time",
    () => later({ 6: "<< /Fields [7 0 R 8 0 R] /SigFlags 3 >>" }, {}, { 6: "<< /Fields [7 0 R 8 0 R] >>" }),
  ],
  [
    "a version and extensions said in the catalog",
    () =>
      later({
        1: (plain[1] ?? "").replace(
          " /Pages",
          " /Version /2.0 /Extensions << /ESIC << /BaseVersion /1.7 /ExtensionLevel 2 >> >> /Pages",
        ),
      }),
  ],
  [
    "what the page had from its parent said again",
    () =>
      later(
        { 3: plain[3] ?? "" },
        {},
        {
          2: "<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] >>",
          3: (plain[3] ?? "").replace("/MediaBox [0 0 595 842] ", ""),
        },
      ),
  ],
  [
    "default resources grown in place",
    () =>
      later(
        { 22: "<< /Font << /F1 5 0 R >> /XObject << /FRM 31 0 R >> >>" },
        {},
        { 6: "<< /Fields [7 0 R 8 0 R] /SigFlags 1 /DR 22 0 R >>", 22: "<< /Font << /F1 5 0 R >> >>" },
      ),
  ],
  [
    "a first range that leaves its line end out",
    () => {
      const field = (plain[8] ?? "").replace(/ >>$/, " /V 30 0 R /AP << /N 31 0 R >> >>");
      const before = `${textOf(make({}, BARE_END))}\r\n`;
      return signOdd(writeOdd({ 8: field, 30: usual, 31: look }, {}, before), party);
    },
  ],
  [
    "an order of tabbing written as a string, put right",
    () =>
      later(
        { 3: (plain[3] ?? "").replace("/Type /Page", "/Type /Page /Tabs /S") },
        {},
        { 3: (plain[3] ?? "").replace("/Type /Page", "/Type /Page /Tabs (S)") },
      ),
  ],
  [
    "a state named for a look that has none",
    () => later({ 8: (plain[8] ?? "").replace(/ >>$/, " /V 30 0 R /AP << /N 31 0 R >> /AS /N >>") }),
  ],
  [
    "a title by reference",
    () =>
      later({ 9: "<< /Title 22 0 R /Producer (x) >>" }, {}, { 9: "<< /Title 22 0 R >>", 22: "(Contract)" }),
  ],
];

afterAll(forgetAuthorities);

describe.each([
  ["lines and tables", LINES, "intact"],
  ["dictionaries", DICTIONARIES, "intact"],
  ["later signers", LATER, "extended"],
] as const)("odd but lawful %s", (_, cases, integrity) => {
  it.each(cases)("%s: accepted", async (_name, pdf) => {
    const report = await verify(pdf());
    expect(report, report.reasons.join()).toMatchObject({ verdict: "valid", integrity });
  });

  it.each(cases)("%s: every published attack on it is refused", async (_name, pdf) => {
    const signed = pdf();
    let made = 0;
    for (const attack of ATTACKS) {
      let evil: Bytes;
      try {
        evil = attacked(attack, signed);
      } catch {
        continue; // nothing of the kind in this file
      }
      made += 1;
      expect([attack.name, (await verify(evil)).verdict]).toEqual([attack.name, "invalid"]);
    }
    expect(made).toBeGreaterThan(30);
  });
});

/** The version of the signed data written in two octets, the lengths around it corrected. */
function padVersion(cms: Bytes): Bytes {
  const at = cms.findIndex((byte, place) => byte === 2 && cms[place + 1] === 1 && place > 15);
  const out = concat(cms.subarray(0, at), Uint8Array.of(2, 2, 0), cms.subarray(at + 2));
  for (const place of [0, 15, 19]) {
    if (out[place + 1] !== 0x82) throw new Error("lengths of another form");
    const length = (out[place + 2] ?? 0) * 256 + (out[place + 3] ?? 0) + 1;
    out.set([length >> 8, length & 255], place + 2);
  }
  return out;
}

/** What other readers put up with, and why this one does not: two of them would see two files, or read other bytes than were signed. */
const REFUSED: readonly (readonly [name: string, pdf: () => Bytes])[] = [
  ["bytes before the header: offsets count from them or not", () => concat(latin1Bytes("junk\n"), make({}))],
  ["a mark of UTF-8 before the header", () => make({}, { header: "\u00ef\u00bb\u00bf%PDF-1.7" })],
  ["spaces behind the end", () => concat(make({}), latin1Bytes("   "))],
  ["nulls behind the end", () => concat(make({}), new Uint8Array(64))],
  ["white space inside Contents", () => dictionary(usual.replace(`<${CONTENTS}>`, `<${CONTENTS} >`))],
  ["an odd digit in Contents", () => dictionary(usual.replace(`<${CONTENTS}>`, `<${CONTENTS}0>`))],
  ["ByteRange by reference", () => make({ 20: usual.replace(`[${RANGE}]`, "22 0 R"), 22: `[${RANGE}]` })],
  [
    "Contents by reference",
    () => make({ 20: usual.replace(`<${CONTENTS}>`, "22 0 R"), 22: `<${CONTENTS}>` }),
  ],
  ["a comment inside ByteRange", () => dictionary(usual.replace(`[${RANGE}]`, `[%\n${RANGE}]`))],
  ["Contents twice, once with an escape", () => dictionary(usual.replace("/Type", "/Content#73 <00> /Type"))],
  [
    "the signature dictionary written into its field",
    () => make({ 7: signedField.replace("20 0 R", usual), 20: "null" }),
  ],
  [
    "the document timestamp's format under the type of a signature",
    () => dictionary(usual.replace("ETSI.CAdES.detached", "ETSI.RFC3161")),
  ],
  ["a format nobody allowed", () => dictionary(usual.replace("ETSI.CAdES.detached", "PBAD.PAdES"))],
  ["a number in the CMS with a zero too many", () => dictionary(usual, { rewrite: padVersion })],
  [
    "a CMS that carries content of its own",
    () => dictionary(usual, { cms: ["-cades", "-md", "sha256", "-nodetach"] }),
  ],
  [
    "no signing certificate named where CAdES demands it",
    () => dictionary(usual, { cms: ["-md", "sha256"] }),
  ],
];

describe("odd and not lawful", () => {
  it.each(REFUSED)("%s: never intact, never valid", async (_name, pdf) => {
    const report = await verify(pdf());
    expect(["tampered", "malformed"]).toContain(report.integrity);
    expect(report.verdict).not.toBe("valid");
  });
});
