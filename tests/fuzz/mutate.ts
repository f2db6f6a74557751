import { type Bytes, concat, latin1 } from "../../src/kit/bytes.ts";
import { append, latin1Bytes, plainObjects } from "../verify/craft.ts";
import type { Random } from "./random.ts";

/** One way to damage a file. `evil` ones change what a reader sees, so the file may never pass. */
export type Mutation = {
  readonly name: string;
  readonly evil?: true;
  apply(pdf: Bytes, random: Random): Bytes;
};

/** The longest piece that is copied, removed or put in. */
const PIECE = 600;

const cut = (pdf: Bytes, from: number, to: number, between: Uint8Array = new Uint8Array()): Bytes =>
  concat(pdf.subarray(0, from), between, pdf.subarray(to));

const piece = (pdf: Bytes, random: Random): Bytes => {
  const from = random.below(pdf.length);
  return pdf.subarray(from, from + 1 + random.below(PIECE));
};

const BYTES: readonly Mutation[] = [
  {
    name: "flip a bit",
    apply: (pdf, random) => {
      const out = pdf.slice();
      const at = random.below(out.length);
      out[at] = (out[at] ?? 0) ^ (1 << random.below(8));
      return out;
    },
  },
  {
    name: "set a byte",
    apply: (pdf, random) => {
      const out = pdf.slice();
      out[random.below(out.length)] = random.below(256);
      return out;
    },
  },
  {
    name: "remove a piece",
    apply: (pdf, random) => {
      const from = random.below(pdf.length);
      return cut(pdf, from, Math.min(pdf.length, from + 1 + random.below(PIECE)));
    },
  },
  { name: "cut the end off", apply: (pdf, random) => pdf.slice(0, random.below(pdf.length)) },
  {
    name: "copy a piece elsewhere",
    apply: (pdf, random) => {
      const at = random.below(pdf.length);
      return cut(pdf, at, at, piece(pdf, random));
    },
  },
  {
    name: "lay a piece over another",
    apply: (pdf, random) => {
      const out = pdf.slice();
      const part = piece(pdf, random);
      out.set(part, random.below(out.length - part.length));
      return out;
    },
  },
  { name: "append a piece", apply: (pdf, random) => concat(pdf, piece(pdf, random)) },
];

/** As `latin1`, by the quickest way this machine has: half the time of a mutation went there. */
const textOf = (pdf: Bytes): string =>
  Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString("latin1");

/** Rewrites the first place of a pattern behind some point of the file. */
const rewriteOne =
  (pattern: RegExp, write: (found: string, random: Random) => string) =>
  (pdf: Bytes, random: Random): Bytes => {
    const text = textOf(pdf);
    pattern.lastIndex = random.below(text.length);
    const place = pattern.exec(text) ?? pattern.exec(text);
    if (place === null) return pdf;
    return cut(pdf, place.index, place.index + place[0].length, latin1Bytes(write(place[0], random)));
  };

const NUMBERS = [
  "0",
  "-1",
  "1",
  "2147483647",
  "4294967295",
  "9999999999",
  "99999999999999999999",
  "0.5",
  "1e9",
  "+7",
];
const WORDS = [
  "null",
  "true",
  "<<",
  ">>",
  "[",
  "]",
  "obj",
  "endobj",
  "stream",
  "endstream",
  "R",
  "xref",
  "trailer",
  "%%EOF",
  "startxref",
];
const NAMES = [
  "/Contents",
  "/ByteRange",
  "/Type",
  "/Sig",
  "/Prev",
  "/Length",
  "/Kids",
  "/Parent",
  "/V",
  "/AcroForm",
  "/Fields",
  "/Root",
  "/XRefStm",
  "/Encrypt",
  "/ObjStm",
  "/Filter",
];
const SPACES = ["", " ", "\n", "\r", "\r\n", "%x\n", "\0", "\t"];

