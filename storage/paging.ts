import { asc, desc, gt, lt, type SQL } from "drizzle-orm";
import type { PageOfRows, PageRequest } from "../src/ports/store.ts";
import type { schema } from "./db.ts";

/** Columns that order a list. */
type IdColumn =
  | typeof schema.contracts.id
  | typeof schema.filings.id
  | typeof schema.templates.id
  | typeof schema.seals.id
  | typeof schema.envelopes.id
  | typeof schema.messages.id
  | typeof schema.sealUses.id;

/** Which way a page runs, its condition on ids, and its rows turned newest first. */
export function paging(page: PageRequest, id: IdColumn) {
  const backwards = page.before !== undefined;
  const condition: SQL | undefined =
    page.before !== undefined
      ? gt(id, page.before)
      : page.after !== undefined
        ? lt(id, page.after)
        : undefined;
  return {
    condition,
    order: backwards ? asc(id) : desc(id),
    page: <Row>(rows: readonly Row[]): PageOfRows<Row> => {
      const kept = rows.slice(0, page.limit);
      return { rows: backwards ? kept.reverse() : kept, more: rows.length > page.limit };
    },
  };
}
