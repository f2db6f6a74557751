import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { zlibSync } from "fflate";
import { PDFDocument } from "pdf-lib";
import { afterAll, describe, expect, it } from "vitest";
import { cpuMillisecondsSince } from "../../cpu-time.ts";
import {
  attachedFiles,
  openPdf,
  PdfError,
  pageCount,
  sameObject,
  signatureFields,
  textOf,
} from "../../../src/formats/pdf/index.ts";
import { type Bytes, concat, latin1, utf8 } from "../../../src/kit/bytes.ts";
import { requireTool } from "../../tools.ts";
import { append, latin1Bytes, plainObjects, writePdf } from "../../verify/craft.ts";

const folder = mkdtempSync(join(tmpdir(), "zhiqi-pdf-"));
const plain = writePdf(plainObjects());

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The plain file rewritten by qpdf. */
function byQpdf(...options: readonly string[]): Bytes {
  writeFileSync(join(folder, "in.pdf"), plain);
  execFileSync(requireTool("qpdf"), [...options, "in.pdf", "out.pdf"], { cwd: folder });
  return new Uint8Array(readFileSync(join(folder, "out.pdf")));
}

const faultOf = (read: () => unknown): string => {
  try {
    read();
    return "none";
  } catch (error) {
    if (error instanceof PdfError) return error.code;
    throw error;
  }
};

/** A stream object with its exact length. */
const streamOf = (entries: string, body: Uint8Array): Bytes =>
  concat(latin1Bytes(`<< ${entries} /Length ${body.length} >>\nstream\n`), body, latin1Bytes("\nendstream"));

