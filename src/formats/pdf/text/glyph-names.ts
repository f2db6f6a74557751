/** Names of glyphs in Latin simple fonts (Adobe Glyph List, the part contracts meet) beside letters, which name themselves. */
const NAMED: Readonly<Record<string, string>> = {
  space: " ",
  nbspace: " ",
  exclam: "!",
  quotedbl: '"',
  numbersign: "#",
  dollar: "$",
  percent: "%",
  ampersand: "&",
  quotesingle: "'",
  parenleft: "(",
  parenright: ")",
  asterisk: "*",
  plus: "+",
  comma: ",",
  hyphen: "-",
  minus: "-",
  period: ".",
  slash: "/",
  zero: "0",
  one: "1",
  two: "2",
  three: "3",
  four: "4",
  five: "5",
  six: "6",
  seven: "7",
  eight: "8",
  nine: "9",
  colon: ":",
  semicolon: ";",
  less: "<",
  equal: "=",
  greater: ">",
  question: "?",
  at: "@",
  bracketleft: "[",
  backslash: "\\",
  bracketright: "]",
  asciicircum: "^",
  underscore: "_",
  grave: "`",
  braceleft: "{",
  bar: "|",
  braceright: "}",
  asciitilde: "~",
  quoteleft: "‘",
  quoteright: "’",
  quotedblleft: "“",
  quotedblright: "”",
  bullet: "•",
  endash: "–",
  emdash: "—",
  ellipsis: "…",
  yen: "¥",
  degree: "°",
  multiply: "×",
  section: "§",
  periodcentered: "·",
  fi: "fi",
  fl: "fl",
  ff: "ff",
  ffi: "ffi",
  ffl: "ffl",
  copyright: "©",
  registered: "®",
  plusminus: "±",
  divide: "÷",
  mu: "µ",
  sterling: "£",
  cent: "¢",
  a20: "✔",
  a19: "✓",
  a73: "■",
  a71: "●",
};

/** The text of a glyph name; undefined for a name that says nothing, as `g123` does. */
export function glyphText(name: string): string | undefined {
  const known = Object.hasOwn(NAMED, name) ? NAMED[name] : undefined;
  if (known !== undefined) return known;
  if (/^[A-Za-z]$/.test(name)) return name;
  const hex = /^(?:uni([0-9A-F]{4})+|u([0-9A-F]{4,6}))(?:\.|$)/.exec(name);
  if (hex === null) {
    const dot = name.indexOf(".");
    return dot > 0 ? glyphText(name.slice(0, dot)) : undefined;
  }
  const digits = name.startsWith("uni") ? name.slice(3).replace(/\..*$/, "") : undefined;
  if (digits === undefined) return pointText(Number.parseInt(hex[2] ?? "", 16));
  return (digits.match(/.{4}/g) ?? []).map((unit) => String.fromCharCode(Number.parseInt(unit, 16))).join("");
}

const pointText = (point: number): string | undefined =>
  point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : undefined;

/** Ticks and boxes of the symbol fonts that forms use; the code is the byte, or U+F0xx. */
const SYMBOLS: readonly { readonly font: RegExp; readonly signs: Readonly<Record<number, string>> }[] = [
  {
    font: /wingdings-?2/i,
    signs: { 0x50: "√", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xa3: "□", 0x2a: "□", 0x30: "☑" },
  },
  {
    font: /wingdings(?!-?[23])/i,
    signs: {
      0x6f: "□",
      0x70: "□",
      0x71: "□",
      0xa8: "□",
      0xfc: "✓",
      0xfe: "☑",
      0xfd: "☒",
      0xfb: "×",
      0x6e: "■",
      0x6c: "●",
      0x9f: "•",
    },
  },
  { font: /zapfdingbats|dingbats/i, signs: { 0x33: "✓", 0x34: "✔", 0x6e: "■", 0x6f: "□", 0x6c: "●" } },
  { font: /^symbol|\+symbol/i, signs: { 0xb7: "•", 0x7f: "□" } },
];

/** What a code means in a symbol font; undefined when the font is none or the sign is not known. */
export function symbolText(font: string, code: number): string | undefined {
  return SYMBOLS.find((each) => each.font.test(font))?.signs[code & 0xff];
}
