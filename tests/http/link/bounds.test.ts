import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { allowed, BOUNDS } from "../../../src/app/link/rate-limit.ts";
import { type OpenHouse, openHouse } from "../open-house.ts";
import { type Phone, phoneOf, RECIPIENTS, sent } from "./signer.ts";

let open: OpenHouse;
beforeAll(async () => {
  open = await openHouse();
});
afterAll(() => open.close());

let numbers = 0;
/** An envelope for a phone of its own, or the given one, and the signer's browser at an address of its own, or the given one. */
async function fresh(given: { phone?: string; address?: string } = {}): Promise<Phone> {
  numbers += 1;
  const number = given.phone ?? `1366000${String(numbers).padStart(4, "0")}`;
  const envelope = await sent(open, { recipients: [{ ...RECIPIENTS[0], phone: number }] });
  const phone = await phoneOf(open, envelope.id, 1);
  phone.address = given.address ?? `198.51.${numbers >> 8}.${numbers & 255}`;
  return phone;
}

const ask = (phone: Phone) => phone.post("codes", { purpose: "open" });
/** Counts so many under a bound at once, as that many requests would: the counters are rows, whoever writes them. */
async function spent(bound: (typeof BOUNDS)[keyof typeof BOUNDS], of: string, many: number): Promise<void> {
  for (let at = 0; at < many; at += 1) await allowed(open.house, [{ bound, of }]).catch(() => undefined);
}
const linkOf = async (phone: Phone) =>
  open.house.store.linkByDigest(await open.house.links.tokenDigest(phone.token));

describe("the bounds on codes, which the database keeps", () => {
  it("hold for a link: ten an hour, then 429 with the time to wait, and an hour later again", async () => {
    const phone = await fresh();
    const statuses = [];
    for (let at = 0; at < 11; at += 1) {
      statuses.push((await ask(phone)).status);
      phone.later(61);
    }
    expect(statuses).toEqual([...Array(10).fill(202), 429]);
    const refused = await ask(phone);
    expect(refused.json.code).toBe("link.too_many");
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(refused.headers.get("ratelimit")).toMatch(/^"link";r=0;t=\d+$/);
    phone.later(Number(refused.headers.get("retry-after")));
    expect((await ask(phone)).status).toBe(202);
  });

  it("hold for a phone over all its links: twenty a day, whoever sends and from wherever it is asked", async () => {
    const number = "13655550001";
    const statuses = [];
    for (let at = 0; at < 21; at += 1) {
      statuses.push((await ask(await fresh({ phone: number }))).status);
    }
    expect(statuses).toEqual([...Array(20).fill(202), 429]);
    expect((await ask(await fresh())).status).toBe(202);
  });

  it("hold for an address over all links and phones", async () => {
    const address = "203.0.113.200";
    await spent(BOUNDS.codesOfAddress, address, BOUNDS.codesOfAddress.most - 1);
    expect((await ask(await fresh({ address }))).status).toBe(202);
    expect((await ask(await fresh({ address }))).json.code).toBe("link.too_many");
    expect((await ask(await fresh())).status).toBe(202);
  });

  it("hold for a tenant over everything it sends, and no other tenant hears of it", async () => {
    const phone = await fresh();
    const tenant = (await linkOf(phone))?.tenantId ?? "";
    await spent(BOUNDS.codesOfTenant, tenant, BOUNDS.codesOfTenant.most);
    expect((await ask(phone)).json.code).toBe("link.too_many");
    const agency = open.keys["agency"]!;
    open.keys["agency"] = open.keys["stranger"]!;
    try {
      expect((await ask(await fresh())).status).toBe(202);
    } finally {
      open.keys["agency"] = agency;
    }
    phone.later(3600);
    expect((await ask(phone)).status).toBe(202);
  });

  it("hold for a tenant's sending: reminders, new links, embedded sessions", async () => {
    const SITE = "https://agency.example";
    Object.assign(open.house, { embedOrigins: [SITE] });
    const envelope = await sent(open);
    await spent(BOUNDS.sendsOfTenant, open.tenants["agency"]!, BOUNDS.sendsOfTenant.most);
    const key = open.keys["agency"]!;
    for (const [end, body] of [
      ["remind", {}],
      ["resend", { order: 1 }],
      ["sessions", { order: 1, return_url: `${SITE}/done` }],
    ] as const) {
      const answer = await open.ask("POST", `/v1/envelopes/${envelope.id}/${end}`, { key, body });
      expect([end, answer.status, answer.json.code]).toEqual([end, 429, "link.too_many"]);
    }
  });

  it("are counted under keyed digests: neither phone nor address is in the table", async () => {
    const kept: string[] = [];
    const { store } = open.house;
    const watched = new Proxy(store, {
      get: (target, name): unknown =>
        name === "count"
          ? (of: { keys: readonly { key: string }[]; now: string }) => {
              kept.push(...of.keys.map(({ key }) => key));
              return Reflect.apply(Reflect.get(target, name), target, [of]);
            }
          : Reflect.get(target, name),
    });
    Object.assign(open.house, { store: watched });
    await ask(await fresh({ phone: "13655559999", address: "203.0.113.9" }));
    Object.assign(open.house, { store });
    expect(kept).toHaveLength(4);
    for (const key of kept) expect(key).toMatch(/^codes\/(?:link|phone|address|tenant):[0-9a-f]{64}$/);
  });
});

describe("clocks that jump", () => {
  it("back: no second code comes until the time of the first is passed again, and then all goes on", async () => {
    const phone = await fresh();
    await ask(phone);
    const code = await phone.code("open");
    phone.later(5 * 60);
    expect((await phone.post("session", { code })).json.code).toBe("link.code_over");
    phone.later(-30 * 60);
    // Asked again half an hour "before" the last one: refused as too soon, never let through twice.
    expect((await ask(phone)).json.code).toBe("link.code_too_soon");
    phone.later(31 * 60);
    expect((await phone.opened()).status).toBe(200);
    expect((await phone.get("task")).json.state).toBe("open");
  });

  it("forward: sessions, links and codes are over, and a new code opens what still lives", async () => {
    const phone = await fresh();
    await phone.opened();
    phone.later(24 * 3600);
    expect((await phone.get("task")).json.code).toBe("link.session_over");
    expect((await phone.opened()).status).toBe(200);
    phone.later(8 * 24 * 3600);
    expect((await phone.post("codes", { purpose: "open" })).json.code).toBe("link.expired");
  });
});
