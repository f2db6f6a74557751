import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { KeyMode, Scope } from "../../schemas/api/api-key.ts";
import type { Role } from "../../schemas/api/organisation.ts";

/** Tenants. One row a 统一社会信用代码; one bureau an authority. */
export const organisations = sqliteTable("organisations", {
  id: text("id").primaryKey(),
  role: text("role").$type<Role>().notNull(),
  name: text("name").notNull(),
  uscc: text("uscc").notNull().unique(),
  regionCode: text("region_code").notNull(),
  authorityCode: text("authority_code").unique(),
  agencyFilingNo: text("agency_filing_no"),
  embedOrigins: text("embed_origins", { mode: "json" }).$type<readonly string[]>().notNull().default([]),
  createdAt: text("created_at").notNull(),
});

export const people = sqliteTable(
  "people",
  {
    id: text("id").primaryKey(),
    organisationId: text("organisation_id")
      .notNull()
      .references(() => organisations.id),
    name: text("name").notNull(),
    role: text("role").$type<Role>().notNull(),
    title: text("title"),
    createdAt: text("created_at").notNull(),
  },
  (table) => [index("people_organisation").on(table.organisationId)],
);

/** Keys as digests. The locator finds, the digest proves. */
export const apiKeys = sqliteTable(
  "api_keys",
  {
    id: text("id").primaryKey(),
    organisationId: text("organisation_id")
      .notNull()
      .references(() => organisations.id),
    personId: text("person_id").references(() => people.id),
    name: text("name").notNull(),
    mode: text("mode").$type<KeyMode>().notNull(),
    scopes: text("scopes", { mode: "json" }).$type<readonly Scope[]>().notNull(),
    locator: text("locator").notNull().unique(),
    digest: text("digest").notNull(),
    createdAt: text("created_at").notNull(),
    expiresAt: text("expires_at").notNull(),
    lastUsedAt: text("last_used_at"),
    revokedAt: text("revoked_at"),
  },
  (table) => [index("api_keys_organisation").on(table.organisationId)],
);

/** Ciphertext under a name, written once. Base64, because every driver carries text alike. */
export const secrets = sqliteTable("secrets", {
  name: text("name").primaryKey(),
  ciphertext: text("ciphertext").notNull(),
});

/** One row that readiness writes and reads back. */
export const probes = sqliteTable("probes", {
  id: integer("id").primaryKey(),
  token: text("token").notNull(),
});
