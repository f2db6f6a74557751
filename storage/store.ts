import { and, asc, desc, eq, inArray, isNotNull, isNull, lte, or, sql } from "drizzle-orm";
import { type Store, StoreError } from "../src/ports/store.ts";
import { statementsOf } from "./changes.ts";
import { batchOf, type Db, schema } from "./db.ts";
import { guarded } from "./faults.ts";
import { linkStore } from "./link-store.ts";
import { paging } from "./paging.ts";
import { purge } from "./purge.ts";

const {
  apiKeys,
  archives,
  auditEvents,
  contracts,
  documents,
  envelopes,
  filings,
  idempotencyKeys,
  organisations,
  outbox,
  letters,
  overrulings,
  people,
  probes,
  receipts,
  seals,
  sealUses,
  signings,
  steps,
  templates,
} = schema;

type Reads = Omit<
  Store,
  "commit" | "prove" | "leaseOutbox" | "renewIdempotencyLease" | keyof ReturnType<typeof linkStore>
>;

function tenantReads(db: Db) {
  return {
    organisation: (id) => db.select().from(organisations).where(eq(organisations.id, id)).get(),
    organisationByUscc: (uscc) => db.select().from(organisations).where(eq(organisations.uscc, uscc)).get(),
    bureauOf: (code) => db.select().from(organisations).where(eq(organisations.authorityCode, code)).get(),
    person: (id) => db.select().from(people).where(eq(people.id, id)).get(),
    apiKey: (id) => db.select().from(apiKeys).where(eq(apiKeys.id, id)).get(),
    apiKeyByLocator: (locator) => db.select().from(apiKeys).where(eq(apiKeys.locator, locator)).get(),
    apiKeysOf: (id) =>
      db.select().from(apiKeys).where(eq(apiKeys.organisationId, id)).orderBy(desc(apiKeys.id)).limit(1000),
  } satisfies Partial<Reads>;
}

function contractReads(db: Db) {
  return {
    contract: (id) => db.select().from(contracts).where(eq(contracts.id, id)).get(),
    contractByExternalId: ({ tenantId, mode, externalId }) =>
      db
        .select()
        .from(contracts)
        .where(
          and(
            eq(contracts.tenantId, tenantId),
            eq(contracts.mode, mode),
            eq(contracts.externalId, externalId),
          ),
        )
        .get(),
    contractsNumbered: ({ tenantId, mode, contractNo }) =>
      db
        .select({ id: contracts.id, state: contracts.state })
        .from(contracts)
        .where(
          and(
            eq(contracts.tenantId, tenantId),
            eq(contracts.mode, mode),
            eq(contracts.contractNo, contractNo),
          ),
        )
        .limit(100)
        .all(),
    filedContractsOf: async (uscc) =>
      (
        await db
          .selectDistinct({ contract: contracts })
          .from(steps)
          .innerJoin(envelopes, eq(envelopes.id, steps.envelopeId))
          .innerJoin(contracts, eq(contracts.id, envelopes.contractId))
          .where(and(eq(steps.uscc, uscc), eq(contracts.state, "filed")))
          .orderBy(desc(contracts.id))
          .limit(100)
          .all()
      ).map(({ contract }) => contract),
    contracts: async ({ tenantId, mode }, request) => {
      const { condition, order, page } = paging(request, contracts.id);
      const mine = and(eq(contracts.tenantId, tenantId), eq(contracts.mode, mode), condition);
      return page(
        await db
          .select()
          .from(contracts)
          .where(mine)
          .orderBy(order)
          .limit(request.limit + 1),
      );
    },
  } satisfies Partial<Reads>;
}

