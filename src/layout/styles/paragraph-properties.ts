import { child, children, type XmlElement } from "../../formats/docx/xml-tree.ts";
import { decimal, isOn, points, shade } from "../units.ts";
import { type Borders, readBorders } from "./borders.ts";

export type Alignment = "left" | "center" | "right" | "both" | "distribute";

export type TabStop = {
  /** From the paragraph's left edge (not its indent). */
  readonly at: number;
  readonly align: "left" | "center" | "right" | "decimal" | "clear";
  readonly leader: "none" | "dot" | "hyphen" | "underscore" | "middleDot";
};

/** Line height: `auto` is a multiple of the natural height, the others points; `unstated` is a multiple of 12 points whose rule is left open. */
export type LineSpacing = {
  readonly rule: "auto" | "exact" | "atLeast" | "unstated";
  readonly value: number;
};

/** How a paragraph is set (w:pPr), lengths in points; *Chars in characters, *Lines in lines. */
export type ParagraphProperties = {
  readonly before: number;
  readonly after: number;
  readonly beforeLines: number | undefined;
  readonly afterLines: number | undefined;
  readonly line: LineSpacing;
  readonly left: number;
  readonly right: number;
  /** Indent of the first line beyond `left`; negative hangs. */
  readonly first: number;
  readonly leftChars: number | undefined;
  readonly rightChars: number | undefined;
  readonly firstChars: number | undefined;
  readonly align: Alignment;
  readonly keepNext: boolean;
  readonly keepLines: boolean;
  readonly pageBreakBefore: boolean;
  readonly widowControl: boolean;
  readonly snapToGrid: boolean;
  readonly hangingPunctuation: boolean;
  readonly kinsoku: boolean;
  /** Space between Han and Latin letters, and between Han and digits. */
  readonly autoSpace: boolean;
  readonly contextualSpacing: boolean;
  readonly tabs: readonly TabStop[];
  readonly borders: Borders;
  readonly background: string | undefined;
  /** The list and level it belongs to; the list "" is that of its style. */
  readonly numbering: { readonly list: string; readonly level: number } | undefined;
  readonly style: string | undefined;
  readonly textFrame: TextFrame | undefined;
};

/** A paragraph that stands beside the text (w:framePr). */
export type TextFrame = {
  readonly width: number | undefined;
  readonly x: number;
  readonly xAlign: "left" | "center" | "right" | "inside" | "outside" | undefined;
  readonly xFrom: "page" | "margin" | "text";
  readonly y: number;
  readonly yFrom: "page" | "margin" | "text";
};

export const PLAIN_PARAGRAPH: ParagraphProperties = {
  before: 0,
  after: 0,
  beforeLines: undefined,
  afterLines: undefined,
  line: { rule: "auto", value: 1 },
  left: 0,
  right: 0,
  first: 0,
  leftChars: undefined,
  rightChars: undefined,
  firstChars: undefined,
  align: "left",
  keepNext: false,
  keepLines: false,
  pageBreakBefore: false,
  widowControl: true,
  snapToGrid: true,
  hangingPunctuation: true,
  kinsoku: true,
  autoSpace: true,
  contextualSpacing: false,
  tabs: [],
  borders: {},
  background: undefined,
  numbering: undefined,
  style: undefined,
  textFrame: undefined,
};

type Draft = { -readonly [Key in keyof ParagraphProperties]?: ParagraphProperties[Key] };

const ALIGNMENTS: Readonly<Record<string, Alignment>> = {
  left: "left",
  start: "left",
  center: "center",
  right: "right",
  end: "right",
  both: "both",
  distribute: "distribute",
  thaiDistribute: "distribute",
  lowKashida: "both",
  mediumKashida: "both",
  highKashida: "both",
};

const READERS: Readonly<Record<string, (element: XmlElement, draft: Draft) => void>> = {
  "w:spacing": readSpacing,
  "w:ind": readIndent,
  "w:jc": (element, draft) => void (draft.align = ALIGNMENTS[element.attributes["w:val"] ?? ""] ?? "left"),
  "w:keepNext": (element, draft) => void (draft.keepNext = isOn(element)),
  "w:keepLines": (element, draft) => void (draft.keepLines = isOn(element)),
  "w:pageBreakBefore": (element, draft) => void (draft.pageBreakBefore = isOn(element)),
  "w:widowControl": (element, draft) => void (draft.widowControl = isOn(element)),
  "w:snapToGrid": (element, draft) => void (draft.snapToGrid = isOn(element)),
  "w:overflowPunct": (element, draft) => void (draft.hangingPunctuation = isOn(element)),
  "w:kinsoku": (element, draft) => void (draft.kinsoku = isOn(element)),
  "w:autoSpaceDE": (element, draft) => void (draft.autoSpace = isOn(element)),
  "w:contextualSpacing": (element, draft) => void (draft.contextualSpacing = isOn(element)),
  "w:tabs": (element, draft) => void (draft.tabs = children(element, "w:tab").map(readTab)),
  "w:pBdr": (element, draft) => void (draft.borders = readBorders(element)),
  "w:shd": (element, draft) => void (draft.background = shade(element)),
  "w:pStyle": (element, draft) => void (draft.style = element.attributes["w:val"]),
  "w:framePr": (element, draft) => void (draft.textFrame = readFrame(element)),
  "w:numPr": (element, draft) => {
    const list = child(element, "w:numId")?.attributes["w:val"];
    const level = decimal(child(element, "w:ilvl")?.attributes["w:val"]) ?? 0;
    // A level alone is of the list that the style names.
    draft.numbering = list === "0" ? undefined : { list: list ?? "", level: Math.min(8, Math.max(0, level)) };
  },
};

