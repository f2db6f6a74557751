import type { Item } from "./item.ts";
import type { Setting } from "./setting.ts";

const SIGNS: Readonly<Record<Exclude<Item["leader"], "none">, string>> = {
  dot: ".",
  hyphen: "-",
  underscore: "_",
  middleDot: "·",
};

/** The items of a line with the leaders of its tabs set as rows of signs, as both word processors do; the tab keeps what is left over. */
export function withLeaders(
  items: readonly Item[],
  visible: number,
  setting: Setting,
): { items: readonly Item[]; visible: number } {
  if (!items.some((item) => item.leader !== "none")) return { items, visible };
  const all: Item[] = [];
  let shown = visible;
  for (const [index, item] of items.entries()) {
    if (item.kind !== "tab" || item.leader === "none") {
      all.push(item);
      continue;
    }
    const leader = leaderOf(item, setting);
    const counted = countedWidth(leader.width, setting.profile.fontHeights);
    const fitting = counted > 0 ? Math.floor(item.width / counted + 0.001) : 0;
    // Underscores make one line: the last may reach under what follows.
    const count = fitting + (item.leader === "underscore" && fitting > 0 ? 1 : 0);
    setting.budget.spend(count);
    for (let each = 0; each < count; each += 1) all.push(leader);
    all.push({ ...item, leader: "none", width: item.width - count * leader.width });
    if (index < visible) shown += count;
  }
  return { items: all, visible: shown };
}

/** How many leaders fit is counted in the profile's measure; they are drawn as wide as they are. */
const countedWidth = (width: number, measures: Setting["profile"]["fontHeights"]): number =>
  measures === "as named" ? width : Math.round(width * 20) / 20;

function leaderOf(tab: Item, { book }: Setting): Item {
  const text = tab.leader === "none" ? "." : SIGNS[tab.leader];
  const codePoint = text.codePointAt(0) ?? 0x2e;
  const sign = book.sign({ family: tab.run.latin, script: "latin", codePoint });
  return {
    ...tab,
    kind: "sign",
    sign,
    face: sign.face,
    text,
    leader: "none",
    width: sign.advance * tab.size * tab.run.stretch,
  };
}
