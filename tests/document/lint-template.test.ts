import { describe, expect, it } from "vitest";
import { type KnownFields, variantFields } from "../../src/document/fields/known-fields.ts";
import { fillTemplate } from "../../src/document/fill-template.ts";
import { lintTemplate } from "../../src/document/lint/lint-template.ts";
import { packDocx } from "../../src/document/pack-docx.ts";
import { utf8 } from "../../src/kit/bytes.ts";
import { fileAt, minimalParts, paragraph, template, textOf } from "./docx.ts";
import { cpuMillisecondsSince } from "../cpu-time.ts";

const hebei = variantFields("HB-2P");

/** What lint says of paragraphs, by the fields of a Hebei contract; seats and elements are left out. */
async function problemsOf(...paragraphs: readonly string[]) {
  const report = await lintTemplate(template(...paragraphs), { ...hebei, seats: undefined, elements: [] });
  return report.problems;
}

const body = (xml: string) => packDocx(minimalParts(xml), "packed");
const run = (text: string, properties = "") => `<w:r>${properties}<w:t>${text}</w:t></w:r>`;
const cell = (content: string) => `<w:tc>${content}</w:tc>`;
const row = (...cells: readonly string[]) => `<w:tr>${cells.map(cell).join("")}</w:tr>`;
const table = (...rows: readonly string[]) => `<w:tbl>${rows.join("")}</w:tbl>`;
const control = (tag: string) =>
  `<w:sdt><w:sdtPr><w:tag w:val="${tag}"/></w:sdtPr><w:sdtContent>${paragraph(" ")}</w:sdtContent></w:sdt>`;
const lintBody = async (xml: string, known: KnownFields = { ...hebei, seats: undefined, elements: [] }) =>
  (await lintTemplate(body(xml), known)).problems;

describe("names", () => {
  it.each([
    ["{{tittle}}", "tittle", "title"],
    ["{{fee.ammount}}", "fee.ammount", "fee.amount"],
    ["{{amount}}", "amount", "fee.amount"],
    ["{{FOR p IN parties}}{{$p.nmae}}{{END-FOR p}}", "parties[].nmae", "parties[].name"],
    ["{{FOR p IN parties}}{{p.name}}{{END-FOR p}}", "p", "$p"],
    ['{{parties.map(p => p.nmae).join("、")}}', "parties[].nmae", "parties[].name"],
    ["{{agency.contact.telephone}}", "agency.contact.telephone", "agency.contact.phone"],
  ])("an unknown field in %s is told with the nearest name", async (text, what, nearest) => {
    const [problem] = (await problemsOf(text)).filter(({ code }) => code === "template.unknown_field");
    expect(problem).toMatchObject({ severity: "error", nearest });
    expect(problem?.message).toContain(what);
  });

  it("a name like no other gets no suggestion", async () => {
    expect(await problemsOf("{{zzzzzzzzzz}}")).toMatchObject([{ nearest: null }]);
  });

  it("an unknown function or method is told with the nearest one", async () => {
    expect(await problemsOf("{{大些(fee.amount)}}", "{{title.trimm()}}")).toMatchObject([
      { code: "template.unknown_function", nearest: "大写" },
      { code: "template.unknown_function", nearest: "trim" },
    ]);
  });

  it("a loop variable outside its loop, and one never used, are told", async () => {
    const problems = await problemsOf("{{FOR p IN parties}}", "一方", "{{END-FOR p}}", "{{$p.name}}");
    expect(problems).toMatchObject([
      { code: "template.unused_loop_variable", severity: "warning", place: { paragraph: 1 } },
      { code: "template.unknown_loop_variable", severity: "error", place: { paragraph: 4 } },
    ]);
  });

  it("a list or a group of fields is not printed, a text is not looped over", async () => {
    expect(await problemsOf("{{parties}}", "{{fee}}", "{{FOR x IN title}}{{$x}}{{END-FOR x}}")).toMatchObject(
      [
        { code: "template.wrong_kind", place: { paragraph: 1 } },
        { code: "template.wrong_kind", place: { paragraph: 2 } },
        { code: "template.wrong_kind", place: { paragraph: 3 } },
      ],
    );
  });

  it("without a variant or form names are not judged", async () => {
    const report = await lintTemplate(template("{{anything.at.all}}"));
    expect(report).toMatchObject({ verdict: "clean", problems: [], commands: 1 });
  });
});

