import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { type Json, type OpenHouse, openHouse } from "../open-house.ts";
import { Phone, phoneOf, RECIPIENTS, sent, withLetter } from "./signer.ts";

let open: OpenHouse;
beforeAll(async () => {
  open = await openHouse();
});
afterAll(() => open.close());

/** A fresh envelope and the first signer's phone. */
async function fresh(over: object, contract?: object): Promise<{ envelope: Json; phone: Phone }> {
  const envelope = await sent(open, over, contract);
  return { envelope, phone: await phoneOf(open, envelope.id, 1) };
}

describe("a code for signing", () => {
  it("is not to be had without saying for which signature", async () => {
    const { phone: mine } = await fresh({ recipients: [{ ...RECIPIENTS[0], phone: "13800000085" }] });
    await mine.opened();
    await mine.read();
    const { state } = await mine.prepared();
    const server_key = { sha256: state.previous_sha256, seal: "公章" };
    for (const body of [
      { purpose: "intent" },
      { purpose: "intent", state_ids: [] },
      { purpose: "intent", state_ids: [state.state_id], server_key },
      { purpose: "intent", server_key: { sha256: state.previous_sha256 } },
      { purpose: "open", state_ids: [state.state_id] },
    ])
      expect((await mine.post("codes", body)).json.code, JSON.stringify(body)).toBe("http.wrong_shape");
  });

  it("for the server's key signs nothing that was prepared", async () => {
    const { phone: mine } = await fresh({ recipients: [{ ...RECIPIENTS[0], phone: "13800000086" }] });
    await mine.opened();
    await mine.read();
    const { state, signature } = await mine.prepared();
    await mine.serverKeyCode({ seal: "合同专用章" });
    const { state_id } = state;
    const crossed = await mine.post("complete", { state_id, signature, code: await mine.code("intent") });
    expect(crossed.json.code).toBe("link.code_of_another");
  });
});

describe("a step that was handed on", () => {
  it("is signed by no other link of whoever had it: not the message's, not the sender's site's", async () => {
    const SITE = "https://agency.example";
    Object.assign(open.house, { embedOrigins: [SITE] });
    const phoneNumber = "13800000087";
    const { envelope, phone: message } = await fresh(
      { recipients: [{ ...RECIPIENTS[0], phone: phoneNumber }] },
      await withLetter(),
    );
    const key = open.keys["agency"]!;
    const body = { order: 1, return_url: `${SITE}/done` };
    const made = await open.ask("POST", `/v1/envelopes/${envelope.id}/sessions`, {
      key,
      body,
      once: "handed",
    });
    const embedded = new Phone(open, made.json.session_url.split("/s/")[1]);
    await message.opened();
    await message.read();
    const { state, signature } = await message.prepared();
    await message.post("codes", { purpose: "intent", state_ids: [state.state_id] });
    const code = await message.code("intent");
    await embedded.opened();
    const to = { name: "孙立新", phone: "13700000088", reason: "出差" };
    expect((await embedded.post("transfer", to)).json, JSON.stringify(to)).toEqual({ transferred: true });
    for (const old of [message, embedded]) expect((await old.get("task")).json.code).toBe("link.revoked");
    const late = await message.post("complete", { state_id: state.state_id, signature, code });
    expect(late.json.code).toBe("link.revoked");
  });

  it("is not signed by a request that was under way while it was handed on", async () => {
    const { phone: mine } = await fresh(
      { recipients: [{ ...RECIPIENTS[0], phone: "13800000089" }] },
      await withLetter(),
    );
    await mine.opened();
    await mine.read();
    const { state, signature } = await mine.prepared();
    await mine.post("codes", { purpose: "intent", state_ids: [state.state_id] });
    const code = await mine.code("intent");
    const to = { name: "孙立新", phone: "13700000090", reason: "出差" };
    const { store } = open.house;
    // The request has passed every question asked before the commit when the other one comes.
    const spied = vi.spyOn(store, "spendCodeTry").mockImplementationOnce(async (asked) => {
      expect((await mine.post("transfer", to)).json).toEqual({ transferred: true });
      return store.spendCodeTry(asked);
    });
    onTestFinished(() => spied.mockRestore());
    const late = await mine.post("complete", { state_id: state.state_id, signature, code });
    expect(late.json.code).toBe("link.revoked");
  });
});
