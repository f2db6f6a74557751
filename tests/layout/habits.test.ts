import { describe, expect, it } from "vitest";
import { docxOf, paragraph, section } from "./docx-of.ts";
import { inflateSync } from "node:zlib";
import { layOut, linesOf, textOf } from "./lay-out.ts";

const run = (content: string, properties = ""): string => `<w:r><w:rPr>${properties}</w:rPr>${content}</w:r>`;
const field = (instruction: string, begin = ""): string =>
  `${run(`<w:fldChar w:fldCharType="begin">${begin}</w:fldChar>`)}${run(`<w:instrText xml:space="preserve"> ${instruction} </w:instrText>`)}${run('<w:fldChar w:fldCharType="end"/>')}`;
const box = (state: string): string =>
  `<w:ffData><w:checkBox><w:sizeAuto/><w:default w:val="0"/>${state}</w:checkBox></w:ffData>`;

/** All content streams of a PDF, unpacked. */
function drawing(pdf: Uint8Array): string {
  const whole = Buffer.from(pdf);
  const streams: string[] = [];
  for (let at = whole.indexOf("stream\n"); at >= 0; at = whole.indexOf("stream\n", at + 7)) {
    if (whole.subarray(at - 3, at).toString() === "end") continue;
    try {
      streams.push(inflateSync(whole.subarray(at + 7)).toString("latin1"));
    } catch {
      // Not a packed stream.
    }
  }
  return streams.filter((each) => / (?:Tj|TJ|re|Do)\b/.test(each)).join("\n");
}

