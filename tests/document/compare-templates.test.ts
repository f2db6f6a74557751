import { describe, expect, it } from "vitest";
import { compareTemplates } from "../../src/document/versions/compare-templates.ts";
import { markSample } from "../../src/document/versions/mark-sample.ts";
import { packDocx } from "../../src/document/pack-docx.ts";
import { openDocx } from "../../src/formats/docx/open-docx.ts";
import { utf8 } from "../../src/kit/bytes.ts";
import { fileAt, minimalParts, paragraph, template, textOf } from "./docx.ts";

const articles = [
  "第一条　定义",
  "甲乙丙丁",
  "第二条　服务",
  "乙方提供服务{{scope.length}}项。",
  "第三条　费用",
  "甲方付费。",
];

describe("two versions of a template", () => {
  it("the same template has no differences", async () => {
    const own = fileAt("templates/hebei/custody-contract.docx");
    const found = await compareTemplates(own, own);
    expect(found.changes).toEqual([]);
    expect(found.before).toBe(found.after);
    expect(found.same).toBeGreaterThan(15);
  });

  it("an inserted clause is one addition; those behind it are only renumbered", async () => {
    const later = [
      ...articles.slice(0, 2),
      "第二条　期限",
      "一年。",
      "第三条　服务",
      "乙方提供服务{{scope.length}}项。",
      "第四条　费用",
      "甲方付费。",
    ];
    const { changes, same } = await compareTemplates(template(...articles), template(...later));
    expect(changes.map(({ change, heading }) => [change, heading])).toEqual(
      [
        ["added", "第二条　期限"],
        ["renumbered", "第三条　服务"],
        ["renumbered", "第四条　费用"],
      ].map(([change, heading]) => [change, heading?.replace("　", " ")]),
    );
    expect(same).toBe(1);
  });

  it("a changed clause shows what went and what came, a removed one what it was", async () => {
    const later = [...articles.slice(0, 2), "第二条　服务", "乙方提供全部服务。"];
    const { changes } = await compareTemplates(template(...articles), template(...later));
    expect(changes).toMatchObject([
      { change: "changed", removed: ["乙方提供服务{{scope.length}}项。"], added: ["乙方提供全部服务。"] },
      { change: "removed", after: null, before: { texts: ["甲方付费。"] } },
    ]);
  });

  it("templates without articles are split by 一、二、", async () => {
    const { changes, same } = await compareTemplates(
      template("标题", "一、甲", "文字", "二、乙", "旧"),
      template("标题", "一、甲", "文字", "二、乙", "新"),
    );
    expect([same, changes.length, changes[0]?.heading]).toEqual([2, 1, "二、乙"]);
  });
});

it("thousands of clauses and very long ones are compared in time", async () => {
  const clauses = (word: string) =>
    template(
      ...Array.from({ length: 2000 }, (_, at) => [
        `第${at + 1}条 ${word}${at * 7919}`,
        `${word}${at}`.repeat(20),
      ]).flat(),
    );
  const started = performance.now();
  await compareTemplates(clauses("甲"), clauses("乙"));
  await compareTemplates(
    template(Array.from({ length: 200_000 }, (_, at) => at.toString(36)).join("长")),
    clauses("丙"),
  );
  expect(performance.now() - started).toBeLessThan(10_000);
});

describe("the mark of a sample", () => {
  const MARK = "样张（不得签署）";

  it("stands in a header of its own where there is none, for first pages too", () => {
    const section = `<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:titlePg/></w:sectPr>`;
    const marked = markSample(packDocx(minimalParts(paragraph("文") + section), "packed"));
    expect(textOf(marked).split(MARK)).toHaveLength(2);
    const opened = openDocx(marked);
    const xml = new TextDecoder().decode(opened.read("word/document.xml"));
    expect(xml.match(/<w:headerReference/g)).toHaveLength(2);
    expect(new TextDecoder().decode(opened.read("word/header1.xml"))).toContain(MARK);
  });

  it("stands first in every header that is there", () => {
    const section = '<w:sectPr><w:headerReference w:type="default" r:id="rId1"/></w:sectPr>';
    const parts = minimalParts(paragraph("文") + section);
    const header = (text: string) =>
      utf8(
        `<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${paragraph(text)}</w:hdr>`,
      );
    parts.set("word/header1.xml", header("页眉一")).set("word/header2.xml", header("页眉二"));
    expect(textOf(markSample(packDocx(parts, "packed"))).split(MARK)).toHaveLength(3);
  });
});
