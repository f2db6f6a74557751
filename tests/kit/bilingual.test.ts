import { expect, it } from "vitest";
import { halfIn, isBilingual } from "../../src/kit/bilingual.ts";

it.each([
  ["读不到文件 a · cannot read a", "读不到文件 a", "cannot read a"],
  ["读不到 a · b.pdf · cannot read a · b.pdf", "读不到 a · b.pdf", "cannot read a · b.pdf"],
  ["（与扩展名无关）· neither", "（与扩展名无关）", "neither"],
  ["只有中文", "只有中文", "只有中文"],
  ["缺少 · missing\n  用法 · usage: zhiqi", "缺少\n  用法", "missing\n  usage: zhiqi"],
  ["阿里·买买提", "阿里·买买提", "阿里·买买提"],
])("%j has its two halves", (told, zh, en) => {
  expect([halfIn("zh", told), halfIn("en", told)]).toEqual([zh, en]);
  expect(isBilingual(told)).toBe(zh !== en);
});
