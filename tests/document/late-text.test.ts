import { describe, expect, it } from "vitest";
import { readXml } from "../../src/formats/docx/read-xml.ts";
import { DOCX_LIMITS } from "../../src/formats/docx/limits.ts";
import { openDocx } from "../../src/formats/docx/open-docx.ts";
import { fillTemplate } from "../../src/document/fill-template.ts";
import { packDocx } from "../../src/document/pack-docx.ts";
import { fromUtf8 } from "../../src/kit/bytes.ts";
import { minimalParts } from "./docx.ts";

const text = (words: string): string => `<w:r><w:rPr><w:b/></w:rPr><w:t>${words}</w:t></w:r>`;
const paragraph = (...words: readonly string[]): string =>
  `<w:p><w:pPr><w:jc w:val="both"/></w:pPr>${words.map(text).join("")}</w:p>`;
const cell = (...words: readonly string[]): string => `<w:tc><w:tcPr/>${paragraph(...words)}</w:tc>`;
const row = (...cells: readonly string[]): string => `<w:tr>${cells.join("")}</w:tr>`;
const table = (...rows: readonly string[]): string => `<w:tbl><w:tblPr/>${rows.join("")}</w:tbl>`;

/** A comment in the XML makes the filler answer every command itself: nothing is taken out of such a part. */
const LONG_WAY = "<!-- -->";

async function filled(body: string, values: Record<string, unknown>) {
  const { docx, missing, unused } = await fillTemplate({
    template: packDocx(minimalParts(body), "stored"),
    values,
  });
  const xml = fromUtf8(openDocx(docx).read("word/document.xml") ?? new Uint8Array());
  // Whether an element without children is written short, and whether blanks are told to be kept, is no difference.
  const told = xml.replaceAll(' xml:space="preserve"', "");
  return { tree: readXml(told, "word/document.xml", DOCX_LIMITS), missing, unused };
}

const VALUES = {
  name: "甲 & <乙> “丙” 'd'",
  blank: "",
  lines: "第一行\n第二行\r\n第三行",
  padded: "  两端有空  ",
  braces: "{{name}} 1}}",
  paid: false,
  held: true,
  scope: [
    { code: "A", qty: 2, notes: ["一", "二"] },
    { code: "B", qty: 0, notes: [] },
    { code: "C & D", notes: ["三"] },
  ],
  none: [],
  absent: null,
  fee: {},
  spare: "没有命令读它",
};

const BODIES: Readonly<Record<string, string>> = {
  "texts beside commands":
    paragraph("前{{name}}中{{lines}}{{padded}}后", "{{blank}}", "{{braces}}") + paragraph("{{blank}}"),
  "a missing value, asked for twice": paragraph("{{absent}}") + paragraph("{{fee.deep}}{{absent}}"),
  "an expression that is tested and printed":
    paragraph("{{IF absent}}") + paragraph("有") + paragraph("{{END-IF}}") + paragraph("{{absent}}"),
  "conditions around paragraphs":
    paragraph("{{IF paid}}") +
    paragraph("付{{name}}") +
    paragraph("{{END-IF}}") +
    paragraph("{{IF held}}") +
    paragraph("留{{name}}") +
    paragraph("静") +
    paragraph("{{END-IF}}"),
  "conditions inside a paragraph": paragraph(
    "甲{{IF paid}}付{{name}}{{END-IF}}{{IF held}}留{{name}}{{END-IF}}",
  ),
  "loops over paragraphs, nested":
    paragraph("{{FOR item IN scope}}") +
    paragraph("{{$idx}}. {{$item.code}} {{name}}") +
    paragraph("{{FOR note IN $item.notes}}") +
    paragraph("{{$note}} of {{$item.code}}") +
    paragraph("{{END-FOR note}}") +
    paragraph("{{END-FOR item}}"),
  "loops over rows": table(
    row(cell("号"), cell("量")),
    row(cell("{{FOR item IN scope}}"), cell("")),
    row(cell("{{$item.code}}"), cell("共", "{{$item.qty}}"), cell("")),
    row(cell("静"), cell("{{name}}")),
    row(cell("{{END-FOR item}}"), cell("")),
  ),
  "a loop over nothing": table(
    row(cell("头")),
    row(cell("{{FOR item IN none}}")),
    row(cell("{{$item.code}}")),
    row(cell("{{END-FOR item}}")),
    row(cell("{{name}}")),
  ),
  "a table in a loop":
    paragraph("{{FOR item IN scope}}") +
    table(row(cell("{{$item.code}}"), cell("静")), row(cell("{{name}}"))) +
    paragraph("{{END-FOR item}}"),
  "a table of one row under a condition": table(row(cell("{{IF paid}}{{name}}{{END-IF}}"))) + paragraph("完"),
  "functions, quotes of Word": paragraph(
    "{{大写(scope[0].qty)}} {{空(absent, 4)}} {{absent ?? “缺” + ‘少’}}",
  ),
  "a command across runs": paragraph("前{{na", "me}}后{{name}}"),
  "a command in a content control": `<w:sdt><w:sdtPr><w:tag w:val="field:x"/></w:sdtPr><w:sdtContent>${paragraph("{{name}}")}</w:sdtContent></w:sdt>`,
};

describe("commands that only print a value", () => {
  it.each(Object.entries(BODIES))("are answered as the filler would answer them: %s", async (_, body) => {
    const quick = await filled(body, VALUES);
    const long = await filled(LONG_WAY + body, VALUES);
    expect(quick).toEqual(long);
  });

  it("tell every fault in reading order, as the filler does", async () => {
    const body =
      paragraph("{{name.constructor}}") +
      paragraph("{{FOR item IN name}}") +
      paragraph("{{$item}}") +
      paragraph("{{END-FOR item}}") +
      paragraph("{{scope}}");
    const quick: unknown = await filled(body, VALUES).catch((error: unknown) => error);
    const long: unknown = await filled(LONG_WAY + body, VALUES).catch((error: unknown) => error);
    expect(quick).toMatchObject({ code: expect.stringMatching(/^document\./) });
    expect(quick).toEqual(long);
  });
});
