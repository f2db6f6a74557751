import { readInstant, timeInShanghai } from "../../../kit/dates.ts";
import type { Words } from "../../../../schemas/verification-terms.ts";

/** An instant for people in both languages, in Beijing time; text that is no instant stays as it is. */
export function instantWords(instant: string): Words {
  const at = readInstant(instant);
  if (at === undefined) return { zh: instant, en: instant };
  const time = timeInShanghai(at);
  return { zh: `${time}（北京时间）`, en: `${time} (Beijing time)` };
}
