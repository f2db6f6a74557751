import { child, children, type XmlElement } from "../../formats/docx/xml-tree.ts";
import { decimal, isOn } from "../units.ts";
import type { Profile } from "../profile.ts";
import { numeral } from "./numeral.ts";
import { type ParagraphProperties, readParagraphProperties } from "./paragraph-properties.ts";
import { readRunProperties, type RunProperties } from "./run-properties.ts";
import type { ThemeFonts } from "./theme-fonts.ts";

/** One level of a list (w:lvl). */
type Level = {
  readonly start: number;
  readonly format: string;
  readonly text: string;
  /** Numbers of higher levels are written in Arabic digits (w:isLgl). */
  readonly arabic: boolean;
  readonly suffix: "tab" | "space" | "nothing";
  readonly paragraph: Partial<ParagraphProperties>;
  readonly run: Partial<RunProperties>;
};

/** The label of one numbered paragraph and what its level says about it. */
export type ListLabel = Pick<Level, "suffix" | "paragraph" | "run"> & { readonly text: string };

/** Counts through a document: ask once for every numbered paragraph, in order. */
export type Numbering = { next(list: string, level: number): ListLabel | undefined };

/** Reads `word/numbering.xml`; lists keep their own counters, deeper levels restart. */
export function readNumbering(
  root: XmlElement | undefined,
  theme: ThemeFonts,
  { unknown, legalNumbers }: { readonly unknown: (name: string) => void } & Pick<Profile, "legalNumbers">,
): Numbering {
  const legal = legalNumbers === "kept";
  const abstracts = new Map(
    children(root, "w:abstractNum").map((each) => [each.attributes["w:abstractNumId"], each]),
  );
  const lists = new Map<
    string,
    { readonly levels: readonly Level[]; readonly counts: (number | undefined)[] }
  >();
  const counters = new Map<XmlElement | undefined, (number | undefined)[]>();
  for (const list of children(root, "w:num")) {
    const id = list.attributes["w:numId"];
    const abstractId = child(list, "w:abstractNumId")?.attributes["w:val"];
    const overrides = children(list, "w:lvlOverride");
    const abstract = linked(abstracts, abstractId);
    const levels: Level[] = [];
    for (const [index, level] of children(abstract, "w:lvl").entries()) {
      const at = decimal(level.attributes["w:ilvl"]) ?? index;
      const override = overrides.find((each) => each.attributes["w:ilvl"] === String(at));
      if (at >= 0 && at < MOST_LEVELS) levels[at] = readLevel(level, override, theme, unknown);
    }
    // Lists of one abstract definition go on counting unless they override the start.
    const shared = counters.get(abstract) ?? [];
    counters.set(abstract, shared);
    if (id !== undefined) lists.set(id, { levels, counts: overrides.length > 0 ? [] : shared });
  }
  return {
    next(list, level) {
      const found = lists.get(list);
      const own = found?.levels[level];
      if (found === undefined || own === undefined) return undefined;
      found.counts[level] = (found.counts[level] ?? own.start - 1) + 1;
      found.counts.length = level + 1;
      const text = own.text.replaceAll(/%([1-9])/g, (_, digit: string) => {
        const at = Number(digit) - 1;
        const of = found.levels[at];
        return of === undefined
          ? ""
          : numeral(found.counts[at] ?? of.start, legal && own.arabic && of !== own ? "decimal" : of.format);
      });
      return {
        text: own.format === "none" ? "" : text,
        suffix: own.suffix,
        paragraph: own.paragraph,
        run: own.run,
      };
    },
  };
}

const MOST_LEVELS = 9;

/** An abstract list; one that only names a list style (w:numStyleLink) is the one that defines it (w:styleLink). */
function linked(
  abstracts: ReadonlyMap<string | undefined, XmlElement>,
  id: string | undefined,
): XmlElement | undefined {
  const own = abstracts.get(id);
  const style = child(own, "w:numStyleLink")?.attributes["w:val"];
  if (style === undefined) return own;
  return (
    [...abstracts.values()].find((each) => child(each, "w:styleLink")?.attributes["w:val"] === style) ?? own
  );
}

function readLevel(
  element: XmlElement,
  override: XmlElement | undefined,
  theme: ThemeFonts,
  unknown: (name: string) => void,
): Level {
  const level = child(override, "w:lvl") ?? element;
  const legal = child(level, "w:isLgl");
  const suffix = child(level, "w:suff")?.attributes["w:val"];
  return {
    start:
      decimal(
        child(override, "w:startOverride")?.attributes["w:val"] ??
          child(level, "w:start")?.attributes["w:val"],
      ) ?? 1,
    format: child(level, "w:numFmt")?.attributes["w:val"] ?? "decimal",
    text: child(level, "w:lvlText")?.attributes["w:val"] ?? "",
    arabic: legal !== undefined && isOn(legal),
    suffix: suffix === "space" || suffix === "nothing" ? suffix : "tab",
    paragraph: readParagraphProperties(child(level, "w:pPr"), unknown),
    run: readRunProperties(child(level, "w:rPr"), theme, unknown),
  };
}
