import type { Contract, Role, Variant } from "../../schemas/contract.ts";
import { lawFor } from "../../schemas/jurisdictions/index.ts";
import type { Jurisdiction } from "../../schemas/jurisdictions/index.ts";
import type { ExtractedValue } from "../../schemas/extraction.ts";
import { type Aliases, aliasesOf, asWritten, withSeats, writtenText } from "./aliases.ts";
import { assembled } from "./assemble.ts";
import { isBlankList, withoutBlankLists } from "./blank-lists.ts";
import { findClauseElements } from "./clause-elements.ts";
import { findDuties } from "./duties.ts";
import { findClosing } from "./closing.ts";
import { findFee } from "./fee.ts";
import { Gathering } from "./gathering.ts";
import { isBlank } from "../kit/text.ts";
import { findHead } from "./head.ts";
import { findAttachments, findIndicators, findRights } from "./lists.ts";
import { traditionalCount } from "./normalise.ts";
import { type Outline, outlineOf } from "./outline.ts";
import { type FoundParties, type FoundParty, putParties } from "./found-parties.ts";
import { findParties } from "./parties.ts";
import type { NamedBy } from "./party-reader.ts";
import { fillFromClauses, isAboutParties } from "./party-clauses.ts";
import { findProject } from "./project.ts";
import { findRecipients } from "./recipients.ts";
import { putOtherClauses } from "./rest.ts";
import { findScope } from "./scope.ts";
import { type SigningBlock, signingBlocks } from "./signing.ts";
import { slotsOf } from "./slots.ts";
import { findTerm } from "./term.ts";
import type { UploadedText } from "./uploaded-text.ts";
import { findMode, guessVariant, type GuessedVariant } from "./variant.ts";
import { type ReadingNote, TRADITIONAL } from "./reading-notes.ts";

/** A contract read out of a document. `contract` has the shape the rules judge; `values` say where each value stands. */
export type Extraction = {
  readonly contract: Contract;
  readonly values: readonly ExtractedValue[];
  readonly variant: GuessedVariant;
  readonly signing: readonly SigningBlock[];
  /** The whole text, normalised: to look whether a word stands anywhere. */
  readonly text: string;
  /** Its clauses, to look where a word stands. */
  readonly outline: Outline;
  readonly notes: readonly ReadingNote[];
};

/**
 * Elements of a custody contract out of its text, by what its clauses are called and say. Promises no completeness: what
 * is ambiguous has a low confidence. `variant` overrules the guess.
 */
export function extractContract(uploaded: UploadedText, variant?: Variant): Extraction {
  const aliases = aliasesOf(uploaded.blocks);
  const outline = outlineOf(withSeats(uploaded.blocks, aliases));
  const text = wholeText(outline);
  const into = new Gathering();
  findHead(outline, into);
  findMode(outline, into);
  const found = bestParties(outline, text);
  const guessed = guessVariant(
    text,
    into.textAt("/mode") ?? "",
    Math.max(found.parties.length, /丙方/u.test(text) ? 3 : 2),
  );
  const chosen: GuessedVariant = variant === undefined ? guessed : { id: variant, confidence: 1 };
  const law = lawFor(chosen.id);
  const parties = ordered(found, law);
  putParties({ parties, park: found.park ?? parkAmong(found, parties) }, into);
  fillFromClauses(outline, parties, into);
  findScope(outline, law.variant, into);
  findTerm(outline, into);
  findFee(outline, parties, into);
  findClosing(outline, into);
  findClauseElements(outline, into);
  const seats = law.variant.seats.map(({ seat }) => seat);
  findDuties(outline, seats, into);
  findRights(outline, into);
  findAttachments(outline, into);
  findIndicators(outline, into);
  if (chosen.id === "HB-SUB") findProject(outline, into);
  findRecipients(outline, { variant: chosen.id, parties: found.parties }, into);
  putOtherClauses(outline, into);
  const signing = signingBlocks(outline);
  fillDay(into, signing);
  const values = withoutBlankLists(into.values);
  const contract = assembled(
    chosen.id,
    values.filter((value) => !isBlankList(value)),
  );
  const slots = slotsOf(chosen.id, outline, text);
  const evidence = {
    wholeText: uploaded.picturePages.length === 0,
    ...pagesOf(uploaded),
    ...(slots.length > 0 && { slots }),
  };
  return {
    contract: { ...contract, ...withFlags(contract), evidence },
    values: asWrittenIn(values, aliases, uploaded),
    variant: chosen,
    signing,
    text,
    outline,
    notes: isTraditional(uploaded) ? [TRADITIONAL] : [],
  };
}