describe("blocks", () => {
  it.each([
    ["an open FOR", ["{{FOR p IN parties}}", "{{$p.name}}"], "template.unclosed_block", 1],
    ["an open IF", ["{{IF fee.paid}}", "有偿"], "template.unclosed_block", 1],
    ["an END-IF alone", ["有偿", "{{END-IF}}"], "template.unopened_block", 2],
    ["an END-FOR alone", ["{{END-FOR p}}"], "template.unopened_block", 1],
    [
      "an END-FOR naming another loop",
      ["{{FOR p IN parties}}{{$p.name}}", "{{END-FOR q}}"],
      "template.crossed_blocks",
      2,
    ],
    [
      "crossed blocks",
      ["{{FOR p IN parties}}{{$p.name}}", "{{IF fee.paid}}", "{{END-FOR p}}", "{{END-IF}}"],
      "template.crossed_blocks",
      3,
    ],
    ["braces that do not close", ["{{title"], "template.unclosed_command", 1],
    ["braces that were not opened", ["title}}"], "template.unopened_command", 1],
  ])("%s is an error at its paragraph", async (_, paragraphs, code, at) => {
    expect(await problemsOf(...paragraphs)).toContainEqual(
      expect.objectContaining({ code, severity: "error", place: expect.objectContaining({ paragraph: at }) }),
    );
  });

  it("an END-FOR that names another loop is told which it should be", async () => {
    const [problem] = await problemsOf("{{FOR p IN parties}}{{$p.name}}", "{{END-FOR q}}");
    expect(problem).toMatchObject({ nearest: "END-FOR p" });
  });

  it("loops in rows, in cells, in paragraphs and in each other are fine", async () => {
    const loops = table(
      row(paragraph("{{FOR p IN parties}}")),
      row(paragraph("{{$p.name}}{{FOR s IN scope}}{{$s.name}}{{END-FOR s}}")),
      row(paragraph("{{END-FOR p}}")),
    );
    expect(await lintBody(loops + paragraph("{{IF fee.paid}}{{fee.amount}}{{END-IF}}"))).toEqual([]);
  });

  it("a loop that begins in a table and ends outside is an error", async () => {
    const xml = table(row(paragraph("{{FOR p IN parties}}{{$p.name}}"))) + paragraph("{{END-FOR p}}");
    expect(await lintBody(xml)).toMatchObject([
      { code: "template.block_across_cells", place: { paragraph: 2 } },
    ]);
  });
});