describe("what forms and drafts hold", () => {
  it("full-width and no-break spaces at a run's ends stand without xml:space", async () => {
    const { pdf } = await layOut(
      docxOf("<w:p><w:r><w:t>　　缩进</w:t></w:r></w:p><w:p><w:r><w:t>  顶格 </w:t></w:r></w:p>"),
    );
    const [indented, flush] = linesOf(pdf);
    expect([indented?.text.trim(), flush?.text.trim()]).toEqual(["缩进", "顶格"]);
    const { pdf: bare } = await layOut(docxOf("<w:p><w:r><w:t>缩进</w:t></w:r></w:p>"));
    const start = (line: { readonly text: string; readonly x: number } | undefined): number =>
      (line?.x ?? 0) + (line?.text.startsWith("　") === true ? 24 : 0);
    expect(start(indented) - (linesOf(bare)[0]?.x ?? 0)).toBeCloseTo(24, 0);
    expect(flush?.x).toBeCloseTo(72, 0);
  });

  it("legacy check boxes, drop-down lists and enclosed characters show what Word shows", async () => {
    const list =
      '<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="全部"/><w:listEntry w:val="部分"/></w:ddList></w:ffData>';
    const { pdf, notes } = await layOut(
      docxOf(
        `<w:p>${field("FORMCHECKBOX", box('<w:checked w:val="1"/>'))}${run("<w:t>甲</w:t>")}${field("FORMCHECKBOX", box(""))}${run("<w:t>乙</w:t>")}${field("FORMDROPDOWN", list)}${field("eq \\o\\ac(□,√)")}${field("eq \\o\\ac(○,3)")}${field('SYMBOL 168 \\f "Wingdings"')}</w:p>`,
      ),
    );
    expect(textOf(pdf).replaceAll(/\s/g, "")).toBe("☒甲☐乙部分☑③☐");
    expect(notes).toEqual([]);
  });

  it("an equation field that cannot be drawn is noted, not dropped", async () => {
    const { notes } = await layOut(docxOf(`<w:p>${field("EQ \\f(1,2)")}</w:p>`));
    expect(notes.map(({ code }) => code)).toEqual(["layout.field_side_by_side"]);
  });

  it("page numbers follow the section's format, and a field's own", async () => {
    const page = `<w:p>${field("PAGE")}${run("<w:t>/</w:t>")}${field("PAGE \\* CHINESENUM3")}</w:p>`;
    const body =
      paragraph("正文") +
      section('<w:footerReference w:type="default" r:id="footer"/>').replace(
        "</w:sectPr>",
        '<w:pgNumType w:fmt="lowerRoman" w:start="4"/></w:sectPr>',
      );
    expect(textOf((await layOut(docxOf(body, { footer: page }))).pdf)).toContain("iv/四");
  });

  it("on Word's usual grid 12 points of a Chinese font take one line of it, 14 points two", async () => {
    const pitch = async (half: number): Promise<number> => {
      const line = paragraph("行", "", `<w:sz w:val="${half}"/>`);
      const grid = section().replace(
        "</w:sectPr>",
        '<w:docGrid w:type="lines" w:linePitch="312"/></w:sectPr>',
      );
      const [first, second] = linesOf((await layOut(docxOf(line + line + grid))).pdf);
      return (second?.y ?? 0) - (first?.y ?? 0);
    };
    expect(await pitch(24)).toBeCloseTo(15.6, 1);
    expect(await pitch(28)).toBeCloseTo(31.2, 1);
  });

  it("a framed number at the outside stands right on odd pages and left on even ones", async () => {
    const footer = `<w:p><w:pPr><w:framePr w:wrap="around" w:vAnchor="text" w:hAnchor="margin" w:xAlign="outside" w:y="1"/></w:pPr>${field("PAGE")}</w:p><w:p/>`;
    const { pdf } = await layOut(
      docxOf(`${paragraph("一")}<w:p><w:r><w:br w:type="page"/></w:r></w:p>${paragraph("二")}`, { footer }),
    );
    const numbers = linesOf(pdf).filter(({ text }) => /^[12]$/.test(text));
    expect(numbers).toHaveLength(2);
    expect(numbers[0]?.x).toBeGreaterThan(500);
    expect(numbers[1]?.x).toBeCloseTo(72, 0);
  });

  it("cells merged by w:hMerge are one, and slanting lines cross their cell", async () => {
    const line = 'w:val="single" w:sz="4" w:space="0" w:color="FF0000"';
    const cell = (text: string, properties = ""): string =>
      `<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/>${properties}</w:tcPr>${paragraph(text)}</w:tc>`;
    const { pdf, notes } = await layOut(
      docxOf(
        `<w:tbl><w:tblPr><w:tblW w:w="4000" w:type="dxa"/></w:tblPr><w:tblGrid><w:gridCol w:w="2000"/><w:gridCol w:w="2000"/></w:tblGrid><w:tr>${cell("横跨两栏的一格文字很长很长", '<w:hMerge w:val="restart"/>')}${cell("", "<w:hMerge/>")}</w:tr><w:tr>${cell("斜", `<w:tcBorders><w:tl2br ${line}/><w:tr2bl ${line}/></w:tcBorders>`)}${cell("右")}</w:tr></w:tbl><w:p/>`,
      ),
    );
    expect(linesOf(pdf).map(({ text }) => text.trim())).toContain("横跨两栏的一格文字很长很长");
    expect(drawing(pdf).match(/1 0 0 RG[^S]*S[^S]*S/g)).toHaveLength(1);
    expect(notes).toEqual([]);
  });

  it("a watermark is drawn as outlines of its own ink, behind the text and in no line of it", async () => {
    const header = `<w:p><w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:shape type="#_x0000_t136" style="position:absolute;width:400pt;height:100pt;rotation:315;z-index:-2;mso-position-horizontal:center;mso-position-horizontal-relative:margin;mso-position-vertical:center;mso-position-vertical-relative:margin" fillcolor="silver" stroked="f"><v:fill opacity=".5"/><v:textpath style="font-family:&quot;宋体&quot;" string="草稿"/></v:shape></w:pict></w:r></w:p>`;
    const { pdf, notes } = await layOut(docxOf(paragraph("正文"), { header }));
    expect(notes).toEqual([]);
    expect(textOf(pdf).trim()).toBe("正文");
    // Half of silver on white.
    expect(drawing(pdf)).toMatch(/0\.88 0\.88 0\.88 rg [\d.]+ [\d.]+ m [\s\S]{500,} f/);
  });
});
