import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { ArchiveLevel } from "../../schemas/api/archive.ts";
import { envelopes } from "./contracts.ts";

/** How far each completed envelope has come: one row from its completion on. */
export const archives = sqliteTable("archives", {
  envelopeId: text("envelope_id")
    .primaryKey()
    .references(() => envelopes.id),
  level: text("level").$type<ArchiveLevel>().notNull(),
  digest: text("digest").notNull(),
  work: text("work").notNull(),
  archivedAt: text("archived_at"),
  renewBefore: text("renew_before"),
});
