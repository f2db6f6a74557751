import { encode } from "fast-png";
import { PDFDocument } from "pdf-lib";
import { describe, expect, it } from "vitest";
import { checkDocument } from "../../src/app/check-document.ts";
import * as notes from "../../src/extract/reading-notes.ts";
import type { Bytes } from "../../src/kit/bytes.ts";
import { buildDesk } from "../../src/runtime/node-desk.ts";
import { contractWith } from "../completeness/samples.ts";
import { AS_OF, asDocx } from "./documents.ts";
import { ARTICLES, contractOf } from "./sound-contract.ts";
import { wordOf } from "./word-file.ts";

const desk = buildDesk();
/** Notes that speak of something, said of an example. */
const SAID: Readonly<Record<string, notes.ReadingNote>> = {
  hiddenWords: notes.hiddenWords("x"),
  unseenWords: notes.unseenWords({ page: 3, kind: "outside", text: "x" }),
  picturePages: notes.picturePages([1, 2]),
};
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
  it.each(
    Object.entries(notes).map(
      ([name, note]) => [name, typeof note === "function" ? SAID[name] : note] as const,
    ),
  )("has an English note %s beside the Chinese one", (_, note) => {
    expect(note?.en).toMatch(/^[A-Z]/);
    expect(note?.en).not.toMatch(HAN);
    expect(note?.zh).toMatch(HAN);
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
      const pictured = document?.unread.filter(({ reason }) => reason === "no_text_layer") ?? [];
      for (const { question } of pictured) expect(question).toMatch(/^Look at the original: [A-Z].*\?$/u);
      expect(pictured.length).toBeGreaterThan(30);
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

  it("names the clause of the province's template that is asked for, and what it says", async () => {
    const articles = ARTICLES.filter(([about]) => about !== "notice").map(
      ([about, heading, text]) => [about, heading, text.replaceAll("书面通知", "告知")] as const,
    );
    const file = wordOf(contractOf(articles, "under a heading"));
    const asked = async (language: "zh" | "en"): Promise<string | undefined> => {
      const { document } = await checkDocument(desk, {
        file,
        variant: "HB-2P",
        asOf: AS_OF,
        stage: "sign",
        language,
      });
      return document?.unread.find(({ rule }) => rule === "TPL-01")?.question;
    };
    expect(await asked("zh")).toMatch(/省模板的“通知与送达”这一条（通知用什么方式/u);
    expect(await asked("en")).toMatch(/template's clause on notices and delivery \(.*\)\?$/u);
  });
});
