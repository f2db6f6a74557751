import type { Role } from "../../schemas/contract.ts";
import { amountInWords, readAmountInWords, readYuan, writeYuan } from "../kit/money.ts";
import { readDay } from "../kit/dates.ts";
import { isBlank, isUnfilled } from "../kit/text.ts";
import { type Inquiry, missing, type Observation, unclear, undated } from "./observation.ts";
import { isUndated } from "./scope-elements.ts";

const GRATUITOUS = /无需.{0,6}付费|不需?.{0,4}付费|不支付|不收取?费|不收费|免费|无偿|免收/u;

/** Whether the contract says in so many words that custody is free. */
const saysFree = ({ contract }: Inquiry): boolean =>
  contract.fee?.free === true || GRATUITOUS.test(`${contract.fee?.payer ?? ""}${contract.fee?.costs ?? ""}`);

/** Cents of the fee when it is a sound amount above zero; rules about payment ask nothing otherwise. */
function charge({ contract }: Inquiry): bigint | undefined {
  const cents = readYuan(contract.fee?.amount);
  return cents !== undefined && cents > 0n ? cents : undefined;
}

/** Whether the fee is a sound amount above zero. */
export const isPaid = (inquiry: Inquiry): boolean => charge(inquiry) !== undefined;

/** FEE-12: a fee of zero is called free somewhere. */
export function askFreeStated(inquiry: Inquiry): readonly Observation[] {
  const { fee, clauses } = inquiry.contract;
  if (readYuan(fee?.amount) !== 0n || saysFree(inquiry)) return [];
  const told = Object.values(clauses ?? {}).some((text) => GRATUITOUS.test(text ?? ""));
  return told ? [] : [missing("/fee/amount", fee?.amount)];
}

/** FEE-01: the payer is a party; in free custody of Zhoukou the words say that the enterprise pays nothing. */
export function askPayer(inquiry: Inquiry): readonly Observation[] {
  const { contract, law } = inquiry;
  const payer = contract.fee?.payer;
  if (isBlank(payer)) return [missing("/fee/payer", payer ?? undefined)];
  const text = (payer ?? "").trim();
  if (law.variant.free) return GRATUITOUS.test(text) ? [] : [unclear("/fee/payer", payer, { case: "free" })];
  if (charge(inquiry) === undefined && GRATUITOUS.test(text)) return [];
  return namesParty(text, inquiry) ? [] : [unclear("/fee/payer", payer)];
}

/** Words that may stand around those who pay. */
const AROUND_PAYER =
  /委托方|付款[方人]|全部|全额|费用|服务费|双方|各方|共同|分别|平均|各半|支付|承担|负担|缴纳|付费|按.{0,8}比例|[由为、，。：:和与及以（）()\s]/gu;

/** What the trade calls those who may pay, beside the variant's own label (domain.md T1). */
const CALLED: Readonly<Partial<Record<Role, readonly string[]>>> = {
  enterprise: ["托管服务企业", "托管服务对象", "托管企业", "托管对象", "入托企业", "委托方", "委托人"],
  agency: ["托管服务机构", "托管机构", "服务机构", "受托方", "受托人"],
};

/** Whether a text names a seat of the variant, what that seat is called, or a party, and nobody else. */
function namesParty(text: string, { contract, law }: Inquiry): boolean {
  const names = (contract.parties ?? []).flatMap(({ name }) => (isBlank(name) ? [] : [name ?? ""]));
  const seats = law.variant.seats.flatMap(({ seat, label, role }) => [
    seat,
    label,
    ...role.flatMap((each) => CALLED[each] ?? []),
  ]);
  const initials = text.replaceAll(/([甲乙丙丁])(?=[、和与及]?[甲乙丙丁]|双方|$)/gu, "$1方");
  const known = [...names, ...seats].sort((one, other) => other.length - one.length);
  const isNamed = (words: string): boolean => {
    const rest = known.reduce((left, name) => left.replaceAll(name, "#"), words);
    return /^#+$/.test(rest.replaceAll(AROUND_PAYER, ""));
  };
  return isNamed(initials) || isNamed(initials.replaceAll(/[（(].*[）)]/gu, ""));
}

/** FEE-02: the fee is one amount in figures. */
export function askAmount({ contract }: Inquiry): readonly Observation[] {
  const amount = contract.fee?.amount;
  if (isBlank(amount)) return [missing("/fee/amount", amount ?? undefined)];
  return readYuan(amount) === undefined ? [unclear("/fee/amount", amount)] : [];
}

/** FEE-03: a fee above zero stands in capital words too, of the same value, properly written. */
export function askAmountInWords(inquiry: Inquiry): readonly Observation[] {
  const cents = charge(inquiry);
  if (cents === undefined) return [];
  const words = inquiry.contract.fee?.amountCn;
  const detail = amountInWords(cents);
  if (isBlank(words)) return [{ ...missing("/fee/amountCn", words ?? undefined), detail }];
  const read = readAmountInWords(words ?? "");
  if ("fault" in read) return [unclear("/fee/amountCn", words, { case: read.fault, detail })];
  return read.cents === cents ? [] : [unclear("/fee/amountCn", words, { detail })];
}

