import type { PredicateOf } from "../../schemas/jurisdictions/predicate.ts";
import { readNumeral } from "../kit/chinese-numeral.ts";
import { pattern } from "../kit/pattern.ts";
import { isBlank } from "../kit/text.ts";
import { type Inquiry, missing, type Observation, unclear } from "./observation.ts";
import { isWhole, otherClauses, passagesAt, sentencesOf } from "./whole-text.ts";

/** P3-02, DUT-02: a seat's duties say what its role is for. Blank duties are DUT-01's. */
export function askDutiesSay(
  { duties, absent }: PredicateOf<"dutiesSay">,
  inquiry: Inquiry,
): readonly Observation[] {
  if (absent === "whole" && !isWhole(inquiry)) return [];
  return inquiry.law.variant.seats.flatMap(({ seat, role }) => {
    const text = inquiry.contract.duties?.[seat];
    if (text === null || text === undefined || isBlank(text)) return [];
    const said = `${text}；${saidElsewhere(seat, inquiry)}`;
    // parties that name their roles may sit in an order of their own
    const played = inquiry.contract.parties?.find((party) => party.seat === seat)?.role;
    const roles = played === null || played === undefined ? role : [played];
    return duties
      .filter((duty) => duty.role.some((each) => roles.includes(each)) && !pattern(duty.says).test(said))
      .map(({ named }) => ({ ...missing(`/duties/${seat}`, text), detail: named }));
  });
}

/** Duties of a seat that other parts of the contract say: reports, plan and clauses that name it or all parties. */
function saidElsewhere(seat: string, { contract, law }: Inquiry): string {
  const clauses = otherClauses(contract)
    .map(({ text }) => text)
    .filter((text) => text.includes(seat) || /双方|各方|任何一方|三方/u.test(text));
  const isAgency = law.variant.seats.some((each) => each.seat === seat && each.role.includes("agency"));
  if (!isAgency) return clauses.join("；");
  const plan = (contract.plan ?? []).length > 0 ? "方案" : "";
  const reports = isBlank(contract.reporting) ? "" : `报告：${contract.reporting}`;
  const summary = isBlank(contract.endSummary) ? "" : `总结：${contract.endSummary}`;
  return [...clauses, plan, reports, summary].join("；");
}

/** 「百分之四十」「40%」「三成」「两倍」 in hundredths. */
function rateOf(words: string): number {
  if (words === "百分之百") return 100;
  const plain = words.replace(/^百分之/u, "").replace(/[%％成倍]$/u, "");
  const count = /^\d/.test(plain) ? Number.parseFloat(plain) : (readNumeral(plain) ?? 0);
  return count * (words.endsWith("倍") ? 100 : words.endsWith("成") ? 10 : 1);
}

const RATE =
  /\d{1,4}(?:\.\d{1,4})?\s*[%％]|百分之[一二三四五六七八九十百]{1,4}|(?:[\d两二三四五六七八九十]{1,3}|一)倍|[一二三四五六七八九]成(?![立就为果员本])/gu;
const CAP = /(?:不超过|不高于|至多|最高|上限|以内|以下)/u;

/** LIA-02: no rate of liquidated damages above the customary bound. A cap on damages that run is no rate. */
export function askPenaltyRate(
  { atMost }: PredicateOf<"penaltyRate">,
  inquiry: Inquiry,
): readonly Observation[] {
  return passagesAt(["/breach", "/change", "/clauses/*"], inquiry).flatMap(({ pointer, text }) => {
    const high = sentencesOf(text)
      .flatMap(ratesOf)
      .find(({ rate }) => rate > atMost);
    return high === undefined ? [] : [unclear(pointer, text, { detail: high.words })];
  });
}

type Rate = { readonly words: string; readonly rate: number };

/** Rates of a sentence that are rates of liquidated damages: in the same part, or in one that goes on about them. */
function ratesOf(sentence: string): readonly Rate[] {
  let spokenOf = false;
  return sentence.split(/[，,]/u).flatMap((part) => {
    const goesOn = spokenOf && /^\s*(?:其|该)?(?:标准|金额|比例|数额|按|为|即|计)/u.test(part);
    spokenOf = /违约金|罚金|罚款/u.test(part) || goesOn;
    if (!spokenOf || CAP.test(part)) return [];
    return (part.match(RATE) ?? []).map((words) => ({
      words,
      rate: rateOf(words),
    }));
  });
}

/** LIA-04: a contract made from standard terms marks those that limit liability and says so. */
export function askStandardTerms(
  { says }: PredicateOf<"standardTerms">,
  inquiry: Inquiry,
): readonly Observation[] {
  if (inquiry.contract.evidence?.standardTerms !== true) return [];
  const passages = passagesAt(["/effect/clause", "/breach", "/clauses/*"], inquiry);
  return passages.some(({ name, text }) => pattern(says).test(`${name}：${text}`))
    ? []
    : [missing("/clauses")];
}

const COURT = /([\p{Script=Han}（）]{2,40}?)(?:(?:高级|中级|基层)?人民法院|知识产权法院|互联网法院|法院)/u;
const RELATED = /住所|所在地|履行地|签订地|签约地|经营地|原告|被告/u;
const PLACE = /\p{Script=Han}{2,8}?(?:省|自治区|自治州|地区|市|盟|县|旗|新区|区)/gu;

/** DSP-03: a court named by its place lies where a party, the performance or the signing is. */
export function askCourt({ contract }: Inquiry): readonly Observation[] {
  const { body, mode } = contract.dispute ?? {};
  if (isBlank(body) || /仲裁/u.test(`${mode ?? ""}${body ?? ""}`) || RELATED.test(body ?? "")) return [];
  const named = COURT.exec(body ?? "")?.[1]?.replace(/^.*(?:提交|提请|由|向|至|到|在|为)/u, "") ?? "";
  const closest = (named.match(PLACE) ?? []).at(-1)?.replace(/(?:新区|.)$/u, "") ?? "";
  const addresses = (contract.parties ?? []).map(({ address }) => address ?? "");
  if (closest.length < 2 || addresses.every((address) => isBlank(address))) return [];
  const known = [...addresses, contract.place ?? "", contract.signPlace ?? "", contract.park?.name ?? ""];
  return known.some((text) => text.includes(closest)) ? [] : [unclear("/dispute/body", body)];
}
