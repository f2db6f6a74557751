import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { OutboxKind } from "../../src/ports/records.ts";

/** Every version of every aggregate with the event that made it. The primary key is the guard of every deciding batch. */
export const auditEvents = sqliteTable(
  "audit_events",
  {
    aggregate: text("aggregate").notNull(),
    version: integer("version").notNull(),
    type: text("type").notNull(),
    at: text("at").notNull(),
    actor: text("actor").notNull(),
    facts: text("facts", { mode: "json" }).$type<Readonly<Record<string, unknown>>>().notNull(),
    previous: text("previous"),
    hash: text("hash").notNull(),
  },
  (table) => [primaryKey({ columns: [table.aggregate, table.version] })],
);

/** Work that follows a decision. */
export const outbox = sqliteTable(
  "outbox",
  {
    id: text("id").primaryKey(),
    kind: text("kind").$type<OutboxKind>().notNull(),
    subject: text("subject").notNull(),
    dueAt: text("due_at").notNull(),
    attempts: integer("attempts").notNull(),
    leasedUntil: text("leased_until"),
    doneAt: text("done_at"),
    lastError: text("last_error"),
  },
  (table) => [index("outbox_due").on(table.doneAt, table.dueAt)],
);

export const idempotencyKeys = sqliteTable(
  "idempotency_keys",
  {
    tenantId: text("tenant_id").notNull(),
    key: text("key").notNull(),
    requestDigest: text("request_digest").notNull(),
    subject: text("subject"),
    status: integer("status"),
    answer: text("answer", { mode: "json" }).$type<unknown>(),
    leasedUntil: text("leased_until").notNull(),
    expiresAt: text("expires_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.key] }),
    index("idempotency_keys_expiry").on(table.expiresAt),
  ],
);
