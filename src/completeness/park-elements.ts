import type { PredicateOf } from "../../schemas/jurisdictions/predicate.ts";
import { pattern } from "../kit/pattern.ts";
import { isBlank, isUnfilled } from "../kit/text.ts";
import { type Inquiry, missing, type Observation, query } from "./observation.ts";
import { isMisplaced, roleOf } from "./role-of.ts";
import { isAskedFor, isWhole, passagesAt } from "./whole-text.ts";

/** P3-01: the organiser is a park, an association or the like by its name. A missing organiser is PTY-01's. */
export function askOrganiserKind(
  { says }: PredicateOf<"organiserKind">,
  { contract, law }: Inquiry,
): readonly Observation[] {
  const seats = law.variant.seats.filter(({ role }) => role.includes("park") || role.includes("association"));
  return (contract.parties ?? []).flatMap((party, at) => {
    const organises = seats.some(({ seat }) => seat === party.seat) && !isMisplaced(party, law);
    if (!organises || isUnfilled(party.name) || pattern(says).test(party.name ?? "")) return [];
    return [query(`/parties/${at}/name`, party.name)];
  });
}

/** ZK-03: the agency won the park's bid. Judged when the contract has a line for the notice, or its winner is known. */
export function askBid(inquiry: Inquiry): readonly Observation[] {
  const { park, parties, attachments } = inquiry.contract;
  const told = passagesAt(["/basis/*", "/clauses/*"], inquiry).map(({ name, text }) => `${name}${text}`);
  const listed = (attachments ?? []).map(({ name }) => name ?? "");
  const referred = !isBlank(park?.bidNo) || [...told, ...listed].some((text) => /中标/u.test(text));
  const asked = isAskedFor(park, "bidNo") || isWhole(inquiry);
  const found = asked && !referred ? [missing("/park/bidNo", park?.bidNo ?? undefined)] : [];
  const agency = parties?.find((party) => roleOf(party, inquiry.law) === "agency")?.name?.trim();
  const winner = park?.bidWinner?.trim();
  if (isBlank(winner) || isUnfilled(agency) || winner === agency) return found;
  return [...found, query("/park/bidWinner", winner, agency)];
}

const RECIPIENTS = { bureau: "市市场监管局", park: "托管单位" } as const;

/** ZK-04: everybody who is to receive the contract does. A filing that does not say whom it goes to is not judged. */
export function askRecipients({ contract, law }: Inquiry): readonly Observation[] {
  const sent = contract.filing?.sentTo;
  if (sent === null || sent === undefined) return [];
  return law.variant.recipients
    .filter((recipient) => !sent.includes(recipient))
    .map((recipient) => ({ ...missing("/filing/sentTo"), detail: RECIPIENTS[recipient] }));
}

/** ZK-05: the park is what the plan asks of one, as far as its figures are given. */
export function askParkConditions(
  { techEnterprises }: PredicateOf<"parkConditions">,
  { contract }: Inquiry,
): readonly Observation[] {
  const { park } = contract;
  const found: Observation[] = [];
  const count = park?.techEnterprises;
  if (count !== null && count !== undefined && count < techEnterprises)
    found.push(query("/park/techEnterprises", count, `科技型企业少于${techEnterprises}家`));
  if (isAskedFor(park, "ipContact") && isBlank(park?.ipContact))
    found.push(query("/park/ipContact", park?.ipContact ?? "", "没有知识产权部门的专职联系人"));
  return found;
}
