import type { Role } from "../../schemas/contract.ts";
import type { PredicateOf } from "../../schemas/jurisdictions/predicate.ts";
import { namesDivision } from "../kit/address.ts";
import { pattern } from "../kit/pattern.ts";
import { isBlank, isUnfilled, placeholderIn } from "../kit/text.ts";
import { coversServices } from "./clause-rule.ts";
import { type Inquiry, missing, type Observation, query, unclear } from "./observation.ts";
import { isMisplaced, roleOf } from "./role-of.ts";
import { electronicSignings } from "./signing-elements.ts";
import { isAskedFor, isWhole, passagesAt, sentencesOf } from "./whole-text.ts";

/** DOC-05: the place of signing is filled and names a division. A gap inside it is TXT-01's. */
export function askSignPlace({ contract }: Inquiry): readonly Observation[] {
  const place = contract.signPlace;
  if (isBlank(place)) return [missing("/signPlace", place ?? undefined)];
  const text = (place ?? "").trim();
  return placeholderIn(text) !== undefined || namesDivision(text) ? [] : [unclear("/signPlace", place)];
}

/** DOC-08: who signs electronically has agreed to it in the contract. Signatures not known to be electronic are not judged. */
export function askElectronicAgreed(
  { says }: PredicateOf<"electronicAgreed">,
  inquiry: Inquiry,
): readonly Observation[] {
  const signed = electronicSignings(inquiry);
  const passages = passagesAt(["/effect/clause", "/method", "/clauses/*"], inquiry);
  const agreed = passages
    .flatMap(({ name, text }) => [...sentencesOf(text), ...(text.length < 4 ? [] : [`${name}：${text}`])])
    .some((sentence) => agreesToSignSo(says, sentence));
  if (agreed) return [];
  return signed.map(({ signature }) => ({ ...missing("/effect/clause"), detail: signature.seat }));
}

/** Whether a sentence agrees to electronic signatures, in the words of the rule (`says`), and not on the contrary. */
export const agreesToSignSo = (says: string, sentence: string): boolean =>
  pattern(says).test(sentence.replaceAll(REFUSED, ""));

/** Words that agree on the contrary: 「双方不采用电子签名」「电子签名无效」. */
const REFUSED =
  /(?:不|未|无意|拒绝|禁止|排除)(?:得|再|会|予|能|可)?(?:采用|使用|接受|同意|认可|适用|以|通过)[^，。；]{0,24}|(?:电子签[名章字]|电子印章|数据电文|电子(?:形式|方式))[^，。；]{0,12}(?:无效|不(?:具有|产生|发生)[^，。；]{0,8}效力|不予认可)/gu;

/** PTY-14: every party is called by words that mean nobody else, in the variant's order. */
export function askAbbreviations(inquiry: Inquiry): readonly Observation[] {
  const swapped = askOrder(inquiry);
  return swapped.length > 0 ? swapped : askShortNames(inquiry);
}

/** Every role has its party and two of them sit in each other's place; a role nobody has is PTY-01's. */
function askOrder({ contract, law }: Inquiry): readonly Observation[] {
  const parties = contract.parties ?? [];
  const played = law.variant.seats.every(({ role }) =>
    parties.some((party) => party.role && role.includes(party.role)),
  );
  const strangers = parties.filter((party) => isMisplaced(party, law));
  if (!played || strangers.length < 2) return [];
  const detail = strangers.map(({ seat }) => seat).join("、");
  return [unclear("/parties", undefined, { case: "swapped", detail })];
}

/** Words for one side of a mandate, by the roles they cannot mean. */
const OF_SIDES: readonly (readonly [words: RegExp, never: readonly Role[]])[] = [
  [/^(?:委托(?:方|人|单位)|托管(?:企业|对象)|入托企业)$/u, ["agency"]],
  [/^(?:受托(?:方|人|单位)|(?:托管|服务|代理)机构|服务方)$/u, ["enterprise"]],
];

