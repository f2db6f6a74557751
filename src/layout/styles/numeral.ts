const DIGITS = Array.from("〇一二三四五六七八九");
const LEGAL = Array.from("零壹贰叁肆伍陆柒捌玖");
const ROMAN: readonly (readonly [number, string])[] = [
  [1000, "m"],
  [900, "cm"],
  [500, "d"],
  [400, "cd"],
  [100, "c"],
  [90, "xc"],
  [50, "l"],
  [40, "xl"],
  [10, "x"],
  [9, "ix"],
  [5, "v"],
  [4, "iv"],
  [1, "i"],
];
const BRANCHES = Array.from("子丑寅卯辰巳午未申酉戌亥");
const STEMS = Array.from("甲乙丙丁戊己庚辛壬癸");

/** A list number in a w:numFmt; formats not known are written as decimals. */
export function numeral(value: number, format: string): string {
  switch (format) {
    case "chineseCounting":
    case "chineseCountingThousand":
    case "taiwaneseCounting":
    case "japaneseCounting":
    case "taiwaneseCountingThousand":
      return counting(value, DIGITS, Array.from("十百千"));
    case "chineseLegalSimplified":
      return counting(value, LEGAL, Array.from("拾佰仟"));
    case "ideographDigital":
      return Array.from(String(value))
        .map((digit) => DIGITS[Number(digit)] ?? digit)
        .join("");
    case "ideographTraditional":
      return STEMS[value - 1] ?? String(value);
    case "ideographZodiac":
      return BRANCHES[value - 1] ?? String(value);
    case "ideographZodiacTraditional":
      return (STEMS[(value - 1) % 10] ?? "") + (BRANCHES[(value - 1) % 12] ?? "");
    case "ideographEnclosedCircle":
      return value >= 1 && value <= 10 ? String.fromCodePoint(0x3220 + value - 1) : String(value);
    case "decimalEnclosedParen":
      return value >= 1 && value <= 20 ? String.fromCodePoint(0x2474 + value - 1) : `(${value})`;
    case "decimalEnclosedFullstop":
      return value >= 1 && value <= 20 ? String.fromCodePoint(0x2488 + value - 1) : `${value}.`;
    case "numberInDash":
      return `- ${value} -`;
    case "ordinal":
      return ordinal(value);
    case "decimalEnclosedCircle":
    case "decimalEnclosedCircleChinese":
      return value >= 1 && value <= 20 ? String.fromCodePoint(0x2460 + value - 1) : String(value);
    case "decimalZero":
      return String(value).padStart(2, "0");
    case "decimalFullWidth":
      return Array.from(String(value))
        .map((digit) => String.fromCodePoint(0xff10 + Number(digit)))
        .join("");
    case "lowerLetter":
      return letters(value);
    case "upperLetter":
      return letters(value).toUpperCase();
    case "lowerRoman":
      return roman(value);
    case "upperRoman":
      return roman(value).toUpperCase();
    default:
      return String(value);
  }
}

function ordinal(value: number): string {
  const teen = value % 100 >= 11 && value % 100 <= 13;
  return `${value}${teen ? "th" : (["th", "st", "nd", "rd"][value % 10] ?? "th")}`;
}

function letters(value: number): string {
  return value < 1 || value > 780
    ? String(value)
    : String.fromCodePoint(97 + ((value - 1) % 26)).repeat(Math.ceil(value / 26));
}

function roman(value: number): string {
  if (value < 1 || value > 4999) return String(value);
  let rest = value;
  let text = "";
  for (const [worth, sign] of ROMAN) {
    while (rest >= worth) {
      text += sign;
      rest -= worth;
    }
  }
  return text;
}

/** 1 → 一, 10 → 十, 12 → 十二, 105 → 一百零五; from 10 000 on digits. */
function counting(value: number, digits: readonly string[], units: readonly string[]): string {
  if (value < 1 || value > 9999) return String(value);
  const places = Array.from(String(value)).map(Number);
  let text = "";
  let gap = false;
  for (const [index, digit] of places.entries()) {
    const unit = places.length - 1 - index;
    if (digit === 0) {
      gap = true;
      continue;
    }
    if (gap && text !== "") text += "零";
    gap = false;
    const leadingTen = digit === 1 && unit === 1 && index === 0 && digits === DIGITS;
    text += (leadingTen ? "" : (digits[digit] ?? "")) + (unit === 0 ? "" : (units[unit - 1] ?? ""));
  }
  return text;
}
