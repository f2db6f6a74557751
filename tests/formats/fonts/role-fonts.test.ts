import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readFont } from "../../../src/formats/fonts/read-font.ts";
import { sha256Hex } from "../../../src/kit/digest.ts";

const FONTS = new URL("../../../templates/fonts/", import.meta.url);
const bytesOf = (name: string): Uint8Array<ArrayBuffer> => new Uint8Array(readFileSync(new URL(name, FONTS)));
const ROLES = ["fangsong", "hei", "kai", "serif", "song", "xiaobiaosong"];

describe("the role fonts", () => {
  it("and their licences are the files of SHA256SUMS, byte by byte", async () => {
    const listed = readFileSync(new URL("SHA256SUMS", FONTS), "utf8")
      .trim()
      .split("\n")
      .map((line) => line.split(/\s+/));
    const present = readdirSync(FONTS).filter((name) => name.endsWith(".ttf") || name.startsWith("LICENCE"));
    expect(new Set(listed.map(([, name]) => name))).toEqual(new Set(present));
    for (const [digest, name] of listed)
      expect([name, await sha256Hex(bytesOf(name ?? ""))]).toEqual([name, digest]);
  });

  for (const role of ROLES) {
    it(`${role} opens, is renamed and has what contracts need`, () => {
      const font = readFont(bytesOf(`${role}.ttf`));
      expect(font.metrics.postScriptName).toMatch(/^Zhiqi/);
      for (const character of role === "serif"
        ? "ABCabc0123456789"
        : "知识产权托管服务合同，。（）〔〕0123456789") {
        expect([character, font.glyphOf(character.codePointAt(0) ?? 0)]).not.toEqual([character, 0]);
      }
    });
  }
});
