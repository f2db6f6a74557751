import { type Contract, type Party, type Role, type ScopeItem, Seat } from "../../schemas/contract.ts";
import { lawFor } from "../../schemas/jurisdictions/index.ts";
import { readDay } from "../kit/dates.ts";
import { readYuan } from "../kit/money.ts";
import { dated } from "./expression/named-functions.ts";
import { BLANK } from "./expression/scope.ts";
import { roleName } from "./role-names.ts";

type Nullish<T> = T | null | undefined;

/** The names a custody template may use, made from a contract. Nothing is invented: what the contract lacks is absent. */
export function contractValues(contract: Contract): Record<string, unknown> {
  const parties = (contract.parties ?? []).map((party) => partyValues(party, contract));
  return {
    title: contract.title,
    contractNo: contract.contractNo,
    variant: contract.variant,
    signPlace: contract.signPlace,
    signDate: contract.signDate,
    basis: contract.basis?.join("、").replaceAll("》、《", "》《"),
    // The template says 托管 behind it; a value that says so too would print it twice.
    mode: contract.mode?.replace(/托管$/u, ""),
    parties: orBlankRow(parties.map(withShortName)),
    enterprise: parties.find(({ role }) => role === "enterprise"),
    agency: parties.find(({ role }) => role === "agency"),
    ...seatValues(parties),
    scope: orBlankRow(contract.scope ?? []),
    term: contract.term ?? {},
    ...workValues(contract),
    ...ruleValues(contract),
    fee: feeValues(contract),
    ipList: ipRows(contract),
    attachments: contract.attachments ?? [],
    park: contract.park ?? {},
    project: projectValues(contract),
  };
}

/** An e-mail is optional: its place says 无, a blank in a signed contract would be a gap. */
function partyValues(party: Party, contract: Contract) {
  const contact = party.contact ?? {};
  const email = contact.email?.trim() || "无";
  const role = party.role ?? onlyRoleOf(party.seat, contract);
  return {
    ...party,
    role,
    contact: { ...contact, email },
    roleName: roleName(role, contract.variant),
    ...licenceValues({ ...party, role }, contract),
  };
}

/** Stands in the line for the licence of an agency whose number nobody gave: where it can be looked up. */
const IN_REGISTER = "以国家知识产权局登记的为准";

/** An agency that files patents has a line for its licence; a number that was asked for and is blank stays blank. */
function licenceValues(party: Party, contract: Contract) {
  const { licenceNo, role } = party;
  const licenceAsked = Boolean(licenceNo) || (role === "agency" && hasPatentFiling(contract));
  return licenceAsked && !Object.hasOwn(party, "licenceNo")
    ? { licenceAsked, licenceNo: IN_REGISTER }
    : { licenceAsked };
}

/** The role of a seat that may have but one. */
function onlyRoleOf(seat: Seat, { variant }: Contract): Role | undefined {
  const roles = lawFor(variant).variant.seats.find((each) => each.seat === seat)?.role ?? [];
  return roles.length === 1 ? roles[0] : undefined;
}

/** Whether a service is one for which the law asks the number of the agency's licence (SUB-10). */
function hasPatentFiling({ scope, variant }: Contract): boolean {
  const codes = lawFor(variant).rules.flatMap(({ holds }) =>
    holds.kind === "agencyLicence" ? holds.codes : [],
  );
  return (scope ?? []).some(({ code }) => codes.includes(code?.trim() ?? ""));
}

/** The head of the contract says by which short name a party is called further on; the place to sign has the full name. */
const withShortName = <P extends Party>(party: P): P =>
  party.abbreviation ? { ...party, name: `${party.name ?? BLANK}（简称：${party.abbreviation}）` } : party;

/** Every seat by its own name; a seat nobody sits in prints blanks. */
function seatValues(parties: readonly ReturnType<typeof partyValues>[]) {
  return Object.fromEntries(
    Seat.options.map((seat) => [seat, parties.find((party) => party.seat === seat)] as const),
  );
}

/** The subsidy project; its enterprises stand in an annex, numbered when the contract lists one. */
function projectValues({ project, attachments }: Contract) {
  return {
    ...project,
    use: sentence(project?.use),
    enterprises: orBlankRow(project?.enterprises ?? []),
    annex: attachments?.find(({ name }) => /企业(?:清单|名单)/u.test(name ?? "")) ?? {},
  };
}

