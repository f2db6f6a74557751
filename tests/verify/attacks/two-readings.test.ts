import { afterAll, describe, expect, it } from "vitest";
import { type Bytes, concat, latin1 } from "../../../src/kit/bytes.ts";
import { verifyDocument } from "../../../src/verify/index.ts";
import { forgetAuthorities, makeRoot, makeSigner } from "../authorities.ts";
import { append, latin1Bytes, plainObjects, signField, writePdf } from "../craft.ts";

const root = makeRoot("root");
const party = makeSigner("party", root);
const verify = (pdf: Bytes) =>
  verifyDocument(pdf, { file: "a.pdf", anchors: [root.certificate], at: new Date("2026-11-22T00:00:00Z") });
const plain = plainObjects();
const signed = signField(writePdf(plain), { field: 7, party });
const previous = [...latin1(signed).matchAll(/startxref\s+(\d+)/g)].at(-1)?.[1];
const CATALOG = (plain[1] ?? "").replace(/ >>$/, " /DSS << /Certs [] >> >>");
const TRAILER = `/Root 1 0 R /Info 9 0 R /Prev ${previous}`;

type Row = readonly [number: number, type: number, second: number, third: number];

/** A cross-reference stream over these rows. */
function xrefStream(rows: readonly Row[], entries: string): string {
  const byte = (value: number, at: number): string => String.fromCharCode((value >> (8 * at)) & 255);
  const table = rows.map(([, type, second, third]) => {
    const offset = [3, 2, 1, 0].map((at) => byte(second, at)).join("");
    return byte(type, 0) + offset + byte(third, 0);
  });
  const index = rows.map(([number]) => `${number} 1`).join(" ");
  return `<< /Type /XRef /W [1 4 1] /Index [${index}] ${entries} /Length ${6 * rows.length} >>\nstream\n${table.join("")}\nendstream`;
}

/** A revision closed by a cross-reference stream; `rows` are told where the objects begin. */
function appendStream(
  objects: readonly string[],
  rows: (offsets: readonly number[]) => readonly Row[],
): Bytes {
  let text = "";
  const offsets = objects.map((object) => {
    const at = signed.length + text.length;
    text += `${object}\nendobj\n`;
    return at;
  });
  const start = signed.length + text.length;
  text += `60 0 obj\n${xrefStream([...rows(offsets), [60, 1, start, 0]], `/Size 100 ${TRAILER}`)}\nendobj\nstartxref\n${start}\n%%EOF\n`;
  return concat(signed, latin1Bytes(text));
}

type Hybrid = {
  readonly hidden: readonly Row[];
  readonly table: string;
  readonly place?: string;
  readonly entries?: string;
};

/** A hybrid revision that adds an empty store of validation data, and what `hidden` and `table` say besides. */
function appendHybrid({ hidden, table, place = "", entries = "" }: Hybrid): Bytes {
  let text = `1 0 obj\n${CATALOG}\nendobj\n`;
  const stream = signed.length + text.length;
  text += `60 0 obj\n${xrefStream([...hidden, [60, 1, stream, 0]], `/Size 100 /Root 1 0 R ${entries}`)}\nendobj\n`;
  const start = signed.length + text.length;
  const line = (offset: number): string => `${String(offset).padStart(10, "0")} 00000 n \n`;
  text += `xref\n1 1\n${line(signed.length)}${table}60 1\n${line(stream)}trailer\n<< /Size 100 ${TRAILER} /XRefStm ${stream}${place} >>\nstartxref\n${start}\n%%EOF\n`;
  return concat(signed, latin1Bytes(text));
}

const contentAt = latin1(signed).indexOf("4 0 obj");
const container = (pairs: readonly (readonly [number, string])[]): string => {
  let at = 0;
  const heads = pairs.map(([number, source]) => {
    const head = `${number} ${at} `;
    at += source.length + 1;
    return head;
  });
  const body = pairs.map(([, source]) => `${source} `).join("");
  const first = heads.join("").length;
  return `50 0 obj\n<< /Type /ObjStm /N ${pairs.length} /First ${first} /Length ${first + body.length} >>\nstream\n${heads.join("")}${body}\nendstream`;
};

const CASES: readonly (readonly [name: string, pdf: Bytes])[] = [
  ["an entry of a type nobody knows, which stands for null", appendStream([], () => [[4, 3, 0, 0]])],
  [
    "an object stream that holds the catalog twice",
    appendStream(
      [
        container([
          [1, CATALOG],
          [1, CATALOG.replace("/Pages 2", "/Pages 9")],
        ]),
      ],
      ([at = 0]) => [
        [1, 2, 50, 0],
        [50, 1, at, 0],
      ],
    ),
  ],
  [
    "a table that frees the contents, and a hidden stream that lists them where they were",
    appendHybrid({ hidden: [[4, 1, contentAt, 0]], table: "4 1\n0000000000 00001 f \n" }),
  ],
  ["a hidden stream named by a broken number", appendHybrid({ hidden: [], table: "", place: ".0" })],
  ["a hidden stream with a history of its own", appendHybrid({ hidden: [], table: "", entries: "/Prev 17" })],
  ["a smaller /Size, which drops the page", shrunk(append(signed, { 1: CATALOG }), 3)],
  ["a /Size of 0", shrunk(append(signed, { 1: CATALOG }), 0)],
  [
    "a smaller /Size said twice",
    shrunk(append(shrunk(append(signed, { 1: CATALOG }), 3), { 9: "<< /Title (x) >>" }), 3),
  ],
];

/** The newest /Size replaced. */
function shrunk(pdf: Bytes, size: number): Bytes {
  const text = latin1(pdf);
  const at = text.lastIndexOf("/Size 100");
  return latin1Bytes(`${text.slice(0, at)}/Size ${String(size).padEnd(3)}${text.slice(at + 9)}`);
}

afterAll(forgetAuthorities);

describe("what readers read in two ways is refused behind a signature", () => {
  it.each(CASES)("%s", async (_, pdf) => {
    const report = await verify(pdf);
    expect(report.verdict).toBe("invalid");
    expect(["malformed", "tampered"]).toContain(report.integrity);
  });

  it.each([
    ["a cross-reference stream", appendStream([`1 0 obj\n${CATALOG}`], ([at = 0]) => [[1, 1, at, 0]])],
    ["a hybrid section", appendHybrid({ hidden: [], table: "" })],
    [
      "a hidden stream that names the section before",
      appendHybrid({ hidden: [], table: "", entries: `/Prev ${previous}` }),
    ],
    [
      "a /Size that a further revision puts right",
      append(shrunk(append(signed, { 1: CATALOG }), 3), { 9: "<< /Title (x) >>" }),
    ],
  ])("%s without such a trick is taken", async (_, pdf) => {
    expect((await verify(pdf)).integrity).toBe("extended");
  });
});