const STRUCTURE: readonly Mutation[] = [
  { name: "another number", apply: rewriteOne(/\b\d+\b/g, (_, random) => random.pick(NUMBERS)) },
  {
    name: "a number one off",
    apply: rewriteOne(/\b\d+\b/g, (found, random) => String(Number(found) + random.below(3) - 1)),
  },
  {
    name: "another reference",
    apply: rewriteOne(/\b\d{1,6} 0 R/g, (_, random) => `${random.below(70)} 0 R`),
  },
  {
    name: "another word",
    apply: rewriteOne(/\b(?:obj|endobj|stream|endstream|xref|trailer|startxref|R|n|f)\b/g, (_, random) =>
      random.pick(WORDS),
    ),
  },
  { name: "another name", apply: rewriteOne(/\/[A-Za-z]+/g, (_, random) => random.pick(NAMES)) },
  { name: "other space", apply: rewriteOne(/[ \n]/g, (_, random) => random.pick(SPACES)) },
  {
    name: "a name twice",
    apply: rewriteOne(
      /\/(?:ByteRange|Contents|V|Type|Length|Prev|Fields) ?[^/>]{1,40}/g,
      (found) => found + found,
    ),
  },
  {
    name: "deep nesting",
    apply: rewriteOne(/<</g, (found, random) => `${"[".repeat(random.below(500))}${found}`),
  },
  {
    name: "another digit of the signature",
    apply: rewriteOne(/[0-9a-f]{2}(?=[0-9a-f]{40})/g, (_, random) =>
      random.below(256).toString(16).padStart(2, "0"),
    ),
  },
];

const plain = plainObjects();
const contents = (text: string): string => `<< /Length ${text.length} >>\nstream\n${text}\nendstream`;
const object = (number: number, from: string, to: string) => ({
  [number]: (plain[number] ?? "").replace(from, to),
});

const OVERLAY = "<< /Type /Annot /Subtype /Widget /FT /Sig /T (x) /F 4 /Rect [0 0 595 842] /P 3 0 R >>";

/** Well-formed revisions that change what is shown or done: none may pass. */
const REVISIONS: readonly (() => Record<number, string>)[] = [
  () => ({ 4: contents("BT /F1 14 Tf 72 700 Td (Custody fee: 1) Tj ET") }),
  () => ({ 5: "<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>" }),
  () => object(3, "/Parent", "/Rotate 90 /Parent"),
  () => object(3, "7 0 R 8 0 R", "8 0 R"),
  () => object(3, "/F1 5 0 R", "/F1 9 0 R"),
  () => object(2, "/Count 1", "/Count 2"),
  () => object(1, "/AcroForm", "/OpenAction << /S /JavaScript /JS (x) >> /AcroForm"),
  () => object(6, "/SigFlags 1", "/SigFlags 1 /NeedAppearances true"),
  () => object(6, "7 0 R 8 0 R", "8 0 R"),
  () => object(3, "/MediaBox [0 0 595 842]", "/MediaBox [0 0 99 99]"),
  () => object(3, "/Annots [7 0 R 8 0 R]", "/Annots 60 0 R"),
  () => object(1, "/Pages 2 0 R", "/Pages 60 0 R"),
  () => object(7, "[72 100 192 220]", "[0 0 595 842]"),
  () => ({
    ...object(3, "8 0 R]", "8 0 R 60 0 R]"),
    60: OVERLAY.replace("/Widget /FT /Sig /T (x)", "/FreeText"),
  }),
  () => ({
    ...object(3, "8 0 R]", "8 0 R 60 0 R]"),
    ...object(6, "8 0 R]", "8 0 R 60 0 R]"),
    60: OVERLAY,
  }),
  () => ({
    ...object(3, "8 0 R]", "8 0 R 60 0 R]"),
    ...object(6, "8 0 R]", "8 0 R 60 0 R]"),
    60: OVERLAY.replace("/Sig", "/Tx"),
  }),
  () => ({ 20: "<< /Type /Sig /Name (x) >>" }),
  () => ({ 21: "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 0 >>\nstream\n\nendstream" }),
];

const EVIL: readonly Mutation[] = [
  {
    name: "a revision that changes the contract",
    evil: true,
    apply: (pdf, random) => append(pdf, random.pick(REVISIONS)()),
  },
  {
    name: "a cross-reference that points elsewhere",
    evil: true,
    apply: (pdf, random) => {
      const [name, number] = random.pick([
        ["4 0 obj", 5] as const,
        ["5 0 obj", 4] as const,
        ["2 0 obj", 3] as const,
      ]);
      const text = latin1(pdf);
      const previous = [...text.matchAll(/startxref\s+(\d+)/g)].at(-1)?.[1];
      const row = String(text.indexOf(name)).padStart(10, "0");
      const table = `xref\n${number} 1\n${row} 00000 n \ntrailer\n<< /Size 100 /Root 1 0 R /Info 9 0 R /Prev ${previous} >>\n`;
      return concat(pdf, latin1Bytes(`${table}startxref\n${pdf.length}\n%%EOF\n`));
    },
  },
  { name: "freed objects", evil: true, apply: (pdf, random) => append(pdf, {}, "", [3 + random.below(3)]) },
];

/** All there are; structure-aware ones are drawn as often as byte-wise ones. */
export const MUTATIONS: readonly Mutation[] = [...BYTES, ...STRUCTURE, ...EVIL];
