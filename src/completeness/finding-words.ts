import type { Finding, ReportLanguage } from "../../schemas/check-report.ts";
import type { Contract } from "../../schemas/contract.ts";
import type { Jurisdiction, Rule } from "../../schemas/jurisdictions/index.ts";
import { basisInChinese, basisInEnglish } from "./basis.ts";
import type { Observation } from "./observation.ts";
import { placeInEnglish, placeOf } from "./place.ts";

/** What a person reads of a finding. */
export type FindingText = Required<Pick<Finding, "element" | "place" | "message" | "why" | "basis" | "fix">>;

type Told = { readonly contract: Contract; readonly law: Jurisdiction; readonly language: ReportLanguage };

/**
 * The words of one observation: element, place, what was found, why it matters, the article, how to mend it. English
 * where the rule has it, else Chinese. What is quoted from the contract is never translated.
 */
export function wordsOf(rule: Rule, observation: Observation, told: Told): FindingText {
  return told.language === "en" && rule.en !== undefined
    ? inEnglish(rule, observation, told)
    : inChinese(rule, observation, told);
}

function inChinese(rule: Rule, observation: Observation, { contract, law }: Told): FindingText {
  const general = rule.findings[observation.ground];
  const exact = observation.case === undefined ? undefined : general?.cases[observation.case];
  const place = placeOf(observation.pointer, contract, law);
  const fill = filler(observation, place);
  return {
    element: rule.element ?? rule.asks,
    place,
    message: fill(exact?.message ?? general?.message ?? ""),
    why: rule.why ?? rule.asks,
    basis: basisInChinese(rule.source),
    fix: fill(exact?.fix ?? general?.fix ?? ""),
  };
}

function inEnglish(rule: Rule, observation: Observation, { contract, law }: Told): FindingText {
  const words = rule.en;
  const general = words?.findings[observation.ground];
  const exact = observation.case === undefined ? undefined : general?.cases[observation.case];
  const place = placeInEnglish(observation.pointer, contract, law);
  const filled = filler(observation, place, law.english.details);
  const fill = (text: string): string => filled(agreeing(text, { place, detail: observation.detail ?? "" }));
  return {
    element: words?.element ?? "",
    place,
    message: capitalised(fill(exact?.message ?? general?.message ?? "")),
    why: words?.why ?? "",
    basis: basisInEnglish(rule.source, law.english.laws),
    fix: capitalised(fill(exact?.fix ?? general?.fix ?? "")),
  };
}

/** Fills `{place}`, `{value}` and `{detail}`. A detail of ours is translated by `details`; one between quotation marks is the contract's. */
function filler(
  { value, detail = "" }: Observation,
  place: string,
  details: Jurisdiction["english"]["details"] = [],
): (text: string) => string {
  const ours = details.length === 0 ? detail : listInEnglish(detail, details);
  const filled: Readonly<Record<string, string>> = {
    "{place}": place,
    "{value}": shortened(value),
    "“{detail}”": `“${detail}”`,
    "{detail}": ours.trim(),
  };
  return (text) =>
    text.replaceAll(/\{place\}|\{value\}|“\{detail\}”|\{detail\}/gu, (slot) => filled[slot] ?? slot);
}

/** What is listed with 、 outside brackets. */
const listed = (detail: string): readonly string[] => detail.split(/、(?![^（(]*[）)])/u);

/** A detail of ours in English, its last two joined by `and`. */
function listInEnglish(detail: string, details: Jurisdiction["english"]["details"]): string {
  const told = listed(detail).map((one) =>
    details.reduce((text, [chinese, english]) => text.replaceAll(chinese, english), one).trim(),
  );
  const last = told.pop() ?? "";
  return told.length === 0 ? last : `${told.join(", ")} and ${last}`;
}

const PLURAL: Readonly<Record<string, string>> = { is: "are", has: "have", does: "do" };

/** Whether a place of the English table is several: `rights and duties`, `copies held by Party A`, not `address` or `legal basis`. */
const isPlural = (place: string): boolean =>
  /(?<![si'’])s$/u.test(place.replace(/ (?:[“(]|(?:of|in|to|by|at|beside|held|that)\b).*$/u, ""));

/** The verb behind `{place}` and `{detail}` in the number of what will stand there. */
function agreeing(
  text: string,
  { place, detail }: { readonly place: string; readonly detail: string },
): string {
  const several: Readonly<Record<string, boolean>> = {
    "{place}": isPlural(place),
    "{detail}": listed(detail).length > 1,
  };
  return text.replaceAll(
    /(\{place\}|(?<!“)\{detail\})((?: “\{value\}”)? )(is|has|does)(?= )/gu,
    (whole, slot: string, between: string, verb: string) =>
      several[slot] === true ? `${slot}${between}${PLURAL[verb] ?? verb}` : whole,
  );
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const shortened = (value: unknown): string => {
  const text = typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
  return text.length > 60 ? `${text.slice(0, 60)}……` : text;
};
