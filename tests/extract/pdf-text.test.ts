import { describe, expect, it } from "vitest";
import { readPdfText } from "../../src/formats/pdf/text/read-pdf-text.ts";
import { readPdf } from "../../src/extract/pdf/read-pdf.ts";
import { concat, latin1, utf8 } from "../../src/kit/bytes.ts";
import { cpuMillisecondsSince } from "../cpu-time.ts";
import { onePage, pdfOf, utf16 } from "./pdf-file.ts";

const HELVETICA = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>";
const cjk = (cmap: string, more = ""): string =>
  `<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /${cmap} /DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 >>] ${more} >>`;

const textOf = (pdf: Uint8Array<ArrayBuffer>): string =>
  readPdfText(pdf)
    .pages.flatMap(({ runs }) => runs.map(({ text }) => text))
    .join("|");

const wordsOf = (pdf: Uint8Array<ArrayBuffer>): readonly string[] =>
  readPdf(pdf).blocks.map((block) =>
    block.kind === "text"
      ? block.text
      : block.rows.map((row) => row.map(({ text }) => text).join("/")).join("\n"),
  );

const show = (text: string, more = ""): string => `BT /F1 12 Tf ${more} 72 700 Td ${text} Tj ET`;

describe("text of a PDF", () => {
  it("reads the predefined Unicode and GBK codings of fonts that are not in the file", () => {
    expect(textOf(onePage(show(utf16("托管合同")), { font: cjk("UniGB-UCS2-H") }))).toBe("托管合同");
    expect(textOf(onePage(show(utf16("托管𠮷")), { font: cjk("UniGB-UTF16-H") }))).toBe("托管𠮷");
    expect(textOf(onePage(show("<cdd0b9dcba cfcdac>".replaceAll(" ", "")), { font: cjk("GBK-EUC-H") }))).toBe(
      "托管合同",
    );
  });

  it("reads glyph numbers by their ToUnicode map, ranges and arrays", () => {
    const map =
      "begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange 1 beginbfchar <0001> <6258> endbfchar 2 beginbfrange <0002> <0003> [<7ba1> <5408>] <0004> <0005> <540c> endbfrange endcmap";
    const pdf = onePage(show("<00010002000300040005>"), {
      font: cjk("Identity-H", "/ToUnicode 6 0 R"),
      more: [{ body: "<< >>", stream: utf8(map) }],
    });
    expect(textOf(pdf)).toBe("托管合同名");
  });

  it("reads glyph numbers of Adobe-GB1 that carry no table, as far as GB 2312 goes", () => {
    const gb1 = cjk("Identity-H").replace(
      "/DW 1000",
      "/DW 1000 /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >>",
    );
    // numbers as another program (PDF.js with Adobe-GB1-UCS2) reads them
    const hex = (cid: number): string => cid.toString(16).padStart(4, "0");
    const cids = [940, 4605 + 89, 4695, 7702, 34, 814, 97, 277, 602, 813];
    const pdf = onePage(show(`<${cids.map(hex).join("")}>`), { font: gb1 });
    expect(textOf(pdf)).toBe("啊座亍齄A!、０А╋");
    expect(readPdf(onePage(show(`<${hex(10_072)}>`), { font: gb1 })).unreadable).toBe(1);
  });

  it("counts what has no text instead of guessing it", () => {
    expect(readPdf(onePage(show("<00010002>"), { font: cjk("Identity-H") })).unreadable).toBe(2);
  });

  it("reads forms inside forms once, and one that draws itself without end not at all again", () => {
    const form =
      "<< /Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << /Font << /F1 5 0 R >> /XObject << /X 6 0 R >> >> >>";
    const pdf = onePage("/X Do", {
      font: HELVETICA,
      resources: "/XObject << /X 6 0 R >>",
      more: [{ body: form, stream: utf8("BT /F1 10 Tf 50 50 Td (inside) Tj ET /X Do") }],
    });
    expect(textOf(pdf)).toBe("inside");
  });

  it("turns a rotated page upright", () => {
    const pdf = onePage("BT /F1 12 Tf 0 1 -1 0 300 100 Tm (upright) Tj ET", {
      font: HELVETICA,
      page: "/Rotate 90",
    });
    const [page] = readPdfText(pdf).pages;
    expect(page).toMatchObject({ width: 842, height: 595 });
    expect(page?.runs[0]).toMatchObject({ text: "upright", turn: 0 });
  });

  it("leaves out what a reader does not see, and says so", () => {
    const pdf = onePage(
      "1 g BT /F1 12 Tf 72 700 Td (white words) Tj ET 0 g BT /F1 12 Tf 3 Tr 72 600 Td (no ink) Tj ET BT 0 Tr /F1 12 Tf 72 500 Td (seen) Tj ET",
      { font: HELVETICA },
    );
    const read = readPdf(pdf);
    expect(wordsOf(pdf)).toEqual(["seen"]);
    expect(read.notes.map(({ zh }) => zh).join()).toContain("white words");
    expect(read.notes.map(({ zh }) => zh).join()).toContain("no ink");
  });

  it("keeps white words on a dark ground", () => {
    expect(
      wordsOf(
        onePage("0 0 0.4 rg 60 690 200 30 re f 1 g BT /F1 12 Tf 72 700 Td (heading) Tj ET", {
          font: HELVETICA,
        }),
      ),
    ).toEqual(["heading"]);
  });

  it("reads two columns of prose one after the other", () => {
    const lines = Array.from(
      { length: 8 },
      (_, at) =>
        `BT /F1 10 Tf 50 ${700 - at * 20} Td (left column of prose no ${at}) Tj ET BT /F1 10 Tf 320 ${700 - at * 20} Td (right column of prose no ${at}) Tj ET`,
    );
    const text = wordsOf(onePage(lines.join("\n"), { font: HELVETICA })).join(" ");
    expect(text.indexOf("left column of prose no 7")).toBeLessThan(
      text.indexOf("right column of prose no 0"),
    );
  });

  it("reads a table by its lines, and a line drawn under nothing as a blank to fill in", () => {
    const grid =
      "50 600 m 250 600 l S 50 630 m 250 630 l S 50 660 m 250 660 l S 50 600 m 50 660 l S 150 600 m 150 660 l S 250 600 m 250 660 l S";
    const cells = [
      ["name", 60, 640],
      ["A", 160, 640],
      ["code", 60, 610],
      ["B", 160, 610],
    ]
      .map(([word, x, y]) => `BT /F1 10 Tf ${x} ${y} Td (${word}) Tj ET`)
      .join(" ");
    const blank = "BT /F1 10 Tf 50 500 Td (signed by:) Tj ET 110 498 m 200 498 l S";
    expect(wordsOf(onePage(`${grid} ${cells} ${blank}`, { font: HELVETICA }))).toEqual([
      "name/A\ncode/B",
      expect.stringMatching(/signed by:\s*____/),
    ]);
  });

  it("rebuilds a file whose cross-reference is damaged, and says so", () => {
    const sound = onePage(show("(still here)"), { font: HELVETICA });
    const broken = concat(
      utf8(
        latin1(sound)
          .replace(/startxref\n\d+/, "startxref\n7")
          .slice(0, 0),
      ),
      sound.slice(0, latin1(sound).indexOf("xref\n0")),
    );
    const read = readPdf(broken);
    expect(read.notes.map(({ zh }) => zh).join()).toContain("已损坏");
    expect(wordsOf(broken)).toEqual(["still here"]);
  });
});

