import { index, integer, sqliteTable, text, unique } from "drizzle-orm/sqlite-core";
import type { LetterElement, LetterKind } from "../../schemas/api/filing-letter.ts";
import { filings } from "./filings.ts";

/** 补正通知书 and 不予备案通知书. A row never leaves; only its seal comes later. */
export const letters = sqliteTable(
  "filing_letters",
  {
    id: text("id").primaryKey(),
    filingId: text("filing_id")
      .notNull()
      .references(() => filings.id),
    contractId: text("contract_id").notNull(),
    authorityCode: text("authority_code").notNull(),
    year: integer("year").notNull(),
    number: integer("number").notNull(),
    kind: text("kind").$type<LetterKind>().notNull(),
    filingVersion: integer("filing_version").notNull(),
    elements: text("elements", { mode: "json" }).$type<readonly LetterElement[]>().notNull(),
    reason: text("reason").notNull(),
    dueOn: text("due_on"),
    contactPerson: text("contact_person"),
    phone: text("phone"),
    personId: text("person_id"),
    submittedAt: text("submitted_at").notNull(),
    issuedAt: text("issued_at").notNull(),
    state: text("state").$type<"sealing" | "ready">().notNull(),
    digest: text("digest"),
  },
  (table) => [
    unique("filing_letters_number").on(table.authorityCode, table.year, table.kind, table.number),
    index("filing_letters_filing").on(table.filingId),
    index("filing_letters_digest").on(table.digest),
  ],
);