function envelopeReads(db: Db) {
  return {
    documents: (id) =>
      db
        .select()
        .from(documents)
        .where(eq(documents.contractId, id))
        .orderBy(asc(documents.kind), asc(documents.step)),
    documentsByDigest: (digest) => db.select().from(documents).where(eq(documents.digest, digest)).limit(20),
    envelope: (id) => db.select().from(envelopes).where(eq(envelopes.id, id)).get(),
    archive: (id) => db.select().from(archives).where(eq(archives.envelopeId, id)).get(),
    steps: (id) => db.select().from(steps).where(eq(steps.envelopeId, id)).orderBy(asc(steps.order)),
    envelopes: async ({ tenantId, mode }, request) => {
      const { condition, order, page } = paging(request, envelopes.id);
      const mine = and(eq(envelopes.tenantId, tenantId), eq(contracts.mode, mode), condition);
      const rows = await db
        .select({ envelope: envelopes })
        .from(envelopes)
        .innerJoin(contracts, eq(contracts.id, envelopes.contractId))
        .where(mine)
        .orderBy(order)
        .limit(request.limit + 1);
      return page(rows.map(({ envelope }) => envelope));
    },
    envelopesAfter: (id) =>
      db.select().from(envelopes).where(eq(envelopes.previousId, id)).orderBy(asc(envelopes.id)).limit(100),
    signing: (id) => db.select().from(signings).where(eq(signings.id, id)).get(),
  } satisfies Partial<Reads>;
}

function sealReads(db: Db) {
  return {
    seal: (id) => db.select().from(seals).where(eq(seals.id, id)).get(),
    seals: async ({ tenantId, mode }, request) => {
      const { condition, order, page } = paging(request, seals.id);
      const mine = and(eq(seals.tenantId, tenantId), eq(seals.mode, mode), condition);
      return page(
        await db
          .select()
          .from(seals)
          .where(mine)
          .orderBy(order)
          .limit(request.limit + 1),
      );
    },
    sealsOfKind: ({ tenantId, mode, kind }) =>
      db
        .select()
        .from(seals)
        .where(and(eq(seals.tenantId, tenantId), eq(seals.mode, mode), eq(seals.kind, kind)))
        .orderBy(desc(seals.id))
        .limit(100),
    sealUses: async (sealId, request) => {
      const { condition, order, page } = paging(request, sealUses.id);
      return page(
        await db
          .select()
          .from(sealUses)
          .where(and(eq(sealUses.sealId, sealId), condition))
          .orderBy(order)
          .limit(request.limit + 1),
      );
    },
  } satisfies Partial<Reads>;
}

function templateReads(db: Db) {
  return {
    template: (id) => db.select().from(templates).where(eq(templates.id, id)).get(),
    templateByDigest: ({ tenantId, mode, digest, variant, form }) =>
      db
        .select()
        .from(templates)
        .where(
          and(
            eq(templates.tenantId, tenantId),
            eq(templates.mode, mode),
            eq(templates.digest, digest),
            eq(templates.variant, variant),
            eq(templates.form, form),
          ),
        )
        .get(),
    templates: async ({ tenantId, mode }, request) => {
      const { condition, order, page } = paging(request, templates.id);
      const mine = and(eq(templates.tenantId, tenantId), eq(templates.mode, mode), condition);
      return page(
        await db
          .select()
          .from(templates)
          .where(mine)
          .orderBy(order)
          .limit(request.limit + 1),
      );
    },
  } satisfies Partial<Reads>;
}

function filingReads(db: Db) {
  return {
    filing: (id) => db.select().from(filings).where(eq(filings.id, id)).get(),
    filings: async (of, request) => {
      const { condition, order, page } = paging(request, filings.id);
      const mine =
        "tenantId" in of ? eq(filings.tenantId, of.tenantId) : eq(filings.authorityCode, of.authorityCode);
      return page(
        await db
          .select()
          .from(filings)
          .where(and(mine, condition))
          .orderBy(order)
          .limit(request.limit + 1),
      );
    },
    overrulings: (filingId) =>
      db
        .select()
        .from(overrulings)
        .where(eq(overrulings.filingId, filingId))
        .orderBy(asc(overrulings.id))
        .all(),
    receiptOfFiling: (id) => db.select().from(receipts).where(eq(receipts.filingId, id)).get(),
    receiptByNumber: ({ authorityCode, year, number }) =>
      db
        .select()
        .from(receipts)
        .where(
          and(
            eq(receipts.authorityCode, authorityCode),
            eq(receipts.year, year),
            eq(receipts.number, number),
          ),
        )
        .get(),
    receiptByFiledDigest: (digest) =>
      db.select().from(receipts).where(eq(receipts.filedDigest, digest)).get(),
    receiptByReceiptDigest: (digest) =>
      db.select().from(receipts).where(eq(receipts.receiptDigest, digest)).get(),
  } satisfies Partial<Reads>;
}

