import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { composedMessage } from "../../../src/app/link/message-words.ts";
import { type Json, type OpenHouse, openHouse } from "../open-house.ts";
import { type Phone, phoneOf, PHONES, RECIPIENTS, sent } from "./signer.ts";

let open: OpenHouse;
beforeAll(async () => {
  open = await openHouse();
});
afterAll(() => open.close());

/** A fresh envelope and the first signer's phone. */
async function fresh(over: object = {}): Promise<{ envelope: Json; phone: Phone }> {
  const made = await sent(open, over);
  return { envelope: made, phone: await phoneOf(open, made.id, 1) };
}

describe("looking", () => {
  it("changes nothing: no GET makes a version, a code, a session or a message", async () => {
    const { envelope: made, phone: mine } = await fresh();
    await mine.opened();
    const before = await open.house.store.linksOf(made.id);
    for (const end of ["state", "task", "document.pdf", "result", "seals/公章.svg", "signed.pdf"])
      await mine.get(end);
    expect(await open.house.store.linksOf(made.id)).toEqual(before);
    const messages = await open.house.store.messages({ envelopeId: made.id }, { limit: 50 });
    expect(messages.rows).toHaveLength(2);
  });
});

describe("words of the sender's", () => {
  it("begin no header and hide nothing in a message", async () => {
    const { envelope: made } = await fresh({
      recipients: [{ ...RECIPIENTS[0], phone: PHONES.丙方 }],
    });
    const stored = await open.house.store.envelope(made.id);
    const [link] = await open.house.store.linksOf(made.id);
    const { rows } = await open.house.store.messages({ envelopeId: made.id }, { limit: 1 });
    if (stored === undefined || link === undefined || rows[0] === undefined) throw new Error("not stored");
    const evil = "周\r\nBcc: all@example.cn\u202E\u200B明";
    const message = await composedMessage(open.house, {
      message: { ...rows[0], kind: "declined" },
      link: { ...link, name: evil },
      envelope: { ...stored, reason: evil },
    });
    const values = [message.subject, message.text, ...Object.values(message.parameters)];
    for (const value of values) expect(value).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(message.text).not.toContain(await open.house.links.token(link.seed));
  });

  it("name recipients that can be reached: no header, no second address", async () => {
    for (const bad of [
      { phone: "13800000001\r\nX: y" },
      { phone: "1380000000" },
      { email: "a@example.cn, b@example.cn" },
      { email: "a@example.cn\nBcc: b@example.cn" },
      {},
    ]) {
      const answer = await sent(open, { recipients: [{ seat: "甲方", name: "周启明", ...bad }] }).catch(
        (error: Error) => error.message,
      );
      expect(answer).toContain("http.wrong_shape");
    }
  });

  it("were never logged: no fault of ours came up in all of this", () => {
    expect(open.faults).toEqual([]);
  });
});
