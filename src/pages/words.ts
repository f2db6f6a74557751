import { readInstant, timeInShanghai } from "../kit/dates.ts";
import type { SignatureReport, VerificationReport } from "../../schemas/verification.ts";

/** How a verdict is coloured: a sound signature of an unknown issuer is neither good nor bad. */
export const VERDICT_TONES: Readonly<Record<VerificationReport["verdict"], "good" | "bad" | "unsure">> = {
  valid: "good",
  invalid: "bad",
  indeterminate: "unsure",
  unsigned: "unsure",
};

/** An instant for people, in Beijing time; text that is no instant stays as it is. */
export function beijingTime(instant: string): string {
  const at = readInstant(instant);
  return at === undefined ? instant : `${timeInShanghai(at)}（北京时间）`;
}

/** When a signature was made, and on whose word. */
export function signingTime(time: SignatureReport["time"]): string {
  if (time.trusted !== null) return `不晚于 ${beijingTime(time.trusted)}，依据：${time.source ?? "未写明"}`;
  return time.claimed === null ? "未写明" : `${beijingTime(time.claimed)}，签名人自述，没有可信时间戳`;
}
