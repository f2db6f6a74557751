import { index, integer, primaryKey, sqliteTable, text, unique } from "drizzle-orm/sqlite-core";
import type { KeyMode } from "../../schemas/api/api-key.ts";
import type { ContractState } from "../../schemas/api/contract.ts";
import type { EnvelopeState } from "../../schemas/api/envelope.ts";
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
    kind: text("kind").$type<"docx" | "revision" | "receipt">().notNull(),
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

/** One signing round a contract. */
export const envelopes = sqliteTable("envelopes", {
  id: text("id").primaryKey(),
  contractId: text("contract_id")
    .notNull()
    .unique()
    .references(() => contracts.id),
  tenantId: text("tenant_id").notNull(),
  state: text("state").$type<EnvelopeState>().notNull(),
  version: integer("version").notNull(),
  revision1Digest: text("revision1_digest").notNull(),
  currentDigest: text("current_digest").notNull(),
  pages: integer("pages").notNull(),
  createdAt: text("created_at").notNull(),
  completedAt: text("completed_at"),
});

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
  },
  (table) => [
    primaryKey({ columns: [table.envelopeId, table.seat] }),
    unique("steps_order").on(table.envelopeId, table.order),
    index("steps_uscc").on(table.uscc),
  ],
);
