import type { PredicateOf } from "../../schemas/jurisdictions/predicate.ts";
import { pattern as compiled } from "../kit/pattern.ts";
import { isBlank, vagueWordIn } from "../kit/text.ts";
import type { Inquiry, Observation } from "./observation.ts";
import { missing, unclear } from "./observation.ts";
import { stepsOf, targetsOf } from "./pointers.ts";

type TextPredicate = PredicateOf<"text">;
type Unclear = TextPredicate["unclear"][number];

/** A text as it stands, or null when nothing readable does. */
export const textOf = (value: unknown): string | null => (typeof value === "string" ? value : null);

/** What is found at every place a text rule names: blank, unclear by a pattern, or vague. One finding a place. */
export function askText(predicate: TextPredicate, inquiry: Inquiry): readonly Observation[] {
  const targets = predicate.at.flatMap((pattern) => targetsOf(inquiry.contract, pattern, inquiry.law));
  return targets.flatMap(({ pointer, value }) => {
    const found = judgeText(predicate, { pointer, text: textOf(value) }, inquiry);
    const role = roleAt(pointer, inquiry);
    const named = role !== undefined && predicate.caseByRole.some((known) => known === role);
    return found === undefined ? [] : [named ? { ...found, case: role } : found];
  });
}

function judgeText(
  predicate: TextPredicate,
  { pointer, text }: { readonly pointer: string; readonly text: string | null },
  inquiry: Inquiry,
): Observation | undefined {
  const optional = predicate.blank === null;
  if (optional && (text === null || /^\s*(?:无|\/|-|N\/?A)?\s*$/.test(text)))
    return predicate.unclear.some(({ ground }) => ground === "M")
      ? missing(pointer, text ?? undefined)
      : undefined;
  if (predicate.blank !== null && isBlank(text))
    return { ...missing(pointer, text ?? undefined), ground: predicate.blank };
  const words = (text ?? "").trim();
  const fitting = predicate.unclear.find((each) => isUnclear(each, words) || isListed(each, words, inquiry));
  if (fitting !== undefined) {
    const detail = fitting.matches === undefined ? undefined : compiled(fitting.matches).exec(words)?.[0];
    return {
      ...unclear(pointer, text, { case: fitting.case, detail: detail ?? words }),
      ground: fitting.ground,
    };
  }
  const vague = predicate.vague ? vagueWordIn(words) : undefined;
  return vague === undefined ? undefined : unclear(pointer, text, { detail: vague });
}

function isUnclear({ matches, lacks, unless }: Unclear, text: string): boolean {
  if (unless !== undefined && compiled(unless).test(text)) return false;
  if (matches !== undefined && compiled(matches).test(text)) return true;
  return lacks !== undefined && !compiled(lacks).test(text);
}

const isListed = ({ listedAt }: Unclear, text: string, { contract, law }: Inquiry): boolean =>
  listedAt !== undefined &&
  targetsOf(contract, `${listedAt}/*`, law).some(({ value }) => textOf(value)?.trim() === text);

function roleAt(pointer: string, { contract, law }: Inquiry): string | undefined {
  const [list, at] = stepsOf(pointer);
  const party = list === "parties" ? contract.parties?.[Number(at)] : undefined;
  return party?.role ?? law.variant.seats.find(({ seat }) => seat === party?.seat)?.role[0];
}
