import { assert, integer, property } from "fast-check";
import { describe, expect, it } from "vitest";
import rules from "../../schemas/jurisdictions/common/rules-parties.json" with { type: "json" };
import { readNumeral } from "../../src/kit/chinese-numeral.ts";
import { patentCheckDigit, patentNumberFault } from "../../src/kit/patent-number.ts";
import { readQuantity } from "../../src/kit/quantity.ts";
import { isPhone } from "../../src/kit/text.ts";

/** Numerals by another way than the reader's: each place in turn, gaps as one 零. */
function spelled(value: number): string {
  const [high, low] = [Math.floor(value / 10_000), value % 10_000];
  const section = (part: number): string =>
    [1000, 100, 10, 1].reduce((words, place, at) => {
      const digit = Math.floor(part / place) % 10;
      if (digit === 0) return words === "" || words.endsWith("零") ? words : `${words}零`;
      return `${words}${"零一二三四五六七八九"[digit]}${["千", "百", "十", ""][at]}`;
    }, "");
  const trimmed = (words: string): string => words.replace(/零$/, "");
  const gap = high > 0 && low > 0 && low < 1000 ? "零" : "";
  const words = `${high > 0 ? `${trimmed(section(high))}万` : ""}${gap}${trimmed(section(low))}`;
  return words === "" ? "零" : words.replace(/^一十/, "十");
}

describe("Chinese numerals", () => {
  it("are read as the number they spell, to a hundred million", () => {
    assert(
      property(integer({ min: 0, max: 99_999_999 }), (value) => readNumeral(spelled(value)) === value),
      { numRuns: 2000 },
    );
  });

  it.each([
    ["两", 2],
    ["壹拾贰", 12],
    ["一十", 10],
    ["两万三千", 23_000],
    ["一千零一十", 1010],
  ])("%s is %i", (text, value) => {
    expect(readNumeral(text)).toBe(value);
  });

  it.each(["", "两三", "十几", "百二", "一百五", "三百零零五", "1", "若干", "零零"])("%s is none", (text) => {
    expect(readNumeral(text)).toBeUndefined();
  });
});

describe("a quantity", () => {
  it.each([
    ["24", 24, ""],
    ["1,000", 1000, ""],
    ["三件", 3, "件"],
    ["叁（3）份", 3, "份"],
    ["不少于2次", 2, "次"],
    ["每月一次", 1, "次"],
    ["半天", 0.5, "天"],
    ["5次以上", 5, "次"],
  ])("%s is %f %s", (text, value, unit) => {
    expect(readQuantity(text)).toEqual({ value, unit });
  });

  it.each(["约10", "10左右", "2-3", "两三次", "十余件", "不超过5", "叁（2）份", "1份或2份", "12,34", "全年"])(
    "%s is no number anybody can count by",
    (text) => expect(readQuantity(text)).toBeUndefined(),
  );
});

describe("a patent number", () => {
  it("is sound with and without ZL, point and the spaces a certificate prints, and unsound by any other check digit", () => {
    const serials = integer({ min: 0, max: 9_999_999 });
    const years = integer({ min: 2004, max: 2030 });
    const types = integer({ min: 0, max: 4 });
    assert(
      property(serials, years, types, (serial, year, type) => {
        const kind = "12389"[type] ?? "1";
        const rest = String(serial).padStart(7, "0");
        const check = patentCheckDigit(`${year}${kind}${rest}`) ?? "";
        for (const text of [
          `ZL${year}${kind}${rest}.${check}`,
          `ZL ${year} ${kind} ${rest}.${check}`,
          `${year}${kind}${rest}${check}`,
          `CN${year}${kind}${rest}.${check}`,
        ])
          expect(patentNumberFault(text)).toBeUndefined();
        for (const other of "0123456789X".replace(check, ""))
          expect(patentNumberFault(`ZL${year}${kind}${rest}.${other}`)).toBe("check");
      }),
    );
  });

  it("of before October 2003 has eight digits and its check", () => {
    expect(patentNumberFault("ZL89100002.X")).toBeUndefined();
    expect(patentNumberFault("ZL89100002.1")).toBe("check");
    expect(patentNumberFault("ZL04100002.X")).toBe("form");
  });
});

describe("a telephone", () => {
  const pattern = rules.find(({ id }) => id === "PTY-09")?.holds.unclear?.[0]?.lacks ?? "";

  it.each([
    "13800000001",
    "+86 138 0000 0001",
    "0311-80000002",
    "（0311）80000002转801",
    "400-800-1234",
    "+86-311-80000002",
    "+86-11-80000002",
    "12345",
    "1380000000",
    "0311-800000021",
    "12800000001",
  ])("%s is one to the kit when it is one to the rule", (text) => {
    expect(isPhone(text)).toBe(new RegExp(pattern, "u").test(text));
  });
});