function workValues(contract: Contract) {
  return {
    duties: Object.entries(contract.duties ?? {}).map(([seat, text]) => ({ seat, text: sentence(text) })),
    place: sentence(contract.place),
    method: sentence(contract.method),
    reporting: sentence(contract.reporting),
    endSummary: sentence(contract.endSummary),
    plan: planValues(contract),
  };
}

/** The work plan is an annex when the contract lists or holds one: its own steps, or else the services by their due dates. */
function planValues(contract: Contract) {
  const listed = contract.attachments?.find(({ name }) => /(?:工作|服务|托管)方案/u.test(name ?? ""));
  if (listed === undefined && (contract.plan ?? []).length === 0) return undefined;
  const own = (contract.plan ?? []).map((step) => ({
    work: [step.stage, step.work].filter(Boolean).join("："),
    when: [dated(step.start), dated(step.end)].filter(Boolean).join("至"),
    deliverable: step.deliverable,
  }));
  const { no, name } = listed ?? { no: undefined, name: "托管服务工作方案" };
  return { no, name, steps: own.length > 0 ? own : stepsOfScope(contract) };
}

/** By the day each service is due; as they stand when one of them is due otherwise (每月、方案确认后三十日内 ……). */
const stepsOfScope = (contract: Contract) =>
  byDay(contract.scope ?? []).map(({ name, qty, unit, due, deliverable }) => ({
    work: `${name ?? ""}${qty || unit ? `（${qty ?? ""}${unit ?? ""}）` : ""}`,
    when: dated(due),
    deliverable,
  }));

function byDay(scope: readonly ScopeItem[]): readonly ScopeItem[] {
  const days = scope.map(({ due }) => readDay(due));
  if (days.includes(undefined)) return scope;
  return scope.toSorted((one, other) => ((readDay(one.due) ?? "") < (readDay(other.due) ?? "") ? -1 : 1));
}

/** Rights in custody as listed; where rights are involved but not listed, one row of blanks. */
function ipRows({ ipInvolved, ipList }: Contract) {
  const listed = ipList ?? [];
  return ipInvolved === true ? orBlankRow(listed) : listed;
}

function feeValues({ fee, parties }: Contract) {
  const cents = readYuan(fee?.amount);
  const free = cents === 0n || (fee?.free === true && cents === undefined);
  return {
    ...fee,
    paid: !free,
    payee: fee?.payee ?? parties?.find(({ role }) => role === "agency")?.seat,
    costs: sentence(fee?.costs),
    waiver: sentence(fee?.waiver),
    schedule: orBlankRow(fee?.schedule ?? []),
    account: fee?.account ?? {},
  };
}

function ruleValues(contract: Contract) {
  const { acceptance, dispute, effect, clauses } = contract;
  return {
    acceptance: {
      standard: sentence(acceptance?.standard),
      method: sentence(acceptance?.method),
      indicators: acceptance?.indicators ?? [],
    },
    confidentiality: sentence(contract.confidentiality),
    ipOwnership: sentence(contract.ipOwnership),
    breach: sentence(contract.breach),
    change: sentence(contract.change),
    dispute: disputeValues(dispute),
    effect: {
      clause: sentence(effect?.clause),
      copies: countOf(effect?.copies),
      holders: Object.entries(effect?.holders ?? {}).map(([holder, copies]) => ({
        holder,
        copies: countOf(copies),
      })),
    },
    clauses: Object.entries(clauses ?? {}).map(([name, text]) => ({ name, text: sentence(text) })),
  };
}

/** `plain`: the mode and the name of a commission or court fit the template's sentence; else the parties' own words stand. */
function disputeValues(dispute: Contract["dispute"]) {
  const mode = dispute?.mode?.trim() ?? "";
  const named = !/[，。；：]|提交|提请|申请|提起|起诉|规则/u.test(dispute?.body ?? "");
  return {
    mode: dispute?.mode,
    body: sentence(dispute?.body),
    plain: /^(?:仲裁|诉讼|[_\s]*)$/u.test(mode) && named,
  };
}

/** The template says 一式 and 份; a value that brings its own would print two. */
const countOf = (count: Nullish<number | string>): Nullish<number | string> =>
  typeof count === "string"
    ? count
        .trim()
        .replace(/^(?:本?合同)?一式/u, "")
        .replace(/份$/u, "")
    : count;

/** The template sets the full stop; a value that brings its own would print two. */
const sentence = (text: Nullish<string>): Nullish<string> => text?.replace(/[。；;\s]+$/u, "");

/** An empty table keeps one row, so that the blanks are seen. */
const orBlankRow = <T>(rows: readonly T[]): readonly (T | Record<string, never>)[] =>
  rows.length > 0 ? rows : [{}];
