/** Which of a run's two fonts a character takes: `either` follows its neighbours. */
export type Script = "han" | "latin" | "either" | "space";

/** Quotes, dashes and dots that Chinese and Latin text share. */
const SHARED = new Set([
  0xb7, 0xd7, 0xb0, 0xb1, 0x2010, 0x2013, 0x2014, 0x2015, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2025,
  0x2026, 0x2030, 0x2032, 0x2033, 0x203b,
]);
const HAN_SIGNS = new Set([0x2103, 0x2116, 0x2121, 0x3000]);

/** The script of a code point (ISO 29500-1 §17.3.2.26 in the ranges this house meets). */
export function scriptOf(codePoint: number): Script {
  if (codePoint === 0x20 || codePoint === 0xa0) return "space";
  if (codePoint < 0xb0) return "latin";
  if (SHARED.has(codePoint) || (codePoint >= 0x2190 && codePoint <= 0x22ff)) return "either";
  const han =
    (codePoint >= 0x2e80 && codePoint <= 0xd7ff) ||
    (codePoint >= 0xe000 && codePoint <= 0xfaff) ||
    (codePoint >= 0xfe30 && codePoint <= 0xfe6f) ||
    (codePoint >= 0xff00 && codePoint <= 0xffef) ||
    (codePoint >= 0x2150 && codePoint <= 0x218f) ||
    (codePoint >= 0x2460 && codePoint <= 0x27bf) ||
    (codePoint >= 0x20000 && codePoint <= 0x3ffff) ||
    HAN_SIGNS.has(codePoint);
  return han ? "han" : "latin";
}

/** Han characters proper (with kana), beside which Latin gets space; not punctuation, not full-width forms. */
export const isIdeograph = (codePoint: number): boolean =>
  (codePoint >= 0x3040 && codePoint <= 0x32ff) ||
  (codePoint >= 0x3400 && codePoint <= 0x9fff) ||
  (codePoint >= 0xf900 && codePoint <= 0xfaff) ||
  codePoint >= 0x20000 ||
  codePoint === 0x3007;

/** Brackets and dashes that lie on their side where lines run down. */
const LYING = new Set(
  Array.from("（）〈〉《》「」『』【】〔〕〖〗［］｛｝“”‘’—…～－〜", (each) => each.codePointAt(0)),
);

/** Whether an East Asian character stands upright where lines run down. */
export const isUpright = (codePoint: number): boolean => !LYING.has(codePoint);

/** Characters that leave no ink and take no room. */
export const isInvisible = (codePoint: number): boolean =>
  codePoint < 0x20 ||
  codePoint === 0xad ||
  (codePoint >= 0x200b && codePoint <= 0x200f) ||
  (codePoint >= 0x202a && codePoint <= 0x202e) ||
  codePoint === 0x2060 ||
  codePoint === 0xfeff;

/** Selectors of glyph variants; the variant itself cannot be shown by fonts without them. */
export const isVariationSelector = (codePoint: number): boolean =>
  (codePoint >= 0xfe00 && codePoint <= 0xfe0f) || (codePoint >= 0xe0100 && codePoint <= 0xe01ef);

/** Blanks of fixed width, in em, for fonts that lack them. */
export const BLANKS: Readonly<Record<number, number>> = {
  0xa0: 0.25,
  0x2002: 0.5,
  0x2003: 1,
  0x2004: 1 / 3,
  0x2005: 0.25,
  0x2006: 1 / 6,
  0x2007: 0.5,
  0x2008: 0.25,
  0x2009: 0.2,
  0x200a: 0.1,
  0x202f: 0.2,
  0x3000: 1,
};

/** Must not begin a line (GB/T 15834, kinsoku). */
export const NO_START: ReadonlySet<string> = new Set(
  "!%),.:;>?]}¢¨°·ˇˉ―‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞﹚﹜﹞！＂％＇），．：；？］｀｜｝～￠—々",
);

/** Must not end a line. */
export const NO_END: ReadonlySet<string> = new Set("$([{£¥‘“‹〈《「『【〔〖〝﹙﹛＄（．［｛￡￥");

/** May hang over the right margin (w:overflowPunct): stops, not closing brackets. */
export const HANGING: ReadonlySet<string> = new Set("，。、；：？！");

/** Latin letters and digits, which get space beside ideographs. */
export const isSpacedLatin = (text: string): boolean => /^[A-Za-z0-9\u00c0-\u024f]/.test(text);