describe("what strict reading understands", () => {
  it.each([
    ["a classic table", []],
    ["cross-reference and object streams", ["--object-streams=generate"]],
    ["a linearised file with streams", ["--linearize", "--object-streams=generate"]],
    ["a linearised file with tables", ["--linearize", "--object-streams=disable"]],
    ["normalised syntax", ["--qdf"]],
  ])("%s", (_, options) => {
    const pdf = openPdf(options.length > 0 ? byQpdf(...options) : plain);
    const state = pdf.at();
    expect(pdf.revisions).toHaveLength(1);
    expect(pdf.tail).toHaveLength(0);
    expect(pageCount(state)).toBe(1);
    expect(signatureFields(state).map((field) => field.name)).toEqual(["甲方", "乙方"]);
  });

  it("an update over a linearised file is a second revision", () => {
    const first = byQpdf("--linearize", "--object-streams=disable");
    const pdf = openPdf(append(first, { 90: "(later)" }));
    expect(pdf.revisions.map(({ start, end }) => [start, end])).toEqual([
      [0, first.length],
      [first.length, pdf.bytes.length],
    ]);
  });

  it("each revision is a state of its own", () => {
    const second = append(plain, { 5: "(second)", 60: "(added)" });
    const pdf = openPdf(append(second, {}, "", [60]));
    const texts = [0, 1, 2].map((index) =>
      [5, 60].map((number) => textOf(pdf.at(index).load(number)?.object)),
    );
    expect(texts).toEqual([
      [undefined, undefined],
      ["second", "added"],
      ["second", undefined],
    ]);
    expect(pdf.revisions.map((revision) => revision.end)).toEqual([
      plain.length,
      second.length,
      pdf.bytes.length,
    ]);
    expect(faultOf(() => openPdf(second.slice(0, plain.length)))).toBe("none");
  });

  it("a hybrid file's hidden objects come from its stream", () => {
    const hidden = latin1Bytes("70 0 obj\n(hidden)\nendobj\n");
    const offset = plain.length;
    const row = Uint8Array.of(1, (offset >> 16) & 255, (offset >> 8) & 255, offset & 255, 0);
    const stream = concat(
      latin1Bytes("71 0 obj\n"),
      streamOf("/Type /XRef /W [1 3 1] /Index [70 1] /Size 72", row),
      latin1Bytes("\nendobj\n"),
    );
    const base = concat(plain, hidden, stream);
    const pdf = openPdf(append(base, { 5: "(x)" }, `/XRefStm ${plain.length + hidden.length}`, [70]));
    expect(textOf(pdf.at().load(70)?.object)).toBe("hidden");
  });

  it("a cross-reference stream may take eight bytes for every offset, but name none beyond any file", () => {
    const row = (first: number): Bytes => {
      const offset = [24, 16, 8, 0].map((shift) => (plain.length >> shift) & 255);
      return Uint8Array.of(1, first, 0, 0, 0, ...offset, 0, 0);
    };
    const previous = /startxref\s+(\d+)/.exec(latin1(plain))?.[1];
    const wide = (first: number): Bytes => {
      const head = latin1Bytes("71 0 obj\n");
      const entries = `/Type /XRef /W [1 8 2] /Index [70 1] /Size 72 /Root 1 0 R /Prev ${previous}`;
      const hidden = latin1Bytes("70 0 obj\n(wide)\nendobj\n");
      const end = `\nendobj\nstartxref\n${plain.length + hidden.length}\n%%EOF\n`;
      return concat(plain, hidden, head, streamOf(entries, row(first)), latin1Bytes(end));
    };
    expect(textOf(openPdf(wide(0)).at().load(70)?.object)).toBe("wide");
    expect(faultOf(() => openPdf(wide(1)))).toBe("pdf.malformed");
  });

  it("comments, escapes, names and numbers in every legal dress", () => {
    const source =
      "<< /A#20B % comment )>>\r\n [ +1 -.5 4. true null (a\\(b\\051\\\nc (nested) \\12) <48 6> 5 0 R ] >>";
    const object = openPdf(append(plain, { 60: source }))
      .at()
      .load(60)?.object;
    const list = object?.kind === "dictionary" ? object.entries.get("A B") : undefined;
    const items = list?.kind === "array" ? list.items : [];
    expect(items.map((item) => item.kind)).toEqual([
      "number",
      "number",
      "number",
      "boolean",
      "null",
      "string",
      "string",
      "reference",
    ]);
    expect(items.slice(0, 3).map((item) => item.kind === "number" && item.value)).toEqual([1, -0.5, 4]);
    expect(textOf(items[5])).toBe("a(b)c (nested) \n");
    expect(textOf(items[6])).toBe("H`");
    expect(sameObject(list, list && { ...list })).toBe(true);
  });

  it("attached files come out with names and bytes", async () => {
    const document = await PDFDocument.create();
    document.addPage();
    await document.attach(utf8('{"合同":"数据"}'), "合同.json", { mimeType: "application/json" });
    const bytes = new Uint8Array(await document.save({ useObjectStreams: false }));
    const files = attachedFiles(openPdf(bytes).at());
    expect(files.map(({ name, bytes }) => [name, new TextDecoder().decode(bytes)])).toEqual([
      ["合同.json", '{"合同":"数据"}'],
    ]);
  });

  it("bytes behind the last %%EOF are told, not read", () => {
    expect(latin1(openPdf(concat(plain, utf8("junk"))).tail)).toBe("junk");
  });
});

