import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { sha256Hex } from "../../src/kit/digest.ts";
import { docxOf, paragraph } from "./docx-of.ts";
import { judge, layOut, textOf } from "./lay-out.ts";

const CONTRACT = new Uint8Array(readFileSync(new URL("../fixtures/filled-contract.docx", import.meta.url)));
const HEADING = (level: number): string => `<w:outlineLvl w:val="${level - 1}"/>`;
const cell = (inner: string, properties = ""): string =>
  `<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/>${properties}</w:tcPr>${inner}</w:tc>`;
const row = (cells: string, properties = ""): string => `<w:tr><w:trPr>${properties}</w:trPr>${cells}</w:tr>`;
const table = (rows: string, columns = 2): string =>
  `<w:tbl><w:tblPr/><w:tblGrid>${'<w:gridCol w:w="2000"/>'.repeat(columns)}</w:tblGrid>${rows}</w:tbl>`;

/** The structure tree as poppler reads it, one line an element or text, indented by depth. */
const structureOf = (pdf: Uint8Array): readonly string[] =>
  judge(pdf, "pdfinfo", "-struct-text", "{}")
    .split("\n")
    .map((line) => line.replace(" (block)", "").replace(" (inline)", "").trimEnd())
    .filter((line) => line.trim() !== "");

/** Text inside the tree, in its order, without white space. */
const readText = (pdf: Uint8Array): string =>
  structureOf(pdf)
    .map((line) => /^ *"(.*)"$/s.exec(line)?.[1] ?? "")
    .join("")
    .replaceAll(/\s/g, "");

/** A text string as the file writes it. */
const utf16 = (text: string): string =>
  `<FEFF${Array.from({ length: text.length }, (_, at) => text.charCodeAt(at).toString(16).padStart(4, "0")).join("")}>`.toUpperCase();

/** One red pixel. */
const DOT = new Uint8Array(
  Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC",
    "base64",
  ),
);

const raw = (pdf: Uint8Array): string => new TextDecoder("latin1").decode(pdf);

describe("a tagged PDF", () => {
  it("says so, names its language, and reads pages in structure order", async () => {
    const bytes = raw((await layOut(CONTRACT)).pdf);
    expect(bytes).toMatch(/\/MarkInfo <<\s*\/Marked true/);
    expect(bytes).toContain("/Lang (zh-CN)");
    expect(bytes).toContain("/DisplayDocTitle true");
    expect(bytes.match(/\/Tabs \/S/g)).toHaveLength(9);
    expect(bytes.match(/\/StructParents \d/g)).toHaveLength(9);
  });

  it("has all the contract's text in its tree in reading order, and nothing of headers and footers", async () => {
    const { pdf } = await layOut(CONTRACT);
    const read = readText(pdf);
    const shown = textOf(pdf);
    const running = [...shown.matchAll(/第\d+页共\d+页/g)].map(([text]) => text);
    expect(running.length).toBeGreaterThan(0);
    for (const text of running) expect(read).not.toContain(text);
    expect(read.startsWith("知识产权托管服务合同")).toBe(true);
    // What pages show beyond the tree is what runs along on every page.
    const beyond = shown.length - read.length;
    expect(beyond / 9).toBeLessThan(60);
  });

  it("gives the same bytes for the same request", async () => {
    expect(await sha256Hex((await layOut(CONTRACT)).pdf)).toBe(await sha256Hex((await layOut(CONTRACT)).pdf));
  });

  it("carries the tag of a signature place as the identifier of its cell", async () => {
    const bytes = raw((await layOut(CONTRACT)).pdf);
    expect(bytes).toMatch(new RegExp(`/S /TD\\s[^]{0,120}/ID ${utf16("sign:甲方")}`));
    expect(bytes).toContain("/IDTree");
  });
});

