/** Signs of Wingdings that forms and lists use, by code. */
const WINGDINGS: Readonly<Record<number, string>> = {
  0x22: "✂",
  0x28: "☎",
  0x46: "☞",
  0x4a: "☺",
  0x52: "☑",
  0x6c: "●",
  0x6d: "○",
  0x6e: "■",
  0x6f: "☐",
  0x70: "□",
  0x71: "□",
  0x72: "□",
  0x73: "◆",
  0x74: "◆",
  0x75: "◆",
  0x76: "❖",
  0x77: "◆",
  0x78: "☒",
  0x9e: "·",
  0x9f: "•",
  0xa0: "▪",
  0xa1: "○",
  0xa2: "○",
  0xa3: "○",
  0xa4: "◎",
  0xa7: "▪",
  0xa8: "☐",
  0xaa: "★",
  0xab: "★",
  0xd8: "▶",
  0xdf: "←",
  0xe0: "→",
  0xe1: "↑",
  0xe2: "↓",
  0xe8: "→",
  0xf0: "⇨",
  0xfb: "×",
  0xfc: "√",
  0xfd: "☒",
  0xfe: "☑",
};

const WINGDINGS_2: Readonly<Record<number, string>> = {
  0x2a: "☐",
  0x4f: "×",
  0x50: "√",
  0x51: "☒",
  0x52: "☑",
  0x53: "☒",
  0x54: "☒",
  0x97: "●",
  0x98: "●",
  0x9a: "○",
  0xa2: "■",
  0xa3: "☐",
  0xa4: "☐",
};

/** The Symbol font where it is not Greek letters in the order of the keyboard. */
const SYMBOL: Readonly<Record<number, string>> = {
  0xa3: "≤",
  0xa5: "∞",
  0xab: "↔",
  0xac: "←",
  0xad: "↑",
  0xae: "→",
  0xaf: "↓",
  0xb0: "°",
  0xb1: "±",
  0xb2: "″",
  0xb3: "≥",
  0xb4: "×",
  0xb7: "•",
  0xb8: "÷",
  0xb9: "≠",
  0xba: "≡",
  0xbb: "≈",
  0xbc: "…",
  0xce: "∈",
  0xd0: "∠",
  0xd6: "√",
  0xde: "⇒",
  0xe5: "∑",
};
const GREEK = Array.from("ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ");

const TABLES: readonly (readonly [RegExp, (low: number) => string | undefined])[] = [
  [/^wingdings 2$/i, (low) => WINGDINGS_2[low]],
  [/^wingdings/i, (low) => WINGDINGS[low]],
  [/^(?:symbol|standard symbols l|opensymbol)$/i, greek],
];

function greek(low: number): string | undefined {
  if (low >= 0x41 && low <= 0x5a) return GREEK[low - 0x41];
  if (low >= 0x61 && low <= 0x7a) return GREEK[low - 0x61]?.toLowerCase();
  return SYMBOL[low];
}

/** Whether a family holds signs in place of letters. */
export const isSymbolFont = (family: string): boolean => TABLES.some(([name]) => name.test(family.trim()));

/**
 * What a character of a symbol font shows, in Unicode. Word keeps such characters in the private area (F000 + code). One that is not
 * known keeps its code and is judged by the fonts; private characters of other fonts are those of Symbol, as in Word's bullets.
 */
export function symbolText(font: string, code: number): string {
  if (!Number.isInteger(code) || code < 0 || code > 0xffff) return "\uFFFD";
  const low = code >= 0xf000 && code <= 0xf0ff ? code - 0xf000 : code;
  const table = TABLES.find(([name]) => name.test(font.trim()))?.[1];
  const shown = table?.(low) ?? (low < 0x20 ? undefined : code === low ? undefined : greek(low));
  return shown ?? String.fromCodePoint(low >= 0x20 && low < 0x7f && table !== undefined ? low : code);
}

/** Text as a font shows it: private characters, and all characters of a symbol font, in Unicode. */
export function shownText(text: string, font: string): string {
  const symbols = isSymbolFont(font);
  if (!symbols && !/[\uF000-\uF0FF]/.test(text)) return text;
  return Array.from(text, (character) => {
    const code = character.codePointAt(0) ?? 0;
    const own = code >= 0xf000 && code <= 0xf0ff;
    return own || (symbols && code > 0x20 && code < 0x100) ? symbolText(font, code) : character;
  }).join("");
}
