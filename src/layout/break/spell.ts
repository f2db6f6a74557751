import type { Wanted } from "../fonts/font-book.ts";
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
  readonly note?: Footnote;
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
    for (const character of inline.run.caps ? inline.text.toUpperCase() : inline.text) {
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
        run: inline.run,
        places: inline.places,
        ...(inline.note === undefined ? {} : { note: inline.note }),
      });
    }
  }
  decideShared(spelling, scripts, profile);
  return spelling;
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

/** The characters a paragraph needs from the fonts. */
export function* wantedBy(paragraph: Paragraph, spelling: Spelling): Generator<Wanted> {
  yield { family: paragraph.mark.eastAsia, script: "han", codePoint: 0x20 };
  yield { family: paragraph.mark.latin, script: "latin", codePoint: 0x20 };
  for (const each of spelling) {
    if (isLetter(each))
      yield { family: familyOf(each.run, each.script), script: each.script, codePoint: each.codePoint };
    else {
      yield { family: each.run.latin, script: "latin", codePoint: 0x20 };
      if (each.kind === "field")
        for (const codePoint of DIGITS) yield { family: each.run.latin, script: "latin", codePoint };
    }
  }
}

/** The family a run names for a script. */
export const familyOf = (run: RunProperties, script: "han" | "latin"): string =>
  script === "han" ? run.eastAsia : run.latin;