describe("a PDF made to exhaust a reader", () => {
  const codeOf = (read: () => unknown): string => {
    try {
      read();
      return "read";
    } catch (fault) {
      return fault instanceof Error && "code" in fault ? String(fault.code) : "fault";
    }
  };

  it("a thousand pages are too many", () => {
    const kids = Array.from({ length: 1000 }, (_, at) => `${at + 3} 0 R`).join(" ");
    const pages = Array.from({ length: 1000 }, () => ({
      body: "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
    }));
    const pdf = pdfOf([
      { body: "<< /Type /Catalog /Pages 2 0 R >>" },
      { body: `<< /Type /Pages /Kids [${kids}] /Count 1000 >>` },
      ...pages,
    ]);
    expect(codeOf(() => readPdf(pdf))).toBe("pdf.too_large");
  });

  it("an encrypted file is told to be one, sound or damaged", () => {
    const sound = onePage(show("(x)"), { font: HELVETICA });
    const locked = utf8(latin1(sound).replace("/Root 1 0 R", "/Root 1 0 R /Encrypt << /Filter /Standard >>"));
    expect(codeOf(() => readPdf(locked))).toBe("pdf.encrypted");
  });

  it("streams that grow without end stop at the budget, in bounded time", () => {
    const bomb = "q ".repeat(2_100_000);
    const pdf = onePage(bomb, { font: HELVETICA });
    const before = process.cpuUsage();
    expect(codeOf(() => readPdf(pdf))).toBe("pdf.too_large");
    expect(cpuMillisecondsSince(before)).toBeLessThan(6_000);
  });

  it("page nodes in a circle, and a file of nothing, are malformed", () => {
    const circle = pdfOf([
      { body: "<< /Type /Catalog /Pages 2 0 R >>" },
      { body: "<< /Type /Pages /Kids [2 0 R] >>" },
    ]);
    expect(codeOf(() => readPdf(circle))).toBe("pdf.malformed");
    expect(codeOf(() => readPdf(utf8("%PDF-1.7\n%%EOF")))).toBe("pdf.malformed");
  });
});