describe("headings", () => {
  it("are tagged by outline level without gaps, and lead the bookmarks", async () => {
    const body = [
      paragraph("总则", HEADING(2)),
      paragraph("定义", HEADING(4)),
      paragraph("正文"),
      paragraph("附则", HEADING(2)),
    ].join("");
    const { pdf } = await layOut(docxOf(body));
    expect(structureOf(pdf)).toEqual([
      "Document",
      "  H1",
      '    "总则"',
      "  H2",
      '    "定义"',
      "  P",
      '    "正文"',
      "  H1",
      '    "附则"',
    ]);
    const outline = judge(pdf, "mutool", "show", "{}", "outline")
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => [line.search('"'), /"(.*)"/.exec(line)?.[1], /#page=(\d+)/.exec(line)?.[1]]);
    expect(outline.map(([, title]) => title)).toEqual(["总则", "定义", "附则"]);
    expect(Number(outline[1]?.[0])).toBeGreaterThan(Number(outline[0]?.[0]));
    expect(outline[2]?.[0]).toBe(outline[0]?.[0]);
    expect(outline.map(([, , page]) => page)).toEqual(["1", "1", "1"]);
  });

  it("come from the built-in style names where a style says no level; a Title is a title, not a heading", async () => {
    const styles =
      '<w:style w:type="paragraph" w:styleId="a1"><w:name w:val="heading 1"/></w:style><w:style w:type="paragraph" w:styleId="a3"><w:name w:val="Title"/></w:style><w:style w:type="paragraph" w:styleId="a5"><w:name w:val="heading 2"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>';
    const styled = (id: string, text: string): string => paragraph(text, `<w:pStyle w:val="${id}"/>`);
    const { pdf } = await layOut(
      docxOf(styled("a3", "合同") + styled("a1", "一") + styled("a5", "正文"), { styles }),
    );
    expect(structureOf(pdf).filter((line) => !line.includes('"'))).toEqual([
      "Document",
      "  P",
      "  H1",
      "  P",
    ]);
    expect(raw(pdf)).toMatch(/\/RoleMap <<\s*\/Title \/P/);
  });

  it("none: no outline", async () => {
    expect(raw((await layOut(docxOf(paragraph("正文")))).pdf)).not.toContain("/Outlines");
  });
});

describe("tables", () => {
  it("have rows, header cells for heading rows, spans, and a cell for every column", async () => {
    const rows =
      row(cell(paragraph("项目")) + cell(paragraph("金额")), "<w:tblHeader/>") +
      row(cell(paragraph("甲"), '<w:vMerge w:val="restart"/>') + cell(paragraph("1"))) +
      row(cell(paragraph(""), "<w:vMerge/>") + cell(paragraph("2"))) +
      row(cell(paragraph("合计"), '<w:gridSpan w:val="2"/>')) +
      row(cell(paragraph("附")), '<w:gridBefore w:val="1"/>');
    const { pdf } = await layOut(docxOf(table(rows)));
    expect(
      structureOf(pdf)
        .map((line) => line.trim())
        .join(" | "),
    ).toEqual(
      [
        "Document | Table",
        `TR | TH: | /Scope /Column | P | "项目" | TH: | /Scope /Column | P | "金额"`,
        `TR | TD: | /RowSpan 2 | P | "甲" | TD | P | "1"`,
        `TR | TD | P | "2"`,
        `TR | TD: | /ColSpan 2 | P | "合计"`,
        `TR | TD | TD | P | "附"`,
      ].join(" | "),
    );
  });

  it("read their heading row once, however many pages repeat it", async () => {
    const lines = Array.from({ length: 80 }, (_, index) =>
      row(cell(paragraph(`第${index}行`)) + cell(paragraph("值"))),
    );
    const head = row(cell(paragraph("表头甲")) + cell(paragraph("表头乙")), "<w:tblHeader/>");
    const { pdf, pages } = await layOut(docxOf(table(head + lines.join(""))));
    expect(pages).toBeGreaterThan(1);
    expect(textOf(pdf).match(/表头甲/g)).toHaveLength(pages);
    expect(readText(pdf).match(/表头甲/g)).toHaveLength(1);
    expect(readText(pdf).match(/第\d+行/g)).toHaveLength(80);
  });
});

describe("lists", () => {
  it("are numbered paragraphs in a row, label and text apart, deeper levels inside the item above", async () => {
    const level = (index: number, text: string): string =>
      `<w:lvl w:ilvl="${index}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="${text}"/></w:lvl>`;
    const numbering = `<w:abstractNum w:abstractNumId="1">${level(0, "%1.")}${level(1, "(%2)")}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>`;
    const item = (text: string, at: number): string =>
      paragraph(text, `<w:numPr><w:ilvl w:val="${at}"/><w:numId w:val="1"/></w:numPr>`);
    const { pdf } = await layOut(
      docxOf(item("甲", 0) + item("乙", 1) + item("丙", 0) + paragraph("完"), { numbering }),
    );
    expect(
      structureOf(pdf)
        .map((line) => line.trim())
        .filter((line) => !line.includes("ListNumbering"))
        .join(" | "),
    ).toEqual(
      [
        "Document",
        `L: | LI | Lbl | "1." | LBody | P | "甲"`,
        `L: | LI | Lbl | "(1)" | LBody | P | "乙"`,
        `LI | Lbl | "2." | LBody | P | "丙"`,
        `P | "完"`,
      ].join(" | "),
    );
  });
});

describe("pictures", () => {
  it("are figures with their author's words, in their place in the text; without words the tree says that", async () => {
    const png = (id: number, attributes: string): string =>
      `<w:r><w:drawing><wp:inline><wp:extent cx="360000" cy="360000"/><wp:docPr id="${id}" name="图${id}" ${attributes}/><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="i"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`;
    const text = (inner: string): string => `<w:r><w:t>${inner}</w:t></w:r>`;
    const body = `<w:p>${text("前")}${png(1, 'descr="一个红点"')}${text("后")}${png(2, "")}</w:p>`;
    const { pdf, notes } = await layOut(
      docxOf(body, {
        files: { "word/dot.png": DOT },
        relations:
          '<Relationship Id="i" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="dot.png"/>',
      }),
    );
    expect(notes).toEqual([]);
    const lines = structureOf(pdf).map((line) => line.trim());
    const types = lines
      .filter((line) => /^(?:P|Figure|"[前后])/.test(line))
      .map((line) => line.replace(/[ :].*/, ""));
    expect(types).toEqual(["P", '"前"', "Figure", '"后"', "Figure"]);
    expect(raw(pdf)).toContain(utf16("一个红点"));
    expect(raw(pdf)).toContain(utf16("图片（原文件没有说明）"));
  });
});

describe("the leader of a tab", () => {
  it("is not read", async () => {
    const tabs = '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="8000"/></w:tabs>';
    const line = `<w:p><w:pPr>${tabs}</w:pPr><w:r><w:t>目录</w:t><w:tab/><w:t>7</w:t></w:r></w:p>`;
    const { pdf } = await layOut(docxOf(line));
    expect(textOf(pdf)).toMatch(/^目录[.…]{10,}7$/);
    expect(readText(pdf)).toBe("目录7");
  });
});

describe("a character that no font has", () => {
  it("is shown as 〓 and read as itself", async () => {
    const { pdf } = await layOut(docxOf(paragraph("字\uE001完")));
    expect(raw(pdf)).toContain("/ActualText <FEFFE001>");
    expect(readText(pdf)).toBe("字\uE001完");
  });
});

describe("document information", () => {
  const informed = async (title: string, docx = CONTRACT): Promise<readonly string[]> => {
    const { pdf } = await layOut(docx, { title });
    const shown = judge(pdf, "pdfinfo", "{}");
    const xmp = /<rdf:li xml:lang="x-default">(.*?)<\/rdf:li>/.exec(new TextDecoder().decode(pdf))?.[1];
    return [/^Title: +(.*)$/m.exec(shown)?.[1] ?? "", xmp ?? ""];
  };

  it("names the title asked for, in Info and XMP alike, on one line and without control characters", async () => {
    expect(await informed("托管合同 & 附件\u0000\n<一>")).toEqual([
      "托管合同 & 附件 <一>",
      "托管合同 &amp; 附件 &lt;一&gt;",
    ]);
  });

  it("takes the DOCX's own title when none is asked for, else its first line", async () => {
    expect(await informed("")).toEqual(["知识产权托管服务合同", "知识产权托管服务合同"]);
    expect(await informed("", docxOf(paragraph("") + paragraph("某某登记表")))).toEqual([
      "某某登记表",
      "某某登记表",
    ]);
  });
});
