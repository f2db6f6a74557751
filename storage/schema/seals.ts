import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { KeyMode } from "../../schemas/api/api-key.ts";
import type { SealDrawing, SealState } from "../../schemas/api/seal.ts";
import { organisations } from "./tenants.ts";

/** Seals of organisations: what is drawn, not who may be trusted. A row never leaves; 注销 is a state. */
export const seals = sqliteTable(
  "seals",
  {
    id: text("id").primaryKey(),
    tenantId: text("tenant_id")
      .notNull()
      .references(() => organisations.id),
    mode: text("mode").$type<KeyMode>().notNull(),
    kind: text("kind").notNull(),
    drawing: text("drawing", { mode: "json" }).$type<SealDrawing>().notNull(),
    pictureDigest: text("picture_digest"),
    /** People who may use it; none named: every key of the organisation that may sign. */
    userIds: text("user_ids", { mode: "json" }).$type<readonly string[]>().notNull(),
    state: text("state").$type<SealState>().notNull(),
    version: integer("version").notNull(),
    createdAt: text("created_at").notNull(),
    updatedAt: text("updated_at").notNull(),
  },
  (table) => [index("seals_tenant").on(table.tenantId, table.mode, table.id)],
);

/** Every use of a seal, written in the commit of the signature itself. */
export const sealUses = sqliteTable(
  "seal_uses",
  {
    id: text("id").primaryKey(),
    sealId: text("seal_id")
      .notNull()
      .references(() => seals.id),
    envelopeId: text("envelope_id").notNull(),
    seat: text("seat").notNull(),
    personId: text("person_id"),
    keyId: text("key_id").notNull(),
    digest: text("digest").notNull(),
    standing: text("standing").$type<"registered" | "sample">().notNull(),
    usedAt: text("used_at").notNull(),
  },
  (table) => [index("seal_uses_seal").on(table.sealId, table.id)],
);
