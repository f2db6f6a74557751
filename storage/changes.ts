import { and, eq, getTableColumns, type SQL, sql } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import type { Change, RowSet } from "../src/ports/store.ts";
import { type Db, type Statement, schema } from "./db.ts";

const { letters, numbers, receipts } = schema;

const tables = {
  organisations: schema.organisations,
  people: schema.people,
  apiKeys: schema.apiKeys,
  contracts: schema.contracts,
  templates: schema.templates,
  documents: schema.documents,
  envelopes: schema.envelopes,
  steps: schema.steps,
  signings: schema.signings,
  links: schema.links,
  linkSessions: schema.linkSessions,
  linkCodes: schema.linkCodes,
  messages: schema.messages,
  archives: schema.archives,
  seals: schema.seals,
  sealUses: schema.sealUses,
  filings: schema.filings,
  letters: schema.letters,
  overrulings: schema.overrulings,
  outbox: schema.outbox,
  idempotencyKeys: schema.idempotencyKeys,
} satisfies Record<RowSet, SQLiteTable>;

/** A set's table without its columns' types: the Change union has already paired rows with their sets. */
const tableOf = (set: RowSet): SQLiteTable => tables[set];

/** `a = ? and b = ?` over the columns that name one row. */
function named(set: RowSet, key: object): SQL | undefined {
  const columns = getTableColumns(tableOf(set));
  return and(
    ...Object.entries(key).map(([name, value]) => {
      const column = columns[name];
      if (column === undefined) throw new RangeError(`${set} has no column ${name}`);
      return eq(column, value);
    }),
  );
}

type Allocation = Extract<Change, { allocate: unknown }>;

/** Takes the next number and writes the paper that carries it; SQLite runs writers one after another, so the maximum is true. */
function allocation(db: Db, change: Allocation): Statement[] {
  const series = change.allocate;
  const paper = "letter" in change ? change.letter : change.receipt;
  const { authorityCode, year } = paper;
  // a filing has one receipt and may have several letters
  const filingId = "letter" in change ? change.letter.id : change.receipt.filingId;
  const next = sql<number>`(select coalesce(max(n."number"), 0) + 1 from ${numbers} n
    where n."authority_code" = ${authorityCode} and n."year" = ${year} and n."series" = ${series})`;
  const given = sql<number>`(select n."number" from ${numbers} n where n."filing_id" = ${filingId} and n."series" = ${series})`;
  return [
    db.insert(numbers).values({ authorityCode, year, series, filingId, number: next }),
    "letter" in change
      ? db.insert(letters).values({ ...change.letter, number: given })
      : db.insert(receipts).values({ ...change.receipt, number: given }),
  ];
}

/** The statements of one change, in order. */
export function statementsOf(db: Db, change: Change): Statement[] {
  if ("event" in change) return [db.insert(schema.auditEvents).values(change.event)];
  if ("insert" in change) return [db.insert(tableOf(change.insert)).values(change.row)];
  if ("update" in change) {
    return [db.update(tableOf(change.update)).set(change.set).where(named(change.update, change.key))];
  }
  if ("remove" in change) return [db.delete(tableOf(change.remove)).where(named(change.remove, change.key))];
  if ("allocate" in change) return allocation(db, change);
  return [
    db
      .update(receipts)
      .set({ state: "ready", receiptDigest: change.receiptDigest })
      .where(eq(receipts.filingId, change.sealed.filingId)),
  ];
}
