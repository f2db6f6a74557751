import type { ArchiveLevel } from "../../schemas/api/archive.ts";
import type { Finding } from "../../schemas/check-report.ts";
import type { KeyMode, Scope } from "../../schemas/api/api-key.ts";
import type { ContractState } from "../../schemas/api/contract.ts";
import type { EnvelopeFlow, EnvelopeKind, SigningStep } from "../../schemas/api/envelope.ts";
import type { EnvelopeState } from "../../schemas/envelope-moves.ts";
import type { FilingState } from "../../schemas/api/filing.ts";
import type { LetterElement, LetterKind } from "../../schemas/api/filing-letter.ts";
import type { Role } from "../../schemas/api/organisation.ts";
import type { SigningState } from "../../schemas/api/signing.ts";
import type { SealDrawing, SealState } from "../../schemas/api/seal.ts";
import type { TemplateState } from "../../schemas/api/template.ts";
import type { TrustStatement } from "../../schemas/api/trust.ts";
import type { SignatureAlgorithm } from "../kit/signature-algorithm.ts";
import type { EnvelopeTerms, StepRecipient } from "./link-records.ts";

/** Instants are ISO 8601 in UTC with milliseconds, so that text order is time order. Days are "YYYY-MM-DD". Digests are 64 hex digits. */
export type Instant = string;

/** A tenant. `id` prefix `org_`. */
export type OrganisationRecord = {
  readonly id: string;
  readonly role: Role;
  readonly name: string;
  readonly uscc: string;
  readonly regionCode: string;
  /** The filing authority a bureau is; unique. */
  readonly authorityCode: string | null;
  readonly agencyFilingNo: string | null;
  /** Sites of its own that may frame its signers' pages or get them back: origins. */
  readonly embedOrigins: readonly string[];
  readonly createdAt: Instant;
};

export type PersonRecord = {
  readonly id: string;
  readonly organisationId: string;
  readonly name: string;
  readonly role: Role;
  readonly title: string | null;
  readonly createdAt: Instant;
};

/** A key as we keep it: found by its locator, proved by its digest. The key itself is nowhere. */
export type ApiKeyRecord = {
  readonly id: string;
  readonly organisationId: string;
  readonly personId: string | null;
  readonly name: string;
  readonly mode: KeyMode;
  readonly scopes: readonly Scope[];
  readonly locator: string;
  readonly digest: string;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
  readonly lastUsedAt: Instant | null;
  readonly revokedAt: Instant | null;
};

export type ContractRecord = {
  readonly id: string;
  readonly tenantId: string;
  readonly mode: KeyMode;
  readonly externalId: string | null;
  /** SHA-256 of the canonical JSON that was created, to tell a repeated request from another one. */
  readonly createdDigest: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly variant: string;
  readonly title: string;
  readonly contractNo: string;
  /** custody-contract/1; read back through parseContract. */
  readonly contract: unknown;
  readonly state: ContractState;
  readonly version: number;
  readonly envelopeId: string | null;
  readonly filingId: string | null;
  /** The own template it is drafted with, pinned by its digest; null: the house's. */
  readonly templateId: string | null;
  readonly templateDigest: string | null;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
};

/** One version of a tenant's Word template. `id` prefix `tpl_`; `variant` and `form` are "" when nobody said. */
export type TemplateRecord = {
  readonly id: string;
  readonly tenantId: string;
  readonly mode: KeyMode;
  readonly name: string;
  readonly variant: string;
  readonly form: string;
  readonly digest: string;
  readonly size: number;
  readonly state: TemplateState;
  readonly version: number;
  readonly createdAt: Instant;
  readonly publishedAt: Instant | null;
};

/**
 * A stored file of a contract. `step` counts through all its signing rounds: each begins with the DOCX and revision 1, then a
 * file a signature. `agreement`: of an agreement that changes or ends it.
 */
export type DocumentRecord = {
  readonly contractId: string;
  readonly kind: "docx" | "revision" | "receipt" | "agreement";
  readonly step: number;
  readonly digest: string;
  readonly size: number;
  readonly createdAt: Instant;
};

