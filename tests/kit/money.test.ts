import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  amountInWords,
  MAX_CENTS,
  readAmountInWords,
  readYuan,
  writeGroupedYuan,
  writeYuan,
} from "../../src/kit/money.ts";

const cents = fc.bigInt({ min: 0n, max: MAX_CENTS });

describe("amounts in figures", () => {
  it.each([
    ["36000.00", 3_600_000n],
    ["36000", 3_600_000n],
    ["0.5", 50n],
    ["36,000.00", 3_600_000n],
    ["0", 0n],
  ])("%s is read exactly", (text, value) => {
    expect(readYuan(text)).toBe(value);
  });

  it.each([
    "",
    "-1",
    "+1",
    "1.234",
    "01",
    "3-5万",
    "36,00",
    "1e3",
    "０",
    "￥5",
    "1 000",
    ".5",
    "5.",
    "1000000000000",
    null,
    undefined,
  ])("%s is no amount", (text) => {
    expect(readYuan(text)).toBeUndefined();
  });

  it("what is written is read again", () => {
    fc.assert(
      fc.property(cents, (value) => {
        expect(readYuan(writeYuan(value))).toBe(value);
        expect(readYuan(writeGroupedYuan(value))).toBe(value);
      }),
    );
  });
});

describe("amounts in capital words", () => {
  it.each([
    ["1409.50", ["人民币壹仟肆佰零玖元伍角", "人民币壹仟肆佰零玖元伍角整"]],
    ["6007.14", ["人民币陆仟零柒元壹角肆分"]],
    ["1680.32", ["人民币壹仟陆佰捌拾元零叁角贰分", "人民币壹仟陆佰捌拾元叁角贰分"]],
    ["107000.53", ["人民币壹拾万柒仟元零伍角叁分", "人民币壹拾万零柒仟元伍角叁分"]],
    ["16409.02", ["人民币壹万陆仟肆佰零玖元零贰分"]],
    ["325.04", ["人民币叁佰贰拾伍元零肆分"]],
    ["0.50", ["人民币伍角整"]],
    ["0.03", ["人民币叁分"]],
    ["10.00", ["人民币壹拾元整", "人民币壹拾圆正"]],
    ["200000", ["人民币贰拾万元整", "人民币貳拾萬圓整"]],
    ["1000001", ["人民币壹佰万零壹元整"]],
    ["100500000", ["人民币壹亿零伍拾万元整"]],
    ["10010001", ["人民币壹仟零壹万零壹元整"]],
  ])("%s is said by every official spelling", (figure, spellings) => {
    for (const words of spellings) expect(readAmountInWords(words)).toEqual({ cents: readYuan(figure) });
    expect(amountInWords(readYuan(figure) ?? 0n)).toSatisfy(
      (words: string) => "cents" in readAmountInWords(words),
    );
  });

  it.each([
    ["壹拾元整", "no_currency"],
    ["人民币壹拾元", "no_whole"],
    ["人民币叁分整", "whole_after_fen"],
    ["人民币拾元整", "unreadable"],
    ["人民币十元整", "unreadable"],
    ["人民币壹佰万壹元整", "unreadable"],
    ["人民币 壹拾元整", "unreadable"],
    ["人民币壹佰拾元整", "unreadable"],
    ["人民币", "unreadable"],
    ["", "unreadable"],
  ])("%s is %s", (words, fault) => {
    expect(readAmountInWords(words)).toEqual({ fault });
  });

  it("words of an amount are read as that amount", () => {
    fc.assert(
      fc.property(cents, (value) => {
        expect(readAmountInWords(amountInWords(value))).toEqual({ cents: value });
      }),
      { numRuns: 1000 },
    );
  });

  it("two amounts never share words", () => {
    fc.assert(
      fc.property(cents, cents, (one, other) => {
        fc.pre(one !== other);
        expect(amountInWords(one)).not.toBe(amountInWords(other));
      }),
    );
  });

  it("an amount out of range is a programmer's error", () => {
    expect(() => amountInWords(-1n)).toThrow(RangeError);
    expect(() => amountInWords(MAX_CENTS + 1n)).toThrow(RangeError);
  });
});