function letterReads(db: Db) {
  return {
    letters: (filingId) =>
      db
        .select()
        .from(letters)
        .where(eq(letters.filingId, filingId))
        .orderBy(asc(letters.filingVersion))
        .all(),
    letter: (id) => db.select().from(letters).where(eq(letters.id, id)).get(),
    letterByDigest: (digest) => db.select().from(letters).where(eq(letters.digest, digest)).get(),
    letterByNumber: ({ authorityCode, year, kind, number }) =>
      db
        .select()
        .from(letters)
        .where(
          and(
            eq(letters.authorityCode, authorityCode),
            eq(letters.year, year),
            eq(letters.kind, kind),
            eq(letters.number, number),
          ),
        )
        .get(),
  } satisfies Partial<Reads>;
}

function workReads(db: Db) {
  return {
    events: (aggregate) =>
      db
        .select()
        .from(auditEvents)
        .where(eq(auditEvents.aggregate, aggregate))
        .orderBy(asc(auditEvents.version)),
    event: (aggregate, version) =>
      db
        .select()
        .from(auditEvents)
        .where(and(eq(auditEvents.aggregate, aggregate), eq(auditEvents.version, version)))
        .get(),
    idempotencyKey: ({ tenantId, key }) =>
      db
        .select()
        .from(idempotencyKeys)
        .where(and(eq(idempotencyKeys.tenantId, tenantId), eq(idempotencyKeys.key, key)))
        .get(),
    outbox: (id) => db.select().from(outbox).where(eq(outbox.id, id)).get(),
    openWork: ({ failed, limit }) =>
      db
        .select()
        .from(outbox)
        .where(and(isNull(outbox.doneAt), failed ? isNotNull(outbox.lastError) : undefined))
        .orderBy(asc(outbox.dueAt))
        .limit(limit),
  } satisfies Partial<Reads>;
}

/** Writes that are one statement of their own, because the statement itself decides the race. */
function leases(db: Db): Pick<Store, "leaseOutbox" | "renewIdempotencyLease"> {
  return {
    leaseOutbox: async ({ now, until, limit }) => {
      const free = or(isNull(outbox.leasedUntil), lte(outbox.leasedUntil, now));
      const due = db
        .select({ id: outbox.id })
        .from(outbox)
        .where(and(isNull(outbox.doneAt), lte(outbox.dueAt, now), free))
        .orderBy(asc(outbox.dueAt))
        .limit(limit);
      const attempt = sql<number>`${outbox.attempts} + 1`;
      return db
        .update(outbox)
        .set({ leasedUntil: until, dueAt: until, attempts: attempt })
        .where(inArray(outbox.id, due))
        .returning();
    },
    renewIdempotencyLease: async ({ tenantId, key }, { now, until }) => {
      const abandoned = and(isNull(idempotencyKeys.status), lte(idempotencyKeys.leasedUntil, now));
      const renewed = await db
        .update(idempotencyKeys)
        .set({ leasedUntil: until })
        .where(and(eq(idempotencyKeys.tenantId, tenantId), eq(idempotencyKeys.key, key), abandoned))
        .returning({ key: idempotencyKeys.key });
      return renewed.length === 1;
    },
  };
}

async function prove(db: Db, token: string): Promise<void> {
  await db.insert(probes).values({ id: 1, token }).onConflictDoUpdate({ target: probes.id, set: { token } });
  const read = await db.select().from(probes).where(eq(probes.id, 1)).get();
  if (read === undefined) throw new StoreError("store.unavailable", "数据库写入后读不回来");
}

/** Every method of a part, answering only in StoreErrors. */
function guardedAll<Part extends object>(part: Part): Part {
  return new Proxy(part, {
    get: (target, name) => {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== "function") return method;
      return (...args: unknown[]) =>
        guarded(async (): Promise<unknown> => Reflect.apply(method, target, args));
    },
  });
}

/** The Store over any of the three databases. */
export function storeOver(db: Db): Store {
  return guardedAll<Store>({
    ...tenantReads(db),
    ...contractReads(db),
    ...envelopeReads(db),
    ...templateReads(db),
    ...sealReads(db),
    ...filingReads(db),
    ...letterReads(db),
    ...workReads(db),
    ...leases(db),
    ...linkStore(db),
    commit: async (changes) => {
      await db.batch(batchOf(changes.flatMap((change) => statementsOf(db, change))));
    },
    purge: (of) => purge(db, of),
    prove: (token) => prove(db, token),
  });
}
