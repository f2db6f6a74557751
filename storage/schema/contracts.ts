import { index, integer, primaryKey, sqliteTable, text, unique } from "drizzle-orm/sqlite-core";
import type { KeyMode } from "../../schemas/api/api-key.ts";
import type { ContractState } from "../../schemas/api/contract.ts";
import type { EnvelopeFlow, EnvelopeKind, SigningStep } from "../../schemas/api/envelope.ts";
import type { EnvelopeState } from "../../schemas/envelope-moves.ts";
import type { DocumentRecord } from "../../src/ports/records.ts";
import type { EnvelopeTerms, StepRecipient } from "../../src/ports/link-records.ts";
import type { TrustStatement } from "../../schemas/api/trust.ts";
import { organisations } from "./tenants.ts";

export const contracts = sqliteTable(
  "contracts",
  {
    id: text("id").primaryKey(),
    tenantId: text("tenant_id")
      .notNull()
      .references(() => organisations.id),
    mode: text("mode").$type<KeyMode>().notNull(),
    externalId: text("external_id"),
    createdDigest: text("created_digest").notNull(),
    metadata: text("metadata", { mode: "json" }).$type<Readonly<Record<string, string>>>().notNull(),
    variant: text("variant").notNull(),
    title: text("title").notNull(),
    contractNo: text("contract_no").notNull(),
    contract: text("contract", { mode: "json" }).$type<unknown>().notNull(),
    state: text("state").$type<ContractState>().notNull(),
    version: integer("version").notNull(),
    envelopeId: text("envelope_id"),
    filingId: text("filing_id"),
    templateId: text("template_id"),
    templateDigest: text("template_digest"),
    createdAt: text("created_at").notNull(),
    updatedAt: text("updated_at").notNull(),
  },
  (table) => [
    unique("contracts_external_id").on(table.tenantId, table.mode, table.externalId),
    index("contracts_tenant").on(table.tenantId, table.mode, table.id),
    index("contracts_number").on(table.tenantId, table.mode, table.contractNo),
  ],
);

/** Which blob is what of a contract. */
export const documents = sqliteTable(
  "documents",
  {
    contractId: text("contract_id")
      .notNull()
      .references(() => contracts.id),
    kind: text("kind").$type<DocumentRecord["kind"]>().notNull(),
    step: integer("step").notNull(),
    digest: text("digest").notNull(),
    size: integer("size").notNull(),
    createdAt: text("created_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.contractId, table.kind, table.step] }),
    index("documents_digest").on(table.digest),
  ],
);

/** Signing rounds. A contract has one at a time; what ended without signatures of all may be sent again as another. */
export const envelopes = sqliteTable(
  "envelopes",
  {
    id: text("id").primaryKey(),
    contractId: text("contract_id")
      .notNull()
      .references(() => contracts.id),
    tenantId: text("tenant_id").notNull(),
    state: text("state").$type<EnvelopeState>().notNull(),
    version: integer("version").notNull(),
    revision1Digest: text("revision1_digest").notNull(),
    currentDigest: text("current_digest").notNull(),
    pages: integer("pages").notNull(),
    createdAt: text("created_at").notNull(),
    completedAt: text("completed_at"),
    kind: text("kind").$type<EnvelopeKind>().notNull().default("contract"),
    flow: text("flow").$type<EnvelopeFlow>().notNull().default("sequential"),
    /** The agreement or contract that this one changes or ends. */
    previousId: text("previous_id"),
    expiresAt: text("expires_at"),
    reason: text("reason"),
    terms: text("terms", { mode: "json" }).$type<EnvelopeTerms>(),
    /** Number of the document of its revision 1 among the contract's documents. */
    firstDocument: integer("first_document").notNull().default(0),
  },
  (table) => [
    index("envelopes_contract").on(table.contractId),
    index("envelopes_tenant").on(table.tenantId, table.id),
    index("envelopes_previous").on(table.previousId),
  ],
);

export const steps = sqliteTable(
  "steps",
  {
    envelopeId: text("envelope_id")
      .notNull()
      .references(() => envelopes.id),
    seat: text("seat").notNull(),
    order: integer("order").notNull(),
    uscc: text("uscc").notNull(),
    organisation: text("organisation").notNull(),
    state: text("state").$type<"waiting" | "signed">().notNull(),
    signer: text("signer"),
    signerRole: text("signer_role"),
    sealType: text("seal_type"),
    signedAt: text("signed_at"),
    digest: text("digest"),
    trust: text("trust", { mode: "json" }).$type<TrustStatement>(),
    auditSalt: text("audit_salt").notNull(),
    /** What the seat does here; its field in revision 1 is named by both. */
    step: text("step").$type<SigningStep>().notNull().default("用印"),
    recipient: text("recipient", { mode: "json" }).$type<StepRecipient>(),
  },
  (table) => [primaryKey({ columns: [table.envelopeId, table.order] }), index("steps_uscc").on(table.uscc)],
);
