/** The six fonts a document can name, by what they are for. The file of a role is `fonts/<role>.ttf`. */
export type NamedRole = "song" | "fangsong" | "hei" | "kai" | "xiaobiaosong" | "serif";

/** The seventh font, in three files: what Noto Serif CJK has beyond song. No document names it; characters ask for it. */
export type RareRole = "rare" | "rare-planes" | "rare-hangul";

export type Role = NamedRole | RareRole;

/** Whether a role is one of the seventh font's three files. */
export const isRare = (role: Role): role is RareRole =>
  role === "rare" || role === "rare-planes" || role === "rare-hangul";

/** Where a character is looked for when the font of its run has none. */
export const FALLBACKS: readonly Role[] = [
  "song",
  "serif",
  "rare",
  "rare-planes",
  "rare-hangul",
  "hei",
  "kai",
  "xiaobiaosong",
  "fangsong",
];

const HANGUL: readonly (readonly [number, number])[] = [
  [0x1100, 0x11ff],
  [0x3130, 0x318f],
  [0xa960, 0xa97f],
  [0xac00, 0xd7ff],
];

/** Whether opening a font can help a character: each rare file is for its own code points, none is for private ones. */
export function mayHold(role: Role, codePoint: number): boolean {
  if (!isRare(role)) return true;
  if ((codePoint >= 0xe000 && codePoint <= 0xf8ff) || codePoint >= 0xf0000) return false;
  if (codePoint > 0xffff) return role === "rare-planes";
  const hangul = HANGUL.some(([first, last]) => codePoint >= first && codePoint <= last);
  return role === (hangul ? "rare-hangul" : "rare");
}

/** A family's role, and whether that role is the family itself or only near it. */
export type RoleChoice = { readonly role: NamedRole; readonly fit: "named" | "near" | "unknown" };

const NAMED_ROLES: readonly NamedRole[] = ["song", "fangsong", "hei", "kai", "xiaobiaosong", "serif"];

const NAMED: Readonly<Record<NamedRole, readonly string[]>> = {
  song: ["宋体", "SimSun", "新宋体", "NSimSun"],
  fangsong: ["仿宋", "仿宋_GB2312", "FangSong", "FangSong_GB2312"],
  hei: ["黑体", "SimHei"],
  kai: ["楷体", "楷体_GB2312", "KaiTi", "KaiTi_GB2312"],
  xiaobiaosong: ["方正小标宋简体", "方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "FZXBSJW--GB1-0"],
  serif: ["Times New Roman", "Liberation Serif"],
};

/** Families people use that none of the six is, and the nearest of the six. */
const NEAR: Readonly<Record<NamedRole, readonly string[]>> = {
  song: [
    "华文宋体",
    "STSong",
    "华文中宋",
    "STZhongsong",
    "方正书宋简体",
    "思源宋体",
    "Noto Serif CJK SC",
    "Songti SC",
    "SimSun-ExtB",
  ],
  fangsong: ["华文仿宋", "STFangsong", "方正仿宋简体", "方正仿宋_GBK", "仿宋体"],
  hei: [
    "等线",
    "DengXian",
    "等线 Light",
    "微软雅黑",
    "Microsoft YaHei",
    "华文黑体",
    "STHeiti",
    "华文细黑",
    "STXihei",
    "方正黑体简体",
    "方正黑体_GBK",
    "思源黑体",
    "Noto Sans CJK SC",
    "PingFang SC",
    "Arial",
    "Calibri",
    "Helvetica",
    "Verdana",
    "Tahoma",
  ],
  kai: ["华文楷体", "STKaiti", "方正楷体简体", "方正楷体_GBK"],
  xiaobiaosong: ["方正小标宋", "小标宋体", "小标宋"],
  serif: ["Cambria", "Georgia", "Garamond", "Times", "Book Antiqua", "Courier New"],
};

/** Fonts of signs: `read/symbols.ts` gives their characters in Unicode, so that any font may show them. */
const SYMBOL_FONTS = ["Symbol", "Wingdings", "Wingdings 2", "Wingdings 3", "Webdings", "OpenSymbol"];

const CHOICES: ReadonlyMap<string, RoleChoice> = new Map([
  ...SYMBOL_FONTS.map((family): [string, RoleChoice] => [
    family.toLowerCase(),
    { role: "serif", fit: "named" },
  ]),
  ...choices(NEAR, "near"),
  ...choices(NAMED, "named"),
]);

function choices(
  families: Readonly<Record<NamedRole, readonly string[]>>,
  fit: "named" | "near",
): [string, RoleChoice][] {
  return NAMED_ROLES.flatMap((role) =>
    families[role].map((family): [string, RoleChoice] => [family.toLowerCase(), { role, fit }]),
  );
}

/** The role of a family name. A family nobody knows: song for Chinese text, serif for Latin text. */
export function roleOf(family: string, script: "han" | "latin"): RoleChoice {
  return (
    CHOICES.get(family.trim().toLowerCase()) ?? { role: script === "han" ? "song" : "serif", fit: "unknown" }
  );
}
