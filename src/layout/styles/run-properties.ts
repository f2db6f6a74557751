import type { XmlElement } from "../../formats/docx/xml-tree.ts";
import { decimal, hexColor, isOn, points, shade } from "../units.ts";
import { type Border, readBorder } from "./borders.ts";
import type { ThemeFonts } from "./theme-fonts.ts";

export type Underline = "none" | "single" | "double" | "thick" | "dotted" | "dash" | "wave";

/** How text looks (w:rPr), lengths in points, colours RRGGBB. */
export type RunProperties = {
  readonly eastAsia: string;
  readonly latin: string;
  /** w:hint=eastAsia: characters that both scripts use go to the East Asian font. */
  readonly eastAsiaHint: boolean;
  readonly size: number;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly underline: Underline;
  readonly strike: boolean;
  readonly color: string | undefined;
  readonly background: string | undefined;
  /** Added after every character. */
  readonly spacing: number;
  /** Raises (or lowers) the baseline. */
  readonly rise: number;
  readonly vertical: "baseline" | "superscript" | "subscript";
  readonly hidden: boolean;
  readonly caps: boolean;
  /** Small letters are set as small capitals. */
  readonly smallCaps: boolean;
  /** Dots on every character (w:em). */
  readonly emphasis: boolean;
  /** A frame around the text. */
  readonly box: Border | undefined;
  /** The text is spaced to this width (w:fitText); runs of one id share it. */
  readonly fit: { readonly width: number; readonly id: string } | undefined;
  readonly snapToGrid: boolean;
  /** Horizontal scaling, 1 = 100 %. */
  readonly stretch: number;
};

export const PLAIN_RUN: RunProperties = {
  eastAsia: "宋体",
  latin: "Times New Roman",
  eastAsiaHint: false,
  size: 10,
  bold: false,
  italic: false,
  underline: "none",
  strike: false,
  color: undefined,
  background: undefined,
  spacing: 0,
  rise: 0,
  vertical: "baseline",
  hidden: false,
  caps: false,
  smallCaps: false,
  emphasis: false,
  box: undefined,
  fit: undefined,
  snapToGrid: true,
  stretch: 1,
};

type Draft = { -readonly [Key in keyof RunProperties]?: RunProperties[Key] };
type Reader = (element: XmlElement, draft: Draft, theme: ThemeFonts) => void;

const HIGHLIGHTS: Readonly<Record<string, string>> = {
  black: "000000",
  blue: "0000FF",
  cyan: "00FFFF",
  green: "00FF00",
  magenta: "FF00FF",
  red: "FF0000",
  yellow: "FFFF00",
  white: "FFFFFF",
  darkBlue: "000080",
  darkCyan: "008080",
  darkGreen: "008000",
  darkMagenta: "800080",
  darkRed: "800000",
  darkYellow: "808000",
  darkGray: "808080",
  lightGray: "C0C0C0",
};

const READERS: Readonly<Record<string, Reader>> = {
  "w:rFonts": (element, draft, theme) => {
    const { attributes } = element;
    const eastAsia = theme[attributes["w:eastAsiaTheme"] ?? ""] ?? attributes["w:eastAsia"];
    const latin = theme[attributes["w:asciiTheme"] ?? ""] ?? attributes["w:ascii"] ?? attributes["w:hAnsi"];
    if (eastAsia !== undefined && eastAsia !== "") draft.eastAsia = eastAsia;
    if (latin !== undefined && latin !== "") draft.latin = latin;
    if (attributes["w:hint"] !== undefined) draft.eastAsiaHint = attributes["w:hint"] === "eastAsia";
  },
  "w:sz": (element, draft) => {
    const half = decimal(element.attributes["w:val"]);
    if (half !== undefined && half > 0) draft.size = Math.min(half / 2, 800);
  },
  "w:b": (element, draft) => void (draft.bold = isOn(element)),
  "w:i": (element, draft) => void (draft.italic = isOn(element)),
  "w:strike": (element, draft) => void (draft.strike = isOn(element)),
  "w:dstrike": (element, draft) => void (draft.strike = isOn(element)),
  "w:caps": (element, draft) => void (draft.caps = isOn(element)),
  "w:smallCaps": (element, draft) => void (draft.smallCaps = isOn(element)),
  "w:em": (element, draft) => void (draft.emphasis = (element.attributes["w:val"] ?? "none") !== "none"),
  "w:bdr": (element, draft) => {
    const border = readBorder(element);
    draft.box = border.style === "none" ? undefined : border;
  },
  "w:fitText": (element, draft) => {
    const width = points(element.attributes["w:val"]);
    draft.fit = width === undefined ? undefined : { width, id: element.attributes["w:id"] ?? "" };
  },
  "w:vanish": (element, draft) => void (draft.hidden = isOn(element)),
  "w:snapToGrid": (element, draft) => void (draft.snapToGrid = isOn(element)),
  "w:u": (element, draft) => void (draft.underline = underlineOf(element.attributes["w:val"])),
  "w:color": (element, draft) => void (draft.color = hexColor(element.attributes["w:val"])),
  "w:highlight": (element, draft) => void (draft.background = HIGHLIGHTS[element.attributes["w:val"] ?? ""]),
  "w:shd": (element, draft) => {
    const fill = shade(element);
    if (fill !== undefined) draft.background = fill;
  },
  "w:spacing": (element, draft) => void (draft.spacing = points(element.attributes["w:val"]) ?? 0),
  "w:position": (element, draft) => void (draft.rise = (decimal(element.attributes["w:val"]) ?? 0) / 2),
  "w:vertAlign": (element, draft) => {
    const value = element.attributes["w:val"];
    draft.vertical = value === "superscript" || value === "subscript" ? value : "baseline";
  },
  "w:w": (element, draft) => {
    const percent = decimal(element.attributes["w:val"]?.replace("%", ""));
    if (percent !== undefined && percent > 0) draft.stretch = Math.min(percent, 600) / 100;
  },
};

/** Elements of w:rPr that change nothing on paper, or only in ways every reader may ignore. */
const QUIET = new Set([
  "w:rStyle",
  "w:lang",
  "w:kern",
  "w:noProof",
  "w:szCs",
  "w:bCs",
  "w:iCs",
  "w:cs",
  "w:rtl",
  "w:rPrChange",
  "w:ins",
  "w:del",
  "w:webHidden",
  "w:oMath",
  "w:specVanish",
  "w14:ligatures",
  "w14:numForm",
]);

/** What one w:rPr says; elements not understood are handed to `unknown`. */
export function readRunProperties(
  element: XmlElement | undefined,
  theme: ThemeFonts,
  unknown: (name: string) => void,
): Partial<RunProperties> {
  const draft: Draft = {};
  for (const each of element?.children ?? []) {
    const read = READERS[each.name];
    if (read !== undefined) read(each, draft, theme);
    else if (!QUIET.has(each.name) && (each.attributes["w:val"] === undefined || isOn(each)))
      unknown(each.name);
  }
  return draft;
}

function underlineOf(value: string | undefined): Underline {
  switch (value) {
    case undefined:
    case "none":
      return "none";
    case "double":
    case "wavyDouble":
      return "double";
    case "thick":
    case "dashedHeavy":
    case "dottedHeavy":
      return "thick";
    case "dotted":
      return "dotted";
    case "dash":
    case "dashLong":
    case "dotDash":
    case "dotDotDash":
      return "dash";
    case "wave":
      return "wave";
    default:
      return "single";
  }
}
