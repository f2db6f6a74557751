import type { FontBook } from "../fonts/font-book.ts";
import type { Profile } from "../profile.ts";
import type { Footnote, Inline, Paragraph, Place } from "../read/story.ts";
import type { RunProperties } from "../styles/run-properties.ts";
import { isInvisible, isVariationSelector, type Script, scriptOf } from "./characters.ts";

/** One character of a paragraph with the font it takes; `inline` is where it comes from. */
export type Letter = {
  readonly codePoint: number;
  script: "han" | "latin";
  readonly space: boolean;
  readonly run: RunProperties;
  readonly places: readonly Place[];
  readonly note: Footnote | undefined;
};

/** A paragraph as a row of letters and of inlines that are not text. */
export type Spelling = readonly (Letter | Exclude<Inline, { kind: "text" }>)[];

/** Whether an entry of a spelling is a letter. */
export const isLetter = (each: Spelling[number]): each is Letter => "codePoint" in each;

/** Spells a paragraph: one entry a character, invisible ones dropped, each with its script. */
export function spell(paragraph: Paragraph, profile: Profile): Spelling {
  const spelling: (Letter | Exclude<Inline, { kind: "text" }>)[] = [];
  const scripts: Script[] = [];
  for (const inline of paragraph.inlines) {
    if (inline.kind !== "text") {
      spelling.push(inline);
      continue;
    }
    const capitals = inline.run.caps || inline.run.smallCaps;
    for (const original of inline.run.caps ? inline.text.toUpperCase() : inline.text) {
      const character = capitals ? original.toUpperCase() : original;
      const codePoint = character.codePointAt(0) ?? 0;
      if (isInvisible(codePoint) || isVariationSelector(codePoint)) continue;
      const script =
        inline.run.eastAsiaHint && profile.sharedSigns === "around" && scriptOf(codePoint) === "either"
          ? "han"
          : scriptOf(codePoint);
      scripts[spelling.length] = script;
      spelling.push({
        codePoint,
        script: script === "han" ? "han" : "latin",
        space: script === "space",
        run: character === original ? inline.run : smaller(inline.run),
        places: inline.places,
        note: inline.note,
      });
    }
  }
  decideShared(spelling, scripts, profile);
  return spelling;
}

const SMALL_CAPITAL = 0.8;
const smallRuns = new WeakMap<RunProperties, RunProperties>();

/** The look of the small capitals of a run: one object a run. */
function smaller(run: RunProperties): RunProperties {
  const known = smallRuns.get(run) ?? { ...run, size: run.size * SMALL_CAPITAL };
  smallRuns.set(run, known);
  return known;
}

/** Quotes and dashes are Chinese in a paragraph with Chinese text, except right between two Latin letters (don’t). */
function decideShared(spelling: Spelling, scripts: readonly (Script | undefined)[], profile: Profile): void {
  const chinese = scripts.includes("han");
  let strong: "han" | "latin" = "latin";
  for (const [index, letter] of spelling.entries()) {
    if (!isLetter(letter)) continue;
    const script = scripts[index];
    if (script === "han" || script === "latin") strong = script;
    if (script === "either" && profile.sharedSigns === "before") {
      letter.script = letter.codePoint < 0x2000 ? "latin" : strong;
    } else if (script === "either") {
      const between = scripts[index - 1] === "latin" && scripts[index + 1] === "latin";
      letter.script = chinese && !between ? "han" : "latin";
    } else if (script === "space" && profile.spaceFollowsHan) {
      const before = spelling[index - 1];
      letter.script = before !== undefined && isLetter(before) ? before.script : "latin";
    }
  }
}

const DIGITS = Array.from("0123456789", (digit) => digit.codePointAt(0) ?? 0);

/** Tells the fonts which characters a paragraph needs. */
export function wantCharacters(
  book: Pick<FontBook, "wanted">,
  paragraph: Paragraph,
  spelling: Spelling,
): void {
  book.wanted(paragraph.mark.eastAsia, "han").add(0x20);
  book.wanted(paragraph.mark.latin, "latin").add(0x20);
  let run: RunProperties | undefined;
  let script: Letter["script"] | undefined;
  let wanted = new Set<number>();
  for (const each of spelling) {
    if (!isLetter(each)) {
      const latin = book.wanted(each.run.latin, "latin").add(0x20);
      if (each.kind === "field") for (const codePoint of DIGITS) latin.add(codePoint);
      continue;
    }
    // Letters of one run and script share a font: it is looked up once for all of them.
    if (each.run !== run || each.script !== script) {
      ({ run, script } = each);
      wanted = book.wanted(familyOf(run, script), script);
    }
    wanted.add(each.codePoint);
  }
}

/** The family a run names for a script. */
export const familyOf = (run: RunProperties, script: "han" | "latin"): string =>
  script === "han" ? run.eastAsia : run.latin;
