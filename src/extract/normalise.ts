import { SIMPLIFIED } from "../kit/simplified.ts";

/** Radicals and compatibility ideographs that fonts and OCR put for the ideograph itself. */
const LOOKALIKE = /[\u2E80-\u2FDF\uF900-\uFAFF\u{2F800}-\u{2FA1F}]/gu;

/** Radicals that Unicode does not fold and that programs copy out of fonts for the characters they look like. */
const RADICALS: ReadonlyMap<string, string> = new Map(
  (
    "⺁厂 ⺌小 ⺎兀 ⺏尣 ⺒巳 ⺓幺 ⺗心 ⺙攵 ⺛旡 ⺝月 ⺟母 ⺠民 ⺢水 ⺣火 ⺥爪 ⺦丬 ⺧牛 ⺨犬 ⺩王 ⺪疋 ⺫目 ⺬示 ⺭礻 ⺮竹 ⺯糸 ⺰纟 ⺱网 ⺲罒 ⺳网 ⺵网 ⺶羊 ⺷羊 ⺸羊 " +
    "⺹老 ⺻聿 ⺼肉 ⺽臼 ⺾艹 ⻀艹 ⻁虎 ⻂衤 ⻃西 ⻄西 ⻅见 ⻆角 ⻈讠 ⻉贝 ⻋车 ⻌辶 ⻍辶 ⻎辶 ⻏阝 ⻐钅 ⻑长 ⻒长 ⻓长 ⻔门 ⻖阝 ⻗雨 ⻘青 ⻙韦 ⻚页 ⻛风 ⻜飞 ⻝食 ⻟食 ⻠饣 " +
    "⻢马 ⻣骨 ⻤鬼 ⻥鱼 ⻦鸟 ⻧卤 ⻨麦 ⻩黄 ⻪黾 ⻫斉 ⻬齐 ⻭歯 ⻮齿 ⻯竜 ⻰龙 ⻱龟 ⻲亀 ⻳龟 ⼾户"
  )
    .split(" ")
    .map((pair): readonly [string, string] => {
      const [radical = "", character = ""] = Array.from(pair);
      return [radical, character];
    }),
);

/** Full-width letters, digits and the signs that are the same in both widths. */
const FULL_WIDTH = /[０-９Ａ-Ｚａ-ｚ．／－＠％＋＃＆＿]/gu;

const INVISIBLE = /(?![\t\n])[\p{Cf}\p{Co}\u2800\p{Cc}]/gu;

/** Characters OCR and old word processors write for others. */
const SIGNS: Readonly<Record<string, string>> = {
  "﹕": "：",
  "∶": "：",
  "︰": "：",
  "﹔": "；",
  "︵": "（",
  "︶": "）",
  "﹙": "（",
  "﹚": "）",
  "〈": "《",
  "〉": "》",
  "﹏": "_",
  "﹍": "_",
  "￣": "_",
  "—": "—",
  "─": "—",
  "━": "—",
  "﹣": "-",
  "‐": "-",
  "‑": "-",
  "−": "-",
  "▁": "_",
  "￥": "¥",
  "﹩": "$",
  "·": "·",
  "•": "·",
  "\u00a0": " ",
  "　": " ",
};

/** Radicals and compatibility ideographs as the characters they look like. */
export const folded = (text: string): string =>
  text.replaceAll(LOOKALIKE, (sign) => RADICALS.get(sign) ?? sign.normalize("NFKC"));

/** Text as the rules read it: simplified, of one width, without invisible characters; Chinese punctuation stays. */
export function normalised(text: string): string {
  const plain = folded(text.replaceAll(INVISIBLE, ""))
    .replaceAll(FULL_WIDTH, (sign) => sign.normalize("NFKC"))
    .normalize("NFC");
  let out = "";
  for (const sign of plain) out += SIGNS[sign] ?? SIMPLIFIED.get(sign) ?? sign;
  // recognised text takes 日 behind a number for 曰
  return closedUp(colons(unglossed(out.replaceAll(/(?<=\d\s?)曰/gu, "日"))));
}

/** Labels of bilingual contracts: 「合同编号 Contract No.:」 is 「合同编号：」. */
const unglossed = (text: string): string =>
  text
    .replaceAll(/(^|\t)([\p{Script=Han}（）]{1,14})\s+[A-Za-z][A-Za-z .()’'/-]{0,40}\s*[:：]\s*/gu, "$1$2：")
    .replaceAll(/\b(E-?mail|Tel)\s*[:：]\s*/giu, "$1：");

/** A half-width colon or bracket beside Han is the full-width one. */
const colons = (text: string): string =>
  text
    .replaceAll(/(?<=[\p{Script=Han}）)”"》]\s*):/gu, "：")
    .replaceAll(/\((?=[^()]*\p{Script=Han})/gu, "（")
    .replaceAll(/(?<=（[^（）()]*)\)/gu, "）")
    .replaceAll(/(?<=\p{Script=Han}),|(?<=\d),\s*$/gu, "，")
    .replaceAll(/(?<=\d)，(?=\d{3}(?!\d))/gu, ",")
    .replaceAll(/(?<=[，。；：、）（《“]) +| +(?=[，。；：、）》”])/gu, "")
    .replaceAll(/(?<=\p{Script=Han});/gu, "；");

/** Spaces between Han, and between Han and digits, are the typesetter's; wide gaps stay as one tab. */
const closedUp = (text: string): string =>
  text
    .replaceAll(/ {3,}|\t+ *| +\t/gu, "\t")
    // the gaps of a day left to be filled in
    .replaceAll(/(?<=[自至到于从：起])[\t ]+(?=年[\t ]*月)|(?<=年)[\t ]+(?=月)|(?<=月)[\t ]+(?=日)/gu, "")
    .replaceAll(/(?<=[\p{Script=Han}，。；：、（）《》“”])[ ]+(?=[\p{Script=Han}\d（）《》“”¥])/gu, "")
    .replaceAll(/(?<=[\d）])(?<!^\d{1,2}(?:\.\d{1,2}){0,3})[ ]+(?=\p{Script=Han})/gu, "")
    // a label of two characters is often spread over the width of four
    .replaceAll(/(?<![\p{Script=Han}\d）])(\p{Script=Han})[\t ]+(\p{Script=Han})(?=\s*[：（]|$)/gu, "$1$2")
    .trim();

/** How many characters of a text are written in traditional form. */
export const traditionalCount = (text: string): number =>
  Array.from(text).reduce((sum, sign) => sum + (SIMPLIFIED.has(sign) ? 1 : 0), 0);