export type EnvelopeRecord = {
  readonly id: string;
  readonly contractId: string;
  readonly tenantId: string;
  readonly state: EnvelopeState;
  readonly version: number;
  readonly revision1Digest: string;
  readonly currentDigest: string;
  readonly pages: number;
  readonly createdAt: Instant;
  readonly completedAt: Instant | null;
  readonly kind: EnvelopeKind;
  readonly flow: EnvelopeFlow;
  /** Of an agreement: the completed envelope that it changes or ends. */
  readonly previousId: string | null;
  /** After it nobody signs; null: no deadline. */
  readonly expiresAt: Instant | null;
  /** Why it ended, in the words of whoever ended it. */
  readonly reason: string | null;
  /** How it is signed by link; null where no recipient was named. */
  readonly terms: EnvelopeTerms | null;
  /** Number of the document of its revision 1 among the contract's documents. */
  readonly firstDocument: number;
};

/** One signature that is to be made; `order` counts through the envelope. */
export type StepRecord = {
  readonly envelopeId: string;
  readonly seat: string;
  readonly step: SigningStep;
  /** Whom the sender named; null: whoever signs with the party's key. */
  readonly recipient: StepRecipient | null;
  readonly order: number;
  /** 统一社会信用代码 of the party that signs here. */
  readonly uscc: string;
  readonly organisation: string;
  readonly state: "waiting" | "signed";
  readonly signer: string | null;
  readonly signerRole: string | null;
  readonly sealType: string | null;
  readonly signedAt: Instant | null;
  readonly digest: string | null;
  /** What stood behind the signature; null before it, and for steps signed before statements were kept. */
  readonly trust: TrustStatement | null;
  /** Chance under the digest of the signer's name in the audit chain: erase it, and the chain names nobody. */
  readonly auditSalt: string;
};

/**
 * One party's signing with a key of its own, between its certificate and its end. `id` prefix `sgn_`. Bytes are base64 of DER.
 * It is bound to whoever began it, to its step, and to the bytes in front; it ends once.
 */
export type SigningRecord = {
  readonly id: string;
  readonly envelopeId: string;
  readonly seat: string;
  /** The field it fills; empty: the seat's own. */
  readonly field: string;
  /** Key or session that began it; nobody else sees it. */
  readonly boundTo: string;
  readonly state: SigningState;
  readonly version: number;
  readonly signer: string;
  readonly signerRole: string;
  readonly sealType: string;
  readonly sealStanding: "registered" | "sample";
  readonly algorithm: SignatureAlgorithm;
  readonly publicKey: string;
  readonly certificate: string;
  readonly chain: readonly string[];
  /** Digest of the bytes in front of the revision: what the signer is shown. */
  readonly previousDigest: string;
  readonly preparedDigest: string | null;
  /** Blob of the strokes of a name written by hand; null: a seal is drawn. */
  readonly strokesDigest: string | null;
  readonly trust: TrustStatement;
  /** The time the signature claims, set when it is prepared. */
  readonly signedAt: Instant | null;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
};

export type FilingRecord = {
  readonly id: string;
  readonly contractId: string;
  readonly tenantId: string;
  readonly authorityCode: string;
  readonly recipients: readonly string[];
  readonly state: FilingState;
  readonly version: number;
  /** As the check stood on submission; what a reviewer overruled since is in its overrulings. */
  readonly verdict: "ready" | "blocked";
  readonly findings: readonly Finding[];
  readonly filedDigest: string;
  readonly filedSize: number;
  readonly dueOn: string;
  readonly submittedAt: Instant;
  readonly decidedAt: Instant | null;
};

/** A finding of a filing that its reviewer set aside, with the reason. `withdrawnAt` once taken back. */
export type OverrulingRecord = {
  readonly id: string;
  readonly filingId: string;
  readonly finding: string;
  readonly pointer: string;
  readonly reason: string;
  readonly authorityCode: string;
  readonly personId: string | null;
  /** The version of the filing it made. */
  readonly filingVersion: number;
  readonly createdAt: Instant;
  readonly withdrawnAt: Instant | null;
};