describe("what strict reading refuses", () => {
  const text = latin1(plain);
  const xref = Number(/startxref\n(\d+)/.exec(text)?.[1]);
  const edited = (from: string | RegExp, to: string): Bytes => latin1Bytes(text.replace(from, to));
  it.each<[name: string, code: string, pdf: Bytes]>([
    ["no bytes", "pdf.malformed", new Uint8Array()],
    ["bytes before the header", "pdf.malformed", concat(utf8(" "), plain)],
    ["a missing end", "pdf.malformed", plain.slice(0, -7)],
    ["a startxref that points nowhere", "pdf.malformed", edited(/startxref\n\d+/, "startxref\n99999")],
    ["a startxref that points elsewhere", "pdf.malformed", edited(/startxref\n\d+/, "startxref\n15")],
    ["a /Prev circle", "pdf.malformed", edited("/Info", `/Prev ${xref} /Info`)],
    ["an encrypted file", "pdf.encrypted", byQpdf("--encrypt", "a", "b", "256", "--")],
    ["an object that is not where the table says", "pdf.malformed", edited("3 0 obj", "7 0 obj")],
    ["a stream longer than its /Length", "pdf.malformed", edited(/\/Length \d+/, "/Length 3")],
    ["a page tree that is a circle", "pdf.malformed", edited("/Kids [3 0 R]", "/Kids [2 0 R]")],
    ["nesting without end", "pdf.too_large", append(plain, { 3: "[".repeat(5000) })],
    ["a table that claims millions of objects", "pdf.too_large", edited("xref\n0 10", "xref\n0 99999999")],
    ["a dictionary that is not closed", "pdf.malformed", append(plain, { 3: "<< /A 1" })],
  ])("%s", (_, code, pdf) => {
    expect(
      faultOf(() => {
        const state = openPdf(pdf).at();
        pageCount(state);
        for (const number of [1, 2, 3, 4, 5]) state.load(number);
      }),
    ).toBe(code);
  });

  it("a form whose fields are a circle", () => {
    const pdf = append(plain, { 7: "<< /FT /Sig /T (a) /Kids [8 0 R] >>", 8: "<< /T (b) /Kids [7 0 R] >>" });
    expect(faultOf(() => signatureFields(openPdf(pdf).at()))).toBe("pdf.malformed");
  });

  it("stream lengths that refer to each other", () => {
    const circular = (next: number): string => `<< /Length ${next} 0 R >>\nstream\nx\nendstream`;
    const pdf = append(plain, { 60: circular(61), 61: circular(60) });
    expect(faultOf(() => openPdf(pdf).at().load(60))).toBe("pdf.malformed");
  });

  it("objects nested in each other's bytes", () => {
    let nest = "x";
    for (let number = 2000; number >= 100; number -= 1) nest = `${number} 0 obj (${nest}) endobj`;
    const base = concat(plain, latin1Bytes(`${nest}\n`));
    const at = (number: number): number => latin1(base).indexOf(`${number} 0 obj (`, plain.length);
    let table = "";
    for (let number = 100; number <= 2000; number += 1)
      table += `${String(at(number)).padStart(10, "0")} 00000 n \n`;
    const end = `xref\n100 1901\n${table}trailer\n<< /Size 2001 /Root 1 0 R /Prev ${xref} >>\nstartxref\n${base.length}\n%%EOF\n`;
    const state = openPdf(concat(base, latin1Bytes(end))).at();
    expect(
      faultOf(() => {
        for (let number = 100; number <= 2000; number += 1) state.load(number);
      }),
    ).toBe("pdf.malformed");
  });

  it("an attached file that inflates to more than the budget, quickly", () => {
    const bomb = zlibSync(new Uint8Array(80_000_000), { level: 9 });
    const objects = {
      1: "<< /Type /Catalog /Pages 2 0 R /AF [60 0 R] >>",
      60: "<< /Type /Filespec /F (bomb) /EF << /F 61 0 R >> >>",
      61: latin1(streamOf("/Filter /FlateDecode", bomb)),
    };
    const before = process.cpuUsage();
    expect(faultOf(() => attachedFiles(openPdf(append(plain, objects)).at()))).toBe("pdf.too_large");
    expect(cpuMillisecondsSince(before)).toBeLessThan(3000);
  });

  it("nothing but PdfError ever comes out of changed bytes", () => {
    const streams = byQpdf("--object-streams=generate");
    const edit = fc.record({ at: fc.nat(), byte: fc.nat(255) });
    fc.assert(
      fc.property(
        fc.constantFrom(plain, streams),
        fc.array(edit, { minLength: 1, maxLength: 4 }),
        (base, edits) => {
          const pdf = base.slice();
          for (const { at, byte } of edits) pdf[at % pdf.length] = byte;
          const fault = faultOf(() => {
            const state = openPdf(pdf).at();
            pageCount(state);
            signatureFields(state);
            attachedFiles(state);
          });
          expect(["none", "pdf.malformed", "pdf.too_large", "pdf.encrypted"]).toContain(fault);
        },
      ),
      { numRuns: 3000, seed: 7 },
    );
  });
});
