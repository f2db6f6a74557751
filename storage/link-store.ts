import { and, desc, eq, gt, isNull, lt, sql } from "drizzle-orm";
import type { Store } from "../src/ports/store.ts";
import { type Db, schema } from "./db.ts";
import { paging } from "./paging.ts";

const { linkCodes, links, linkSessions, messages, rateCounters } = schema;

function linkReads(db: Db) {
  return {
    link: (id) => db.select().from(links).where(eq(links.id, id)).get(),
    linkByDigest: (digest) => db.select().from(links).where(eq(links.digest, digest)).get(),
    linksOf: (envelopeId) =>
      db.select().from(links).where(eq(links.envelopeId, envelopeId)).orderBy(desc(links.id)).limit(200),
    linksTo: ({ tenantId, mode, toFingerprint, now }) =>
      db
        .select()
        .from(links)
        .where(
          and(
            eq(links.tenantId, tenantId),
            eq(links.toFingerprint, toFingerprint),
            eq(links.mode, mode),
            isNull(links.revokedAt),
            gt(links.expiresAt, now),
          ),
        )
        .orderBy(desc(links.id))
        .limit(50),
    linkSession: (digest) => db.select().from(linkSessions).where(eq(linkSessions.digest, digest)).get(),
    linkCode: (linkId, purpose) =>
      db
        .select()
        .from(linkCodes)
        .where(and(eq(linkCodes.linkId, linkId), eq(linkCodes.purpose, purpose)))
        .orderBy(desc(linkCodes.id))
        .limit(1)
        .get(),
    linkCodeById: (id) => db.select().from(linkCodes).where(eq(linkCodes.id, id)).get(),
  } satisfies Partial<Store>;
}

function messageReads(db: Db) {
  return {
    message: (id) => db.select().from(messages).where(eq(messages.id, id)).get(),
    messages: async (of, request) => {
      const { condition, order, page } = paging(request, messages.id);
      const mine =
        "envelopeId" in of
          ? eq(messages.envelopeId, of.envelopeId)
          : and(eq(messages.tenantId, of.tenantId), eq(messages.mode, of.mode));
      return page(
        await db
          .select()
          .from(messages)
          .where(and(mine, condition))
          .orderBy(order)
          .limit(request.limit + 1),
      );
    },
  } satisfies Partial<Store>;
}

/** Writes that are one statement each: the statement decides the race. */
function counts(db: Db) {
  return {
    spendCodeTry: async ({ id, now, most }) => {
      const open = and(isNull(linkCodes.usedAt), gt(linkCodes.expiresAt, now), lt(linkCodes.tries, most));
      const [row] = await db
        .update(linkCodes)
        .set({ tries: sql<number>`${linkCodes.tries} + 1` })
        .where(and(eq(linkCodes.id, id), open))
        .returning({ tries: linkCodes.tries });
      return row?.tries;
    },
    useCode: async ({ id, now }) => {
      const used = await db
        .update(linkCodes)
        .set({ usedAt: now })
        .where(and(eq(linkCodes.id, id), isNull(linkCodes.usedAt)))
        .returning({ id: linkCodes.id });
      return used.length === 1;
    },
    count: async ({ keys, now }) => {
      const over = sql`${rateCounters.expiresAt} <= ${now}`;
      const rows = await db
        .insert(rateCounters)
        .values(keys.map(({ key, expiresAt }) => ({ key, count: 1, expiresAt })))
        .onConflictDoUpdate({
          target: rateCounters.key,
          set: {
            count: sql`case when ${over} then 1 else ${rateCounters.count} + 1 end`,
            expiresAt: sql`case when ${over} then excluded.expires_at else ${rateCounters.expiresAt} end`,
          },
        })
        .returning();
      return new Map(rows.map(({ key, ...counted }) => [key, counted]));
    },
  } satisfies Partial<Store>;
}

/** What the store knows of links: reads, tries and counters. */
export const linkStore = (db: Db) => ({ ...linkReads(db), ...messageReads(db), ...counts(db) });
