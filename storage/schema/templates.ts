import { index, integer, sqliteTable, text, unique } from "drizzle-orm/sqlite-core";
import type { KeyMode } from "../../schemas/api/api-key.ts";
import type { TemplateState } from "../../schemas/api/template.ts";
import { organisations } from "./tenants.ts";

/** Word templates of tenants. A row is one version: its bytes are the blob of its digest and never change. */
export const templates = sqliteTable(
  "templates",
  {
    id: text("id").primaryKey(),
    tenantId: text("tenant_id")
      .notNull()
      .references(() => organisations.id),
    mode: text("mode").$type<KeyMode>().notNull(),
    name: text("name").notNull(),
    variant: text("variant").notNull(),
    form: text("form").notNull(),
    digest: text("digest").notNull(),
    size: integer("size").notNull(),
    state: text("state").$type<TemplateState>().notNull(),
    version: integer("version").notNull(),
    createdAt: text("created_at").notNull(),
    publishedAt: text("published_at"),
  },
  (table) => [
    unique("templates_digest").on(table.tenantId, table.mode, table.digest, table.variant, table.form),
    index("templates_tenant").on(table.tenantId, table.mode, table.id),
  ],
);
