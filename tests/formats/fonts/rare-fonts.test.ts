import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readFont } from "../../../src/formats/fonts/read-font.ts";
import { docxOf, paragraph } from "../../layout/docx-of.ts";
import { layOut, roleAssets, textOf } from "../../layout/lay-out.ts";

const FONTS = new URL("../../../templates/fonts/", import.meta.url);
const fontOf = (role: string) => readFont(new Uint8Array(readFileSync(new URL(`${role}.ttf`, FONTS))));
const glyph = (role: string, character: string): number =>
  fontOf(role).glyphOf(character.codePointAt(0) ?? 0);
const FANGSONG = '<w:rFonts w:ascii="仿宋" w:hAnsi="仿宋" w:eastAsia="仿宋"/>';
const rareOf = (asked: readonly string[]): readonly string[] =>
  asked.filter((path) => path.includes("/rare")).toSorted();

describe("the seventh font", () => {
  it("has nothing that song has, in three files by what comes together", () => {
    for (const [role, character] of [
      ["rare", "龘"],
      ["rare", "㵘"],
      ["rare-planes", "𠮷"],
      ["rare-hangul", "가"],
    ] as const) {
      expect([role, character, glyph(role, character)]).not.toEqual([role, character, 0]);
      expect([character, glyph("song", character)]).toEqual([character, 0]);
    }
    for (const role of ["rare", "rare-planes", "rare-hangul"]) expect(glyph(role, "知")).toBe(0);
  });

  it("is not opened for a document whose own fonts suffice", async () => {
    const assets = roleAssets();
    await layOut(docxOf(paragraph("㛃 𬭊：人名地名用字，宋体已有", "", FANGSONG)), {}, assets);
    expect(rareOf(assets.asked)).toEqual([]);
  });

  it("is opened only in the part that a character needs, and draws it", async () => {
    const cases = [
      ["龘㵘", ["fonts/rare.ttf"]],
      ["𠮷𡛀", ["fonts/rare-planes.ttf"]],
      ["가", ["fonts/rare-hangul.ttf"]],
      ["龘𠮷", ["fonts/rare-planes.ttf", "fonts/rare.ttf"]],
    ] as const;
    for (const [text, files] of cases) {
      const assets = roleAssets();
      const rendered = await layOut(docxOf(paragraph(`姓名${text}`, "", FANGSONG)), {}, assets);
      expect(rareOf(assets.asked)).toEqual(files);
      expect(rendered.notes).toEqual([]);
      expect(textOf(rendered.pdf)).toContain(`姓名${text}`);
    }
  });

  it("is not asked for private characters, which nobody can have", async () => {
    const assets = roleAssets();
    const rendered = await layOut(docxOf(paragraph("字\uE001", "", FANGSONG)), {}, assets);
    expect(rareOf(assets.asked)).toEqual([]);
    expect(rendered.notes.map((note) => note.code)).toEqual(["layout.glyph_missing"]);
  });
});

describe("fangsong", () => {
  it("does not draw ￥ as a dollar sign: song's is taken", async () => {
    expect(glyph("fangsong", "￥")).toBe(0);
    const rendered = await layOut(docxOf(paragraph("人民币￥100", "", FANGSONG)));
    expect(rendered.notes).toEqual([]);
    expect(rendered.fonts.some((name) => name.endsWith("ZhiqiSong-Regular"))).toBe(true);
  });
});
