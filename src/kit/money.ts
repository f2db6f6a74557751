/**
 * Amounts of yuan, exact to the cent (分) as bigint, in figures and in capital words (支付结算办法 附件一). Two official
 * spellings exist for some amounts, so words are compared by value, never as text.
 */

/** Largest amount that can be read or written: under one trillion yuan. */
export const MAX_CENTS = 99_999_999_999_999n;

/**
 * Cents of an amount in figures: "36000.00", "36000", "36,000.5". Undefined for signs, ranges, more than two decimals,
 * leading zeros, wrong grouping, other characters, or more than twelve digits of yuan.
 */
export function readYuan(text: string | null | undefined): bigint | undefined {
  const match = /^(0|[1-9]\d{0,11}|[1-9]\d{0,2}(?:,\d{3}){1,3})(?:\.(\d{1,2}))?$/.exec((text ?? "").trim());
  if (match === null) return undefined;
  return BigInt((match[1] ?? "").replaceAll(",", "")) * 100n + BigInt((match[2] ?? "").padEnd(2, "0"));
}

/** "36000.00": always two decimals, no grouping. */
export const writeYuan = (cents: bigint): string =>
  `${cents / 100n}.${String(cents % 100n).padStart(2, "0")}`;

/** "36,000.00": for people. */
export const writeGroupedYuan = (cents: bigint): string => writeYuan(cents).replace(/\B(?=(\d{3})+\.)/g, ",");

const DIGITS = "零壹贰叁肆伍陆柒捌玖";
const PLACES = ["仟", "佰", "拾", ""] as const;

/** Four digits in words. Zeros inside become one 零; zeros before and behind are left to the caller. */
function sectionWords(section: number): string {
  const digits = Array.from(String(section).padStart(4, "0"), Number);
  let words = "";
  let skipped = false;
  digits.forEach((digit, at) => {
    if (digit === 0) {
      skipped = true;
      return;
    }
    words += `${skipped && words !== "" ? "零" : ""}${DIGITS[digit]}${PLACES[at]}`;
    skipped = false;
  });
  return words;
}

type Zero = "" | "零";

/** Joins a higher and a lower section: 零 is a must when the lower one lacks its thousands, else it may stand or not. */
function joints(section: number, gap: boolean): readonly Zero[] {
  return gap || section < 1000 ? ["零"] : ["", "零"];
}

/** Every accepted spelling of whole yuan, the preferred one first; `[""]` for none. */
function yuanSpellings(yuan: bigint): readonly string[] {
  const sections = [
    { value: Number(yuan / 100_000_000n), unit: "亿" },
    { value: Number((yuan / 10_000n) % 10_000n), unit: "万" },
    { value: Number(yuan % 10_000n), unit: "" },
  ];
  let spellings: readonly string[] = [""];
  let gap = false;
  for (const { value, unit } of sections) {
    if (value === 0) {
      gap = spellings[0] !== "";
      continue;
    }
    const words = `${sectionWords(value)}${unit}`;
    const zeros: readonly Zero[] = spellings[0] === "" ? [""] : joints(value, gap);
    spellings = spellings.flatMap((head) => zeros.map((zero) => `${head}${zero}${words}`));
    gap = false;
  }
  return spellings;
}

/** Every accepted spelling of 角 and 分 with its ending, after whole yuan ("元") or alone ("none"). */
function coinSpellings(cents: number, after: "元" | "none"): readonly string[] {
  const jiao = Math.floor(cents / 10);
  const fen = cents % 10;
  const end = fen === 0 ? "" : `${DIGITS[fen]}分`;
  if (jiao === 0) return [fen === 0 ? "整" : `${after === "元" ? "零" : ""}${end}`];
  const bodies = (after === "元" ? ["", "零"] : [""]).map((zero) => `${zero}${DIGITS[jiao]}角${end}`);
  return fen === 0 ? bodies.flatMap((body) => [`${body}整`, body]) : bodies;
}

