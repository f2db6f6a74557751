import type { ParagraphProperties } from "../styles/paragraph-properties.ts";
import type { Profile } from "../profile.ts";
import { HANGING, NO_END, NO_START } from "./characters.ts";
import type { Item } from "./item.ts";
import { setTab, type TabRuler } from "./tabs.ts";

/** Rules of one paragraph for its lines. */
export type Filling = {
  readonly properties: ParagraphProperties;
  readonly hanging: "allowed" | "never";
  readonly seams: Profile["seams"];
};

const CLOSE = 0.01;

/** Closing signs that, by older line breaking rules (UAX 14 before 2009), keep Latin text after them. */
const CLOSERS: ReadonlySet<string> = new Set("、。，．）》〉」』】〕〗”’");

/** Where the line that starts at `start` ends (exclusive), and whether a break on purpose ends it. Sets the widths of its tabs. */
export function fillLine(
  items: readonly Item[],
  start: number,
  filling: Filling & { readonly available: number; readonly ruler: TabRuler; readonly x: number },
): { end: number; broken: boolean } {
  let width = 0;
  let index = start;
  for (; index < items.length; index += 1) {
    const item = items[index];
    if (item === undefined) break;
    if (item.kind === "break") return { end: index + 1, broken: true };
    if (item.kind === "tab") setTab(items, index, { from: filling.x + width, ruler: filling.ruler });
    const needed = item.width + (index > start ? (items[index - 1]?.gap ?? 0) : 0);
    // Blanks hang at the end of a line; a line always takes at least one item.
    if (width + needed > filling.available + CLOSE && !item.blank && index > start) break;
    width += needed;
  }
  if (index >= items.length) return { end: index, broken: false };
  return { end: legalEnd(items, start, index, filling), broken: false };
}

/** Moves back from the first item that does not fit to the nearest place where a line may end. */
function legalEnd(items: readonly Item[], start: number, overflow: number, filling: Filling): number {
  const { properties, hanging } = filling;
  const first = items[overflow];
  if (
    hanging === "allowed" &&
    properties.hangingPunctuation &&
    first !== undefined &&
    HANGING.has(first.text) &&
    (overflow + 1 >= items.length || mayBreak(items, overflow + 1, filling))
  )
    return blanksAfter(items, overflow + 1);
  for (let end = overflow; end > start; end -= 1) {
    if (mayBreak(items, end, filling)) return blanksAfter(items, end);
  }
  return properties.kinsoku ? emergencyEnd(items, start, overflow) : overflow;
}

/** No place to break is legal: within a word, yet not so that a closing sign begins the next line or an opening one ends this. */
function emergencyEnd(items: readonly Item[], start: number, overflow: number): number {
  for (let end = overflow; end > start; end -= 1)
    if (!NO_START.has(items[end]?.text ?? "") && !NO_END.has(items[end - 1]?.text ?? "")) return end;
  return overflow;
}

function blanksAfter(items: readonly Item[], from: number): number {
  let end = from;
  while (items[end]?.blank === true && items[end]?.text === " ") end += 1;
  return end;
}

const isDigit = (text: string): boolean => text >= "0" && text <= "9";

/** Whether a line may end before item `index`. */
function mayBreak(items: readonly Item[], index: number, { properties, hanging, seams }: Filling): boolean {
  const left = items[index - 1];
  const right = items[index];
  if (left === undefined || right === undefined) return false;
  if (right.text === " ") return false;
  if (properties.kinsoku && (NO_START.has(right.text) || NO_END.has(left.text))) return false;
  if (left.text === " " || left.kind === "tab") return true;
  if (!left.han && !right.han)
    return (
      right.kind === "sign" &&
      (left.text === "-" || left.text === "?"
        ? !isDigit(right.text)
        : (left.text === "—") !== (right.text === "—"))
    );
  if (seams === "closed" && left.han !== right.han && left.kind === "sign" && right.kind === "sign") {
    // A stop may hang there when Chinese text stands before it.
    const hangs =
      hanging === "allowed" &&
      properties.hangingPunctuation &&
      HANGING.has(left.text) &&
      items[index - 2]?.han === true;
    if (right.han ? NO_END.has(right.text) : CLOSERS.has(left.text) && !hangs) return false;
  }
  return !(left.text === right.text && (left.text === "—" || left.text === "…"));
}
