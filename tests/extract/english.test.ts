import { encode } from "fast-png";
import { PDFDocument } from "pdf-lib";
import { describe, expect, it } from "vitest";
import { checkDocument } from "../../src/app/check-document.ts";
import { noteInEnglish } from "../../src/app/documents/english-notes.ts";
import type { Bytes } from "../../src/kit/bytes.ts";
import { buildDesk } from "../../src/runtime/node-desk.ts";
import { contractWith } from "../completeness/samples.ts";
import { AS_OF, asDocx } from "./documents.ts";

const desk = buildDesk();
const HAN = /\p{Script=Han}/u;

const scan = async (): Promise<Bytes> => {
  const file = await PDFDocument.create();
  const picture = await file.embedPng(
    encode({ width: 40, height: 56, channels: 1, data: new Uint8Array(40 * 56).fill(200) }),
  );
  file.addPage([595, 842]).drawImage(picture, { x: 0, y: 0, width: 595, height: 842 });
  return new Uint8Array(await file.save());
};

describe("a check of a document in English", () => {
  it.each([
    "原文为繁体字，按简体字核对",
    "有读者看不见的隐藏文字，没有采用：x",
    "含有修订痕迹，按接受全部修订后的文字读出",
    "PDF 已损坏，按其中找到的内容读出",
    "第3页有读者看不见的白色文字，没有采用：x",
    "第3页有读者看不见的页面以外文字，没有采用：x",
    "第1、2页是图片，没有文字层，没有判断",
    "文件是扫描件或者图片，没有文字层；没有作任何判断，请人工审查",
    "PDF 有 2 个电子签名，完整性 intact，信任 untrusted；详见验证报告",
    "核对时证书和签署时间按文件所载读取，没有判断签发者是否可信",
  ])("tells the note “%s” in English", (note) => {
    expect(noteInEnglish(note)).not.toMatch(HAN);
  });

  it("asks every question about a scan in English", async () => {
    for (const variant of [undefined, "XH-FULL"]) {
      const { document } = await checkDocument(desk, {
        file: await scan(),
        variant,
        asOf: AS_OF,
        stage: "file",
        language: "en",
      });
      expect(document?.unread.length).toBeGreaterThan(30);
      for (const { element, question } of document?.unread ?? [])
        expect(`${element} ${question}`).not.toMatch(HAN);
      expect(document?.notes.join(" ")).not.toMatch(HAN);
    }
  });

  it("leaves nothing of ours in Chinese beside a document's own words", async () => {
    const file = await asDocx(
      contractWith("V1", [
        { path: "/breach", value: "" },
        { path: "/parties/1/uscc", value: "91130104MAXX00015Q" },
        { path: "/scope/0", value: "@del" },
      ]),
    );
    const { document, findings } = await checkDocument(desk, {
      file,
      variant: "HB-2P",
      asOf: AS_OF,
      stage: "sign",
      language: "en",
    });
    for (const { element, why, fix, basis } of findings) {
      // a fix may show the words to write, between quotation marks
      expect(`${element} ${why} ${basis} ${fix.replaceAll(/“[^”]*”/gu, "")}`).not.toMatch(HAN);
    }
    for (const { question, at } of document?.unread ?? []) {
      expect(question).not.toMatch(HAN);
      expect(at?.quote ?? "").not.toBe("（全文没有找到）");
    }
  });
});
