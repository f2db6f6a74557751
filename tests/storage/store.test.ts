import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openLibsql } from "../../storage/libsql-node.ts";
import { event, migrations, openStore, organisation, scratch } from "./open.ts";
import { acceptance, at, contract, filing, receipt, withFilings } from "./rows.ts";

describe("a commit", () => {
  it("happens whole or not at all", async () => {
    const { store } = await openStore();
    await store.commit([{ insert: "organisations", row: organisation() }]);
    const broken = store.commit([
      { event: event() },
      {
        insert: "people",
        row: { id: "per_1", organisationId: "org_1", name: "甲", role: "agency", title: null, createdAt: at },
      },
      { insert: "organisations", row: organisation({ id: "org_2" }) },
    ]);
    await expect(broken).rejects.toMatchObject({
      code: "store.duplicate",
      facts: { unique: "organisations.uscc" },
    });
    expect(await store.person("per_1")).toBeUndefined();
    expect(await store.events("filing:fil_1")).toEqual([]);
  });

  it("that comes second to a version changes nothing and says so", async () => {
    const { store } = await openStore();
    await store.commit([{ event: event() }]);
    const late = store.commit([
      { event: event({ actor: "org_2" }) },
      { insert: "organisations", row: organisation() },
    ]);
    await expect(late).rejects.toMatchObject({ code: "store.version_conflict" });
    expect(await store.organisation("org_1")).toBeUndefined();
  });

  it("gives back what it was given", async () => {
    const { store } = await openStore();
    await withFilings(store, 1);
    expect(await store.contract("ctr_1")).toEqual(contract("ctr_1"));
    expect(await store.filing("fil_1")).toEqual(filing("fil_1", "ctr_1"));
  });

  it("refuses a row whose parent is not there", async () => {
    const { store } = await openStore();
    await expect(store.commit([{ insert: "contracts", row: contract("ctr_1") }])).rejects.toMatchObject({
      code: "store.unavailable",
    });
  });
});

describe("register numbers", () => {
  it("are gap-free and without double under twenty concurrent acceptances over four connections", async () => {
    const file = join(await scratch(), "zhiqi.db");
    const connections = await Promise.all([1, 2, 3, 4].map(() => openStore(file)));
    await withFilings(connections[0]!.store, 20);
    await Promise.all(
      Array.from({ length: 20 }, (_, at) => connections[at % 4]!.store.commit(acceptance(at + 1))),
    );
    const given = await Promise.all(
      Array.from({ length: 20 }, (_, at) => connections[0]!.store.receiptOfFiling(`fil_${at + 1}`)),
    );
    expect(given.map((row) => row?.number).sort((a, b) => Number(a) - Number(b))).toEqual(
      Array.from({ length: 20 }, (_, at) => at + 1),
    );
  });

  it("are given once when the same filing is accepted at once over two connections", async () => {
    const file = join(await scratch(), "zhiqi.db");
    const [first, second] = [await openStore(file), await openStore(file)];
    await withFilings(first.store, 2);
    const outcomes = await Promise.allSettled([
      first.store.commit(acceptance(1)),
      second.store.commit(acceptance(1)),
    ]);
    expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
    await second.store.commit(acceptance(2));
    expect((await first.store.receiptOfFiling("fil_2"))?.number).toBe(2);
  });

  it("leave no gap when the commit that takes one fails", async () => {
    const { store } = await openStore();
    await withFilings(store, 2);
    const failing = store.commit([...acceptance(1), { insert: "organisations", row: organisation() }]);
    await expect(failing).rejects.toMatchObject({ code: "store.duplicate" });
    await store.commit(acceptance(2));
    expect((await store.receiptOfFiling("fil_2"))?.number).toBe(1);
  });

  it("run apart for each authority and year", async () => {
    const { store } = await openStore();
    await withFilings(store, 3);
    await store.commit([{ allocate: "contract", receipt: receipt("fil_1") }]);
    await store.commit([{ allocate: "contract", receipt: receipt("fil_2", { year: 2023 }) }]);
    await store.commit([{ allocate: "contract", receipt: receipt("fil_3", { authorityCode: "133100" }) }]);
    expect((await store.receiptByNumber({ authorityCode: "130100", year: 2023, number: 1 }))?.filingId).toBe(
      "fil_2",
    );
    expect((await store.receiptByNumber({ authorityCode: "133100", year: 2022, number: 1 }))?.filingId).toBe(
      "fil_3",
    );
  });
});

