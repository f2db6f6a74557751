import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { PDFDocument } from "pdf-lib";
import { beforeAll, describe, expect, it } from "vitest";
import {
  appendRevision,
  nextNumber,
  writeDate,
  writeName,
  writeNumber,
  writeObject,
  writeStream,
  writeText,
} from "../../../../src/formats/pdf/append/index.ts";
import { dateOf, Lexer, openPdf, sameObject, textOf } from "../../../../src/formats/pdf/index.ts";
import { parseObject } from "../../../../src/formats/pdf/parse-object.ts";
import { type Bytes, concat, equalBytes, utf8 } from "../../../../src/kit/bytes.ts";
import { judge, put, scratch } from "../../../sign/judges.ts";
import { requireTool } from "../../../tools.ts";

const parsed = (text: string) => parseObject(new Lexer(utf8(text)));

/** PDF syntax of any object that is no stream. */
const { syntax } = fc.letrec<{ syntax: string }>((tie) => ({
  syntax: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom("null", "true", "false", "12 0 R"),
    fc.integer({ min: -1e9, max: 1e9 }).map(String),
    fc.double({ min: -1e6, max: 1e6, noNaN: true }).map(writeNumber),
    fc.string({ unit: "binary-ascii", maxLength: 12 }).map((name) => writeName(name.replaceAll("\0", ""))),
    fc.string({ maxLength: 20 }).map(writeText),
    fc.array(tie("syntax"), { maxLength: 4 }).map((items) => `[${items.join(" ")}]`),
    fc.dictionary(fc.stringMatching(/^[A-Z][a-z]{0,6}$/), tie("syntax"), { maxKeys: 4 }).map(
      (entries) =>
        `<< ${Object.entries(entries)
          .map(([key, value]) => `/${key} ${value}`)
          .join(" ")} >>`,
    ),
  ),
}));

describe("writing objects", () => {
  it("what is written of a read object says the same", () => {
    fc.assert(
      fc.property(syntax, (text) => {
        const object = parsed(text);
        expect(sameObject(parsed(writeObject(object)), object)).toBe(true);
      }),
    );
  });

  it("texts and dates come back as they were given", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(textOf(parsed(writeText(text)))).toBe(text);
      }),
    );
    const instant = new Date("2026-11-22T08:00:00Z");
    expect(dateOf(parsed(writeDate(instant)))).toEqual(instant);
  });

  it("numbers have no exponent and lose nothing", () => {
    fc.assert(
      fc.property(fc.double({ min: -1e9, max: 1e9, noNaN: true }), (value) => {
        const text = writeNumber(value);
        expect(text).not.toContain("e");
        expect(Math.abs(Number(text) - value)).toBeLessThan(1e-15);
      }),
    );
  });
});

describe("appendRevision", () => {
  let table: Bytes;
  let stream: Bytes;

  beforeAll(async () => {
    const document = await PDFDocument.create({ updateMetadata: false });
    document.addPage([300, 300]);
    table = new Uint8Array(await document.save({ useObjectStreams: false }));
    stream = new Uint8Array(await document.save({ useObjectStreams: true }));
  });

  it.each(["table", "stream"])(
    "behind a %s: the prefix stays, the objects are found, qpdf finds nothing amiss",
    (kind) => {
      const pdf = kind === "table" ? table : stream;
      const before = openPdf(pdf);
      const first = nextNumber(before);
      const objects = new Map<number, string | Uint8Array>([
        [first, "<< /A 1 >>"],
        [first + 1, writeStream([["Type", "/X"]], utf8("some bytes"))],
        [first + 7, "[1 2]"],
      ]);
      const once = appendRevision(before, objects);
      const twice = appendRevision(openPdf(once), new Map([[first, "<< /A 2 >>"]]));
      expect(equalBytes(once.subarray(0, pdf.length), pdf)).toBe(true);
      expect(equalBytes(twice.subarray(0, once.length), once)).toBe(true);
      const after = openPdf(twice);
      expect(after.revisions).toHaveLength(3);
      expect(
        after
          .at(1)
          .dictionary(parsed(`${first} 0 R`))
          ?.entries.get("A"),
      ).toMatchObject({ value: 1 });
      expect(
        after
          .at()
          .dictionary(parsed(`${first} 0 R`))
          ?.entries.get("A"),
      ).toMatchObject({ value: 2 });
      expect(after.at().load(first + 1)?.object).toMatchObject({
        kind: "stream",
        encoded: utf8("some bytes"),
      });
      const { said, code } = judge(requireTool("qpdf"), "--check", put(scratch(), "appended.pdf", twice));
      expect(code, said).toBe(0);
    },
  );

  it("goes on behind a linearised file", () => {
    const folder = scratch();
    const path = put(folder, "plain.pdf", table);
    execFileSync(requireTool("qpdf"), ["--linearize", path, join(folder, "lin.pdf")]);
    const linear = new Uint8Array(readFileSync(join(folder, "lin.pdf")));
    const appended = appendRevision(openPdf(linear), new Map([[nextNumber(openPdf(linear)), "null"]]));
    expect(openPdf(appended).revisions).toHaveLength(2);
  });

  it("refuses a file with bytes behind its end", () => {
    const tailed = openPdf(concat(table, utf8("\nmore")));
    expect(() => appendRevision(tailed, new Map([[90, "null"]]))).toThrow(
      expect.objectContaining({ code: "pdf.malformed" }),
    );
  });
});
