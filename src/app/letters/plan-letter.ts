import type { LetterElement, LetterKind } from "../../../schemas/api/filing-letter.ts";
import { dayInShanghai } from "../../kit/dates.ts";
import type { FilingRecord } from "../../ports/records.ts";
import type { Change } from "../../ports/store.ts";
import type { Caller } from "../caller.ts";
import type { House } from "../house.ts";

/** What a letter says. */
export type LetterWords = {
  readonly kind: LetterKind;
  readonly elements: readonly LetterElement[];
  readonly reason: string;
  readonly dueOn: string | null;
  readonly contact_person?: string | undefined;
  readonly phone?: string | undefined;
};

/** The letter with the next number of its series, and the order to seal it: for the commit of the decision it tells of. */
export function plannedLetter(
  house: House,
  caller: Caller,
  { filing, words, at }: { readonly filing: FilingRecord; readonly words: LetterWords; readonly at: Date },
): { readonly id: string; readonly changes: readonly Change[] } {
  const id = house.ids.next("let");
  const issuedAt = at.toISOString();
  const { kind, elements, reason, dueOn } = words;
  const letter = {
    id,
    filingId: filing.id,
    contractId: filing.contractId,
    authorityCode: filing.authorityCode,
    year: Number(dayInShanghai(at).slice(0, 4)),
    kind,
    filingVersion: filing.version + 1,
    elements,
    reason,
    dueOn,
    contactPerson: words.contact_person ?? null,
    phone: words.phone ?? null,
    personId: caller.personId,
    submittedAt: filing.submittedAt,
    issuedAt,
    state: "sealing",
    digest: null,
  } as const;
  const work = {
    id: `letter.seal:${id}`,
    kind: "letter.seal",
    subject: id,
    dueAt: issuedAt,
    attempts: 0,
    leasedUntil: null,
    doneAt: null,
    lastError: null,
  } as const;
  return {
    id,
    changes: [
      { allocate: kind, letter },
      { insert: "outbox", row: work },
    ],
  };
}