describe("lists", () => {
  it("keep their pages while new contracts arrive", async () => {
    const { store } = await openStore();
    await withFilings(store, 9);
    const owner = { tenantId: "org_1", mode: "live" } as const;
    const first = await store.contracts(owner, { limit: 4 });
    await store.commit([{ insert: "contracts", row: contract("ctr_99") }]);
    const second = await store.contracts(owner, { limit: 4, after: first.rows.at(-1)!.id });
    expect([...first.rows, ...second.rows].map((row) => row.id)).toEqual(
      [9, 8, 7, 6, 5, 4, 3, 2].map((n) => `ctr_${n}`),
    );
    expect(second.more).toBe(true);
    const back = await store.contracts(owner, { limit: 4, before: second.rows[0]!.id });
    expect(back.rows.map((row) => row.id)).toEqual([9, 8, 7, 6].map((n) => `ctr_${n}`));
    expect(back.more).toBe(true);
  });
});

describe("the outbox", () => {
  const work = (id: string) =>
    ({
      id,
      kind: "receipt.seal",
      subject: "fil_1",
      dueAt: at,
      attempts: 0,
      leasedUntil: null,
      doneAt: null,
      lastError: null,
    }) as const;

  it("leases a row to one drainer until the lease runs out", async () => {
    const { store } = await openStore();
    await store.commit([
      { insert: "outbox", row: work("a") },
      { insert: "outbox", row: work("b") },
    ]);
    const lease = { now: at, until: "2022-03-15T02:01:00.000Z", limit: 10 };
    const [one, two] = await Promise.all([
      store.leaseOutbox({ ...lease, limit: 1 }),
      store.leaseOutbox(lease),
    ]);
    expect([...one, ...two].map((row) => row.id).sort()).toEqual(["a", "b"]);
    expect(await store.leaseOutbox(lease)).toEqual([]);
    const again = await store.leaseOutbox({
      now: "2022-03-15T02:01:00.000Z",
      until: "2022-03-15T02:02:00.000Z",
      limit: 10,
    });
    expect(again.map((row) => row.attempts)).toEqual([2, 2]);
  });

  it("does not take the same work twice", async () => {
    const { store } = await openStore();
    await store.commit([{ insert: "outbox", row: work("a") }]);
    await expect(store.commit([{ insert: "outbox", row: work("a") }])).rejects.toMatchObject({
      code: "store.duplicate",
    });
  });
});

describe("purging", () => {
  it("takes what is long over, oldest first and no more than asked, and nothing else", async () => {
    const { store } = await openStore();
    const row = { tenantId: "org_1", requestDigest: "d", subject: null, status: 200, answer: null };
    const key = (name: string, expiresAt: string, leasedUntil = at) =>
      ({ insert: "idempotencyKeys", row: { ...row, key: name, expiresAt, leasedUntil } }) as const;
    const done = (id: string, doneAt: string | null) =>
      ({
        insert: "outbox",
        row: {
          id,
          kind: "receipt.seal",
          subject: "fil_1",
          dueAt: at,
          attempts: 1,
          leasedUntil: null,
          doneAt,
          lastError: null,
        },
      }) as const;
    await store.commit([
      key("old", "2022-03-10T00:00:00.000Z"),
      key("older", "2022-03-09T00:00:00.000Z"),
      key("running", "2022-03-08T00:00:00.000Z", "2022-03-15T02:01:00.000Z"),
      key("fresh", "2022-03-16T00:00:00.000Z"),
      done("long done", "2022-02-01T00:00:00.000Z"),
      done("just done", "2022-03-14T00:00:00.000Z"),
      done("to do", null),
    ]);
    const purge = { now: at, doneBefore: "2022-03-01T00:00:00.000Z", limit: 1 };
    const keys = async () => {
      const found = await Promise.all(
        ["old", "older", "running", "fresh"].map((name) =>
          store.idempotencyKey({ tenantId: "org_1", key: name }),
        ),
      );
      return found.flatMap((one) => one?.key ?? []);
    };
    expect(await store.purge(purge)).toBe(2);
    expect(await keys()).toEqual(["old", "running", "fresh"]);
    expect(await store.outbox("long done")).toBeUndefined();
    expect(await store.purge(purge)).toBe(1);
    expect(await store.purge(purge)).toBe(0);
    expect(await keys()).toEqual(["running", "fresh"]);
    expect(await store.outbox("just done")).toBeDefined();
    expect(await store.outbox("to do")).toBeDefined();
  });
});

describe("migrations", () => {
  it("applied by two processes at once are applied once", async () => {
    const url = `file:${join(await scratch(), "zhiqi.db")}`;
    const opened = await Promise.all([openLibsql({ url, migrations }), openLibsql({ url, migrations })]);
    await Promise.all(opened.map((one) => expect(one.store.prove("x")).resolves.toBeUndefined()));
    for (const one of opened) one.close();
  });
});

describe("secrets", () => {
  it("are written once: everybody gets the first writer's", async () => {
    const { secrets } = await openStore();
    const written = await Promise.all([1, 2, 3].map((byte) => secrets.writeOnce("ca", Uint8Array.of(byte))));
    expect(written.map((secret) => secret[0])).toEqual([1, 1, 1]);
    expect(await secrets.read("none")).toBeUndefined();
  });
});