/** More than a few characters of the text are traditional. */
const isTraditional = ({ blocks }: UploadedText): boolean =>
  traditionalCount(blocks.map((block) => (block.kind === "text" ? block.text : "")).join("")) > 20;

/** Values whose quotations say what the contract calls its parties. */
function asWrittenIn(
  values: readonly ExtractedValue[],
  aliases: Aliases,
  { blocks }: UploadedText,
): readonly ExtractedValue[] {
  if (aliases.size === 0) return values;
  const written = writtenText(blocks);
  return values.map((value) => ({
    ...value,
    at: { ...value.at, quote: asWritten(value.at.quote, aliases, written) },
  }));
}

/**
 * Parties by their seats; by what they do where the head names no seats, although the clauses may. The reading that names
 * more of them counts.
 */
function bestParties(outline: Outline, text: string): FoundParties {
  const [seated, byRole] = [partiesOfHead(outline, "seats"), partiesOfHead(outline, "roles")];
  if (!/[甲乙]方/u.test(text)) return namedIn(byRole) >= 2 ? byRole : widely(outline, byRole, "roles");
  if (namedIn(seated) >= 2) return seated;
  return namedIn(withoutPark(byRole, seated.park)) >= 2 ? byRole : widely(outline, seated, "seats");
}

/** A park that the line of its own names is no party besides. */
const withoutPark = ({ parties, park }: FoundParties, known: FoundParties["park"]): FoundParties => ({
  parties: parties.filter(({ fields }) => known === undefined || fields.get("name")?.value !== known.name),
  park,
});

/** How many parties have a name, or so much else that the name was left blank. */
const namedIn = ({ parties }: FoundParties): number =>
  parties.filter(({ fields }) => (fields.get("name")?.value ?? "").length > 3 || fields.size > 3).length;

/** Whether anything is told of a party: a line to sign on names nobody. */
const isTold = ({ fields }: FoundParty): boolean => [...fields.values()].some(({ value }) => !isBlank(value));

/** How many parties anything is told of. */
const toldIn = ({ parties }: FoundParties): number => parties.filter(isTold).length;

/** Parties of the head, and of a clause that is about them. */
function partiesOfHead(outline: Outline, namedBy: NamedBy): FoundParties {
  const about = outline.clauses.filter(isAboutParties);
  return findParties([outline.head, ...about], namedBy);
}

/** Parties of the first clauses and the signature part, where the head does not name them. */
function widely(outline: Outline, found: FoundParties, namedBy: NamedBy): FoundParties {
  const { head, clauses, tail, annexes } = outline;
  const wide = findParties([head, ...clauses.slice(0, 3), tail], namedBy, tail);
  const isMore = toldIn(wide) > toldIn(found) || (toldIn(wide) > 0 && namedIn(wide) > namedIn(found));
  const best = isMore ? wide : found;
  if (namedIn(best) >= 2) return best;
  // told at the back
  const back = findParties([...clauses.slice(-2), tail, ...annexes], namedBy, tail);
  return toldIn(back) > 0 && namedIn(back) > namedIn(best) ? back : best;
}

