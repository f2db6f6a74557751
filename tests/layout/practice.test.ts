import { strToU8 } from "fflate";
import { describe, expect, it } from "vitest";
import { docxOf, paragraph, section } from "./docx-of.ts";
import { charactersOf, layOut, linesOf, textOf } from "./lay-out.ts";

const codes = (rendered: { readonly notes: readonly { readonly code: string }[] }): readonly string[] =>
  rendered.notes.map((note) => note.code);
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const V = 'xmlns:v="urn:schemas-microsoft-com:vml"';

describe("what Word and WPS write", () => {
  it("the text of a VML box stands on the page, with the box's paragraph around it", async () => {
    const box = `<w:pict><v:shape ${V} style="position:absolute;margin-left:100pt;margin-top:5pt;width:120pt;height:40pt"><v:textbox><w:txbxContent>${paragraph("框中文字")}</w:txbxContent></v:textbox></v:shape></w:pict>`;
    const rendered = await layOut(docxOf(`<w:p><w:r><w:t>正文</w:t>${box}</w:r></w:p>`));
    expect(rendered.notes).toEqual([]);
    const box0 = linesOf(rendered.pdf).find((line) => line.text.includes("框中文字"));
    expect(box0?.x).toBeCloseTo(72 + 100 + 7.2, 0);
    expect(textOf(rendered.pdf)).toContain("正文");
  });

  it("a framed page number stands in the middle of the footer and takes no line", async () => {
    const footer = `<w:p><w:pPr><w:framePr w:wrap="around" w:vAnchor="text" w:hAnchor="margin" w:xAlign="center" w:y="1"/></w:pPr><w:fldSimple w:instr="PAGE"><w:r><w:t>9</w:t></w:r></w:fldSimple></w:p><w:p/>`;
    const { pdf, notes } = await layOut(docxOf(paragraph("正文"), { footer }));
    expect(notes).toEqual([]);
    const number = linesOf(pdf).find((line) => line.text === "1");
    expect(Math.abs((number?.x ?? 0) - 595.3 / 2)).toBeLessThan(6);
  });

  it("of two spaces between paragraphs the larger stands, and both where the document says so", async () => {
    const body =
      paragraph("甲", '<w:spacing w:after="240"/>') + paragraph("乙", '<w:spacing w:before="120"/>');
    const gap = async (settings: string): Promise<number> => {
      const [first, second] = linesOf((await layOut(docxOf(body, { settings }))).pdf);
      return (second?.y ?? 0) - (first?.y ?? 0);
    };
    const larger = await gap("");
    const added = await gap("<w:compat><w:doNotUseHTMLParagraphAutoSpacing/></w:compat>");
    expect(added - larger).toBeCloseTo(6, 1);
  });

  it("two columns share a page, and a column break goes to the second", async () => {
    const body = `<w:p><w:r><w:t>左栏</w:t><w:br w:type="column"/><w:t>右栏</w:t></w:r></w:p>${section().replace("</w:sectPr>", '<w:cols w:num="2" w:space="720"/></w:sectPr>')}`;
    const all = charactersOf((await layOut(docxOf(body))).pdf);
    const [left, right] = [all[0], all[2]];
    expect([left?.character, right?.character, right?.page]).toEqual(["左", "右", 0]);
    expect((right?.x ?? 0) - (left?.x ?? 0)).toBeCloseTo((451.3 - 36) / 2 + 36, 0);
    expect(right?.y).toBeCloseTo(left?.y ?? 0, 3);
  });

  it("a ruby keeps its base text and is noted", async () => {
    const ruby =
      "<w:r><w:ruby><w:rt><w:r><w:t>hàn</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>汉</w:t></w:r></w:rubyBase></w:ruby></w:r>";
    const rendered = await layOut(docxOf(`<w:p>${ruby}</w:p>`));
    expect(textOf(rendered.pdf)).toBe("汉");
    expect(rendered.notes.map((note) => note.place)).toEqual(["word/document.xml w:ruby"]);
  });
});

describe("bad files", () => {
  it("macros in the file are neither read nor run", async () => {
    const files = { "word/vbaProject.bin": strToU8("Sub AutoOpen") };
    expect(textOf((await layOut(docxOf(paragraph("正文"), { files }))).pdf)).toBe("正文");
  });

  it("a remote template, a remote picture and a link are never fetched", async () => {
    const relations = `<Relationship Id="t" Type="${OFFICE}/attachedTemplate" Target="http://example.invalid/t.dotm" TargetMode="External"/><Relationship Id="p" Type="${OFFICE}/image" Target="http://example.invalid/p.png" TargetMode="External"/>`;
    const picture = `<w:pict><v:shape ${V} style="width:10pt;height:10pt"><v:imagedata r:id="p"/></v:shape></w:pict>`;
    const rendered = await layOut(docxOf(`<w:p><w:r><w:t>正文</w:t>${picture}</w:r></w:p>`, { relations }));
    expect(codes(rendered)).toContain("layout.image_not_embedded");
    expect(textOf(rendered.pdf)).toBe("正文");
  });

  it("a header, a footnote and a picture whose parts are absent are noted with their places", async () => {
    const references = '<w:headerReference w:type="default" r:id="none"/>';
    const note = '<w:p><w:r><w:t>甲</w:t><w:footnoteReference w:id="7"/></w:r></w:p>';
    const rendered = await layOut(docxOf(note + section(references)));
    expect(rendered.notes.map((each) => each.place)).toEqual([
      "word/document.xml w:footnoteReference",
      "word/document.xml w:headerReference",
    ]);
  });

  it("absurd sizes, spaces and spans still end in a page or a coded refusal", async () => {
    const table = `<w:tbl><w:tblGrid><w:gridCol w:w="999999999"/></w:tblGrid><w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr>${paragraph("甲")}</w:tc></w:tr></w:tbl>`;
    const body =
      table +
      paragraph(
        "乙",
        '<w:spacing w:before="999999999"/><w:ind w:left="-999999999"/>',
        '<w:sz w:val="999999999"/>',
      );
    const outcome = await layOut(docxOf(body)).then(
      (rendered) => rendered.pages > 0,
      (fault: { readonly code?: string }) => fault.code?.startsWith("layout.") === true,
    );
    expect(outcome).toBe(true);
  });
});
