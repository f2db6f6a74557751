/** The six fonts of the house, by what they are for. The file of a role is `fonts/<role>.ttf`. */
export type Role = "song" | "fangsong" | "hei" | "kai" | "xiaobiaosong" | "serif";

/** Where a character is looked for when the font of its run has none: song first. */
export const FALLBACKS: readonly Role[] = ["song", "serif", "hei", "kai", "xiaobiaosong", "fangsong"];

/** A family's role, and whether that role is the family itself or only near it. */
export type RoleChoice = { readonly role: Role; readonly fit: "named" | "near" | "unknown" };

const NAMED: Readonly<Record<Role, readonly string[]>> = {
  song: ["宋体", "SimSun", "新宋体", "NSimSun"],
  fangsong: ["仿宋", "仿宋_GB2312", "FangSong", "FangSong_GB2312"],
  hei: ["黑体", "SimHei"],
  kai: ["楷体", "楷体_GB2312", "KaiTi", "KaiTi_GB2312"],
  xiaobiaosong: ["方正小标宋简体", "方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "FZXBSJW--GB1-0"],
  serif: ["Times New Roman", "Liberation Serif"],
};

/** Families people use that none of the six is, and the nearest of the six. */
const NEAR: Readonly<Record<Role, readonly string[]>> = {
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

const CHOICES: ReadonlyMap<string, RoleChoice> = new Map([
  ...choices(NEAR, "near"),
  ...choices(NAMED, "named"),
]);

function choices(
  families: Readonly<Record<Role, readonly string[]>>,
  fit: "named" | "near",
): [string, RoleChoice][] {
  return FALLBACKS.flatMap((role) =>
    families[role].map((family): [string, RoleChoice] => [family.toLowerCase(), { role, fit }]),
  );
}

/** The role of a family name. A family nobody knows: song for Chinese text, serif for Latin text. */
export function roleOf(family: string, script: "han" | "latin"): RoleChoice {
  return (
    CHOICES.get(family.trim().toLowerCase()) ?? { role: script === "han" ? "song" : "serif", fit: "unknown" }
  );
}
