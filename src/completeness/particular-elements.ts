import type { PredicateOf } from "../../schemas/jurisdictions/predicate.ts";
import { namesDivision } from "../kit/address.ts";
import { pattern } from "../kit/pattern.ts";
import { isBlank, isUnfilled, placeholderIn } from "../kit/text.ts";
import { coversServices } from "./clause-rule.ts";
import { type Inquiry, missing, type Observation, query, unclear } from "./observation.ts";
import { isMisplaced, roleOf } from "./role-of.ts";
import { electronicSignings } from "./signing-elements.ts";
import { isAskedFor, isWhole, passagesAt } from "./whole-text.ts";

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
  if (passages.some(({ name, text }) => pattern(says).test(`${name}：${text}`))) return [];
  return signed.map(({ signature }) => ({ ...missing("/effect/clause"), detail: signature.seat }));
}

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

function askShortNames({ contract }: Inquiry): readonly Observation[] {
  const parties = contract.parties ?? [];
  if (parties.every(({ abbreviation }) => isBlank(abbreviation))) return [];
  return parties.flatMap(({ abbreviation, seat }, at) => {
    const pointer = `/parties/${at}/abbreviation`;
    const text = abbreviation?.trim() ?? "";
    if (isBlank(text)) return [missing(pointer, abbreviation ?? undefined)];
    const other = parties.find(
      (party, index) =>
        index !== at &&
        (party.name?.trim() === text ||
          party.seat === text ||
          (index < at && party.abbreviation?.trim() === text)),
    );
    return other === undefined || seat === text
      ? []
      : [unclear(pointer, abbreviation, { detail: other.seat })];
  });
}

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
