import type { Party } from "../../schemas/contract.ts";
import type { PredicateOf } from "../../schemas/jurisdictions/predicate.ts";
import { isBoxOnly, namesDivision } from "../kit/address.ts";
import { nameFault } from "../kit/organisation-name.ts";
import { isPersonName } from "../kit/person-name.ts";
import { isBlank, isUnfilled } from "../kit/text.ts";
import { usccFault } from "../kit/uscc.ts";
import { isMisplaced, roleOf } from "./role-of.ts";
import { textOf } from "./text-element.ts";
import { type Inquiry, missing, type Observation, query, unclear } from "./observation.ts";

type Judge = (text: string, party: Party) => Pick<Observation, "case"> | undefined;

/** Asks one text of every party: blank is missing, what the judge finds is unclear. */
function askEach(
  inquiry: Inquiry,
  field: "name" | "uscc" | "address" | "legalRep",
  judge: Judge,
): readonly Observation[] {
  return (inquiry.contract.parties ?? []).flatMap((party, at) => {
    const text = party[field];
    const pointer = `/parties/${at}/${field}`;
    if (text === null || text === undefined || isBlank(text)) return [missing(pointer, text ?? undefined)];
    const found = judge(text.trim(), party);
    return found === undefined ? [] : [unclear(pointer, text, found)];
  });
}

/** PTY-02: the full registered name in allowed characters, to the organisation form. */
export function askPartyName(inquiry: Inquiry): readonly Observation[] {
  return askEach(inquiry, "name", (name) => {
    const fault = isUnfilled(name) ? "characters" : nameFault(name);
    return fault === undefined ? undefined : { case: fault };
  }).map((found) => (isUnfilled(textOf(found.value)) ? { ...found, ground: "M", case: undefined } : found));
}

/** PTY-03: the credit code checks, inside and out. */
export function askCreditCode(inquiry: Inquiry): readonly Observation[] {
  return askEach(inquiry, "uscc", (code) => {
    const fault = usccFault(code);
    return fault === undefined ? undefined : { case: fault };
  });
}

/** PTY-05: the address names a division and is more than a box. */
export function askAddress(inquiry: Inquiry): readonly Observation[] {
  return askEach(inquiry, "address", (address) => {
    if (isBoxOnly(address)) return { case: "box" };
    return namesDivision(address) ? undefined : {};
  });
}

/** PTY-07: a person's name of two characters or more; a title alone is none. */
export function askPersonName(inquiry: Inquiry): readonly Observation[] {
  return askEach(inquiry, "legalRep", (text) => (isPersonName(text) ? undefined : {}));
}

/** PTY-12: the kind of organisation in the code's first two characters fits the role. A code PTY-03 refuses is not judged. */
export function askOrganisationType(
  predicate: PredicateOf<"organisationType">,
  { contract, law }: Inquiry,
): readonly Observation[] {
  return (contract.parties ?? []).flatMap((party, at) => {
    if (isMisplaced(party, law)) return [];
    const role = roleOf(party, law);
    const code = party.uscc?.trim() ?? "";
    const fault = usccFault(code);
    if (fault !== undefined && fault !== "organisation") return [];
    const named = predicate.named.find(({ says }) => party.name?.includes(says));
    const allowed = named?.allowed ?? (role ? predicate.allowed[role] : undefined);
    if (allowed === undefined || allowed.some((prefix) => code.startsWith(prefix))) return [];
    return [query(`/parties/${at}/uscc`, code, named?.says ?? ROLE_WORDS[role ?? "enterprise"])];
  });
}

const ROLE_WORDS = {
  enterprise: "托管企业",
  agency: "托管机构",
  park: "园区",
  association: "协会",
  bureau: "行政机关",
} as const;
