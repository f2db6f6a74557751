import { child, type XmlElement } from "../../formats/docx/xml-tree.ts";
import { type ParagraphProperties, readParagraphProperties } from "../styles/paragraph-properties.ts";
import { readRunProperties, type RunProperties } from "../styles/run-properties.ts";
import type { Style } from "../styles/style-sheet.ts";
import { characterStyle } from "./character-style.ts";
import { rankOf } from "./rank.ts";
import { readInlines } from "./read-inlines.ts";
import { notUnderstood, type Reading } from "./reading.ts";
import { shownText } from "./symbols.ts";
import type { Inline, Paragraph, Place } from "./story.ts";

/** What a table style lays under its paragraphs. */
export type Underlay = {
  readonly paragraph: Partial<ParagraphProperties>;
  readonly run: Partial<RunProperties>;
};

export const NO_UNDERLAY: Underlay = { paragraph: {}, run: {} };

/** Reads one w:p: properties by ISO 29500-1 §17.7.2 (defaults, table style, numbering, paragraph style, direct), then what stands in it. */
export function readParagraph(
  element: XmlElement,
  reading: Reading,
  context: { readonly places: readonly Place[]; readonly underlay: Underlay },
): Paragraph {
  const { styles, theme } = reading;
  const unknown = (name: string): void => notUnderstood(reading, name);
  const source = child(element, "w:pPr");
  const direct = readParagraphProperties(source, unknown);
  const style = styles.paragraph(direct.style);
  const stated = "numbering" in direct ? direct.numbering : style.paragraph.numbering;
  const numbering = stated?.list === "" ? { ...stated, list: style.paragraph.numbering?.list ?? "" } : stated;
  const label = numbering === undefined ? undefined : reading.numbering.next(numbering.list, numbering.level);
  const properties: ParagraphProperties = {
    ...styles.defaults.paragraph,
    ...context.underlay.paragraph,
    ...style.paragraph,
    ...label?.paragraph,
    ...("numbering" in direct ? {} : style.overList),
    ...direct,
    tabs: mergedTabs(style.paragraph, label?.paragraph, direct),
  };
  const base: RunProperties = { ...styles.defaults.run, ...context.underlay.run, ...style.run };
  const mark: RunProperties = {
    ...base,
    ...characterStyle(child(source, "w:rPr"), reading),
    ...readRunProperties(child(source, "w:rPr"), theme, unknown),
  };
  const inlines = readInlines(element, reading, { base, links: isContents(style) ? "plain" : "styled" });
  const rank = rankOf(source, style.elements);
  const plain = { kind: "paragraph", properties, mark, places: context.places, rank } as const;
  if (label === undefined) return { ...plain, inlines, label: undefined };
  const look: RunProperties = { ...mark, underline: "none", ...label.run };
  const text = shownText(label.text, look.latin);
  return { ...plain, inlines: [...labelInlines(text, label.suffix, look), ...inlines], label: look };
}

/** Whether a style is one of those of a table of contents (toc 1 …). */
const isContents = (style: Style): boolean =>
  style.elements.some((each) => /^toc ?\d$/i.test(child(each, "w:name")?.attributes["w:val"] ?? ""));

function labelInlines(text: string, suffix: "tab" | "space" | "nothing", run: RunProperties): Inline[] {
  const inlines: Inline[] = [{ kind: "text", text: suffix === "space" ? `${text} ` : text, run, places: [] }];
  if (suffix === "tab") inlines.push({ kind: "tab", run, places: [] });
  return inlines;
}

/** Tab stops add up over the levels; `clear` takes one away. */
function mergedTabs(
  ...levels: readonly (Partial<ParagraphProperties> | undefined)[]
): ParagraphProperties["tabs"] {
  const stops = new Map<number, ParagraphProperties["tabs"][number]>();
  for (const stop of levels.flatMap((level) => level?.tabs ?? [])) {
    if (stop.align === "clear") stops.delete(stop.at);
    else stops.set(stop.at, stop);
  }
  return [...stops.values()].sort((a, b) => a.at - b.at);
}
