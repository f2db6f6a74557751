import { index, integer, primaryKey, sqliteTable, text, unique } from "drizzle-orm/sqlite-core";
import type { Finding } from "../../schemas/check-report.ts";
import type { FilingState } from "../../schemas/api/filing.ts";
import { contracts } from "./contracts.ts";

/** One open filing a contract: the contract's row names it, and its version guards that. Closed ones stay. */
export const filings = sqliteTable(
  "filings",
  {
    id: text("id").primaryKey(),
    contractId: text("contract_id")
      .notNull()
      .references(() => contracts.id),
    tenantId: text("tenant_id").notNull(),
    authorityCode: text("authority_code").notNull(),
    recipients: text("recipients", { mode: "json" }).$type<readonly string[]>().notNull(),
    state: text("state").$type<FilingState>().notNull(),
    version: integer("version").notNull(),
    verdict: text("verdict").$type<"ready" | "blocked">().notNull(),
    findings: text("findings", { mode: "json" }).$type<readonly Finding[]>().notNull(),
    filedDigest: text("filed_digest").notNull(),
    filedSize: integer("filed_size").notNull(),
    dueOn: text("due_on").notNull(),
    submittedAt: text("submitted_at").notNull(),
    decidedAt: text("decided_at"),
  },
  (table) => [
    index("filings_contract").on(table.contractId),
    index("filings_authority").on(table.authorityCode, table.id),
    index("filings_tenant").on(table.tenantId, table.id),
  ],
);

/** Numbers given: gap-free per authority, year and series, never reused, because no row ever leaves. */
export const numbers = sqliteTable(
  "numbers",
  {
    authorityCode: text("authority_code").notNull(),
    year: integer("year").notNull(),
    series: text("series").notNull(),
    number: integer("number").notNull(),
    filingId: text("filing_id").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.authorityCode, table.year, table.series, table.number] }),
    unique("numbers_filing").on(table.filingId, table.series),
  ],
);

export const receipts = sqliteTable(
  "receipts",
  {
    filingId: text("filing_id")
      .primaryKey()
      .references(() => filings.id),
    contractId: text("contract_id").notNull(),
    authorityCode: text("authority_code").notNull(),
    year: integer("year").notNull(),
    number: integer("number").notNull(),
    state: text("state").$type<"sealing" | "ready">().notNull(),
    variant: text("variant").notNull(),
    title: text("title").notNull(),
    contractNo: text("contract_no").notNull(),
    agency: text("agency").notNull(),
    enterprise: text("enterprise").notNull(),
    filedDigest: text("filed_digest").notNull(),
    filedAt: text("filed_at").notNull(),
    receiptDigest: text("receipt_digest"),
  },
  (table) => [
    unique("receipts_number").on(table.authorityCode, table.year, table.number),
    index("receipts_filed_digest").on(table.filedDigest),
    index("receipts_receipt_digest").on(table.receiptDigest),
  ],
);
