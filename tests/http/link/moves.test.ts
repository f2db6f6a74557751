import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { NotifierError } from "../../../src/ports/notifier.ts";
import { systemCaller } from "../../../src/app/system-caller.ts";
import { listWork, retryWork } from "../../../src/app/work.ts";
import { brokenAt } from "../../../src/app/audit.ts";
import { draftContract, type Json, type OpenHouse, openHouse } from "../open-house.ts";
import { phoneOf, RECIPIENTS, sent } from "./signer.ts";

let open: OpenHouse;
beforeAll(async () => {
  open = await openHouse();
});
afterAll(() => open.close());
let envelope: Json;
beforeEach(async () => {
  envelope = await sent(open);
});

const ask = async (end: string, body?: object, key = "agency"): Promise<Json> =>
  (await open.ask("POST", `/v1/envelopes/${envelope.id}/${end}`, { key: open.keys[key]!, body })).json;
const now = async (): Promise<Json> =>
  (await open.ask("GET", `/v1/envelopes/${envelope.id}`, { key: open.keys["agency"]! })).json;
const kinds = async (): Promise<string[]> =>
  (
    await open.ask("GET", `/v1/envelopes/${envelope.id}/messages`, { key: open.keys["agency"]! })
  ).json.data.map((one: Json) => one.kind);
const later = (hours: number): void =>
  open.clock.set(new Date(open.clock.now().getTime() + hours * 3_600_000));
const DAY = 24;

async function drainAll(): Promise<void> {
  for (let round = 0; round < 20; round += 1) if (!(await open.drain()).more) return;
}

describe("撤销", () => {
  it("ends the envelope with its reason, tells whoever was invited, and lets the contract be sent again", async () => {
    expect((await ask("void", {})).code).toBe("http.wrong_shape");
    const voided = await ask("void", { reason: "金额写错" });
    expect(voided).toMatchObject({ state: "voided", reason: "金额写错", moves: [] });
    expect(await kinds()).toContain("voided");
    const phone = await phoneOf(open, envelope.id, 1);
    expect((await phone.opened()).json.task).toMatchObject({
      state: "over",
      envelope_state: "voided",
      moves: [],
    });
    expect((await ask("void", { reason: "再撤一次" })).code).toBe("app.move_refused");
    const again = await open.ask("POST", "/v1/envelopes", {
      key: open.keys["agency"]!,
      body: { contract_id: envelope.contract_id, recipients: RECIPIENTS },
    });
    expect(again.status, again.text).toBe(201);
    await (await phoneOf(open, again.json.id, 1)).signs();
    const done = await (await phoneOf(open, again.json.id, 2)).signs();
    expect(done.json.envelope_state).toBe("completed");
    const pdf = await open.app.request(`/v1/contracts/${envelope.contract_id}/documents/pdf`, {
      headers: { authorization: `Bearer ${open.keys["agency"]}` },
    });
    expect(pdf.headers.get("etag")).toBe(`"${done.json.current_sha256}"`);
  });

  it("is the sender's alone", async () => {
    expect((await ask("void", { reason: "别人来撤" }, "enterprise")).code).toBe("app.not_found");
    expect((await ask("void", { reason: "别人来撤" }, "stranger")).code).toBe("app.not_found");
  });

  it("says a wrong reason nowhere but in the envelope: the chain has none of its words", async () => {
    await ask("void", { reason: "周启明电话错了" });
    const events = await open.house.store.events(`envelope:${envelope.id}`);
    expect(JSON.stringify(events)).not.toContain("周启明");
    expect(await brokenAt(events)).toBeUndefined();
  });
});

