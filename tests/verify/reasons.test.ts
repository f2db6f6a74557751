import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { REASONS } from "../../schemas/verification-reasons.ts";
import { reasonWords } from "../../schemas/verification-words.ts";

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
    expect(Object.keys(REASONS).filter((code) => !counts.has(code))).toEqual([]);
  });

  it("says a code in words, and a code that is not on it as it stands", () => {
    expect(reasonWords("verify.digest_mismatch")).toBe(
      "签名的密码学校验通过吗？没有。文件内容与签名时不同。",
    );
    expect(reasonWords("constructor")).toBe("constructor");
  });
});
