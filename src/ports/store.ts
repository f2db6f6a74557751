import { HouseError } from "../kit/errors.ts";
import type { KeyMode } from "../../schemas/api/api-key.ts";
import type { LetterKind } from "../../schemas/api/filing-letter.ts";
import type { CodePurpose } from "../../schemas/api/signing-link.ts";
import type {
  ApiKeyRecord,
  ArchiveRecord,
  AuditEvent,
  ContractRecord,
  DocumentRecord,
  EnvelopeRecord,
  FilingLetterRecord,
  FilingRecord,
  IdempotencyRecord,
  Instant,
  OrganisationRecord,
  OutboxRecord,
  OverrulingRecord,
  PersonRecord,
  ReceiptRecord,
  SealRecord,
  SealUseRecord,
  SigningRecord,
  StepRecord,
  TemplateRecord,
} from "./records.ts";
import type { LinkCodeRecord, LinkRecord, LinkSessionRecord, MessageRecord } from "./link-records.ts";

/**
 * - `store.version_conflict`: somebody else made this version of the aggregate first; nothing of the commit happened.
 * - `store.duplicate`: another unique row is already there (`facts.unique`); nothing of the commit happened.
 * - `store.unavailable`: the database did not answer; whether the commit happened is not known, ask again.
 */
export type StoreFault = "store.version_conflict" | "store.duplicate" | "store.unavailable";
export class StoreError extends HouseError<StoreFault> {}

/** Rows that a commit inserts or updates, by the name of their set. */
export type Rows = {
  organisations: OrganisationRecord;
  people: PersonRecord;
  apiKeys: ApiKeyRecord;
  contracts: ContractRecord;
  templates: TemplateRecord;
  documents: DocumentRecord;
  envelopes: EnvelopeRecord;
  steps: StepRecord;
  signings: SigningRecord;
  links: LinkRecord;
  linkSessions: LinkSessionRecord;
  linkCodes: LinkCodeRecord;
  messages: MessageRecord;
  archives: ArchiveRecord;
  seals: SealRecord;
  sealUses: SealUseRecord;
  filings: FilingRecord;
  letters: FilingLetterRecord;
  overrulings: OverrulingRecord;
  outbox: OutboxRecord;
  idempotencyKeys: IdempotencyRecord;
};

/** What names one row of a set. */
export type RowKey = {
  organisations: Pick<OrganisationRecord, "id">;
  people: Pick<PersonRecord, "id">;
  apiKeys: Pick<ApiKeyRecord, "id">;
  contracts: Pick<ContractRecord, "id">;
  templates: Pick<TemplateRecord, "id">;
  documents: Pick<DocumentRecord, "contractId" | "kind" | "step">;
  envelopes: Pick<EnvelopeRecord, "id">;
  steps: Pick<StepRecord, "envelopeId" | "order">;
  signings: Pick<SigningRecord, "id">;
  links: Pick<LinkRecord, "id">;
  linkSessions: Pick<LinkSessionRecord, "id">;
  linkCodes: Pick<LinkCodeRecord, "id">;
  messages: Pick<MessageRecord, "id">;
  archives: Pick<ArchiveRecord, "envelopeId">;
  seals: Pick<SealRecord, "id">;
  sealUses: Pick<SealUseRecord, "id">;
  filings: Pick<FilingRecord, "id">;
  letters: Pick<FilingLetterRecord, "id">;
  overrulings: Pick<OverrulingRecord, "id">;
  outbox: Pick<OutboxRecord, "id">;
  idempotencyKeys: Pick<IdempotencyRecord, "tenantId" | "key">;
};
export type RowSet = keyof Rows;

/** One step of a commit. `event` is the guard: the loser of a race for a version fails whole. */
export type Change =
  | { readonly event: AuditEvent }
  | { [Set in RowSet]: { readonly insert: Set; readonly row: Rows[Set] } }[RowSet]
  | {
      [Set in RowSet]: { readonly update: Set; readonly key: RowKey[Set]; readonly set: Partial<Rows[Set]> };
    }[RowSet]
  | { readonly remove: "idempotencyKeys"; readonly key: RowKey["idempotencyKeys"] }
  /**
   * Takes the next number of the series for the filing and writes its receipt with it, in this very commit. A series is gap-free
   * per authority and year; a number once given is never given again.
   */
  | { readonly allocate: "contract"; readonly receipt: Omit<ReceiptRecord, "number"> }
  /** The same for a letter. */
  | { readonly allocate: LetterKind; readonly letter: Omit<FilingLetterRecord, "number"> }
  | { readonly sealed: Pick<ReceiptRecord, "filingId">; readonly receiptDigest: string };

