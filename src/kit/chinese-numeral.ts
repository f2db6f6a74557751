/** Whole numbers in Chinese numerals, plain (三, 二十四, 两) and capital (叁, 贰拾肆). */

const PLAIN: Readonly<Record<string, string>> = {
  壹: "一",
  贰: "二",
  貳: "二",
  叁: "三",
  肆: "四",
  伍: "五",
  陆: "六",
  柒: "七",
  捌: "八",
  玖: "九",
  拾: "十",
  佰: "百",
  仟: "千",
  两: "二",
};

const DIGITS = "零一二三四五六七八九";
const PLACES: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };

/** Under ten thousand as it is spelled: 零 for a gap, 一十 in the middle; at the head 十 for 一十. */
function sectionWords(section: number): string {
  const words = Array.from(String(section), Number)
    .map((digit, at, all) => {
      const place = ["", "十", "百", "千"][all.length - 1 - at] ?? "";
      return digit === 0 ? "零" : `${DIGITS[digit]}${place}`;
    })
    .join("");
  return words.replaceAll(/零+/g, "零").replace(/(?<=.)零$/, "");
}

function spelled(value: number): string {
  const [high, low] = [Math.floor(value / 10_000), value % 10_000];
  const gap = high > 0 && low > 0 && low < 1000 ? "零" : "";
  const words = `${high > 0 ? `${sectionWords(high)}万` : ""}${gap}${low > 0 || high === 0 ? sectionWords(low) : ""}`;
  return words.replace(/^一十/, "十");
}

function valueOf(words: string): number {
  let [total, section, digit] = [0, 0, 0];
  for (const sign of words) {
    const place = PLACES[sign];
    if (sign === "万") [total, section, digit] = [(section + digit) * 10_000, 0, 0];
    else if (place === undefined) digit = DIGITS.indexOf(sign);
    else [section, digit] = [section + (digit === 0 ? 1 : digit) * place, 0];
  }
  return total + section + digit;
}

/**
 * The number a numeral spells, zero to 99,999,999; undefined for anything else: 两三 and 十几 are no numbers, and neither is
 * what nobody would write (百二, 三百零零五).
 */
export function readNumeral(text: string): number | undefined {
  const plain = Array.from(text, (sign) => PLAIN[sign] ?? sign).join("");
  if (!/^[零一二三四五六七八九十百千万]{1,16}$/u.test(plain)) return undefined;
  const value = valueOf(plain);
  return spelled(value) === plain.replace(/^一十/, "十") ? value : undefined;
}
