import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  ENVELOPE_EVENTS,
  ENVELOPE_STATES,
  type EnvelopeEvent,
  type EnvelopeState,
  envelopeMove,
} from "../../../schemas/envelope-moves.ts";
import terminationSample from "../../../schemas/forms/agreements/termination-agreement.sample.json" with {
  type: "json",
};
import { brokenAt } from "../../../src/app/audit.ts";
import { type Json, type OpenHouse, openHouse } from "../open-house.ts";
import { type Phone, phoneOf, RECIPIENTS, sent } from "./signer.ts";

let open: OpenHouse;
beforeAll(async () => {
  open = await openHouse();
});
afterAll(() => open.close());

const DAY_MS = 24 * 3_600_000;
/** An envelope in some state with its first signer's browser, whose session was opened while it could still be. */
type Standing = { readonly id: string; readonly phone: Phone };

const post = (path: string, body: object = {}) =>
  open.ask("POST", `/v1/envelopes/${path}`, { key: open.keys["agency"]!, body });

let phones = 0;
/** Both parties, each on a phone that no other envelope of this file uses: codes are counted by phone and day. */
const recipients = () =>
  RECIPIENTS.map((one) => {
    phones += 1;
    return { ...one, phone: `138${String(phones).padStart(8, "0")}` };
  });

async function signing(): Promise<Standing> {
  const { id } = await sent(open, { recipients: recipients() });
  const phone = await phoneOf(open, id, 1);
  await phone.opened();
  await phone.read();
  return { id, phone };
}

async function completed(): Promise<Standing> {
  const standing = await signing();
  await standing.phone.signs();
  await (await phoneOf(open, standing.id, 2)).signs();
  await standing.phone.opened();
  return standing;
}

async function terminated(): Promise<Standing> {
  const standing = await completed();
  const { parties: _p, contractNo: _n, contractTitle: _t, contractSignedOn: _s, ...data } = terminationSample;
  const dates = { signedOn: "2022-06-01", terminatedOn: "2022-06-30", settlementDue: "2022-07-15" };
  const agreement = await post(`${standing.id}/agreements`, {
    kind: "termination",
    data: { ...data, ...dates },
    recipients: recipients(),
  });
  if (agreement.status !== 201) throw new Error(agreement.text);
  for (const order of [1, 2]) await (await phoneOf(open, agreement.json.id, order)).signs();
  await standing.phone.opened();
  return standing;
}

async function expired(): Promise<Standing> {
  const deadline = new Date(open.clock.now().getTime() + 60_000).toISOString();
  const { id } = await sent(open, { expires_at: deadline, recipients: recipients() });
  const phone = await phoneOf(open, id, 1);
  await phone.post("codes", { purpose: "open" });
  await phone.post("session", { code: await phone.code("open") });
  phone.later(61);
  return { id, phone };
}

const IN: Readonly<Record<Exclude<EnvelopeState, "draft">, () => Promise<Standing>>> = {
  signing,
  completed,
  terminated,
  expired,
  declined: async () => {
    const standing = await signing();
    await standing.phone.post("decline", { reason: "服务内容不符" });
    return standing;
  },
  voided: async () => {
    const standing = await signing();
    await post(`${standing.id}/void`, { reason: "金额写错" });
    return standing;
  },
};

/** How somebody from outside asks for an event; those of the clock and the house have no door. */
const ASK: Readonly<Partial<Record<EnvelopeEvent, (standing: Standing) => Promise<Json>>>> = {
  remind: async ({ id }) => (await post(`${id}/remind`)).json,
  extend: async ({ id }) => {
    const expires = new Date(open.clock.now().getTime() + 3 * DAY_MS).toISOString();
    return (await post(`${id}/extend`, { expires_at: expires })).json;
  },
  void: async ({ id }) => (await post(`${id}/void`, { reason: "不再需要" })).json,
  decline: async ({ phone }) => (await phone.post("decline", { reason: "服务内容不符" })).json,
  transfer: async ({ phone }) =>
    (await phone.post("transfer", { name: "周启明", phone: "13911110000", reason: "换手机" })).json,
  sign: async ({ phone }) => {
    const { json: task } = await phone.get("task");
    if (task.state === "open") return (await phone.signs()).json;
    return (await phone.post("prepare", { csr: "MAAA", seal: "公章" })).json;
  },
};

