import { placeholderIn, vagueWordIn } from "../kit/text.ts";
import { type Inquiry, type Observation, unclear } from "./observation.ts";
import { textsOf } from "./pointers.ts";

/** Codes, digests and enumerations are not prose. */
const NOT_PROSE =
  /^\/(?:schema|variant|docSha256|docBuiltAt)$|\/(?:seat|role|uscc|regionCode|taxRegionCode|sha256|fileSha256|docSha256|authorityCode)$/;

const isAsked = (pointer: string, { stage, reported }: Inquiry): boolean => {
  if (reported.has(pointer) || NOT_PROSE.test(pointer)) return false;
  if (pointer.startsWith("/evidence/") || pointer.includes("/certificate/")) return false;
  if (pointer.startsWith("/signatures/")) return stage !== "draft";
  return !pointer.startsWith("/filing/") || stage === "file";
};

const proseOf = (inquiry: Inquiry): ReturnType<typeof textsOf> =>
  textsOf(inquiry.contract).filter(({ pointer }) => isAsked(pointer, inquiry));

/** TXT-01: no unfilled place in any text an element rule has not reported. */
export function askPlaceholders(inquiry: Inquiry): readonly Observation[] {
  return proseOf(inquiry).flatMap(({ pointer, text }) => {
    const detail = placeholderIn(text.trim() === "" ? "" : text);
    return detail === undefined
      ? []
      : [{ ground: "M" as const, pointer, value: text, detail: detail.trim() }];
  });
}

/** TXT-02: no vague word in any text an element rule has not reported; milder in free clauses than in elements. */
export function askVagueWords(inquiry: Inquiry): readonly Observation[] {
  return proseOf(inquiry).flatMap(({ pointer, text }) => {
    const detail = vagueWordIn(text);
    if (detail === undefined) return [];
    return [
      unclear(pointer, text, /^\/(?:clauses|plan)\//.test(pointer) ? { case: "free", detail } : { detail }),
    ];
  });
}