describe("how commands are typed", () => {
  it("a command over several runs of one look works and is only noted", async () => {
    const split = `<w:p>${run("{{ti")}${run("tle}}")}</w:p>`;
    expect(await lintBody(split)).toMatchObject([{ code: "template.split_command", severity: "note" }]);
    const filled = await fillTemplate({ template: body(split), values: { title: "合同" } });
    expect(filled.missing).toEqual([]);
  });

  it("a command over runs of different looks is a warning", async () => {
    const split = `<w:p>${run("{{ti", "<w:rPr><w:b/></w:rPr>")}${run("tle}}")}</w:p>`;
    expect(await lintBody(split)).toMatchObject([{ code: "template.split_command", severity: "warning" }]);
  });

  it("a command over paragraphs works in the first of them and is a warning", async () => {
    expect(await problemsOf("{{fee.paid ? '是'", ": '否'}}")).toMatchObject([
      { code: "template.split_command", severity: "warning", place: { paragraph: 1 } },
    ]);
    const split = template("{{fee.paid ? '是'", ": '否'}}");
    const filled = await fillTemplate({ template: split, values: { fee: { paid: true } } });
    expect(textOf(filled.docx)).toBe("是");
  });

  it("smart quotes are a warning", async () => {
    expect(await problemsOf("{{fee.paid ? “有偿” : “无偿”}}")).toMatchObject([
      { code: "template.smart_quotes", severity: "warning" },
    ]);
  });

  it.each(["{{金额（fee.amount）}}", "｛｛title｝｝", "{title}", "{{fee．amount}}"])(
    "full-width or single signs in %s are an error",
    async (text) => {
      expect(await problemsOf(text)).toMatchObject([
        { code: "template.full_width_signs", severity: "error" },
      ]);
    },
  );

  it("IMAGE without the wp prefix at the root is an error", async () => {
    const xml = minimalParts(paragraph("{{IMAGE qr}}"));
    const bare = new TextDecoder().decode(xml.get("word/document.xml")).replace(/ xmlns:wp="[^"]*"/, "");
    const report = await lintTemplate(packDocx(xml.set("word/document.xml", utf8(bare)), "packed"));
    expect(report.problems).toMatchObject([{ code: "template.namespace_missing" }]);
    expect(report.problems[0]?.message).toContain("wp");
    expect((await lintTemplate(template("{{IMAGE qr}}"))).verdict).toBe("clean");
  });

  it("commands in field codes and deleted text are not filled, and said so", async () => {
    const deleted = `<w:p><w:del><w:r><w:delText>{{title}}</w:delText></w:r></w:del></w:p>`;
    expect(await lintBody(deleted)).toMatchObject([
      { code: "template.tracked_changes" },
      { code: "template.not_filled_here" },
    ]);
  });
});

describe("code", () => {
  it.each([
    ["{{EXEC x = 1}}", "EXEC"],
    ["{{!x}}", "EXEC"],
    ["{{HTML title}}", "HTML"],
    ["{{LINK title}}", "LINK"],
    ["{{QUERY x}}", "QUERY"],
    ["{{ALIAS a INS b}}", "ALIAS"],
    ["{{new Date()}}", "new"],
    ["{{title = 1}}", "赋值"],
    ["{{title; title}}", "多条语句"],
    ["{{title.constructor}}", "原型"],
    ["{{title.__proto__}}", "原型"],
    ["{{this}}", "this"],
    ["{{typeof title}}", "typeof"],
    ["{{(function () { return 1 })()}}", "function"],
    ["{{/a/.test(title)}}", "正则表达式"],
    ["{{await title}}", "await"],
    ["{{...title}}", "展开"],
    ["{{title++}}", "自增"],
    ["{{title | 1}}", "运算 |"],
    ["{{}}", "没有内容"],
  ])("%s is refused and named", async (text, named) => {
    const problems = await problemsOf(text);
    const found = problems.filter(({ code }) => code === "template.refused_code");
    expect(found.length, JSON.stringify(problems)).toBeGreaterThan(0);
    expect(found[0]?.message).toContain(named);
  });

  it("what lint lets pass the filler accepts, and what the filler refuses lint finds", async () => {
    const values = { title: "甲", parties: [{ name: "乙" }], fee: { amount: "1", paid: true } };
    for (const text of [
      "{{title.at(0)}}",
      "{{require('fs')}}",
      "{{fee['amount']}}",
      "{{title ?? '无'}}",
      "{{[title][0]}}",
    ]) {
      const found = (await problemsOf(text)).some(({ severity }) => severity === "error");
      const filled = await fillTemplate({ template: template(text), values }).then(
        () => true,
        () => false,
      );
      expect([text, found], text).toEqual([text, !filled]);
    }
  });
});

describe("places", () => {
  it("names part, paragraph, run, table, row, column and the text", async () => {
    const xml = `${paragraph("一")}${table(
      row(paragraph("a"), paragraph("b")),
      row(paragraph("c"), `<w:p>${run("名称：")}${run("{{tittle}}")}</w:p>`),
    )}`;
    const [problem] = await lintBody(xml);
    expect(problem?.place).toEqual({
      part: "word/document.xml",
      paragraph: 5,
      run: 2,
      cell: { table: 1, row: 2, column: 2 },
      snippet: "名称：{{tittle}}",
    });
  });

  it("headers and footers are read too", async () => {
    const parts = minimalParts(paragraph("正文"));
    const header = `<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${paragraph("{{tittle}}")}</w:hdr>`;
    const report = await lintTemplate(packDocx(parts.set("word/header1.xml", utf8(header)), "packed"), hebei);
    expect(report.problems[0]).toMatchObject({
      code: "template.unknown_field",
      place: { part: "word/header1.xml", paragraph: 1 },
    });
  });
});