/** Parties in the order of seats, with the roles their labels name where the seat may have them. */
function ordered(
  { parties, park }: FoundParties,
  { variant }: Pick<Jurisdiction, "variant">,
): readonly FoundParty[] {
  const order = ["甲方", "乙方", "丙方", "丁方"];
  const known = new Set<string>(variant.seats.map(({ seat }) => seat));
  const extra = parties.filter(({ seat, role }) => role === "park" && !known.has(seat));
  if (extra.length > 0)
    return ordered({ parties: parties.filter((party) => !extra.includes(party)), park }, { variant });
  const sorted = [...parties].sort((one, other) => order.indexOf(one.seat) - order.indexOf(other.seat));
  if (areSwapped(sorted, variant.seats)) return sorted;
  return sorted.map((party) => {
    const seat = variant.seats.find((each) => each.seat === party.seat);
    const role: Role | undefined =
      seat?.role.find((each) => each === party.role) ?? (seat?.role.length === 1 ? seat.role[0] : undefined);
    return { ...party, role };
  });
}

/** A park that has no seat of its own is no party: what it is called is told all the same. */
function parkAmong({ parties }: FoundParties, seated: readonly FoundParty[]): FoundParties["park"] {
  const seats = new Set(seated.map(({ seat }) => seat));
  const name = parties.find(({ role, seat }) => role === "park" && !seats.has(seat))?.fields.get("name");
  return name === undefined ? undefined : { name: name.value, source: name.source };
}

/** Both sides are called what only the other seat may be: 甲方 is the agency, 乙方 the enterprise. */
function areSwapped(parties: readonly FoundParty[], seats: Jurisdiction["variant"]["seats"]): boolean {
  const rolesOf = (seat: string): readonly Role[] => seats.find((each) => each.seat === seat)?.role ?? [];
  const strangers = parties.filter(({ seat, role }) => role !== undefined && !rolesOf(seat).includes(role));
  const [one, other] = strangers;
  return (
    one?.role !== undefined &&
    other?.role !== undefined &&
    strangers.length === 2 &&
    rolesOf(one.seat).includes(other.role) &&
    rolesOf(other.seat).includes(one.role)
  );
}

/** No day of signing in the head: the one the parties wrote under their names. */
function fillDay(into: Gathering, signing: readonly SigningBlock[]): void {
  const days = signing.flatMap(({ day }) => (day === undefined ? [] : [day])).sort();
  const last = days.at(-1);
  const block = signing.find(({ day }) => day === last);
  if (last !== undefined && (into.textAt("/signDate") ?? "").replaceAll(/[\s_年月日]/gu, "") === "")
    into.fill("/signDate", last, { spot: block?.name?.at ?? {}, quote: last, confidence: 0.75 });
}

/** A custody that lists no rights involves none as far as the text says. */
const withFlags = ({ ipInvolved, fee }: Contract): Partial<Contract> => ({
  ipInvolved: ipInvolved ?? false,
  ...(fee?.free === true && fee.amount === undefined && { fee: { ...fee, amount: "0.00" } }),
});

function pagesOf({ numbers, of, pages }: UploadedText) {
  const printed = [...new Set(numbers)];
  // page numbers of half the pages at least: less is a number in a corner, not a numbering
  if (pages === null || printed.length * 2 < pages || printed.length < 2) return {};
  const from = Math.min(...printed);
  const shifted = printed.map((number) => number - from + 1);
  return {
    pages: {
      numbers: shifted.filter((number) => number >= 1 && number <= 9999),
      ...(of !== null && from === 1 && { of }),
    },
  };
}

function wholeText({ head, clauses, tail, annexes }: Outline): string {
  return [head, ...clauses, tail, ...annexes]
    .flatMap(({ label, heading, lines, tables }) => [
      `${label} ${heading}`.trim(),
      ...lines.map(({ text }) => text),
      ...tables.flatMap(({ rows }) =>
        rows.map((row) => row.map(({ text }) => text.replaceAll("\n", "")).join(" ")),
      ),
    ])
    .filter((line) => line !== "")
    .join("\n");
}
