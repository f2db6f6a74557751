import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TsaError } from "../../../src/adapters/tsa/errors.ts";
import { createApiKey } from "../../../src/app/create-api-key.ts";
import { registerOrganisation } from "../../../src/app/register-organisation.ts";
import { systemCaller } from "../../../src/app/system-caller.ts";
import { type Json, type OpenHouse, openHouse } from "../open-house.ts";
import { phoneOf, RECIPIENTS, sent } from "./signer.ts";

let open: OpenHouse;
let operator: string;
beforeAll(async () => {
  open = await openHouse();
  const { id } = await registerOrganisation(open.house, systemCaller(), {
    role: "admin",
    name: "知契运行管理处",
    uscc: "11130000MBXX00238R",
    region_code: "130000",
  });
  const wish = { organisation_id: id, name: "运行", mode: "live", scopes: ["organisations:write"] } as const;
  operator = (await createApiKey(open.house, systemCaller(), { ...wish, scopes: [...wish.scopes] })).key;
});
afterAll(() => open.close());

const shown = async (id: string): Promise<Json> =>
  (await open.ask("GET", `/v1/envelopes/${id}`, { key: open.keys["agency"]! })).json;

/** Lets the house's own authority of time answer so many times more, then no more. */
function silentAfter(stamps: number): () => void {
  const { timestamps } = open.house;
  let left = stamps;
  const silent = new Proxy(timestamps, {
    get: (target, name): unknown => {
      const found: unknown = Reflect.get(target, name);
      if (typeof found !== "function") return found;
      return (...given: unknown[]): unknown => {
        left -= 1;
        if (left < 0) return Promise.reject(new TsaError("tsa.unreachable", "时间戳服务没有应答"));
        return Reflect.apply(found, target, given);
      };
    },
  });
  Object.assign(open.house, { timestamps: silent });
  return () => void Object.assign(open.house, { timestamps });
}

describe("sealing and archiving that fails after the last signature by link", () => {
  it("is told to the sender and to the operator, comes again after longer and longer waits, and can be pushed", async () => {
    const envelope = await sent(open);
    await (await phoneOf(open, envelope.id, 1)).signs();
    while ((await open.drain()).more);
    const mend = silentAfter(1);
    const done = await (await phoneOf(open, envelope.id, 2)).signs();
    expect(done.json, JSON.stringify(done.json)).toMatchObject({
      state: "signed",
      envelope_state: "completed",
    });
    expect((await shown(envelope.id)).archive).toMatchObject({ level: "B-T", state: "waiting" });
    const waits: number[] = [];
    for (let attempt = 1; attempt <= 4; attempt += 1) {
      while ((await open.drain()).more);
      const { archive } = await shown(envelope.id);
      expect(archive).toMatchObject({
        level: "B-T",
        state: "retrying",
        code: "tsa.unreachable",
        attempts: attempt,
      });
      const due = Date.parse(archive.next_attempt_at);
      waits.push((due - open.clock.now().getTime()) / 1000);
      open.clock.set(new Date(due));
    }
    expect(waits).toEqual([5, 30, 120, 600]);
    while ((await open.drain()).more);
    const seen = await open.ask("GET", "/v1/work?state=failing", { key: operator });
    const work = seen.json.data.find((one: Json) => one.subject === envelope.id);
    expect(work, seen.text).toMatchObject({
      kind: "envelope.archive",
      state: "failing",
      code: "tsa.unreachable",
    });
    mend();
    expect(await open.drain()).toMatchObject({ done: 0 });
    const denied = await open.ask("POST", `/v1/work/${encodeURIComponent(work.id)}/retry`, {
      key: open.keys["agency"]!,
    });
    expect(denied.status).toBe(403);
    const pushed = await open.ask("POST", `/v1/work/${encodeURIComponent(work.id)}/retry`, { key: operator });
    expect(pushed.status, pushed.text).toBe(200);
    while ((await open.drain()).more);
    expect((await shown(envelope.id)).archive).toMatchObject({
      level: "B-LTA",
      state: "archived",
      code: null,
    });
  });
});

describe("one phone for both parties", () => {
  it("is a query on the filing that the bureau has before it, and hinders nothing", async () => {
    const phone = "13855557777";
    const envelope = await sent(open, { recipients: RECIPIENTS.map((one) => ({ ...one, phone })) });
    for (const order of [1, 2]) await (await phoneOf(open, envelope.id, order)).signs();
    while ((await open.drain()).more);
    const filed = await open.ask("POST", "/v1/filings", {
      key: open.keys["agency"]!,
      body: { contract_id: envelope.contract_id, sme_class: "小型", first_signing: true },
    });
    expect(filed.status, filed.text).toBe(201);
    const desk = await open.ask("GET", `/v1/filings/${filed.json.id}`, { key: open.keys["bureau"]! });
    const check = await open.ask("POST", `/v1/contracts/${envelope.contract_id}/check`, {
      key: open.keys["agency"]!,
      body: { stage: "file" },
    });
    const found = JSON.stringify([desk.json, check.json]);
    expect(found).toContain("SIG-09.Q");
    expect(JSON.stringify(desk.json), "the bureau's own view").toContain("SIG-09.Q");
    expect(found).not.toContain(phone);
  });
});