/** What a permitted event leaves in the chain, and whom it tells. */
const LEAVES: Readonly<Partial<Record<EnvelopeEvent, readonly [event: string, message: string | null]>>> = {
  remind: ["envelope.reminded", "reminder"],
  extend: ["envelope.extended", "extended"],
  void: ["envelope.voided", "voided"],
  decline: ["envelope.declined", "declined"],
  transfer: ["envelope.transferred", "transferred"],
  sign: ["envelope.signed", "invitation"],
};

async function stored(id: string) {
  const envelope = await open.house.store.envelope(id);
  if (envelope === undefined) throw new Error("no envelope");
  const { rows } = await open.house.store.messages({ envelopeId: id }, { limit: 100 });
  return { envelope, events: await open.house.store.events(`envelope:${id}`), messages: rows };
}

/** The table's own refusal, and what a signer hears first whose link ended with the envelope, or who signed already. */
const REFUSALS = ["app.move_refused", "link.expired", "app.already_signed"];

const STATES = ENVELOPE_STATES.filter((state) => state !== "draft");

describe.each(STATES)("an envelope that is %s", (state) => {
  const asked = ENVELOPE_EVENTS.filter((event) => ASK[event] !== undefined);

  it("refuses every event the table does not know for it, and changes in nothing", async () => {
    const standing = await IN[state]();
    const before = await stored(standing.id);
    for (const event of asked.filter((one) => envelopeMove(state, one) === undefined)) {
      const answer = await ASK[event]?.(standing);
      expect(REFUSALS, `${event}: ${JSON.stringify(answer)}`).toContain(answer.code);
    }
    const after = await stored(standing.id);
    expect([after.envelope, after.events.length]).toEqual([before.envelope, before.events.length]);
  });

  it.each(asked.filter((event) => envelopeMove(state, event) !== undefined))(
    "permits %s: the state of the table, one event more in a whole chain, the message as a row with its work",
    async (event) => {
      const standing = await IN[state]();
      const before = await stored(standing.id);
      const answer = await ASK[event]?.(standing);
      expect(answer.code, JSON.stringify(answer)).toBeUndefined();
      const after = await stored(standing.id);
      expect(after.envelope.state).toBe(envelopeMove(state, event)?.to);
      const [type, kind] = LEAVES[event] ?? ["", null];
      expect(after.events.at(-1)).toMatchObject({ type, version: after.envelope.version });
      expect(after.events.length).toBe(before.events.length + 1);
      expect(await brokenAt(after.events)).toBeUndefined();
      const told = after.messages.filter(
        (message) => message.kind === kind && !before.messages.some(({ id }) => id === message.id),
      );
      expect(told.length, `${event} tells by ${kind}`).toBeGreaterThan(0);
      for (const { id } of told) expect(await open.house.store.outbox(`message.send:${id}`)).toBeDefined();
    },
  );
});

describe("the events without a door", () => {
  it("come by the clock, by the last signature and by a 解除协议 alone", async () => {
    expect((await stored((await completed()).id)).envelope.state).toBe("completed");
    expect((await stored((await terminated()).id)).envelope.state).toBe("terminated");
    const { id } = await expired();
    for (let round = 0; round < 60 && (await open.drain()).more; round += 1);
    const { envelope, events } = await stored(id);
    expect([envelope.state, events.at(-1)?.type]).toEqual(["expired", "envelope.expired"]);
  });

  it("and no fault of ours came up in all of this", () => {
    expect(open.faults).toEqual([]);
  });
});
