import { child, children, type XmlElement } from "../../formats/docx/xml-tree.ts";
import { decimal, isOn } from "../units.ts";
import { symbolText } from "./symbols.ts";

/** What a w:numFmt is called in a field's switch (\* ROMAN). */
const SWITCHES: Readonly<Record<string, string>> = {
  Arabic: "decimal",
  ARABIC: "decimal",
  ROMAN: "upperRoman",
  roman: "lowerRoman",
  ALPHABETIC: "upperLetter",
  alphabetic: "lowerLetter",
  CHINESENUM1: "ideographDigital",
  CHINESENUM2: "chineseLegalSimplified",
  CHINESENUM3: "chineseCounting",
  ArabicDash: "numberInDash",
};

/** The number format that a PAGE or NUMPAGES field asks for itself; undefined: that of its section. */
export const numberSwitch = (instruction: string): string | undefined =>
  SWITCHES[/\\\*\s*([A-Za-z0-9]+)/.exec(instruction.replace(/\\\*\s*MERGEFORMAT/i, ""))?.[1] ?? ""];

/** What a legacy form field (w:ffData) shows that stores no result: a check box, or the entry chosen of a list. */
export function formFieldText(begin: XmlElement): string | undefined {
  const form = child(begin, "w:ffData");
  const box = child(form, "w:checkBox");
  if (box !== undefined) {
    const state = child(box, "w:checked") ?? child(box, "w:default");
    return state !== undefined && isOn(state) ? "☒" : "☐";
  }
  const list = child(form, "w:ddList");
  if (list === undefined) return undefined;
  const chosen = child(list, "w:result") ?? child(list, "w:default");
  const index = decimal(chosen?.attributes["w:val"]) ?? 0;
  return children(list, "w:listEntry")[index]?.attributes["w:val"];
}

const BOXED: Readonly<Record<string, string>> = { "": "☐", "√": "☑", "✓": "☑", "×": "☒", x: "☒", X: "☒" };
const CIRCLED = Array.from("一二三四五六七八九十");
const SIGNS: Readonly<Record<string, string>> = { 印: "㊞", 正: "㊣", 秘: "㊙", 财: "㊖", 社: "㊓" };

/** One sign inside another (Word's enclosed characters), as the one character it is; undefined when there is none. */
function enclosed(outer: string, inner: string): string | undefined {
  if (/^[□☐■]$/u.test(outer)) return BOXED[inner];
  if (!/^[○〇◯]$/u.test(outer)) return undefined;
  const number = /^\d{1,2}$/.test(inner) ? Number(inner) : 0;
  if (number >= 1 && number <= 20) return String.fromCodePoint(0x245f + number);
  const counted = CIRCLED.indexOf(inner);
  return counted < 0 ? SIGNS[inner] : String.fromCodePoint(0x3280 + counted);
}

/**
 * What a field shows whose instruction alone says it (Word stores no result): EQ \o (one sign over another), SYMBOL, MACROBUTTON.
 * `exact` is false where signs that stand over one another are set side by side. Undefined: the field shows its stored result.
 */
export function instructionText(
  instruction: string,
): { readonly text: string; readonly exact: boolean } | undefined {
  const over = /^\s*eq\s+\\o(?:\s*\\a[clrd])*\s*\(([^,，;]{0,20})[,，;](.{0,20})\)\s*$/iu.exec(instruction);
  if (over !== null) {
    const [outer, inner] = [over[1]?.trim() ?? "", over[2]?.trim() ?? ""];
    const one = enclosed(outer, inner);
    return { text: one ?? outer + inner, exact: one !== undefined };
  }
  if (/^\s*eq\s/i.test(instruction)) return { text: "", exact: false };
  const symbol = /^\s*SYMBOL\s+(0x[0-9a-f]{1,4}|\d{1,5})(?:.*\\f\s*"?([^"\\]{1,40}))?/i.exec(instruction);
  if (symbol !== null) {
    const code = Number(symbol[1]);
    const family = symbol[2]?.trim() ?? "";
    return { text: family === "" ? String.fromCodePoint(code) : symbolText(family, code), exact: true };
  }
  const button = /^\s*MACROBUTTON\s+\S+\s+(.*)$/i.exec(instruction);
  return button === null ? undefined : { text: button[1]?.trim() ?? "", exact: true };
}
