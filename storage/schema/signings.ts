import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { SigningState } from "../../schemas/api/signing.ts";
import type { TrustStatement } from "../../schemas/api/trust.ts";
import type { SignatureAlgorithm } from "../../src/kit/signature-algorithm.ts";
import { envelopes } from "./contracts.ts";

/** Signings with a key that is elsewhere: what has to survive between the certificate and the signature. */
export const signings = sqliteTable(
  "signings",
  {
    id: text("id").primaryKey(),
    envelopeId: text("envelope_id")
      .notNull()
      .references(() => envelopes.id),
    seat: text("seat").notNull(),
    /** The field it fills; empty in rows from before seats had steps: the seat's own. */
    field: text("field").notNull().default(""),
    boundTo: text("bound_to").notNull(),
    state: text("state").$type<SigningState>().notNull(),
    version: integer("version").notNull(),
    signer: text("signer").notNull(),
    signerRole: text("signer_role").notNull(),
    sealType: text("seal_type").notNull(),
    sealStanding: text("seal_standing").$type<"registered" | "sample">().notNull(),
    algorithm: text("algorithm").$type<SignatureAlgorithm>().notNull(),
    publicKey: text("public_key").notNull(),
    certificate: text("certificate").notNull(),
    chain: text("chain", { mode: "json" }).$type<readonly string[]>().notNull(),
    previousDigest: text("previous_digest").notNull(),
    preparedDigest: text("prepared_digest"),
    /** Blob of the strokes of a name written by hand; null: a seal. */
    strokesDigest: text("strokes_digest"),
    trust: text("trust", { mode: "json" }).$type<TrustStatement>().notNull(),
    signedAt: text("signed_at"),
    createdAt: text("created_at").notNull(),
    expiresAt: text("expires_at").notNull(),
  },
  (table) => [index("signings_envelope").on(table.envelopeId)],
);