/** A letter of the bureau to the agency. `id` prefix `let_`; its number comes from the deciding batch, its text is derived. */
export type FilingLetterRecord = {
  readonly id: string;
  readonly filingId: string;
  readonly contractId: string;
  readonly authorityCode: string;
  readonly year: number;
  readonly number: number;
  readonly kind: LetterKind;
  readonly filingVersion: number;
  readonly elements: readonly LetterElement[];
  readonly reason: string;
  readonly dueOn: string | null;
  readonly contactPerson: string | null;
  readonly phone: string | null;
  readonly personId: string | null;
  /** When the contract was handed in that it answers. */
  readonly submittedAt: Instant;
  readonly issuedAt: Instant;
  readonly state: "sealing" | "ready";
  readonly digest: string | null;
};

/** Numbers come from the deciding batch (`allocate`); texts of the numbers are derived from (authority, year, number). */
export type ReceiptRecord = {
  readonly filingId: string;
  readonly contractId: string;
  readonly authorityCode: string;
  readonly year: number;
  readonly number: number;
  readonly state: "sealing" | "ready";
  readonly variant: string;
  readonly title: string;
  readonly contractNo: string;
  readonly agency: string;
  readonly enterprise: string;
  readonly filedDigest: string;
  readonly filedAt: Instant;
  readonly receiptDigest: string | null;
};

/** A seal of an organisation. `id` prefix `seal_`; `pictureDigest` names the blob of an own picture, null: drawn. */
export type SealRecord = {
  readonly id: string;
  readonly tenantId: string;
  readonly mode: KeyMode;
  readonly kind: string;
  readonly drawing: SealDrawing;
  readonly pictureDigest: string | null;
  /** Empty: every key of the organisation that may sign. */
  readonly userIds: readonly string[];
  readonly state: SealState;
  readonly version: number;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
};

/** One use of a seal, in the commit of its signature. `id` prefix `use_`. */
export type SealUseRecord = {
  readonly id: string;
  readonly sealId: string;
  readonly envelopeId: string;
  readonly seat: string;
  readonly personId: string | null;
  readonly keyId: string;
  /** The PDF with this use in it. */
  readonly digest: string;
  readonly standing: "registered" | "sample";
  readonly usedAt: Instant;
};

/** How far a completed envelope has come. `work` names its row of the outbox. */
export type ArchiveRecord = {
  readonly envelopeId: string;
  readonly level: ArchiveLevel;
  /** Of the file at that level. */
  readonly digest: string;
  readonly work: string;
  readonly archivedAt: Instant | null;
  /** End of the certificate of the newest document timestamp. */
  readonly renewBefore: Instant | null;
};

/**
 * What is done later: a receipt or a letter sealed, a completed contract archived (first, and again before its timestamp's certificate ends),
 * messages sent, reminders by their schedule, deadlines by the clock.
 */
export type OutboxKind =
  | "receipt.seal"
  | "letter.seal"
  | "filing.mark"
  | "envelope.archive"
  | "message.send"
  | "envelope.remind"
  | "envelope.expire";

/** Work that is to be done after a decision. The id names the work, so that it cannot be there twice. */
export type OutboxRecord = {
  readonly id: string;
  readonly kind: OutboxKind;
  readonly subject: string;
  readonly dueAt: Instant;
  readonly attempts: number;
  readonly leasedUntil: Instant | null;
  readonly doneAt: Instant | null;
  /** Code of the last failure, free of personal data. */
  readonly lastError: string | null;
};

/** One Idempotency-Key. `subject` is written in the deciding batch of the command: after a crash it says what the command made. */
export type IdempotencyRecord = {
  readonly tenantId: string;
  readonly key: string;
  readonly requestDigest: string;
  readonly subject: string | null;
  readonly status: number | null;
  readonly answer: unknown;
  readonly leasedUntil: Instant;
  readonly expiresAt: Instant;
};

/**
 * Version `version` of an aggregate was made by this event. `hash` is SHA-256 over the canonical JSON of all other
 * fields, `previous` the hash of the version before: one chain an aggregate. `facts` never name a person in clear.
 */
export type AuditEvent = {
  readonly aggregate: string;
  readonly version: number;
  readonly type: string;
  readonly at: Instant;
  /** Organisation whose caller did it, or `system`. */
  readonly actor: string;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly previous: string | null;
  readonly hash: string;
};