/** FEE-04: a fee above zero is paid on determined days in instalments that add up to it. */
export function askSchedule(inquiry: Inquiry): readonly Observation[] {
  const cents = charge(inquiry);
  if (cents === undefined) return [];
  const schedule = inquiry.contract.fee?.schedule ?? [];
  if (schedule.length === 0) return [missing("/fee/schedule")];
  const found = schedule.flatMap(({ due, amount }, at) => [
    ...askInstalmentDue(`/fee/schedule/${at}/due`, due),
    ...askInstalmentAmount(`/fee/schedule/${at}/amount`, amount),
  ]);
  const amounts = schedule.map(({ amount }) => readYuan(amount));
  if (amounts.some((amount) => amount === undefined)) return found;
  const sum = amounts.reduce<bigint>((total, amount) => total + (amount ?? 0n), 0n);
  return sum === cents
    ? found
    : [...found, unclear("/fee/schedule", undefined, { case: "sum", detail: writeYuan(sum) })];
}

function askInstalmentDue(pointer: string, due: string | null | undefined): readonly Observation[] {
  if (isBlank(due)) return [missing(pointer, due ?? undefined)];
  return readDay(due) === undefined && isUndated((due ?? "").trim()) ? [undated(pointer, due)] : [];
}

function askInstalmentAmount(pointer: string, amount: string | null | undefined): readonly Observation[] {
  if (isBlank(amount)) return [missing(pointer, amount ?? undefined)];
  return readYuan(amount) === undefined ? [unclear(pointer, amount, { case: "amount" })] : [];
}

/** FEE-05: full custody of Zhoukou costs nothing and says so. */
export function askGratuitous(inquiry: Inquiry): readonly Observation[] {
  const amount = inquiry.contract.fee?.amount;
  const free = charge(inquiry) === undefined && saysFree(inquiry);
  return free ? [] : [unclear("/fee/amount", amount ?? undefined)];
}

/** FEE-06: partial custody of Zhoukou is paid, unless a waiver with its reason is recorded. */
export function askCharged({ contract }: Inquiry): readonly Observation[] {
  if (readYuan(contract.fee?.amount) !== 0n) return [];
  return [
    unclear("/fee/amount", contract.fee?.amount, isBlank(contract.fee?.waiver) ? {} : { case: "waived" }),
  ];
}

/** FEE-08: a paid contract names an account of the payee, which is the agency unless another is named. */
export function askAccount(inquiry: Inquiry): readonly Observation[] {
  if (charge(inquiry) === undefined) return [];
  const account = inquiry.contract.fee?.account ?? {};
  const found = (["name", "bank", "no"] as const)
    .filter((field) => isBlank(account[field]))
    .map((field) => missing(`/fee/account/${field}`, account[field] ?? undefined));
  const number = account.no?.replaceAll(/[\s-]/g, "") ?? "";
  if (!isBlank(account.no) && !/^\d{8,32}$/.test(number))
    found.push({ ...missing("/fee/account/no", account.no), case: "number" });
  const payee = payeeName(inquiry);
  const other =
    payee !== undefined && !isBlank(account.name) && holderName(account.name ?? "", inquiry) !== payee;
  return other ? [...found, unclear("/fee/account/name", account.name, { detail: payee })] : found;
}

/** The seat a text speaks of by its letter, its label or what the trade calls it; a name behind it in brackets is let be. */
function seatCalled(text: string, { seats }: Inquiry["law"]["variant"]): string | undefined {
  const bare = text.replace(/[（(].*[）)]$/u, "");
  return seats.find(
    ({ seat, label, role }) =>
      bare === seat || bare === label || role.some((each) => CALLED[each]?.includes(bare) === true),
  )?.seat;
}

/** 「同乙方名称」「与收款方一致」: a holder told by pointing at whose name it is. */
const POINTED = /^(?:同|与|即)(.{1,8}?)的?(?:单位)?(?:名称|全称)?(?:一致|相同)?$/u;

function holderName(told: string, inquiry: Inquiry): string | undefined {
  const words = POINTED.exec(told.trim())?.[1];
  if (words === undefined) return told.trim();
  if (/^(?:上|收款(?:方|人|单位))$/u.test(words)) return payeeName(inquiry);
  const { contract, law } = inquiry;
  const seat = seatCalled(words, law.variant);
  return seat === undefined ? told.trim() : contract.parties?.find((one) => one.seat === seat)?.name?.trim();
}

function payeeName({ contract, law }: Inquiry): string | undefined {
  const named = contract.fee?.payee;
  const seats = law.variant.seats;
  const agency = seats.find(({ role }) => role.includes("agency"))?.seat;
  const seat = isBlank(named) ? agency : seatCalled((named ?? "").trim(), law.variant);
  const name = seat === undefined ? named : contract.parties?.find((one) => one.seat === seat)?.name;
  return isUnfilled(name) ? undefined : name?.trim();
}