const QUIET = new Set([
  "w:rPr",
  "w:sectPr",
  "w:pPrChange",
  "w:outlineLvl",
  "w:adjustRightInd",
  "w:autoSpaceDN",
  "w:suppressAutoHyphens",
  "w:suppressLineNumbers",
  "w:wordWrap",
  "w:topLinePunct",
  "w:textAlignment",
  "w:mirrorIndents",
  "w:bidi",
  "w:cnfStyle",
  "w:divId",
  "w:suppressOverlap",
  "w:textboxTightWrap",
]);

/** What one w:pPr says; elements not understood are handed to `unknown`. */
export function readParagraphProperties(
  element: XmlElement | undefined,
  unknown: (name: string) => void,
): Partial<ParagraphProperties> {
  const draft: Draft = {};
  for (const each of element?.children ?? []) {
    const read = READERS[each.name];
    if (read !== undefined) read(each, draft);
    else if (!QUIET.has(each.name)) unknown(each.name);
  }
  return draft;
}

function readSpacing({ attributes }: XmlElement, draft: Draft): void {
  const before = attributes["w:beforeAutospacing"] === "1" ? 14 : points(attributes["w:before"]);
  const after = attributes["w:afterAutospacing"] === "1" ? 14 : points(attributes["w:after"]);
  if (before !== undefined) draft.before = before;
  if (after !== undefined) draft.after = after;
  const beforeLines = decimal(attributes["w:beforeLines"]);
  const afterLines = decimal(attributes["w:afterLines"]);
  if (beforeLines !== undefined) draft.beforeLines = beforeLines === 0 ? undefined : beforeLines / 100;
  if (afterLines !== undefined) draft.afterLines = afterLines === 0 ? undefined : afterLines / 100;
  const line = attributes["w:line"];
  if (line === undefined) return;
  const rule = attributes["w:lineRule"] ?? "unstated";
  const length = points(line) ?? 12;
  if (length <= 0) return;
  draft.line =
    rule === "exact" || rule === "atLeast"
      ? { rule, value: length }
      : { rule: rule === "unstated" ? rule : "auto", value: length / 12 };
}

function readIndent({ attributes }: XmlElement, draft: Draft): void {
  const left = points(attributes["w:left"] ?? attributes["w:start"]);
  const right = points(attributes["w:right"] ?? attributes["w:end"]);
  if (left !== undefined) draft.left = left;
  if (right !== undefined) draft.right = right;
  const hanging = points(attributes["w:hanging"]);
  const first = points(attributes["w:firstLine"]);
  if (hanging !== undefined) draft.first = -hanging;
  else if (first !== undefined) draft.first = first;
  const leftChars = decimal(attributes["w:leftChars"] ?? attributes["w:startChars"]);
  const rightChars = decimal(attributes["w:rightChars"] ?? attributes["w:endChars"]);
  const hangingChars = decimal(attributes["w:hangingChars"]);
  const firstChars = decimal(attributes["w:firstLineChars"]);
  // Zero characters means "use the length": Word writes it to cancel an inherited character indent.
  if (leftChars !== undefined) draft.leftChars = leftChars === 0 ? undefined : leftChars / 100;
  if (rightChars !== undefined) draft.rightChars = rightChars === 0 ? undefined : rightChars / 100;
  if (hangingChars !== undefined && hangingChars !== 0) draft.firstChars = -hangingChars / 100;
  else if (firstChars !== undefined) draft.firstChars = firstChars === 0 ? undefined : firstChars / 100;
  else if (hanging !== undefined || first !== undefined) draft.firstChars = undefined;
}

const FRAME_ALIGN: Readonly<Record<string, TextFrame["xAlign"]>> = {
  left: "left",
  inside: "inside",
  center: "center",
  right: "right",
  outside: "outside",
};

/** An initial letter (w:dropCap) is no frame: it is set in its paragraph. */
function readFrame({ attributes }: XmlElement): TextFrame | undefined {
  if (attributes["w:dropCap"] !== undefined && attributes["w:dropCap"] !== "none") return undefined;
  const from = (name: string): "page" | "margin" | "text" => {
    const value = attributes[name];
    return value === "page" || value === "margin" ? value : "text";
  };
  return {
    width: points(attributes["w:w"]),
    x: points(attributes["w:x"]) ?? 0,
    xAlign: FRAME_ALIGN[attributes["w:xAlign"] ?? ""],
    xFrom: from("w:hAnchor"),
    y: points(attributes["w:y"]) ?? 0,
    yFrom: from("w:vAnchor"),
  };
}

function readTab({ attributes }: XmlElement): TabStop {
  const align = attributes["w:val"] ?? "left";
  const leader = attributes["w:leader"] ?? "none";
  return {
    at: points(attributes["w:pos"]) ?? 0,
    align:
      align === "center" || align === "right" || align === "decimal" || align === "clear"
        ? align
        : align === "end"
          ? "right"
          : "left",
    leader:
      leader === "dot" || leader === "hyphen" || leader === "underscore" || leader === "middleDot"
        ? leader
        : "none",
  };
}