/** A page of a list, by id. Newest first. */
export type PageRequest = {
  readonly limit: number;
  readonly after?: string | undefined;
  readonly before?: string | undefined;
};
export type PageOfRows<Row> = { readonly rows: readonly Row[]; readonly more: boolean };

/**
 * Memory of the house. Reads see what is committed; `commit` is the only write of business facts and happens whole or not at all.
 * Nothing here knows tenants' rights: `src/app` does.
 */
export interface Store {
  /** All changes or none, durable when it returns. Throws StoreError. */
  commit(changes: readonly Change[]): Promise<void>;

  organisation(id: string): Promise<OrganisationRecord | undefined>;
  organisationByUscc(uscc: string): Promise<OrganisationRecord | undefined>;
  bureauOf(authorityCode: string): Promise<OrganisationRecord | undefined>;
  person(id: string): Promise<PersonRecord | undefined>;
  apiKey(id: string): Promise<ApiKeyRecord | undefined>;
  apiKeyByLocator(locator: string): Promise<ApiKeyRecord | undefined>;
  apiKeysOf(organisationId: string): Promise<readonly ApiKeyRecord[]>;

  contract(id: string): Promise<ContractRecord | undefined>;
  contractByExternalId(owner: {
    tenantId: string;
    mode: KeyMode;
    externalId: string;
  }): Promise<ContractRecord | undefined>;
  contracts(
    owner: { tenantId: string; mode: KeyMode },
    page: PageRequest,
  ): Promise<PageOfRows<ContractRecord>>;
  /** Contracts of a tenant that bear this number, at most a hundred. */
  contractsNumbered(of: {
    tenantId: string;
    mode: KeyMode;
    contractNo: string;
  }): Promise<readonly Pick<ContractRecord, "id" | "state">[]>;
  /** Filed contracts a party with this credit code signed, newest first, at most a hundred; whoever made them. */
  filedContractsOf(uscc: string): Promise<readonly ContractRecord[]>;
  template(id: string): Promise<TemplateRecord | undefined>;
  /** The version with these bytes for this use, when the tenant has it. */
  templateByDigest(
    version: Pick<TemplateRecord, "tenantId" | "mode" | "digest" | "variant" | "form">,
  ): Promise<TemplateRecord | undefined>;
  templates(
    owner: { tenantId: string; mode: KeyMode },
    page: PageRequest,
  ): Promise<PageOfRows<TemplateRecord>>;
  documents(contractId: string): Promise<readonly DocumentRecord[]>;
  /** Every stored file with these bytes, whoever owns it. */
  documentsByDigest(digest: string): Promise<readonly DocumentRecord[]>;

  envelope(id: string): Promise<EnvelopeRecord | undefined>;
  /** From completion on. */
  archive(envelopeId: string): Promise<ArchiveRecord | undefined>;
  steps(envelopeId: string): Promise<readonly StepRecord[]>;
  /** A tenant's envelopes of its mode. */
  envelopes(
    owner: { tenantId: string; mode: KeyMode },
    page: PageRequest,
  ): Promise<PageOfRows<EnvelopeRecord>>;
  /** Agreements that change or end an envelope, oldest first, at most a hundred. */
  envelopesAfter(previousId: string): Promise<readonly EnvelopeRecord[]>;
  signing(id: string): Promise<SigningRecord | undefined>;

  link(id: string): Promise<LinkRecord | undefined>;
  linkByDigest(digest: string): Promise<LinkRecord | undefined>;
  /** Links of an envelope, newest first, at most two hundred. */
  linksOf(envelopeId: string): Promise<readonly LinkRecord[]>;
  /** Links of one recipient from one tenant that are not over, newest first, at most fifty. */
  linksTo(of: {
    tenantId: string;
    mode: KeyMode;
    toFingerprint: string;
    now: Instant;
  }): Promise<readonly LinkRecord[]>;
  linkSession(digest: string): Promise<LinkSessionRecord | undefined>;
  /** The newest code of a link for a purpose. */
  linkCode(linkId: string, purpose: CodePurpose): Promise<LinkCodeRecord | undefined>;
  linkCodeById(id: string): Promise<LinkCodeRecord | undefined>;
  message(id: string): Promise<MessageRecord | undefined>;
  messages(
    of: { envelopeId: string } | { tenantId: string; mode: KeyMode },
    page: PageRequest,
  ): Promise<PageOfRows<MessageRecord>>;

