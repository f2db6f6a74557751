import { type Bytes, concat, latin1, toHex, utf8 } from "../../src/kit/bytes.ts";
import { type Party, signCms } from "./authorities.ts";

/** Objects of one revision: number to source text (between `obj` and `endobj`). */
export type Objects = Readonly<Record<number, string>>;

const stream = (text: string, entries = ""): string =>
  `<< ${entries} /Length ${utf8(text).length} >>\nstream\n${text}\nendstream`;
const xrefLine = (offset: number): string => `${String(offset).padStart(10, "0")} 00000 n \n`;

/** A one-page contract with two unsigned signature fields, 甲方 and 乙方, by no PDF library. */
export const plainObjects = (text = "Custody fee: 8000 yuan a year"): Record<number, string> => ({
  1: "<< /Type /Catalog /Pages 2 0 R /AcroForm 6 0 R >>",
  2: "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
  3: "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> /Annots [7 0 R 8 0 R] >>",
  4: stream(`BT /F1 14 Tf 72 700 Td (${text}) Tj ET`),
  5: "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
  6: "<< /Fields [7 0 R 8 0 R] /SigFlags 1 /DR << >> >>",
  7: "<< /Type /Annot /Subtype /Widget /FT /Sig /T <FEFF753265B9> /F 132 /Rect [72 100 192 220] /P 3 0 R >>",
  8: "<< /Type /Annot /Subtype /Widget /FT /Sig /T <FEFF4E5965B9> /F 132 /Rect [300 100 420 220] /P 3 0 R >>",
  9: "<< /Producer (by hand) >>",
});

/** Writes a file of one revision with a classic cross-reference table. */
export function writePdf(objects: Objects): Bytes {
  const numbers = Object.keys(objects).map(Number);
  let text = "%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n";
  let table = "0000000000 65535 f \n";
  for (const number of numbers) {
    table += xrefLine(text.length);
    text += `${number} 0 obj\n${objects[number]}\nendobj\n`;
  }
  const start = text.length;
  text += `xref\n0 ${numbers.length + 1}\n${table}trailer\n<< /Size ${numbers.length + 1} /Root 1 0 R /Info 9 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return latin1Bytes(text);
}

/** Latin-1 text to bytes, one byte a character. */
export const latin1Bytes = (text: string): Bytes =>
  Uint8Array.from(text, (character) => character.charCodeAt(0));

/** Appends one well-formed revision: objects written, further trailer entries, numbers freed. */
export function append(pdf: Bytes, objects: Objects, trailer = "", freed: readonly number[] = []): Bytes {
  const previous = [...latin1(pdf).matchAll(/startxref\s+(\d+)\s+%%EOF/g)].at(-1)?.[1];
  let text = "";
  let table = freed.map((number) => `${number} 1\n0000000000 00001 f \n`).join("");
  for (const [number, source] of Object.entries(objects)) {
    table += `${number} 1\n${xrefLine(pdf.length + text.length)}`;
    text += `${number} 0 obj\n${source}\nendobj\n`;
  }
  const start = pdf.length + text.length;
  text += `xref\n${table}trailer\n<< /Size 100 ${trailer.includes("/Root") ? "" : "/Root 1 0 R"} /Info 9 0 R /Prev ${previous} ${trailer} >>\nstartxref\n${start}\n%%EOF\n`;
  return concat(pdf, latin1Bytes(text));
}

/** What one signing writes besides the CMS. */
export type SigningPlan = {
  /** Object number of the field: one of the two of the plain contract, or any other that `base` or `also` holds. */
  readonly field: number;
  readonly party: Party;
  readonly base?: Record<number, string>;
  readonly subFilter?: string;
  readonly type?: string;
  readonly cms?: readonly string[];
  /** Replaces or adds objects of the signing revision. */
  readonly also?: Objects;
  readonly entries?: string;
  /** Hexadecimal digits reserved for the CMS. */
  readonly digits?: number;
  /** Rewrites the CMS before it is embedded. */
  readonly rewrite?: (cms: Bytes, signed: Bytes) => Bytes;
};

const PLACE = "0".repeat(10);
const CONTENTS_DIGITS = 12_000;

/** Signs an existing field in an appended revision: the field gets /V and its own appearance, nothing else changes. */
export function signField(pdf: Bytes, plan: SigningPlan): Bytes {
  const base = plan.base ?? plainObjects();
  const dictionary = plan.field === 7 ? 20 : 30;
  const range = `[0 ${PLACE} ${PLACE} ${PLACE}]`;
  const prepared = append(pdf, {
    [plan.field]: (base[plan.field] ?? "").replace(
      / >>$/,
      ` /V ${dictionary} 0 R /AP << /N ${dictionary + 1} 0 R >> >>`,
    ),
    [dictionary]: `<< /Type /${plan.type ?? "Sig"} /Filter /Adobe.PPKLite /SubFilter /${plan.subFilter ?? "ETSI.CAdES.detached"} /M (D:20261120090000+08'00') ${plan.entries ?? ""} /ByteRange ${range} /Contents <${"0".repeat(plan.digits ?? CONTENTS_DIGITS)}> >>`,
    [dictionary + 1]: stream(
      "1 0 0 RG 5 5 110 110 re S",
      "/Type /XObject /Subtype /Form /BBox [0 0 120 120]",
    ),
    ...plan.also,
  });
  return fill(prepared, plan);
}

function fill(prepared: Bytes, plan: SigningPlan): Bytes {
  const text = latin1(prepared);
  const gapStart = text.lastIndexOf("/Contents <") + "/Contents ".length;
  const gapEnd = text.indexOf(">", gapStart) + 1;
  const rangeAt = text.lastIndexOf("/ByteRange [") + "/ByteRange ".length;
  const numbers = [gapStart, gapEnd, prepared.length - gapEnd].map((number) =>
    String(number).padStart(10, " "),
  );
  const out = prepared.slice();
  out.set(utf8(`[0 ${numbers.join(" ")}]`), rangeAt);
  const signed = concat(out.subarray(0, gapStart), out.subarray(gapEnd));
  const cms = signCms(signed, plan.party, plan.cms);
  out.set(utf8(toHex(plan.rewrite?.(cms, signed) ?? cms)), gapStart + 1);
  return out;
}

/** Replaces the first occurrence of a text by another of the same length. */
export function overwrite(pdf: Bytes, from: string, to: string): Bytes {
  if (from.length !== to.length) throw new Error("lengths differ");
  const at = latin1(pdf).indexOf(from);
  if (at < 0) throw new Error(`"${from}" is not there`);
  const out = pdf.slice();
  out.set(latin1Bytes(to), at);
  return out;
}
