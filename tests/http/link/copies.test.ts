import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type OpenHouse, openHouse } from "../open-house.ts";
import { Phone, phoneOf, RECIPIENTS, sent, withLetter } from "./signer.ts";

let open: OpenHouse;
beforeAll(async () => {
  open = await openHouse();
});
afterAll(() => open.close());
const WEEKS = 8 * 24 * 3600;

describe("the link of a signed step, its days over", () => {
  it("opens with a new code to the same phone, for looking and for the copies alone", async () => {
    const envelope = await sent(open);
    const signed = await phoneOf(open, envelope.id, 1);
    await signed.signs();
    expect((await signed.get("state")).json).toMatchObject({ state: "signed", copies_only: false });
    signed.later(WEEKS);
    const again = new Phone(open, signed.token);
    expect((await again.get("state")).json).toMatchObject({
      state: "signed",
      copies_only: true,
      sent_to: "138****0001",
    });
    expect((await again.get("signed.pdf")).json.code).toBe("link.session_missing");
    const opened = await again.opened();
    expect(opened.json.task, JSON.stringify(opened.json)).toMatchObject({ state: "signed", moves: [] });
    expect((await again.get("result")).json.state).toBe("signed");
    const copy = await again.get("signed.pdf");
    expect(new TextDecoder("latin1").decode(copy.bytes.subarray(0, 5))).toBe("%PDF-");
    const before = await open.house.store.linksOf(envelope.id);
    for (const [end, body] of [
      ["consents", { statement_version: "1", privacy_version: "1" }],
      ["prepare", { csr: "MAAA", seal: "公章" }],
      ["decline", { reason: "不签了" }],
      ["transfer", { name: "许知远", phone: "13811112222", reason: "出差" }],
      ["codes", { purpose: "intent", state_ids: ["sgn_1"] }],
    ] as const)
      expect((await again.post(end, body)).json.code, end).toBe("link.expired");
    expect(await open.house.store.linksOf(envelope.id)).toEqual(before);
  });

  it("stays shut where the step was never signed, or the link was replaced", async () => {
    const envelope = await sent(open);
    const unsigned = await phoneOf(open, envelope.id, 1);
    unsigned.later(WEEKS);
    expect((await unsigned.get("state")).json.code).toBe("link.expired");
    expect((await unsigned.post("codes", { purpose: "open" })).json.code).toBe("link.expired");
    expect(open.faults).toEqual([]);
  });
});

describe("whoever could not sign for a party", () => {
  const stranger = { name: "林可一", phone: "13811112222", reason: "由我单位林可一签署" };

  it("is not sent the contract, with the finding that says why", async () => {
    const recipients = [{ ...RECIPIENTS[0], name: "林可一" }, RECIPIENTS[1]];
    const refused = await sent(open, { recipients }).catch((error: Error) => error.message);
    expect(refused).toMatch(/app\.signature_unsound.*SIG-04\.M/);
  });

  it("is not handed the step either, and the link stays", async () => {
    const envelope = await sent(open);
    const phone = await phoneOf(open, envelope.id, 1);
    await phone.opened();
    const refused = await phone.post("transfer", stranger);
    expect(refused.json).toMatchObject({ code: "app.signature_unsound" });
    expect(refused.json.detail).toContain("授权委托书");
    expect((await phone.get("task")).json.state).toBe("open");
  });

  it("signs as an agent once the letter of authority is attached, and the file says so", async () => {
    const envelope = await sent(open, {}, await withLetter());
    const first = await phoneOf(open, envelope.id, 1);
    await first.opened();
    expect((await first.post("transfer", stranger)).json).toEqual({ transferred: true });
    const second = await phoneOf(open, envelope.id, 1);
    const signed = await second.signs();
    expect(signed.json.state, JSON.stringify(signed.json)).toBe("signed");
    const seen = await open.ask("GET", `/v1/envelopes/${envelope.id}`, { key: open.keys["agency"]! });
    expect(seen.json.steps[0]).toMatchObject({ signer: "林可一", signer_role: "委托代理人" });
  });

  it("may be the head himself on another phone", async () => {
    const envelope = await sent(open);
    const first = await phoneOf(open, envelope.id, 1);
    await first.opened();
    const handed = await first.post("transfer", { name: "周启明", phone: "13911112222", reason: "换手机" });
    expect(handed.json).toEqual({ transferred: true });
    expect((await (await phoneOf(open, envelope.id, 1)).signs()).json.state).toBe("signed");
  });
});

describe("what is left of a bound", () => {
  it("stands in the answer of every route that counts, refused or not, and in no other", async () => {
    const envelope = await sent(open, { recipients: [{ ...RECIPIENTS[0], phone: "13800000055" }] });
    const phone = await phoneOf(open, envelope.id, 1);
    const headers = (answer: { headers: Headers }) => [
      answer.headers.get("ratelimit-policy"),
      answer.headers.get("ratelimit"),
    ];
    expect(headers(await phone.get("state"))).toEqual([null, null]);
    expect(headers(await phone.post("codes", { purpose: "open" }))).toEqual([
      '"link";q=10;w=3600',
      '"link";r=9;t=3600',
    ]);
    const wrong = String((Number(await phone.code("open")) + 1) % 1_000_000).padStart(6, "0");
    expect(headers(await phone.post("session", { code: wrong }))).toEqual([
      '"link";q=15;w=3600',
      '"link";r=14;t=3600',
    ]);
    expect(headers(await phone.post("session", { code: await phone.code("open") }))[1]).toBe(
      '"link";r=13;t=3600',
    );
    const key = open.keys["agency"]!;
    const reminded = await open.ask("POST", `/v1/envelopes/${envelope.id}/remind`, { key });
    expect(headers(reminded)).toEqual(['"link";q=6;w=86400', '"link";r=5;t=86400']);
    const stranger = new Phone(open, "D".repeat(43), "198.51.100.77");
    expect(headers(await stranger.post("codes", { purpose: "open" }))[0]).toBe('"link";q=120;w=3600');
  });
});