  /**
   * Spends one try of a code, in one statement: how many were spent with this one, or undefined when it has none left, is used or
   * over. Whoever compares a code has to have spent a try first.
   */
  spendCodeTry(of: { id: string; now: Instant; most: number }): Promise<number | undefined>;
  /** Uses a code up, in one statement: false when somebody else just did. */
  useCode(of: { id: string; now: Instant }): Promise<boolean>;
  /**
   * Counts one under each key, in one statement; a counter that is over begins again. Every count with the end of its window, by
   * key: nobody counted at the same time gets the same one.
   */
  count(of: {
    readonly keys: readonly { readonly key: string; readonly expiresAt: Instant }[];
    readonly now: Instant;
  }): Promise<ReadonlyMap<string, { readonly count: number; readonly expiresAt: Instant }>>;
  seal(id: string): Promise<SealRecord | undefined>;
  seals(owner: { tenantId: string; mode: KeyMode }, page: PageRequest): Promise<PageOfRows<SealRecord>>;
  /** Seals of one kind, newest first, at most a hundred. */
  sealsOfKind(owner: { tenantId: string; mode: KeyMode; kind: string }): Promise<readonly SealRecord[]>;
  sealUses(sealId: string, page: PageRequest): Promise<PageOfRows<SealUseRecord>>;

  filing(id: string): Promise<FilingRecord | undefined>;
  filings(
    of: { tenantId: string } | { authorityCode: string },
    page: PageRequest,
  ): Promise<PageOfRows<FilingRecord>>;
  /** All of a filing, oldest first, those taken back too. */
  overrulings(filingId: string): Promise<readonly OverrulingRecord[]>;
  /** Letters of a filing, oldest first. */
  letters(filingId: string): Promise<readonly FilingLetterRecord[]>;
  letter(id: string): Promise<FilingLetterRecord | undefined>;
  /** The letter whose sealed file has this SHA-256. */
  letterByDigest(digest: string): Promise<FilingLetterRecord | undefined>;
  letterByNumber(number: {
    authorityCode: string;
    year: number;
    kind: LetterKind;
    number: number;
  }): Promise<FilingLetterRecord | undefined>;
  receiptOfFiling(filingId: string): Promise<ReceiptRecord | undefined>;
  receiptByNumber(number: {
    authorityCode: string;
    year: number;
    number: number;
  }): Promise<ReceiptRecord | undefined>;
  receiptByFiledDigest(digest: string): Promise<ReceiptRecord | undefined>;
  receiptByReceiptDigest(digest: string): Promise<ReceiptRecord | undefined>;

  /** Chain of an aggregate, oldest first. */
  events(aggregate: string): Promise<readonly AuditEvent[]>;
  event(aggregate: string, version: number): Promise<AuditEvent | undefined>;

  idempotencyKey(key: RowKey["idempotencyKeys"]): Promise<IdempotencyRecord | undefined>;
  /** Takes over an abandoned key whose lease ran out; false when somebody else was faster. */
  renewIdempotencyLease(
    key: RowKey["idempotencyKeys"],
    lease: { now: Instant; until: Instant },
  ): Promise<boolean>;

  /**
   * Leases up to `limit` due rows to the caller, so that no two drainers do the same work at once; counts the attempt. A row
   * whose runner dies is due again when its lease ends, behind the rows that were due before.
   */
  leaseOutbox(lease: { now: Instant; until: Instant; limit: number }): Promise<readonly OutboxRecord[]>;
  outbox(id: string): Promise<OutboxRecord | undefined>;
  /** Work that is not done, by state: what failed at least once, or all. Oldest first. */
  openWork(of: { failed: boolean; limit: number }): Promise<readonly OutboxRecord[]>;

  /**
   * Forgets Idempotency-Keys that expired by `now` (none that runs), codes, sessions and counters that are over by then, and work
   * finished before `doneBefore`, up to `limit` rows of each, oldest first. Returns how many rows went. Facts of the trade are never purged.
   */
  purge(of: { now: Instant; doneBefore: Instant; limit: number }): Promise<number>;

  /** Writes and reads back one row, to prove that the database does both. */
  prove(token: string): Promise<void>;
}
