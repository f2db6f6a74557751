import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { sha256Hex } from "../../src/kit/digest.ts";
import { utf8 } from "../../src/kit/bytes.ts";
import { docxOf, paragraph, section } from "./docx-of.ts";
import { charactersOf, judge, layOut, linesOf, roleAssets, textOf } from "./lay-out.ts";

const SAMPLE = new Uint8Array(readFileSync(new URL("sample-contract.docx", import.meta.url)));
const codes = (rendered: { readonly notes: readonly { readonly code: string }[] }): readonly string[] =>
  rendered.notes.map((note) => note.code);

describe("the sample contract", () => {
  it("has five pages, its text in order and every font embedded as a tagged subset with Unicode", async () => {
    const rendered = await layOut(SAMPLE);
    expect(rendered.pages).toBe(5);
    expect(rendered.notes).toEqual([]);
    const text = textOf(rendered.pdf);
    expect(text).toContain("技术开发（委托）合同");
    expect(text).toContain("第5页共5页");
    const fonts = judge(rendered.pdf, "pdffonts", "{}").trim().split("\n").slice(2);
    expect(fonts).toHaveLength(rendered.fonts.length);
    for (const font of fonts) expect(font).toMatch(/^[A-Z]{6}\+\S+ +CID TrueType +Identity-H +yes yes yes/);
  });

  it("is clean to qpdf, one revision with a classic cross-reference table", async () => {
    const { pdf } = await layOut(SAMPLE);
    expect(judge(pdf, "qpdf", "--check", "{}")).toContain("No syntax or stream encoding errors");
    const raw = new TextDecoder("latin1").decode(pdf);
    expect(raw.match(/startxref/g)).toHaveLength(1);
    expect(raw).toMatch(/\nxref\n/);
    expect(raw).not.toContain("/ObjStm");
  });

  it("gives the same bytes for the same request", async () => {
    const [first, second] = [await layOut(SAMPLE), await layOut(SAMPLE)];
    expect(await sha256Hex(first.pdf)).toBe(await sha256Hex(second.pdf));
  });

  it("gives other bytes and another identifier for another instant", async () => {
    const id = (pdf: Uint8Array): string | undefined =>
      /\/ID \[ ?<([0-9a-f]+)>/i.exec(new TextDecoder("latin1").decode(pdf))?.[1];
    const other = await layOut(SAMPLE, { createdAt: new Date("2026-11-21T02:00:00Z") });
    expect(id(other.pdf)).toMatch(/^[0-9a-f]{32}$/i);
    expect(id(other.pdf)).not.toBe(id((await layOut(SAMPLE)).pdf));
  });

  it("clips trailing underlined blanks at the right margin", async () => {
    const blanks = "\u3000".repeat(40);
    const { pdf } = await layOut(docxOf(paragraph(`盖章：${blanks}`, "", '<w:u w:val="single"/>')));
    const drawing = judge(pdf, "mutool", "trace", "{}");
    const ends = [...drawing.matchAll(/<lineto x="([\d.]+)"/g)].map((match) => Number(match[1]));
    expect(Math.max(...ends)).toBeLessThanOrEqual(595.3 - 72 + 0.1);
  });
});

describe("what a PDF/A-3b carries", () => {
  it("attachments are listed by name and associated as data", async () => {
    const json = utf8('{"contract":"样本"}');
    const { pdf } = await layOut(SAMPLE, {
      attachments: [
        { name: "contract.json", mediaType: "application/json", description: "合同数据", bytes: json },
      ],
    });
    expect(judge(pdf, "pdfdetach", "-list", "{}")).toContain("contract.json");
    const raw = judge(pdf, "qpdf", "--qdf", "--object-streams=disable", "{}", "-");
    expect(raw).toContain("/AFRelationship /Data");
    expect(raw).toContain("/Subtype /application#2fjson");
    expect(raw).toContain('{"contract":"样本"}');
  });

  it("metadata, output intent, language and title are there and dates agree", async () => {
    const raw = judge((await layOut(SAMPLE)).pdf, "qpdf", "--qdf", "--object-streams=disable", "{}", "-");
    expect(raw).toContain("<pdfaid:part>3</pdfaid:part>");
    expect(raw).toContain("<pdfaid:conformance>B</pdfaid:conformance>");
    expect(raw).toContain("/S /GTS_PDFA1");
    expect(raw).toContain("/Lang (zh-CN)");
    expect(raw).toContain("/CreationDate (D:20261120020000Z)");
    expect(raw).toContain("<xmp:CreateDate>2026-11-20T02:00:00Z</xmp:CreateDate>");
  });
});

describe("characters", () => {
  it("a character that no font has is shown as 〓, keeps its text and is noted", async () => {
    const rendered = await layOut(docxOf(paragraph("甲𪚥乙")));
    expect(codes(rendered)).toContain("layout.glyph_missing");
    expect(rendered.notes[0]?.message).toContain("𪚥");
    expect(textOf(rendered.pdf)).toBe("甲𪚥乙");
  });

  it("a character the run's font lacks comes from the next font without a note", async () => {
    const rendered = await layOut(docxOf(paragraph("犇骉", "", '<w:rFonts w:eastAsia="仿宋_GB2312"/>')));
    expect(rendered.notes).toEqual([]);
    expect(textOf(rendered.pdf)).toBe("犇骉");
  });

  it("check boxes are drawn as text that can be copied", async () => {
    const { pdf, notes, fonts } = await layOut(docxOf(paragraph("☐甲☑乙☒丙")));
    expect(notes).toEqual([]);
    expect(textOf(pdf)).toBe("☐甲☑乙☒丙");
    expect(fonts.some((font) => font.endsWith("Zhiqi-boxes"))).toBe(true);
  });

  it("only the fonts a document needs are read", async () => {
    const assets = roleAssets();
    await layOut(docxOf(paragraph("甲方", "", '<w:rFonts w:eastAsia="楷体"/>')), {}, assets);
    expect(new Set(assets.asked)).toEqual(new Set(["fonts/kai.ttf", "fonts/serif.ttf", "fonts/song.ttf"]));
  });

  it("an unknown family falls to song and is noted", async () => {
    const rendered = await layOut(docxOf(paragraph("甲", "", '<w:rFonts w:eastAsia="某某体"/>')));
    expect(rendered.notes).toEqual([
      expect.objectContaining({ code: "layout.font_unknown", place: "w:rFonts 某某体" }),
    ]);
  });

  it("a role font that is absent is layout.font_missing", async () => {
    await expect(
      layOut(docxOf(paragraph("甲")), {}, { read: () => Promise.resolve(undefined) }),
    ).rejects.toMatchObject({ code: "layout.font_missing" });
  });

  it("a role font that is broken is font.malformed", async () => {
    await expect(
      layOut(docxOf(paragraph("甲")), {}, { read: () => Promise.resolve(new Uint8Array(64)) }),
    ).rejects.toMatchObject({ code: "font.malformed" });
  });
});

describe("marks", () => {
  const control = (tag: string, inner: string): string =>
    `<w:sdt><w:sdtPr><w:tag w:val="${tag}"/></w:sdtPr><w:sdtContent>${inner}</w:sdtContent></w:sdt>`;

  it("a control that is all a cell holds is marked by the cell's content box", async () => {
    const cell = `<w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/></w:tcPr>${control("sign:甲方", paragraph("（签章）"))}</w:tc>`;
    const table = `<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="4000"/></w:tblGrid><w:tr><w:trPr><w:trHeight w:val="2600" w:hRule="exact"/></w:trPr>${cell}</w:tr></w:tbl>`;
    const { marks } = await layOut(docxOf(table + paragraph("")));
    expect(marks).toEqual([expect.objectContaining({ tag: "sign:甲方", page: 0, height: 130 })]);
    expect(marks[0]?.width).toBeCloseTo(200 - 10.8, 5);
    // Compatibility mode below 15: the text, not the border, stands on the margin.
    expect(marks[0]?.x).toBeCloseTo(72, 5);
    expect(marks[0]?.y).toBeCloseTo(841.9 - 72 - 130, 5);
  });

  it("a control around a whole cell and one inside a single paragraph are marked alike", async () => {
    const around = control("field:a", `<w:tc><w:tcPr/>${paragraph("甲")}</w:tc>`);
    const inside = `<w:tc><w:tcPr/><w:p>${control("field:b", "<w:r><w:t>乙</w:t></w:r>")}</w:p></w:tc>`;
    const table = `<w:tbl><w:tblGrid><w:gridCol w:w="2000"/><w:gridCol w:w="2000"/></w:tblGrid><w:tr>${around}${inside}</w:tr></w:tbl>`;
    const { marks } = await layOut(docxOf(table));
    expect(marks.map((mark) => [mark.tag, Math.round(mark.width * 10) / 10])).toEqual([
      ["field:a", 89.2],
      ["field:b", 89.2],
    ]);
  });

  it("an inline control is marked by what it covers in the line, in PDF space", async () => {
    const { marks, pdf } = await layOut(
      docxOf(
        `<w:p><w:r><w:t>编号：</w:t></w:r>${control("field:number", "<w:r><w:t>一二三</w:t></w:r>")}</w:p>`,
      ),
    );
    const [first] = charactersOf(pdf).filter((each) => each.character === "一");
    expect(marks[0]?.x).toBeCloseTo(first?.x ?? 0, 1);
    expect(marks[0]?.width).toBeCloseTo(36, 1);
    expect(marks[0]?.y).toBeGreaterThan(700);
  });

  it("controls with other tags are laid out and not marked", async () => {
    const { marks, pdf, notes } = await layOut(docxOf(control("note", paragraph("说明"))));
    expect([marks, notes, textOf(pdf)]).toEqual([[], [], "说明"]);
  });
});

describe("what is not understood", () => {
  it("is noted with its place, and the text around it stays", async () => {
    const rendered = await layOut(
      docxOf(`<w:p><w:r><w:t>甲</w:t><w:pict/><w:footnoteReference w:id="1"/></w:r></w:p>`),
    );
    expect(rendered.notes.map((note) => note.place)).toEqual([
      "word/document.xml w:pict",
      "word/document.xml w:footnoteReference",
    ]);
    expect(textOf(rendered.pdf)).toBe("甲");
  });

  it("a linked picture is never fetched", async () => {
    const drawing =
      '<w:drawing><wp:inline><wp:extent cx="100000" cy="100000"/><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:link="x"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>';
    expect(codes(await layOut(docxOf(`<w:p><w:r>${drawing}</w:r></w:p>`)))).toEqual([
      "layout.image_not_embedded",
    ]);
  });

  it("a page without room is layout.bad_page", async () => {
    const bad = section().replace('w:w="11906"', 'w:w="2900"');
    await expect(layOut(docxOf(paragraph("甲") + bad))).rejects.toMatchObject({ code: "layout.bad_page" });
  });

  it("tables nested without end are layout.too_deep", async () => {
    const nest = (depth: number): string =>
      `<w:tbl><w:tblGrid><w:gridCol w:w="2000"/></w:tblGrid><w:tr><w:tc>${depth === 0 ? paragraph("甲") : nest(depth - 1)}</w:tc></w:tr></w:tbl>`;
    await expect(layOut(docxOf(nest(20)))).rejects.toMatchObject({ code: "layout.too_deep" });
    expect(linesOf((await layOut(docxOf(nest(5)))).pdf).map((line) => line.text)).toEqual(["甲"]);
  });
});
