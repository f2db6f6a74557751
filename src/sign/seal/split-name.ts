import { charactersOf } from "./spec.ts";

/** Words that end the name of a body, where a long name may part: behind them stands its branch or department. */
const ENDINGS = [
  "公司",
  "大学",
  "学院",
  "中心",
  "管理局",
  "委员会",
  "协会",
  "研究院",
  "研究所",
  "（普通合伙）",
];
/** The outer arc is longer: it takes at least this part of the characters, and at most that. */
const LEAST = 0.5;
const MOST = 0.72;
const USUAL = 0.58;

/** A long name in two: after the body's own name where that lies near the middle, else by length alone. */
export function splitName(name: string): readonly [head: string, rest: string] {
  const characters = charactersOf(name);
  const { length } = characters;
  for (let at = Math.floor(length * MOST); at >= Math.ceil(length * LEAST); at -= 1) {
    const head = characters.slice(0, at).join("");
    if (ENDINGS.some((ending) => head.endsWith(ending))) return [head, characters.slice(at).join("")];
  }
  const cut = Math.round(length * USUAL);
  return [characters.slice(0, cut).join(""), characters.slice(cut).join("")];
}
