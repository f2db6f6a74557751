import type { Inline, Paragraph, Place } from "../read/story.ts";
import { numeral } from "../styles/numeral.ts";
import type { ParagraphProperties } from "../styles/paragraph-properties.ts";
import type { RunProperties } from "../styles/run-properties.ts";
import { isIdeograph, isSpacedLatin, scriptOf } from "./characters.ts";
import type { Item } from "./item.ts";
import type { Setting } from "./setting.ts";
import { familyOf, isLetter, type Letter, type Spelling, spell } from "./spell.ts";

const spellings = new WeakMap<Paragraph, Spelling>();

/** The paragraph's spelling, made once a document. */
export function spellingOf(paragraph: Paragraph, setting: Pick<Setting, "profile">): Spelling {
  const known = spellings.get(paragraph) ?? spell(paragraph, setting.profile);
  spellings.set(paragraph, known);
  return known;
}

/** Turns a paragraph into measured items, with space between Han and Latin. */
export function makeItems(paragraph: Paragraph, setting: Setting): Item[] {
  const items: Item[] = [];
  const spelling = spellingOf(paragraph, setting);
  setting.budget.spend(spelling.length + 1);
  for (const each of spelling) {
    if ("float" in each) continue;
    if (isLetter(each)) items.push(letterItem(each, setting, paragraph.properties));
    else if (each.kind === "field") {
      for (const digit of numberOf(each, setting)) {
        const codePoint = digit.codePointAt(0) ?? 0;
        const letter: Letter = {
          codePoint,
          script: scriptOf(codePoint) === "han" ? "han" : "latin",
          space: digit === " ",
          run: each.run,
          places: each.places,
          note: undefined,
        };
        items.push({ ...letterItem(letter, setting, paragraph.properties), field: each });
      }
    } else {
      const bare = emptyItem(each.run, setting, each.kind === "break" ? [] : each.places);
      if (each.kind === "image")
        items.push({ ...bare, kind: "image", image: each.image, width: each.image.width, han: true });
      else
        items.push(
          each.kind === "tab"
            ? { ...bare, kind: "tab", goes: each.goes }
            : { ...bare, kind: "break", to: each.to },
        );
    }
  }
  if (setting.profile.fittedText === "kept" && items.some((item) => item.run.fit !== undefined))
    fitTexts(items);
  if (setting.profile.grid === "strict" && setting.grid.cell > 0 && paragraph.properties.snapToGrid)
    fillCells(items, setting.grid);
  else if (paragraph.properties.autoSpace) spaceScripts(items, setting);
  return items;
}

/** What a field shows: the number in its own format, else in that of its section. */
function numberOf(field: Inline & { kind: "field" }, { fields, profile }: Setting): string {
  const { value, format } =
    field.field === "NUMPAGES" ? { value: fields.pages, format: "decimal" } : fields.pageOf(field);
  const wanted = field.format ?? format;
  return numeral(
    value,
    wanted === "numberInDash" && profile.dashedNumbers === "ignored" ? "decimal" : wanted,
  );
}

const SMALL = 0.6;
const RAISED = 0.34;
const LOWERED = -0.14;

/** Size and baseline of a run: super- and subscript are 60 % and moved by a third up, a seventh down. */
function shape(run: RunProperties): { size: number; rise: number } {
  if (run.vertical === "baseline") return { size: run.size, rise: run.rise };
  return {
    size: run.size * SMALL,
    rise: run.rise + run.size * (run.vertical === "superscript" ? RAISED : LOWERED),
  };
}

function letterItem(letter: Letter, setting: Setting, properties: ParagraphProperties): Item {
  const { run, script, codePoint } = letter;
  const sign = setting.book.sign({ family: familyOf(run, script), script, codePoint });
  const { size, rise: stated } = shape(run);
  const { ascent, descent } = sign.face;
  const inLines = stated !== 0 && run.vertical === "baseline" && setting.profile.riseUnit === "lines";
  const rise = inLines ? stated * (ascent + descent) : stated;
  const onGrid = script === "han" && properties.snapToGrid && run.snapToGrid;
  return {
    kind: "sign",
    sign,
    face: sign.face,
    text: sign.text,
    han: script === "han" && !letter.space,
    blank: letter.space || codePoint === 0x3000,
    size,
    rise,
    run,
    places: letter.places,
    image: undefined,
    to: undefined,
    note: letter.note,
    field: undefined,
    goes: undefined,
    width: sign.advance * size * run.stretch + run.spacing + (onGrid ? setting.grid.characterSpace : 0),
    gap: 0,
    leader: "none",
  };
}

function emptyItem(run: RunProperties, setting: Setting, places: readonly Place[]): Item {
  const face = setting.book.face(run.latin, "latin");
  return {
    kind: "break",
    sign: undefined,
    face,
    text: "",
    han: false,
    blank: false,
    ...shape(run),
    run,
    places,
    image: undefined,
    to: undefined,
    note: undefined,
    field: undefined,
    goes: undefined,
    width: 0,
    gap: 0,
    leader: "none",
  };
}

/** Spaces the text of each w:fitText to its width; the last character gets none. */
function fitTexts(items: readonly Item[]): void {
  for (let start = 0; start < items.length; ) {
    const fit = items[start]?.run.fit;
    let end = start + 1;
    while (end < items.length && items[end]?.run.fit?.id === fit?.id) end += 1;
    if (fit !== undefined && end - start > 1) {
      const natural = items.slice(start, end).reduce((sum, item) => sum + item.width, 0);
      const each = (fit.width - natural) / (end - start - 1);
      for (const item of items.slice(start, end - 1)) item.width = Math.max(0, item.width + each);
    }
    start = end;
  }
}

/** Gives every East Asian character, and every row of Latin letters, whole cells of a strict character grid. */
function fillCells(items: readonly Item[], { cell, characterSpace }: Setting["grid"]): void {
  const whole = (width: number): number => Math.max(1, Math.ceil(width / cell - NEARLY)) * cell;
  let width = 0;
  for (const [index, item] of items.entries()) {
    if (item.kind !== "sign" || item.han) {
      width = 0;
      if (item.kind === "sign") item.width = whole(item.width - characterSpace);
      continue;
    }
    width += item.width;
    const next = items[index + 1];
    if (next !== undefined && next.kind === "sign" && !next.han) continue;
    item.width += whole(width) - width;
    width = 0;
  }
}

const NEARLY = 0.003;

/** w:autoSpaceDE and DN: space on the seam of an ideograph and a Latin letter or digit. */
function spaceScripts(items: readonly Item[], { profile }: Setting): void {
  const ideograph = (item: Item): boolean =>
    item.han && item.sign !== undefined && isIdeograph(item.sign.codePoint);
  const latin = (item: Item): boolean => item.kind === "sign" && !item.han && isSpacedLatin(item.text);
  for (let index = 1; index < items.length; index += 1) {
    const left = items[index - 1];
    const right = items[index];
    if (left === undefined || right === undefined) continue;
    if ((ideograph(left) && latin(right)) || (ideograph(right) && latin(left)))
      left.gap = Math.max(left.size, right.size) * profile.autoSpace;
  }
}
