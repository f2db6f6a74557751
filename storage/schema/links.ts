import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { KeyMode } from "../../schemas/api/api-key.ts";
import type { TrustStatement } from "../../schemas/api/trust.ts";
import type { CodePurpose } from "../../schemas/api/signing-link.ts";
import type { Channel, MessageKind } from "../../src/ports/notifier.ts";
import type { LinkOrigin, MessageState } from "../../src/ports/link-records.ts";
import { envelopes } from "./contracts.ts";

/** Links of recipients. A seed makes the token again under a key that is not here; the digest finds it. */
export const links = sqliteTable(
  "links",
  {
    id: text("id").primaryKey(),
    envelopeId: text("envelope_id")
      .notNull()
      .references(() => envelopes.id),
    tenantId: text("tenant_id").notNull(),
    mode: text("mode").$type<KeyMode>().notNull(),
    order: integer("order").notNull(),
    origin: text("origin").$type<LinkOrigin>().notNull(),
    version: integer("version").notNull(),
    seed: text("seed").notNull(),
    digest: text("digest").notNull().unique(),
    name: text("name").notNull(),
    to: text("to").notNull(),
    channel: text("channel").$type<Channel>().notNull(),
    /** Of phone number or address: the same one on two sides is seen by it. */
    toFingerprint: text("to_fingerprint").notNull(),
    frameOrigin: text("frame_origin"),
    returnUrl: text("return_url"),
    openedAt: text("opened_at"),
    /** How the recipient was identified when the link was opened last. */
    identity: text("identity", { mode: "json" }).$type<TrustStatement["identity"]>(),
    deviceFingerprint: text("device_fingerprint"),
    consentVersions: text("consent_versions"),
    shownDigest: text("shown_digest"),
    shownAt: text("shown_at"),
    readDigest: text("read_digest"),
    readAt: text("read_at"),
    createdAt: text("created_at").notNull(),
    expiresAt: text("expires_at").notNull(),
    revokedAt: text("revoked_at"),
  },
  (table) => [
    index("links_envelope").on(table.envelopeId, table.order),
    index("links_recipient").on(table.tenantId, table.toFingerprint),
  ],
);

/** Sessions by digest. Purged when they are over. */
export const linkSessions = sqliteTable(
  "link_sessions",
  {
    id: text("id").primaryKey(),
    digest: text("digest").notNull().unique(),
    linkId: text("link_id")
      .notNull()
      .references(() => links.id),
    deviceFingerprint: text("device_fingerprint").notNull(),
    createdAt: text("created_at").notNull(),
    expiresAt: text("expires_at").notNull(),
    endedAt: text("ended_at"),
  },
  (table) => [index("link_sessions_expiry").on(table.expiresAt)],
);

/** Codes as seeds. Purged when they are over. */
export const linkCodes = sqliteTable(
  "link_codes",
  {
    id: text("id").primaryKey(),
    linkId: text("link_id")
      .notNull()
      .references(() => links.id),
    purpose: text("purpose").$type<CodePurpose>().notNull(),
    seed: text("seed").notNull(),
    covers: text("covers", { mode: "json" }).$type<readonly string[]>().notNull(),
    tries: integer("tries").notNull(),
    createdAt: text("created_at").notNull(),
    expiresAt: text("expires_at").notNull(),
    usedAt: text("used_at"),
  },
  (table) => [
    index("link_codes_link").on(table.linkId, table.purpose, table.id),
    index("link_codes_expiry").on(table.expiresAt),
  ],
);

/** How often something was asked for in a window of time. Purged when the window is over. */
export const rateCounters = sqliteTable(
  "rate_counters",
  {
    key: text("key").primaryKey(),
    count: integer("count").notNull(),
    expiresAt: text("expires_at").notNull(),
  },
  (table) => [index("rate_counters_expiry").on(table.expiresAt)],
);

/** What was sent to whom and how it went. Never the text: that is made from the seeds at each try. */
export const messages = sqliteTable(
  "messages",
  {
    id: text("id").primaryKey(),
    tenantId: text("tenant_id").notNull(),
    mode: text("mode").$type<KeyMode>().notNull(),
    envelopeId: text("envelope_id").notNull(),
    linkId: text("link_id").notNull(),
    codeId: text("code_id"),
    kind: text("kind").$type<MessageKind>().notNull(),
    channel: text("channel").$type<Channel>().notNull(),
    to: text("to").notNull(),
    state: text("state").$type<MessageState>().notNull(),
    attempts: integer("attempts").notNull(),
    via: text("via"),
    reference: text("reference"),
    error: text("error"),
    createdAt: text("created_at").notNull(),
    sentAt: text("sent_at"),
  },
  (table) => [
    index("messages_envelope").on(table.envelopeId, table.id),
    index("messages_tenant").on(table.tenantId, table.mode, table.id),
  ],
);
