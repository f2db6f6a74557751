import { expect, it } from "vitest";
import { z } from "zod";
import { chineseIssue } from "../../src/kit/chinese-issue.ts";

const Shape = z.strictObject({ name: z.string(), contract: z.unknown(), count: z.number().max(3) });
const messages = (value: unknown): string[] =>
  Shape.safeParse(value, { error: chineseIssue }).error?.issues.map((issue) => issue.message) ?? [];

it("what is missing is said to be missing, whatever type it should have", () => {
  expect(messages({ count: 1 })).toEqual(["缺少此项，请补上", "缺少此项，请补上"]);
});

it("a wrong type, an unknown key and the library's own words are all Chinese", () => {
  const said = messages({ name: 1, contract: {}, count: 9, cuont: 1 });
  expect(said).toContain("应为文字");
  expect(said).toContain("没有这个栏目：cuont，请删去或核对拼写");
  for (const message of said) expect(message).toMatch(/^\p{Script=Han}/u);
});
