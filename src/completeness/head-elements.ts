import type { PredicateOf } from "../../schemas/jurisdictions/predicate.ts";
import { readNumeral } from "../kit/chinese-numeral.ts";
import { dayInShanghai, readDay, readInstant } from "../kit/dates.ts";
import { addressWithin } from "../kit/division.ts";
import { pattern } from "../kit/pattern.ts";
import { isBlank, vagueWordIn } from "../kit/text.ts";
import { type Inquiry, missing, type Observation, query, unclear } from "./observation.ts";
import { roleOf } from "./role-of.ts";

/** DOC-01: the title is filled, clear, and names this kind of contract. */
export function askTitle({ contract, law }: Inquiry): readonly Observation[] {
  const title = contract.title;
  if (isBlank(title)) return [missing("/title", title ?? undefined)];
  const words = title ?? "";
  const { lacks, matches } = law.variant.title;
  const strange = !pattern(lacks).test(words) || pattern(matches).test(words);
  return strange || vagueWordIn(words) !== undefined ? [unclear("/title", words)] : [];
}

/** DOC-03: no law cited as basis was repealed before the day of signing. */
export function askRepealedLaw(
  predicate: PredicateOf<"repealedLaw">,
  { contract, asOf }: Inquiry,
): readonly Observation[] {
  if ((readDay(contract.signDate) ?? asOf) < predicate.on) return [];
  return (contract.basis ?? []).flatMap((text, at) => {
    const law = predicate.laws.find((name) => pattern(`(?<!劳动)${name}(?!律)`).test(text));
    return law === undefined ? [] : [unclear(`/basis/${at}`, text, { detail: law })];
  });
}

/** A whole date in figures: a draft's blanks for one are none. */
const WRITTEN_OUT = /\d{4}\D{1,3}\d{1,2}\D{1,3}\d{1,2}/u;

/** DOC-04: the day of signing exists, is not to come, and is the last party's when the parties signed on different days. */
export function askSigningDay({ contract, asOf, stage }: Inquiry): readonly Observation[] {
  const text = contract.signDate;
  // a draft is dated when it is signed: only a day that no calendar has is wrong before
  if (stage === "draft")
    return readDay(text) === undefined && WRITTEN_OUT.test(text ?? "") ? [unclear("/signDate", text)] : [];
  if (isBlank(text)) return [missing("/signDate", text ?? undefined)];
  const day = readDay(text);
  if (day === undefined) return [unclear("/signDate", text)];
  if (day > asOf) return [unclear("/signDate", text, { case: "future" })];
  const days = signingDays(contract, asOf);
  const last = days.at(-1);
  const rule = /最后|后签|末位|最终/.test(contract.effect?.clause ?? "");
  return days.length < 2 || day === last || rule
    ? []
    : [unclear("/signDate", text, { case: "differs", detail: last })];
}

/** Days the parties signed on, each once, in order; times SIG-05 reports are no evidence. */
function signingDays(contract: Inquiry["contract"], asOf: string): readonly string[] {
  const filedAt = readDay(contract.filing?.filedAt) ?? asOf;
  const instants = (contract.signatures ?? []).map(({ signedAt }) => readInstant(signedAt));
  const days = instants.flatMap((instant) => (instant === undefined ? [] : [dayInShanghai(instant)]));
  return [...new Set(days.filter((day) => day <= filedAt))].sort();
}

/** A count written as a number, "3", "三份", "叁（3）份" or "一式三份，……"; undefined when there is no number. */
function readCount(value: number | string | null | undefined): number | undefined {
  if (typeof value === "number") return value;
  const match =
    /^(?:本?合同)?(?:一式)?(\d{1,3}|[一二两三四五六七八九十壹贰叁肆伍陆柒捌玖拾]{1,3})(?:[（(]\d{1,3}[）)])?份?(?:[，,；;].*)?$/u.exec(
      (value ?? "").trim(),
    );
  const count = match?.[1] ?? "";
  return /^\d/.test(count) ? Number(count) : readNumeral(count);
}

/** DOC-06: copies are a positive number and reach for every party and every other holder. */
export function askCopies({ contract, law }: Inquiry): readonly Observation[] {
  const copies = readCount(contract.effect?.copies);
  if (copies === undefined) return [missing("/effect/copies", contract.effect?.copies ?? undefined)];
  if (!Number.isInteger(copies) || copies < 1) return [unclear("/effect/copies", copies, { case: "number" })];
  const holders = Object.entries(contract.effect?.holders ?? {});
  const odd = holders.find(([, held]) => !isCopyCount(readCount(held)));
  if (odd !== undefined) return [unclear(`/effect/holders/${odd[0]}`, odd[1], { case: "number" })];
  const needed = copiesNeeded(holders, law);
  return copies < needed ? [unclear("/effect/copies", copies, { detail: String(needed) })] : [];
}

