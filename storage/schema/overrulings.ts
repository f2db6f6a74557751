import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { filings } from "./filings.ts";

/** Findings a reviewer set aside, with the reason. A row never leaves: taken back, it says when. */
export const overrulings = sqliteTable(
  "overrulings",
  {
    id: text("id").primaryKey(),
    filingId: text("filing_id")
      .notNull()
      .references(() => filings.id),
    finding: text("finding").notNull(),
    pointer: text("pointer").notNull(),
    reason: text("reason").notNull(),
    authorityCode: text("authority_code").notNull(),
    personId: text("person_id"),
    filingVersion: integer("filing_version").notNull(),
    createdAt: text("created_at").notNull(),
    withdrawnAt: text("withdrawn_at"),
  },
  (table) => [index("overrulings_filing").on(table.filingId)],
);
