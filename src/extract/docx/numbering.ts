import type { DocxPackage } from "../../formats/docx/open-docx.ts";
import { child, children, valueOf, type XmlElement } from "../../formats/docx/xml-tree.ts";

type Level = { readonly format: string; readonly text: string; readonly start: number };

/** The labels Word prints before paragraphs and does not store: 「第一条」「（二）」「3.1」. */
export type Numbering = { label(numId: string, level: number): string };

/** Reads `numbering.xml`; without one no paragraph has a label. Counters live in the returned object: ask in reading order. */
export function readNumbering(opened: DocxPackage): Numbering {
  const tree = opened.xml("word/numbering.xml");
  const abstracts = new Map<string, readonly Level[]>();
  for (const element of children(tree, "w:abstractNum"))
    abstracts.set(element.attributes["w:abstractNumId"] ?? "", levelsOf(element));
  const nums = new Map<string, { readonly abstract: string; readonly levels: readonly Level[] }>();
  for (const element of children(tree, "w:num")) {
    const abstract = valueOf(child(element, "w:abstractNumId")) ?? "";
    nums.set(element.attributes["w:numId"] ?? "", { abstract, levels: abstracts.get(abstract) ?? [] });
  }
  const counters = new Map<string, number[]>();
  return {
    label(numId, level) {
      const num = nums.get(numId);
      const own = num?.levels[level];
      if (num === undefined || own === undefined || own.format === "bullet" || own.format === "none")
        return "";
      const counts = counters.get(num.abstract) ?? [];
      counters.set(num.abstract, counts);
      counts[level] = (counts[level] ?? own.start - 1) + 1;
      counts.length = level + 1;
      return own.text.replaceAll(/%([1-9])/g, (_, digit: string) => {
        const at = Number(digit) - 1;
        const shown = num.levels[at];
        return shown === undefined ? "" : written(counts[at] ?? shown.start, shown.format);
      });
    },
  };
}

function levelsOf(abstract: XmlElement): readonly Level[] {
  const levels: Level[] = [];
  for (const element of children(abstract, "w:lvl")) {
    levels[Number(element.attributes["w:ilvl"] ?? 0)] = {
      format: valueOf(child(element, "w:numFmt")) ?? "decimal",
      text: valueOf(child(element, "w:lvlText")) ?? "",
      start: Number(valueOf(child(element, "w:start")) ?? 1),
    };
  }
  return levels;
}

const DIGITS = "零一二三四五六七八九";

/** A count below one hundred in Chinese. */
function chinese(count: number): string {
  const [tens, ones] = [Math.floor(count / 10), count % 10];
  if (tens === 0) return DIGITS[ones] ?? "";
  return `${tens === 1 ? "" : (DIGITS[tens] ?? "")}十${ones === 0 ? "" : (DIGITS[ones] ?? "")}`;
}

function written(count: number, format: string): string {
  if (/^(?:chinese|ideograph|japaneseCounting|taiwaneseCounting)/i.test(format) && count < 100)
    return chinese(count);
  if (format === "decimalZero") return String(count).padStart(2, "0");
  if (format === "decimalEnclosedCircle" && count <= 20) return String.fromCodePoint(0x245f + count);
  if (format === "lowerLetter") return String.fromCharCode(96 + ((count - 1) % 26) + 1);
  if (format === "upperLetter") return String.fromCharCode(64 + ((count - 1) % 26) + 1);
  return String(count);
}