const isCopyCount = (count: number | undefined): boolean =>
  count !== undefined && Number.isInteger(count) && count >= 0;

/** Copies the holders have, and one for each seat that is not mentioned; at least one for every seat and other holder. */
function copiesNeeded(
  holders: readonly (readonly [string, number | string | null])[],
  law: Inquiry["law"],
): number {
  const seats: readonly string[] = law.variant.seats.map(({ seat }) => seat);
  const held = holders.reduce((sum, [, count]) => sum + (readCount(count) ?? 0), 0);
  const silentSeats = seats.filter((seat) => !holders.some(([name]) => name === seat)).length;
  // of two copies one party holds, one may go to who is not mentioned
  return Math.max(held + silentSeats, seats.length + law.variant.otherHolders);
}

/** SUB-01: one mode of the variant; in a box form only the ticked ones count. */
export function askMode({ contract, law }: Inquiry): readonly Observation[] {
  const detail =
    law.variant.modes[0] === undefined
      ? ""
      : law.variant.modes.filter((mode) => mode.endsWith("式")).join("、");
  const text = contract.mode ?? "";
  const ticked = text
    .replaceAll(/(?:[□☐]|\[\s*\]|［\s*］)\s*[\p{Script=Han}]*/gu, "")
    .replaceAll(/[☑☒√■✓✔\s[\]［］]/g, "");
  if (isBlank(text) || ticked === "") return [{ ...missing("/mode", contract.mode ?? undefined), detail }];
  return law.variant.modes.includes(ticked) ? [] : [unclear("/mode", text, { detail })];
}

/** PTY-01: every seat and every role of the variant has a party. */
export function askSeats({ contract, law }: Inquiry): readonly Observation[] {
  const parties = contract.parties ?? [];
  return law.variant.seats
    .filter(({ seat, role }) => {
      const seated = parties.some((party) => party.seat === seat);
      const played = parties.some(
        (party) => party.role === null || party.role === undefined || role.includes(party.role),
      );
      return !seated || !played;
    })
    .map(({ seat, label }) => ({ ...missing("/parties"), detail: `${seat}（${label}）` }));
}

/** PTY-11: no two seats share a credit code. */
export function askDistinctCodes({ contract }: Inquiry): readonly Observation[] {
  const parties = contract.parties ?? [];
  return parties.flatMap(({ uscc }, at) => {
    const earlier = isBlank(uscc) ? -1 : parties.findIndex((party) => party.uscc?.trim() === uscc?.trim());
    if (earlier < 0 || earlier >= at) return [];
    return [unclear(`/parties/${at}/uscc`, uscc, { detail: parties[earlier]?.seat })];
  });
}

/** PTY-06: enterprise and agency lie where the law asks, by division code; a code that is not given is not judged. */
export function askResidence(
  predicate: PredicateOf<"residence">,
  { contract, law }: Inquiry,
): readonly Observation[] {
  return (contract.parties ?? []).flatMap((party, at) => {
    const role = roleOf(party, law);
    const prefixes = role ? predicate.within[role] : undefined;
    const tax = role === "enterprise" && predicate.tax.length > 0 ? predicate.tax : undefined;
    return [
      ...outside({ pointer: `/parties/${at}/regionCode`, code: party.regionCode, prefixes }),
      ...(isBlank(party.regionCode) ? elsewhere(`/parties/${at}/address`, party.address, prefixes) : []),
      ...outside({ pointer: `/parties/${at}/taxRegionCode`, code: party.taxRegionCode, prefixes: tax }),
    ];
  });
}

/** Without a division code the address tells, where it names its province. */
function elsewhere(
  pointer: string,
  address: string | null | undefined,
  prefixes: readonly string[] | undefined,
): readonly Observation[] {
  const told = (prefixes ?? []).map((prefix) => addressWithin((address ?? "").trim(), prefix));
  return told.length > 0 && told.every((within) => within === false) ? [query(pointer, address)] : [];
}

type Residence = {
  readonly pointer: string;
  readonly code: string | null | undefined;
  readonly prefixes: readonly string[] | undefined;
};

function outside({ pointer, code, prefixes }: Residence): readonly Observation[] {
  if (prefixes === undefined || isBlank(code)) return [];
  // a place in words, as people write it where a form asks for a code
  if (/\p{Script=Han}/u.test(code ?? "")) return elsewhere(pointer, code, prefixes);
  return prefixes.some((prefix) => code?.trim().startsWith(prefix)) ? [] : [query(pointer, code)];
}
