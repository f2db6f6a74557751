import { describe, expect, it } from "vitest";
import { preferredLanguage } from "../../src/http/language.ts";

describe("the language of an answer", () => {
  it.each([
    [undefined, "zh"],
    ["", "zh"],
    ["*", "zh"],
    ["fr-FR, de;q=0.8", "zh"],
    ["zh-CN,zh;q=0.9,en;q=0.8", "zh"],
    ["en", "en"],
    ["en-GB, en;q=0.9", "en"],
    ["en, zh", "en"],
    ["zh, en", "zh"],
    ["en;q=0.5, zh;q=0.4", "en"],
    ["en;q=nonsense", "zh"],
    ["zh;q=0, en;q=0.1", "en"],
  ])("%s is answered in %s", (header, language) => {
    expect(preferredLanguage(header)).toBe(language);
  });
});