/** Every accepted spelling behind 人民币, the preferred one first. */
function spellingsOf(cents: bigint): readonly string[] {
  const coins = Number(cents % 100n);
  const whole = yuanSpellings(cents / 100n);
  if (whole[0] !== "")
    return whole.flatMap((yuan) => coinSpellings(coins, "元").map((coin) => `${yuan}元${coin}`));
  if (coins === 0) return ["零元整"];
  return [...coinSpellings(coins, "none"), ...coinSpellings(coins, "元").map((coin) => `零元${coin}`)];
}

/**
 * Capital words with 人民币: 36000.00 → 人民币叁万陆仟元整. 零 stands before 角 when the yuan digit is 0 (1,680.32 → …元零叁角贰分).
 * @throws RangeError below zero or above MAX_CENTS: check amounts with readYuan first.
 */
export function amountInWords(cents: bigint): string {
  if (cents < 0n || cents > MAX_CENTS) throw new RangeError("金额须在零与一万亿元之间");
  const zeroYuanDigit = cents >= 1000n && (cents / 100n) % 10n === 0n && cents % 100n >= 10n;
  const spellings = spellingsOf(cents);
  const spelling = zeroYuanDigit ? spellings.find((words) => words.includes("元零")) : spellings[0];
  return `人民币${spelling}`;
}

/** What is wrong with capital words. */
export type WordsFault = "no_currency" | "no_whole" | "whole_after_fen" | "unreadable";

/** Cents of capital words, or what is wrong with them. */
export type ReadWords = { readonly cents: bigint } | { readonly fault: WordsFault };

const TRADITIONAL: Readonly<Record<string, string>> = {
  圓: "元",
  圆: "元",
  萬: "万",
  億: "亿",
  貳: "贰",
  叄: "叁",
  參: "叁",
  陸: "陆",
  正: "整",
};

/** Value by digits and places only; spelling is proved afterwards by writing the value again. */
function looseValue(words: string): bigint {
  const scale: Readonly<Record<string, bigint>> = { 拾: 1000n, 佰: 10_000n, 仟: 100_000n };
  let total = 0n;
  let section = 0n;
  let digit = 0n;
  for (const sign of words) {
    const at = DIGITS.indexOf(sign);
    if (at >= 0) digit = BigInt(at);
    else if (scale[sign] !== undefined) [section, digit] = [section + digit * scale[sign], 0n];
    else if (sign === "亿")
      [total, section, digit] = [total + (section + digit * 100n) * 100_000_000n, 0n, 0n];
    else if (sign === "万") [total, section, digit] = [total + (section + digit * 100n) * 10_000n, 0n, 0n];
    else if (sign === "元") [total, section, digit] = [total + section + digit * 100n, 0n, 0n];
    else if (sign === "角") [total, digit] = [total + digit * 10n, 0n];
    else if (sign === "分") [total, digit] = [total + digit, 0n];
  }
  return total;
}

/** Reads capital words in any accepted spelling; characters for tampering-proof digits only, 人民币 directly in front. */
export function readAmountInWords(text: string): ReadWords {
  const plain = Array.from(text.trim())
    .map((sign) => TRADITIONAL[sign] ?? sign)
    .join("");
  const named = plain.startsWith("人民币");
  const words = named ? plain.slice(3) : plain;
  if (!/^[零壹贰叁肆伍陆柒捌玖拾佰仟万亿元角分整]{2,60}$/.test(words)) return { fault: "unreadable" };
  const cents = looseValue(words);
  if (cents > MAX_CENTS) return { fault: "unreadable" };
  const accepted = spellingsOf(cents);
  if (accepted.includes(words)) return named ? { cents } : { fault: "no_currency" };
  if (accepted.includes(`${words}整`)) return { fault: "no_whole" };
  return {
    fault: words.endsWith("分整") && accepted.includes(words.slice(0, -1)) ? "whole_after_fen" : "unreadable",
  };
}
