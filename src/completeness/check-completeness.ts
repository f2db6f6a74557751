import { type CheckReport, type Finding, type ReportLanguage, Stage } from "../../schemas/check-report.ts";
import type { Contract } from "../../schemas/contract.ts";
import type { Jurisdiction, Rule } from "../../schemas/jurisdictions/index.ts";
import { type CalendarDay, readDay } from "../kit/dates.ts";
import { byContractOrder } from "./contract-order.ts";
import { judge } from "./judge.ts";
import type { Inquiry, Observation } from "./observation.ts";
import { wordsOf } from "./finding-words.ts";

/** What a check is asked with: the stage, the day it is judged on, the variant's law, the file's name if any. */
export type CheckRequest = {
  readonly stage: Stage;
  readonly asOf: CalendarDay;
  readonly law: Jurisdiction;
  readonly file?: string | null;
  /** Language of the words; Chinese unless said. What a folder of law has no English for stays Chinese. */
  readonly language?: ReportLanguage | undefined;
};

/**
 * Every defect of a contract at a stage, in the contract's order; `blocked` when one of severity B is among them. Grounds Q
 * never block. Judges what the contract says, not whether registers or courts agree.
 */
export function checkCompleteness(
  contract: Contract,
  { stage, asOf, law, file = null, language = "zh" }: CheckRequest,
): CheckReport {
  const asked = law.rules.filter((rule) => isAsked(rule, { contract, stage, asOf }));
  const isWording = ({ holds }: Rule): boolean =>
    holds.kind === "placeholders" || holds.kind === "vagueWords";
  const inquiry = { contract, law, stage, asOf, reported: new Set<string>() };
  const found = (rule: Rule, of: Inquiry): readonly Finding[] =>
    observationsOf(rule, of).map((observation) => findingOf(rule, observation, { contract, law, language }));
  const elements = asked.filter((rule) => !isWording(rule)).flatMap((rule) => found(rule, inquiry));
  const reported = new Set(elements.map(({ pointer }) => pointer));
  const wording = asked.filter(isWording).flatMap((rule) => found(rule, { ...inquiry, reported }));
  const order = new Map(law.rules.map(({ id }, at) => [id, at]));
  const rank = ({ id }: Finding): number => order.get(id.slice(0, -2)) ?? 0;
  const findings = [...elements, ...wording].sort(
    (one, other) => byContractOrder(one.pointer, other.pointer) || rank(one) - rank(other),
  );
  const verdict = findings.some(({ severity }) => severity === "B") ? "blocked" : "ready";
  return { file, variant: contract.variant, stage, asOf, verdict, findings };
}

type Moment = { readonly contract: Contract; readonly stage: Stage; readonly asOf: CalendarDay };

/** A rule is asked from its stage on, when it was law on the day of its act: signing, or filing. */
function isAsked(rule: Rule, { contract, stage, asOf }: Moment): boolean {
  if (Stage.options.indexOf(rule.stage) > Stage.options.indexOf(stage)) return false;
  const act = rule.act === "filing" ? contract.filing?.filedAt : contract.signDate;
  const day = readDay(act) ?? asOf;
  return rule.since <= day && (rule.until === undefined || day <= rule.until);
}

function observationsOf(rule: Rule, inquiry: Inquiry): readonly Observation[] {
  const merged = new Map<string, Observation>();
  for (const observation of judge(rule.holds, inquiry)) {
    const key = `${observation.ground}${observation.pointer}`;
    const earlier = merged.get(key);
    merged.set(key, earlier === undefined ? observation : joined(earlier, observation));
  }
  return [...merged.values()];
}

/** Two observations of one ground at one place are one finding that names both: 「甲方、乙方没有签名或者盖章」. */
function joined(one: Observation, other: Observation): Observation {
  const details = [one.detail, other.detail].filter((detail) => detail !== undefined);
  return { ...one, detail: details.length === 0 ? undefined : [...new Set(details)].join("、") };
}

type Told = Pick<Inquiry, "contract" | "law"> & { readonly language: ReportLanguage };

function findingOf(rule: Rule, observation: Observation, told: Told): Finding {
  const { ground, pointer, value } = observation;
  const general = rule.findings[ground];
  if (general === undefined) throw new TypeError(`rule ${rule.id} has no words for ground ${ground}`);
  const exact = observation.case === undefined ? undefined : general.cases[observation.case];
  return {
    id: `${rule.id}.${ground}`,
    severity: ground === "Q" ? "W" : (exact?.severity ?? general.severity),
    pointer,
    value: value ?? null,
    ...wordsOf(rule, observation, told),
  };
}
