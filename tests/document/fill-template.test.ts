import { zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { DocumentError } from "../../src/document/document-error.ts";
import { fillTemplate } from "../../src/document/fill-template.ts";
import { packDocx } from "../../src/document/pack-docx.ts";
import { qrPicture } from "../../src/document/qr-picture.ts";
import { openDocx } from "../../src/formats/docx/open-docx.ts";
import { type Bytes, utf8 } from "../../src/kit/bytes.ts";
import { fileAt, minimalParts, paragraph, template, textOf } from "./docx.ts";
import { cpuMillisecondsSince } from "../cpu-time.ts";

const filledText = async (values: Record<string, unknown>, ...paragraphs: string[]): Promise<string> =>
  textOf((await fillTemplate({ template: template(...paragraphs), values })).docx);

const faultOf = async (file: Bytes, values: Record<string, unknown> = {}): Promise<DocumentError> => {
  try {
    await fillTemplate({ template: file, values });
  } catch (error) {
    if (error instanceof DocumentError) return error;
    throw error;
  }
  throw new Error("was filled");
};

const withPart = (name: string, content: Uint8Array): Bytes =>
  packDocx(new Map([...minimalParts(paragraph("x")), [name, content]]), "packed");

const RELATIONS = "word/_rels/document.xml.rels";
const relation = (type: string, target: string, mode = ""): Uint8Array =>
  utf8(
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://x/${type}" Target="${target}"${mode}/></Relationships>`,
  );

describe("filling", () => {
  it("prints values, repeats rows and leaves out what a condition excludes", async () => {
    const rows = [{ name: "一项" }, { name: "二项" }];
    const text = await filledText(
      { rows, shown: true, hidden: false },
      "{{FOR row IN rows}}",
      "{{$idx + 1}}：{{$row.name}}",
      "{{END-FOR row}}",
      "{{IF shown}}",
      "有",
      "{{END-IF}}",
      "{{IF hidden}}",
      "无",
      "{{END-IF}}",
    );
    expect(text).toBe("1：一项\n2：二项\n有");
  });

  it("reads commands that Word split over runs and whose quotation marks it rounded", async () => {
    const split =
      "<w:p><w:r><w:t>{</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>{kind === “甲” ?</w:t></w:r><w:r><w:t> ‘是’ : ‘否’}}</w:t></w:r></w:p>";
    const { docx } = await fillTemplate({
      template: packDocx(minimalParts(split), "packed"),
      values: { kind: "甲" },
    });
    expect(textOf(docx)).toBe("是");
  });

  it("shows a blank for a missing value, never undefined or null, and says which", async () => {
    const file = template(
      "名称：{{party.name}}",
      "电话：{{party.contact.phone}}",
      "{{'约' + none + '件'}}",
      "{{IF none}}",
      "x",
      "{{END-IF}}",
    );
    const { docx, missing } = await fillTemplate({
      template: file,
      values: { party: { name: null }, none: null },
    });
    expect(textOf(docx)).toBe("名称：________\n电话：________\n约________件");
    expect(missing).toEqual(["party.name", "party.contact.phone", "'约' + none + '件'"]);
  });

  it("keeps the lines of a value apart", async () => {
    expect(await filledText({ text: "一\n二\r\n三" }, "{{text}}")).toBe("一\n二\n三");
  });

  it("draws a PNG and declares all it uses", async () => {
    const values = { qr: qrPicture("https://example.cn/r/1", 3) };
    const { docx } = await fillTemplate({ template: template("{{IMAGE qr}}"), values });
    const opened = openDocx(docx);
    expect(opened.parts.filter((name) => name.endsWith(".png"))).toHaveLength(1);
    const png = opened.read(opened.parts.find((name) => name.endsWith(".png")) ?? "");
    expect(png).toEqual(values.qr.data);
  });

  it.each([
    "{{evil}}",
    "+++INS x+++",
    "{{IF a}}{{END-IF}}",
    "}}{{title.constructor}}",
    "||<w:br/>||",
    "<w:b/>&amp;",
    "$& ${x} `",
    "{{{",
    "&#123;&#123;a&#125;&#125;",
  ])("the value %s is text and stays as it is", async (value) => {
    const text = await filledText(
      { value, list: [value] },
      "甲{{value}}乙",
      "{{FOR x IN list}}",
      "{{$x}}",
      "{{END-FOR x}}",
    );
    expect(text).toBe(`甲${value}乙\n${value}`);
  });

  it("gives the same bytes for the same input, in every time zone", async () => {
    const before = process.env.TZ;
    const made: Bytes[] = [];
    for (const zone of ["Asia/Shanghai", "America/New_York", "Pacific/Kiritimati"]) {
      process.env.TZ = zone;
      const values = { title: "合同", qr: qrPicture("https://example.cn/r/1", 3) };
      made.push((await fillTemplate({ template: template("{{title}}", "{{IMAGE qr}}"), values })).docx);
    }
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
    expect(made[1]).toEqual(made[0]);
    expect(made[2]).toEqual(made[0]);
  });
});

describe("templates that are refused", () => {
  it.each([
    ["nothing", new Uint8Array()],
    ["text", utf8("not a zip")],
    ["a PDF", utf8("%PDF-1.7\n")],
    ["a zip that is no document", zipSync({ "a.txt": utf8("a") })],
    ["a torn document", fileAt("templates/hebei/custody-contract.docx").slice(0, 9_000)],
    ["a document with broken XML", withPart("word/document.xml", utf8("<w:document><w:body>"))],
    [
      "a document in UTF-16",
      withPart(
        "word/document.xml",
        new Uint8Array([0xff, 0xfe, ...Array.from("<a/>").flatMap((letter) => [letter.charCodeAt(0), 0])]),
      ),
    ],
    [
      "a document with a DTD",
      withPart("word/document.xml", utf8('<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>')),
    ],
  ])("%s is not a Word document", async (_, file) => {
    expect((await faultOf(file)).code).toBe("document.template_not_docx");
  });

  it.each([
    ["one part of a gigabyte", withPart("word/media/a.png", new Uint8Array(60_000_000))],
    ["a part that packs a thousandfold", withPart("word/a.xml", utf8(`<a>${" ".repeat(7_000_000)}</a>`))],
    [
      "thousands of parts",
      packDocx(
        new Map([
          ...minimalParts(paragraph("x")),
          ...Array.from({ length: 500 }, (_, at): [string, Uint8Array] => [`word/p${at}.xml`, utf8("<a/>")]),
        ]),
        "packed",
      ),
    ],
    [
      "a hundred thousand paragraphs",
      withPart("word/document.xml", utf8(`<w:body>${"<w:p/>".repeat(100_000)}</w:body>`)),
    ],
    ["a hundred thousand commands in one paragraph", template("{{a}}".repeat(100_000))],
    ["XML a thousand deep", withPart("word/a.xml", utf8("<a>".repeat(1_000) + "</a>".repeat(1_000)))],
  ])("%s is too large, and costs little to refuse", async (_, file) => {
    const started = process.cpuUsage();
    expect((await faultOf(file)).code).toBe("document.template_too_large");
    expect(cpuMillisecondsSince(started)).toBeLessThan(2_000);
  });

  it.each([
    ["a macro project", withPart("word/vbaProject.bin", new Uint8Array([1]))],
    ["an embedded object", withPart("word/embeddings/oleObject1.bin", new Uint8Array([1]))],
    ["a control", withPart("word/activeX/activeX1.xml", utf8("<a/>"))],
    [
      "an outside picture",
      withPart(RELATIONS, relation("image", "https://example.cn/a.png", ' TargetMode="External"')),
    ],
    [
      "an outside template",
      withPart("word/_rels/settings.xml.rels", relation("attachedTemplate", "file:///a.dotm")),
    ],
    ["a share on the network", withPart(RELATIONS, relation("image", "\\\\server\\a.png"))],
    ["a foreign chunk", withPart(RELATIONS, relation("aFChunk", "chunk.xml"))],
    [
      "a macro-enabled type",
      withPart(
        "[Content_Types].xml",
        utf8(
          '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>',
        ),
      ),
    ],
  ])("%s is refused", async (_, file) => {
    expect((await faultOf(file)).code).toBe("document.template_refused");
  });

  it.each([
    "{{EXEC 1}}",
    "{{! 1}}",
    "{{HTML '<b>'}}",
    "{{LINK ({url: 'https://example.cn'})}}",
    "{{ALIAS a INS b}}",
    "{{QUERY x}}",
  ])("the command %s is refused", async (text) => {
    expect((await faultOf(template(text))).code).toBe("document.command_refused");
  });

  it.each([
    ["{{IF true}}", "x"],
    ["{{FOR a IN [1]}}", "x"],
    ["{{END-IF}}"],
    ["{{FOR a}}", "{{END-FOR a}}"],
    ["{{FOR __proto__.x IN [1]}}", "x", "{{END-FOR __proto__.x}}"],
    ["{{*constructor}}"],
    ["{{*nothing}}"],
  ])("%s does not hold together", async (...texts) => {
    expect((await faultOf(template(...texts))).code).toBe("document.template_broken");
  });
});

describe("what the words of a refusal say", () => {
  it.each([
    ["{{IF true}}", "END-IF"],
    ["{{FOR a IN [1]}}", "END-FOR"],
  ])("%s misses its %s", async (text, missing) => {
    expect((await faultOf(template(text, "x"))).message).toContain(missing);
  });
});

describe("expressions and values that are refused", () => {
  it("names every command at fault with its code", async () => {
    const fault = await faultOf(template("{{title.constructor}}", "{{nobody}}", "{{title}}"), {
      title: "合同",
    });
    expect(fault.facts.problems).toMatchObject([
      { code: "document.expression_refused", command: "title.constructor" },
      { code: "document.expression_failed", command: "nobody" },
    ]);
    expect(fault.message).toContain("title.constructor");
  });

  it.each([
    ["{{rows}}", { rows: [1, 2] }],
    ["{{row}}", { row: { a: 1 } }],
    ["{{yes}}", { yes: true }],
    ["{{FOR a IN row}}", { row: { a: 1 } }],
  ])("%s cannot be printed or repeated", async (text, values) => {
    expect((await faultOf(template(text, "{{END-FOR a}}"), values)).code).toMatch(
      /^document\.(?:expression_failed|template_broken)$/,
    );
  });

  it.each(["\u0000", "\u0001<w:br/>\u0001", "\u001b", "\ufffe", "\ud800", "x\udc00"])(
    "control characters and halves of characters are refused (case %#)",
    async (value) => {
      expect((await faultOf(template("{{value}}"), { value })).code).toBe("document.values_refused");
    },
  );

  it.each([{ __code__: "title" }, { $x: 1 }, { __proto__x: 1, __x: 2 }])(
    "reserved names of values are refused",
    async (values) => {
      expect((await faultOf(template("x"), values)).code).toBe("document.values_refused");
    },
  );

  it.each([
    { width: 1, height: 1, data: new Uint8Array([1, 2, 3]), extension: ".png" },
    { width: 1, height: 1, data: "PHN2Zy8+", extension: ".svg" },
    { ...qrPicture("x", 3), width: 1e9 },
    "text",
  ])("a picture that is no PNG of sane size is refused (case %#)", async (picture) => {
    expect((await faultOf(template("{{IMAGE picture}}"), { picture })).code).toBe("document.values_refused");
  });

  it("loops inside loops over long lists end soon", async () => {
    const list = Array.from({ length: 3_000 }, (_, at) => at);
    const started = process.cpuUsage();
    const fault = await faultOf(
      template("{{FOR a IN list}}", "{{FOR b IN list}}", "{{$a}}", "{{END-FOR b}}", "{{END-FOR a}}"),
      { list },
    );
    expect(fault.code).toMatch(/^document\.(?:output_too_large|expression_too_costly)$/);
    expect(cpuMillisecondsSince(started)).toBeLessThan(10_000);
  });

  it("a value that fills the document over its limit is refused", async () => {
    const list = Array.from({ length: 100 }, () => "长".repeat(90_000));
    const fault = await faultOf(template("{{FOR a IN list}}", "{{$a}}", "{{END-FOR a}}"), { list });
    expect(fault.code).toBe("document.output_too_large");
  });
});
