import { describe, expect, it } from "vitest";
import { receiptDocument } from "../../src/document/receipt-document.ts";
import { openDocx } from "../../src/formats/docx/open-docx.ts";
import { fileAt, textOf } from "./docx.ts";
import { receiptOfV1 } from "./receipt-facts.ts";

const template = fileAt("templates/hebei/filing-receipt.docx");

describe("the filing receipt", () => {
  it("shows who filed what, when, under which numbers, and where to verify it", async () => {
    const text = textOf(await receiptDocument(receiptOfV1(), template));
    for (const words of [
      "石家庄市市场监督管理局（知识产权局）",
      "冀知托备〔2022〕1号",
      "130100-2022-000001-K",
      "知识产权托管服务合同",
      "HBTG-2022-000123",
      "部分式",
      "2022年3月15日",
      "2022年4月1日至2023年3月31日",
      "石家庄恒砺传感科技有限公司",
      "91130108MAXX00138J",
      "冀知托机备〔2022〕0101-0001号",
      "2022年4月2日",
      "3F79BB7B 435B0532 1651DAEF D374CDC6\n81DC06FA A65E374E 38337B88 CA046DEA",
      "https://zhiqi.example.cn/r/130100-2022-000001-K",
      "不是对合同效力",
    ])
      expect(text).toContain(words);
    expect(text).not.toMatch(/\{\{|undefined|null|_{2,}/);
  });

  it("shows a blank where the agency's filing number is not known", async () => {
    const facts = receiptOfV1();
    const text = textOf(
      await receiptDocument({ ...facts, agency: { ...facts.agency, filingNo: null } }, template),
    );
    expect(text).toContain("________");
  });

  it("carries the address as a picture and has one place for the bureau to sign", async () => {
    const opened = openDocx(await receiptDocument(receiptOfV1(), template));
    expect(opened.parts.filter((name) => name.endsWith(".png"))).toHaveLength(1);
    const xml = new TextDecoder().decode(opened.read("word/document.xml"));
    expect(xml.split('w:val="sign:bureau"')).toHaveLength(2);
    expect(xml).toContain(
      'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"',
    );
  });

  it("is the same file every time", async () => {
    expect(await receiptDocument(receiptOfV1(), template)).toEqual(
      await receiptDocument(receiptOfV1(), template),
    );
  });
});
