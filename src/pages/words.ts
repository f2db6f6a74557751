import { readInstant, timeInShanghai } from "../kit/dates.ts";

/** An instant for people, in Beijing time; text that is no instant stays as it is. */
export function beijingTime(instant: string): string {
  const at = readInstant(instant);
  return at === undefined ? instant : `${timeInShanghai(at)}（北京时间）`;
}
