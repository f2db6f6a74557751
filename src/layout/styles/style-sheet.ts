import { child, children, descend, type XmlElement } from "../../formats/docx/xml-tree.ts";
import {
  type ParagraphProperties,
  PLAIN_PARAGRAPH,
  readParagraphProperties,
} from "./paragraph-properties.ts";
import { PLAIN_RUN, readRunProperties, type RunProperties } from "./run-properties.ts";
import type { ThemeFonts } from "./theme-fonts.ts";

/** What a style says, with everything it is based on. */
export type Style = {
  readonly paragraph: Partial<ParagraphProperties>;
  /** What the style that names its list, and those based on it, say: it holds over what the list says. */
  readonly overList: Partial<ParagraphProperties>;
  readonly run: Partial<RunProperties>;
  /** w:tblPr, w:tcPr and conditional parts of a table style, nearest first. */
  readonly elements: readonly XmlElement[];
};

/** The styles of a document (ISO 29500-1 §17.7.2: defaults, table, numbering, paragraph, character, direct). */
export type StyleSheet = {
  readonly defaults: { readonly paragraph: ParagraphProperties; readonly run: RunProperties };
  /** Paragraph style by id; the default one when there is none of that id. */
  paragraph(id: string | undefined): Style;
  character(id: string | undefined): Style;
  table(id: string | undefined): Style;
  /** Size that the default paragraph style itself states, points; 12 when it states none. */
  readonly standardSize: number;
};

const NOTHING: Style = { paragraph: {}, overList: {}, run: {}, elements: [] };
const MAX_CHAIN = 30;

/** Reads `word/styles.xml`. Missing styles and circles in basedOn end the chain; they are not errors. */
export function readStyleSheet(
  root: XmlElement | undefined,
  theme: ThemeFonts,
  unknown: (name: string) => void,
): StyleSheet {
  const elements = new Map<string, XmlElement>();
  const preset = new Map<string, string>();
  for (const style of children(root, "w:style")) {
    const id = style.attributes["w:styleId"];
    const type = style.attributes["w:type"] ?? "paragraph";
    if (id === undefined) continue;
    elements.set(`${type} ${id}`, style);
    if (["1", "true", "on"].includes(style.attributes["w:default"] ?? "")) preset.set(type, id);
  }
  const resolved = new Map<string, Style>();
  const resolve = (type: string, id: string, depth: number): Style => {
    const key = `${type} ${id}`;
    const known = resolved.get(key);
    if (known !== undefined) return known;
    const element = elements.get(key);
    if (element === undefined || depth > MAX_CHAIN) return NOTHING;
    resolved.set(key, NOTHING);
    const base = child(element, "w:basedOn")?.attributes["w:val"];
    const parent = base === undefined ? NOTHING : resolve(type, base, depth + 1);
    const own = withList(readParagraphProperties(child(element, "w:pPr"), unknown), parent);
    const style: Style = {
      paragraph: { ...parent.paragraph, ...own },
      overList: overListOf(own, parent),
      run: { ...parent.run, ...readRunProperties(child(element, "w:rPr"), theme, unknown) },
      elements: [element, ...parent.elements],
    };
    resolved.set(key, style);
    return style;
  };
  const named =
    (type: string) =>
    (id: string | undefined): Style => {
      const wanted = id !== undefined && elements.has(`${type} ${id}`) ? id : preset.get(type);
      return wanted === undefined ? NOTHING : resolve(type, wanted, 0);
    };
  const defaults = child(root, "w:docDefaults");
  return {
    defaults: {
      paragraph: {
        ...PLAIN_PARAGRAPH,
        ...readParagraphProperties(descend(defaults, "w:pPrDefault", "w:pPr"), unknown),
      },
      run: { ...PLAIN_RUN, ...readRunProperties(descend(defaults, "w:rPrDefault", "w:rPr"), theme, unknown) },
    },
    paragraph: named("paragraph"),
    character: (id) => (id === undefined ? NOTHING : named("character")(id)),
    table: named("table"),
    standardSize:
      readRunProperties(
        descend(elements.get(`paragraph ${preset.get("paragraph")}`), "w:rPr"),
        theme,
        unknown,
      ).size ?? 12,
  };
}

type Stated = Partial<ParagraphProperties>;

/** What a style says; a list level alone is of the list of the style it is based on. */
function withList(said: Stated, parent: Style): Stated {
  const upper = parent.paragraph.numbering;
  return said.numbering?.list === "" && upper !== undefined
    ? { ...said, numbering: { ...said.numbering, list: upper.list } }
    : said;
}

function overListOf(own: Stated, parent: Style): Stated {
  if ("numbering" in own) return own;
  return parent.paragraph.numbering === undefined ? {} : { ...parent.overList, ...own };
}
