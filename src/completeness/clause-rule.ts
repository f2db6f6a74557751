import type { PredicateOf } from "../../schemas/jurisdictions/predicate.ts";
import { pattern } from "../kit/pattern.ts";
import { isBlank, vagueWordIn } from "../kit/text.ts";
import { isPaid } from "./fee-elements.ts";
import { type Inquiry, missing, type Observation, unclear } from "./observation.ts";
import { valueAt } from "./pointers.ts";
import { isWhole, otherClauses, type Passage, passagesAt, sentencesOf } from "./whole-text.ts";

type ClausePredicate = PredicateOf<"clause">;

/** A clause without a field of its own: absent as far as that can be known, or unclear in one of its sentences. */
export function askClause(predicate: ClausePredicate, inquiry: Inquiry): readonly Observation[] {
  if (!isConcerned(predicate, inquiry)) return [];
  const passages = passagesAt(predicate.at, inquiry);
  const found = passages.flatMap((passage) => unclearSentence(predicate, passage, inquiry));
  return [...absent(predicate, passages, inquiry), ...found];
}

function isConcerned({ among, only }: ClausePredicate, inquiry: Inquiry): boolean {
  if (only === "paid" && !isPaid(inquiry)) return false;
  return among.length === 0 || coversServices(among, inquiry);
}

/** Whether the scope has one of the services; an item that names trade marks and no patents is not patent filing. */
export const coversServices = (codes: readonly string[], { contract }: Pick<Inquiry, "contract">): boolean =>
  (contract.scope ?? []).some(({ code, name }) => {
    const marksOnly = /商标/u.test(name ?? "") && !/专利/u.test(name ?? "");
    return codes.includes(code?.trim() ?? "") && !marksOnly;
  });

function absent(
  { says, heading, at, pointer, absent: when }: ClausePredicate,
  passages: readonly Passage[],
  inquiry: Inquiry,
): readonly Observation[] {
  if (says === undefined) return [];
  const headed =
    heading === undefined
      ? []
      : otherClauses(inquiry.contract).filter(({ name }) => pattern(heading).test(name));
  const filled = headed.filter(({ text }) => !isBlank(text));
  if ([...passages, ...filled].some(({ name, text }) => pattern(says).test(`${name}：${text}`))) return [];
  const [first] = headed;
  if (first !== undefined) return [missing(first.pointer, first.text)];
  const value = valueAt(inquiry.contract, pointer);
  // a field left blank is the finding of the rule that asks for the field
  const blankField = at.includes(pointer) && (typeof value !== "string" || isBlank(value));
  const clear = passages.length > 0 && passages.every(({ text }) => vagueWordIn(text) === undefined);
  const counts = when === "always" ? clear : isWhole(inquiry);
  return counts && !blankField ? [missing(pointer, typeof value === "string" ? value : undefined)] : [];
}

function unclearSentence(
  predicate: ClausePredicate,
  { pointer, text }: Passage,
  { law }: Inquiry,
): readonly Observation[] {
  for (const sentence of sentencesOf(text)) {
    for (const { case: name, matches, unless } of predicate.unclear) {
      const found = pattern(withAgency(matches, law)).exec(sentence);
      if (found === null || (unless !== undefined && pattern(unless).test(sentence))) continue;
      return [unclear(pointer, text, { case: name, detail: (found[0] || sentence).trim().slice(0, 60) })];
    }
  }
  return [];
}

/** What the trade calls the agency, whatever the variant's own word. */
const CALLED = [
  "代理机构",
  "托管服务机构",
  "托管机构",
  "服务机构",
  "服务单位",
  "服务商",
  "服务方",
  "受托单位",
  "受托方",
  "受托人",
];

/** `@agency@` in a pattern stands for what the variant calls the agency. */
function withAgency(source: string, law: Inquiry["law"]): string {
  if (!source.includes("@agency@")) return source;
  const agency = law.variant.seats.filter(({ role }) => role.includes("agency"));
  const words = agency.flatMap(({ seat, label }) => [seat, label]);
  return source.replaceAll("@agency@", `(?:${[...words, ...CALLED].join("|")})`);
}
