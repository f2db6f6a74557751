import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { REASONS } from "../../src/verify/index.ts";

describe("the list of reasons", () => {
  it.each(Object.entries(REASONS))(
    "%s asks and answers in Chinese and English",
    (code, { rule, question, answer }) => {
      expect(code).toMatch(/^verify\.[a-z_]+$/);
      expect(rule).toMatch(/^V(?:1?\d)$/);
      for (const text of [question.zh, answer.zh]) expect(text).toMatch(/\p{Script=Han}/u);
      for (const text of [question.en, answer.en]) expect(text).toMatch(/^[\x20-\x7e…–]+$/);
    },
  );

  it("has no reason that is never given", () => {
    const sources = execFileSync("grep", ["-rhoE", '"verify\\.[a-z_]+"', "src/verify", "--include=*.ts"], {
      encoding: "utf8",
    });
    const counts = Map.groupBy(sources.split("\n"), (one) => one.replaceAll('"', ""));
    expect(Object.keys(REASONS).filter((code) => (counts.get(code) ?? []).length < 2)).toEqual([]);
  });
});
