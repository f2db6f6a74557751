import { type Bytes, concat, latin1, toHex } from "../../src/kit/bytes.ts";
import { type Party, signCms } from "./authorities.ts";
import { latin1Bytes } from "./craft.ts";

/** How a file is written: everything the standard leaves open. */
export type Style = {
  /** Line end of the whole file. */
  readonly eol?: string;
  /** The two characters that end an entry of the table. */
  readonly entryEnd?: string;
  readonly header?: string;
  /** Between `N G obj` and the object, and before `endobj`. */
  readonly around?: string;
  /** Generation of an object; 0 when not said. */
  readonly generations?: Readonly<Record<number, number>>;
  readonly trailer?: string;
  /** Behind the trailer: startxref, the offset and the end marker. */
  readonly end?: (offset: number) => string;
  /** How far before `xref` its offset points, over white space. */
  readonly early?: number;
  /** A subsection for every entry; runs of following numbers when not said. */
  readonly subsections?: "each";
};

/** What stands in for the digits of /Contents and the numbers of /ByteRange until they are known. */
export const CONTENTS = "@CONTENTS@";
export const RANGE = "@RANGE@";
const DIGITS = 8000;
const WIDTH = 10;

const placed = (text: string): string =>
  text
    .replaceAll(CONTENTS, "0".repeat(DIGITS))
    .replaceAll(RANGE, `0 ${"1".repeat(WIDTH)} ${"2".repeat(WIDTH)} ${"3".repeat(WIDTH)}`);

/** Writes one revision of objects, the first or a later one. Text is Latin-1. */
export function writeOdd(objects: Readonly<Record<number, string>>, style: Style = {}, before = ""): string {
  const eol = style.eol ?? "\n";
  let text = before === "" ? `${style.header ?? "%PDF-1.7"}${eol}%\u00e2\u00e3\u00cf\u00d3${eol}` : before;
  const rows: (readonly [number: number, row: string])[] =
    before === "" ? [[0, `0000000000 65535 f${style.entryEnd ?? " \n"}`]] : [];
  for (const [key, object] of Object.entries(objects)) {
    const generation = style.generations?.[Number(key)] ?? 0;
    const at = String(text.length).padStart(10, "0");
    rows.push([Number(key), `${at} ${String(generation).padStart(5, "0")} n${style.entryEnd ?? " \n"}`]);
    const around = style.around ?? eol;
    text += `${key} ${generation} obj${around}${placed(object).replaceAll("\n", eol)}${around}endobj${eol}`;
  }
  const previous = [...before.matchAll(/startxref\s+(\d+)/g)].at(-1)?.[1];
  const early = style.early ?? 0;
  text += " ".repeat(early);
  const start = text.length - early;
  text += `xref${eol}${tableOf(rows, { eol, each: style.subsections === "each" })}`;
  const prev = previous === undefined ? "" : `/Prev ${previous}`;
  text += `trailer${eol}<< /Size 100 /Root 1 ${style.generations?.[1] ?? 0} R /Info 9 0 R ${prev} ${style.trailer ?? ""} >>${eol}`;
  return text + (style.end?.(start) ?? `startxref${eol}${start}${eol}%%EOF${eol}`);
}

type Rows = readonly (readonly [number: number, row: string])[];

/** Runs of following numbers, or one subsection for each. */
function tableOf(rows: Rows, { eol, each }: { readonly eol: string; readonly each: boolean }): string {
  const runs: [number, string[]][] = [];
  for (const [number, row] of rows) {
    const last = runs.at(-1);
    if (!each && last !== undefined && last[0] + last[1].length === number) last[1].push(row);
    else runs.push([number, [row]]);
  }
  return runs.map(([first, run]) => `${first} ${run.length}${eol}${run.join("")}`).join("");
}

/** How the numbers are put where room was left for them, and the digits of the signature value. */
export type Fill = {
  readonly numbers?: "spaces before" | "spaces behind" | "zeros before";
  readonly digits?: "lower" | "upper" | "mixed";
  readonly cms?: readonly string[];
  readonly rewrite?: (cms: Bytes) => Bytes;
};

/** Signs the text as it stands: fills the last place that was left open. */
export function signOdd(text: string, party: Party, fill: Fill = {}): Bytes {
  const gapStart = text.lastIndexOf(`<${"0".repeat(DIGITS)}`);
  const gapEnd = text.indexOf(">", gapStart) + 1;
  const open = `0 ${"1".repeat(WIDTH)} ${"2".repeat(WIDTH)} ${"3".repeat(WIDTH)}`;
  const pad = (number: number): string =>
    fill.numbers === "zeros before"
      ? String(number).padStart(WIDTH, "0")
      : fill.numbers === "spaces behind"
        ? String(number).padEnd(WIDTH)
        : String(number).padStart(WIDTH);
  const numbers = [gapStart, gapEnd, text.length - gapEnd].map(pad).join(" ");
  const filled = latin1Bytes(text.replace(open, `0 ${numbers}`));
  const signed = concat(filled.subarray(0, gapStart), filled.subarray(gapEnd));
  const cms = signCms(signed, party, fill.cms);
  const hex = toHex(fill.rewrite?.(cms) ?? cms);
  const digits =
    fill.digits === "upper"
      ? hex.toUpperCase()
      : fill.digits === "mixed"
        ? hex.replaceAll(/[a-c]/g, (letter) => letter.toUpperCase())
        : hex;
  filled.set(latin1Bytes(digits), gapStart + 1);
  return filled;
}

/** The text of signed bytes, for a further revision. */
export const textOf = (pdf: Bytes): string => latin1(pdf);
