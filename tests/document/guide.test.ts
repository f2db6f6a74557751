import { expect, it } from "vitest";
import { fillTemplate } from "../../src/document/fill-template.ts";
import { NAMED_FUNCTIONS } from "../../src/document/expression/named-functions.ts";
import { packDocx } from "../../src/document/pack-docx.ts";
import { fileAt, minimalParts, paragraph, template, textOf } from "./docx.ts";

const guide = new TextDecoder().decode(fileAt("templates/README.md"));
const values = {
  fee: { amount: "36000", paid: true, account: {} },
  term: { start: "2022-04-01" },
  scope: [{ name: "检索" }, { name: "监测" }],
  parties: [{ name: "甲公司" }, { name: "乙公司" }],
};
const filled = async (docx: ReturnType<typeof template>) =>
  textOf((await fillTemplate({ template: docx, values })).docx);

const functions = [...guide.matchAll(/^\| (\S+) \| `\{\{(.+?)\}\}`.*? \| ([^|]+?) \|$/gm)]
  .map(([, name = "", code = "", printed = ""]) => ({ name, code, printed }))
  .filter(({ name }) => NAMED_FUNCTIONS.has(name));

it("the guide explains every function", () => {
  expect(new Set(functions.map(({ name }) => name))).toEqual(new Set(NAMED_FUNCTIONS.keys()));
});

it.each(functions.filter(({ name }) => name !== "序号" && name !== "空"))(
  "$name prints what the guide says",
  async ({ code, printed }) => {
    expect(await filled(template(`{{${code}}}`))).toBe(printed.split("；")[0]);
  },
);

it("what the guide shows of conditions, joined lists and rows works as it says", async () => {
  const [choice] = /\{\{fee\.paid \? .+?\}\}/.exec(guide) ?? [""];
  const [joined] = /\{\{parties\.map.+?\}\}/.exec(guide) ?? [""];
  expect(await filled(template(choice, joined))).toBe("有偿\n甲公司、乙公司");
  const row = (text: string): string => `<w:tr><w:tc>${paragraph(text)}</w:tc></w:tr>`;
  const table = `<w:tbl>${row("{{FOR item IN scope}}")}${row("{{序号($idx + 1)}} {{$item.name}}")}${row("{{END-FOR item}}")}</w:tbl>`;
  expect(await filled(packDocx(minimalParts(table), "packed"))).toBe("一 检索\n二 监测");
});