/** Whether a party is called by what means the other side: the enterprise 「受托方」. */
const isCalledAsOther = (text: string, role: Role | undefined): boolean =>
  role !== undefined && OF_SIDES.some(([words, never]) => words.test(text) && never.includes(role));

function askShortNames({ contract, law }: Inquiry): readonly Observation[] {
  const parties = contract.parties ?? [];
  if (parties.every(({ abbreviation }) => isBlank(abbreviation))) return [];
  return parties.flatMap((party, at) => {
    const { abbreviation, seat } = party;
    const pointer = `/parties/${at}/abbreviation`;
    const text = closed(abbreviation);
    if (isBlank(text)) return [missing(pointer, abbreviation ?? undefined)];
    if (isCalledAsOther(text, roleOf(party, law)))
      return [unclear(pointer, abbreviation, { case: "swapped", detail: `${seat}“${text}”` })];
    const other = parties.find(
      (one, index) =>
        index !== at &&
        (closed(one.name) === text || one.seat === text || (index < at && closed(one.abbreviation) === text)),
    );
    return other === undefined || seat === text
      ? []
      : [unclear(pointer, abbreviation, { detail: other.seat })];
  });
}

/** A name without the spaces in it, which tell no two names apart. */
const closed = (text: string | null | undefined): string => (text ?? "").replaceAll(/\s/gu, "");

/** SUB-10: where patents are filed the agency's licence number stands in its line, and is known to be the agency's. */
export function askAgencyLicence(
  { codes }: PredicateOf<"agencyLicence">,
  inquiry: Inquiry,
): readonly Observation[] {
  const { contract, law } = inquiry;
  if (!coversServices(codes, inquiry)) return [];
  return (contract.parties ?? []).flatMap((party, at) => {
    if (roleOf(party, law) !== "agency") return [];
    const pointer = `/parties/${at}/licenceNo`;
    const asked = isAskedFor(party, "licenceNo") || isWhole(inquiry);
    if (asked && isBlank(party.licenceNo)) return [missing(pointer, party.licenceNo ?? undefined)];
    const known = contract.evidence?.licences?.find(({ seat }) => seat === party.seat);
    if (known?.held === false) return [query(pointer, party.licenceNo ?? "", "没有执业许可证")];
    const other =
      !isBlank(known?.holder) && !isUnfilled(party.name) && known?.holder?.trim() !== party.name?.trim();
    return other ? [query(pointer, party.licenceNo ?? "", `许可证所载名称是“${known?.holder ?? ""}”`)] : [];
  });
}

/** PER-03: somebody answers for the work, and not the same person on both sides. One side's blank contact is PTY-08's. */
export function askContacts(inquiry: Inquiry): readonly Observation[] {
  const { contract, law } = inquiry;
  const parties = (contract.parties ?? []).map((party, at) => ({ party, at, role: roleOf(party, law) }));
  const named = parties.filter(({ party }) => !isBlank(party.contact?.name));
  if (parties.length > 1 && named.length === 0) {
    const clauses = passagesAt(["/method", "/duties/*", "/clauses/*"], inquiry);
    const told = clauses.some(({ name, text }) => /项目负责人|专员|联系人|联络人/u.test(`${name}：${text}`));
    return told ? [] : [missing("/parties")];
  }
  const agency = named.find(({ role }) => role === "agency");
  const same = named.find(
    ({ party, role }) => role !== "agency" && isSamePerson(party.contact, agency?.party.contact),
  );
  if (agency === undefined || same === undefined) return [];
  const pointer = `/parties/${agency.at}/contact/name`;
  return [unclear(pointer, agency.party.contact?.name, { detail: same.party.seat })];
}

type Contact = NonNullable<Inquiry["contract"]["parties"]>[number]["contact"];

/** One name, and no two telephones that tell two people apart. */
function isSamePerson(one: Contact, other: Contact): boolean {
  if (one?.name?.trim() !== other?.name?.trim()) return false;
  return isBlank(one?.phone) || isBlank(other?.phone) || one?.phone?.trim() === other?.phone?.trim();
}