describe("拒签", () => {
  it("is told to the house's group too, without link or name", async () => {
    const { channels } = open.house;
    const heard: string[] = [];
    const chat = {
      name: "chat",
      send: ({ text }: { text: string }) => {
        heard.push(text);
        return Promise.resolve({ reference: null });
      },
    };
    Object.assign(open.house, { channels: { ...channels, chat } });
    const phone = await phoneOf(open, envelope.id, 1);
    await phone.opened();
    await phone.post("decline", { reason: "服务内容不符" });
    await drainAll();
    Object.assign(open.house, { channels });
    expect(heard).toHaveLength(1);
    expect(heard[0]).toContain("已被拒签：服务内容不符");
    expect(heard[0]).not.toMatch(/周启明|\/s\//);
  });

  it("ends it for all, with the reason, for good", async () => {
    const phone = await phoneOf(open, envelope.id, 1);
    await phone.opened();
    expect((await phone.post("decline", {})).json.code).toBe("http.wrong_shape");
    const declined = await phone.post("decline", { reason: "服务内容不符" });
    expect(declined.json).toMatchObject({
      state: "over",
      envelope_state: "declined",
      reason: "服务内容不符",
    });
    expect((await phone.post("decline", { reason: "服务内容不符" })).json.code).toBe("app.move_refused");
    expect(await now()).toMatchObject({ state: "declined", reason: "服务内容不符", moves: [] });
    expect(await kinds()).toContain("declined");
  });
});

describe("the deadline", () => {
  it("ends the signing by the clock, at once and on record, and may be moved: the signatures stand", async () => {
    await (await phoneOf(open, envelope.id, 1)).signs();
    later(30 * DAY);
    expect(await now()).toMatchObject({ state: "expired", moves: ["extend", "void"] });
    await drainAll();
    expect((await open.house.store.envelope(envelope.id))?.state).toBe("expired");
    const soon = new Date(open.clock.now().getTime() + 3 * DAY * 3_600_000).toISOString();
    const extended = await ask("extend", { expires_at: soon });
    expect(extended, JSON.stringify(extended)).toMatchObject({ state: "signing", expires_at: soon });
    await drainAll();
    expect((await open.house.store.envelope(envelope.id))?.state).toBe("signing");
    const done = await (await phoneOf(open, envelope.id, 2)).signs();
    expect(done.json.envelope_state, JSON.stringify(done.json)).toBe("completed");
  });

  it("is moved there and back, also to where it was, and ends the signing then", async () => {
    const at = (days: number) => new Date(open.clock.now().getTime() + days * DAY * 3_600_000).toISOString();
    const [near, far] = [at(2), at(5)];
    for (const expires of [near, near, far, near])
      expect(await ask("extend", { expires_at: expires })).toMatchObject({ expires_at: expires });
    later(2 * DAY);
    await drainAll();
    expect((await open.house.store.envelope(envelope.id))?.state).toBe("expired");
  });

  it("has its bounds", async () => {
    const past = new Date(open.clock.now().getTime() - 1000).toISOString();
    expect((await ask("extend", { expires_at: past })).code).toBe("app.deadline_wrong");
    const far = new Date(open.clock.now().getTime() + 181 * DAY * 3_600_000).toISOString();
    expect((await ask("extend", { expires_at: far })).code).toBe("app.deadline_wrong");
  });
});

describe("催签", () => {
  it("at an hour that is named twice comes once", async () => {
    const twice = await sent(open, { remind_after_hours: [24, 24] });
    expect(twice.state).toBe("signing");
  });

  it("goes by the schedule and by hand, with a new link where the old one is over, and not for ever", async () => {
    await drainAll();
    later(24);
    await drainAll();
    expect((await kinds()).filter((kind) => kind === "reminder")).toHaveLength(1);
    later(8 * DAY);
    await drainAll();
    expect((await kinds()).filter((kind) => kind === "reminder")).toHaveLength(2);
    const links = await open.house.store.linksOf(envelope.id);
    expect(links.filter(({ order }) => order === 1)).toHaveLength(2);
    const answers = [];
    for (let at = 0; at < 7; at += 1) answers.push((await ask("remind")).code);
    expect(answers).toEqual([...Array(6).fill(undefined), "link.too_many"]);
  });
});

describe("a message", () => {
  it("that its channel cannot take comes again by itself, is seen by the operator, and can be pushed", async () => {
    await drainAll();
    envelope = await sent(open);
    const { channels } = open.house;
    const down = {
      name: "down",
      send: () => Promise.reject(new NotifierError("notifier.unreachable", "连接不上")),
    };
    Object.assign(open.house, { channels: { ...channels, sms: down } });
    await drainAll();
    const seen = await open.ask("GET", `/v1/envelopes/${envelope.id}/messages`, {
      key: open.keys["agency"]!,
    });
    expect(seen.json.data).toMatchObject([{ state: "failed", error: "notifier.unreachable", attempts: 1 }]);
    const refused = await open.ask("GET", "/v1/work", { key: open.keys["agency"]! });
    expect(refused.json.code).toBe("app.role_missing");
    const operator = systemCaller();
    const { data } = await listWork(open.house, operator, { state: "failing", limit: 50 });
    const [work] = data.filter(({ kind }) => kind === "message.send");
    expect(work).toMatchObject({ state: "failing", attempts: 1, code: "notifier.unreachable" });
    Object.assign(open.house, { channels });
    expect(await open.drain()).toMatchObject({ done: 0 });
    await retryWork(open.house, operator, { id: work?.id ?? "" });
    expect(await open.drain()).toMatchObject({ done: 1, failed: 0 });
    expect((await listWork(open.house, operator, { state: "failing", limit: 50 })).data).toEqual([]);
    await expect(retryWork(open.house, operator, { id: work?.id ?? "" })).rejects.toMatchObject({
      code: "app.not_found",
    });
    const after = await open.ask("GET", `/v1/envelopes/${envelope.id}/messages`, {
      key: open.keys["agency"]!,
    });
    expect(after.json.data).toMatchObject([{ state: "sent", error: null }]);
  });
});

describe("seats in any order, steps in their turn", () => {
  it("are all invited at once, and a signature in between only means to look again", async () => {
    const parallel = await sent(open, { order: "parallel" });
    expect(parallel.steps.map((step: Json) => step.recipient.link !== null)).toEqual([true, true]);
    const [first, second] = [await phoneOf(open, parallel.id, 1), await phoneOf(open, parallel.id, 2)];
    for (const phone of [first, second]) {
      await phone.opened();
      await phone.read();
    }
    const mine = await first.prepared();
    await first.post("codes", { purpose: "intent", state_ids: [mine.state.state_id] });
    const theirs = await second.prepared();
    await second.post("codes", { purpose: "intent", state_ids: [theirs.state.state_id] });
    const theirBody = {
      state_id: theirs.state.state_id,
      signature: theirs.signature,
      code: await second.code("intent"),
    };
    expect((await second.post("complete", theirBody)).json.state).toBe("signed");
    const late = {
      state_id: mine.state.state_id,
      signature: mine.signature,
      code: await first.code("intent"),
    };
    expect((await first.post("complete", late)).json.code).toBe("app.signing_outdated");
    first.later(60);
    const again = await first.prepared();
    await first.post("codes", { purpose: "intent", state_ids: [again.state.state_id] });
    const done = await first.post("complete", {
      state_id: again.state.state_id,
      signature: again.signature,
      code: await first.code("intent"),
    });
    expect(done.json.envelope_state, JSON.stringify(done.json)).toBe("completed");
  });

  it("within a party go 经办人, 法定代表人, 用印, each with a signature of its own", async () => {
    const made = await sent(open, {
      recipients: [
        { seat: "甲方", step: "经办人", name: "郑小舟", phone: "13811110001" },
        { seat: "甲方", step: "法定代表人", name: "周启明", phone: "13811110002" },
        { seat: "甲方", step: "用印", name: "郑小舟", role: "委托代理人", phone: "13811110001" },
        RECIPIENTS[1],
      ],
    });
    expect(made.steps.map((step: Json) => `${step.seat}${step.step}`)).toEqual([
      "甲方经办人",
      "甲方法定代表人",
      "甲方用印",
      "乙方用印",
    ]);
    const hand = {
      strokes: [
        [
          { x: 0, y: 0 },
          { x: 50, y: 30 },
          { x: 90, y: 5 },
        ],
      ],
    };
    const clerk = await phoneOf(open, made.id, 1);
    await clerk.opened();
    expect((await clerk.get("task")).json).toMatchObject({
      field: "甲方-经办人",
      marks: { seals: [], handwriting: "required" },
    });
    await clerk.read();
    expect((await clerk.post("prepare", { csr: "MAAA", seal: "公章" })).json.code).toBe("link.mark_missing");
    expect((await clerk.signs(hand)).json.state).toBe("signed");
    expect((await (await phoneOf(open, made.id, 2)).signs(hand)).json.state).toBe("signed");
    const sealing = await (await phoneOf(open, made.id, 3)).signs();
    expect(sealing.json.state, JSON.stringify(sealing.json)).toBe("signed");
    const done = await (await phoneOf(open, made.id, 4)).signs();
    expect(done.json.envelope_state).toBe("completed");
    const contract = await open.ask("GET", `/v1/contracts/${made.contract_id}`, {
      key: open.keys["agency"]!,
    });
    expect(contract.json.contract.signatures).toMatchObject([
      { seat: "甲方", signer: "周启明", signerRole: "法定代表人", sealType: "合同专用章" },
      { seat: "乙方", signer: "许知远" },
    ]);
  });

  it("are what the sender says, or refused", async () => {
    for (const recipients of [
      [{ ...RECIPIENTS[0], seat: "丁方" }],
      [RECIPIENTS[0], RECIPIENTS[0]],
      [{ ...RECIPIENTS[0], step: "经办人" }],
    ])
      expect(await sent(open, { recipients }).catch((error: Error) => error.message)).toContain(
        "app.recipients_wrong",
      );
  });

  it("that a recipient was named for are not signed with a key", async () => {
    const signed = await ask(
      "sign",
      { seat: "甲方", signer: "周启明", signer_role: "法定代表人" },
      "enterprise",
    );
    expect(signed.code).toBe("app.step_by_link");
  });
});

describe("one 意愿 for several contracts", () => {
  it("signs each that was read and prepared, and says of the others why not", async () => {
    const phoneNo = "13822220001";
    const recipients = [{ ...RECIPIENTS[0], phone: phoneNo }, RECIPIENTS[1]];
    const [one, two, three] = [
      await sent(open, { recipients }),
      await sent(open, { recipients }, { ...(await draftContract()), contractNo: "HBTG-2022-000777" }),
      await sent(open, { recipients }, { ...(await draftContract()), contractNo: "HBTG-2022-000778" }),
    ];
    const phone = await phoneOf(open, one.id, 1);
    const { others } = (await phone.opened()).json.task;
    expect(others).toHaveLength(2);
    const [second] = (await open.house.store.linksOf(two.id)).map(({ id }) => id);
    const [third] = (await open.house.store.linksOf(three.id)).map(({ id }) => id);
    await phone.read();
    await phone.read(`with/${second}/`);
    expect((await phone.post(`with/${third}/prepare`, { csr: "MAAA", seal: "公章" })).json.code).toBe(
      "link.consent_missing",
    );
    const a = await phone.prepared();
    const b = await phone.prepared({ seal: "公章" }, `with/${second}/`);
    const both = [a.state.state_id, b.state.state_id];
    expect(
      (await phone.post("codes", { purpose: "intent", state_ids: [...both, "sgn_foreign"] })).json.code,
    ).toBe("link.code_of_another");
    await phone.post("codes", { purpose: "intent", state_ids: both });
    const own = (await open.house.store.linksOf(one.id)).at(0)?.id;
    const results = await phone.post("complete-all", {
      code: await phone.code("intent"),
      items: [
        { link_id: own, state_id: a.state.state_id, signature: a.signature },
        { link_id: second, state_id: b.state.state_id, signature: a.signature },
      ],
    });
    expect(results.json.results, JSON.stringify(results.json)).toMatchObject([
      { result: { state: "signed" }, code: null },
      { result: null, code: "sign.key_refused" },
    ]);
  });
});

describe("变更协议 and 解除协议", () => {
  it("are envelopes of their own; a 解除协议 signed by all ends the contract", async () => {
    const refused = await ask("agreements", { kind: "termination", data: {} });
    expect(refused.code).toBe("app.agreement_wrong");
    await (await phoneOf(open, envelope.id, 1)).signs();
    await (await phoneOf(open, envelope.id, 2)).signs();
    const incomplete = await ask("agreements", { kind: "termination", data: {}, recipients: RECIPIENTS });
    expect(incomplete.code, String(open.faults.at(-1)?.error)).toBe("app.agreement_wrong");
    expect(incomplete.findings.length).toBeGreaterThan(3);
    const { default: sample } = await import(
      "../../../schemas/forms/agreements/termination-agreement.sample.json",
      { with: { type: "json" } }
    );
    const { parties: _p, contractNo: _n, contractTitle: _t, contractSignedOn: _s, ...data } = sample;
    const agreement = await ask("agreements", {
      kind: "termination",
      data: { ...data, signedOn: "2022-06-01", terminatedOn: "2022-06-30", settlementDue: "2022-07-15" },
      recipients: RECIPIENTS,
    });
    expect(agreement, JSON.stringify(agreement)).toMatchObject({
      kind: "termination",
      previous_id: envelope.id,
      state: "signing",
    });
    const second = await ask("agreements", { kind: "termination", data, recipients: RECIPIENTS });
    expect(second.code).toBe("app.agreement_wrong");
    const before = await now();
    await (await phoneOf(open, agreement.id, 1)).signs();
    const done = await (await phoneOf(open, agreement.id, 2)).signs();
    expect(done.json.envelope_state, JSON.stringify(done.json)).toBe("completed");
    const ended = await now();
    expect(ended).toMatchObject({ state: "terminated", moves: [], current_sha256: before.current_sha256 });
    await drainAll();
    expect((await now()).state).toBe("terminated");
    expect(await brokenAt(await open.house.store.events(`envelope:${envelope.id}`))).toBeUndefined();
    expect(open.faults).toEqual([]);
  });
});
