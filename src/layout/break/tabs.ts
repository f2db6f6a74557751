import type { TabStop } from "../styles/paragraph-properties.ts";
import type { Item } from "./item.ts";

/** The stops of one line: own ones, the hanging indent, then every `defaultTab`. Positions from the column's left edge. */
export type TabRuler = {
  readonly stops: readonly TabStop[];
  readonly indent: number;
  readonly defaultTab: number;
  readonly end: number;
};

const CLOSE = 0.01;

/** Gives a tab its width: up to the next stop beyond `from`, less what a right, centred or decimal stop takes back. */
export function setTab(
  items: readonly Item[],
  index: number,
  at: { readonly from: number; readonly ruler: TabRuler },
): void {
  const tab = items[index];
  if (tab === undefined) return;
  const { from, ruler } = at;
  const own =
    tab.goes === undefined ? ruler.stops.find((stop) => stop.at > from + CLOSE) : goal(tab.goes, ruler);
  const hanging = tab.goes === undefined && ruler.indent > from + CLOSE ? ruler.indent : undefined;
  if (hanging !== undefined && (own === undefined || hanging < own.at)) {
    tab.width = hanging - from;
    return;
  }
  if (own === undefined) {
    tab.width = (Math.floor((from + CLOSE) / ruler.defaultTab) + 1) * ruler.defaultTab - from;
    return;
  }
  tab.leader = own.leader;
  tab.width = Math.max(0, own.at - from - takenBack(items, index + 1, own.align));
}

/** The stop of a tab that goes to the middle or the right of the text. */
const goal = (align: "center" | "right", { end }: TabRuler): TabStop => ({
  at: align === "center" ? end / 2 : end,
  align,
  leader: "none",
});

function takenBack(items: readonly Item[], start: number, align: TabStop["align"]): number {
  if (align === "left" || align === "clear") return 0;
  let width = 0;
  for (let index = start; index < items.length; index += 1) {
    const item = items[index];
    if (item === undefined || item.kind === "tab" || item.kind === "break") break;
    if (align === "decimal" && item.text === ".") break;
    width += item.width + item.gap;
  }
  return align === "center" ? width / 2 : width;
}