describe("seats and elements", () => {
  it("a missing, doubled or unknown place to sign is an error", async () => {
    const xml = table(row(control("sign:甲方"), control("sign:甲方"), control("sign:已方")));
    const problems = await lintBody(xml, { ...hebei, elements: [] });
    expect(problems.map(({ code, nearest }) => [code, nearest])).toEqual([
      ["template.seat_twice", null],
      ["template.seat_unknown", "sign:乙方"],
      ["template.seat_missing", null],
    ]);
  });

  it("a place to sign inside a loop is an error", async () => {
    const xml = `${paragraph("{{FOR p IN parties}}{{$p.name}}")}${control("sign:甲方")}${paragraph("{{END-FOR p}}")}`;
    expect(await lintBody(xml)).toMatchObject([{ code: "template.seat_in_loop", place: { paragraph: 2 } }]);
  });

  it("an element that the law asks for and no command prints is a warning with its rules", async () => {
    const problems = await lintBody(paragraph("{{title}}"), { ...hebei, seats: undefined });
    const breach = problems.find(({ rules }) => rules.includes("LIA-01"));
    expect(breach).toMatchObject({
      code: "template.element_not_covered",
      severity: "warning",
      nearest: "breach",
    });
    expect(problems.some(({ rules }) => rules.includes("DOC-01"))).toBe(false);
  });

  it("a party printed by its role or its seat covers the parties' elements", async () => {
    const asked = async (text: string) =>
      (await lintBody(paragraph(text), { ...hebei, seats: undefined })).some(({ rules }) =>
        rules.includes("PTY-03"),
      );
    expect(await asked("{{title}}")).toBe(true);
    expect(await asked("{{agency.uscc}}")).toBe(false);
    expect(await asked("{{甲方.uscc}}")).toBe(false);
    expect(await asked("{{FOR p IN parties}}{{$p.uscc}}{{END-FOR p}}")).toBe(false);
  });

  it("each element taken out of our own contract is missed", async () => {
    const parts = new Map(minimalParts(""));
    const { openTemplate } = await import("../../src/document/open-template.ts");
    for (const [name, bytes] of openTemplate(fileAt("templates/hebei/custody-contract.docx")))
      parts.set(name, bytes);
    const xml = new TextDecoder().decode(parts.get("word/document.xml"));
    for (const [field, rule] of [
      ["confidentiality", "CNF-01"],
      ["ipOwnership", "IPR-01"],
      ["fee.costs", "FEE-07"],
    ] as const) {
      const without = xml.replaceAll(new RegExp(`\\{\\{[^{}]*\\b${field}\\b[^{}]*\\}\\}`, "g"), "");
      expect(without).not.toBe(xml);
      const report = await lintTemplate(
        packDocx(parts.set("word/document.xml", utf8(without)), "packed"),
        hebei,
      );
      expect(
        report.problems.some(({ rules }) => rules.includes(rule)),
        rule,
      ).toBe(true);
    }
  });
});

describe("hostile templates", () => {
  it("ten thousand braces, a very long command and deep brackets end in time", async () => {
    const started = process.cpuUsage();
    await problemsOf(
      "{{".repeat(2000),
      `{{${"a".repeat(5000)}}}`,
      `{{${"(".repeat(900)}title${")".repeat(900)}}}`,
    );
    await problemsOf(...Array.from({ length: 1500 }, () => "{{tittle}}"));
    expect(cpuMillisecondsSince(started)).toBeLessThan(5000);
  });

  it("no more than five hundred problems are listed, and how many more there are", async () => {
    const report = await lintTemplate(template(...Array.from({ length: 600 }, () => "{{tittle}}")), {
      ...hebei,
      seats: undefined,
      elements: [],
    });
    expect([report.problems.length, report.more]).toEqual([500, 100]);
  });
});
