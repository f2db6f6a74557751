import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { composedMessage } from "../../../src/app/link/message-words.ts";
import { timeInShanghai } from "../../../src/kit/dates.ts";
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

describe("the end of a link", () => {
  /** The invitation as it goes out, with when its link and its envelope end. */
  async function invitation(over: object): Promise<{ text: string; linkEnds: string; deadline: string }> {
    const { envelope: made } = await fresh(over);
    const envelope = await open.house.store.envelope(made.id);
    const [link] = await open.house.store.linksOf(made.id);
    const { rows } = await open.house.store.messages({ envelopeId: made.id }, { limit: 1 });
    if (envelope === undefined || link === undefined || rows[0] === undefined) throw new Error("not stored");
    const { text } = await composedMessage(open.house, { message: rows[0], link, envelope });
    const shown = (at: string | null): string => timeInShanghai(new Date(at ?? ""));
    return { text, linkEnds: shown(link.expiresAt), deadline: shown(envelope.expiresAt) };
  }

  it("stands in the invitation when the deadline is later, with what to do after it", async () => {
    const { text, linkEnds, deadline } = await invitation({});
    expect(linkEnds).not.toBe(deadline);
    expect(text).toContain(`请于 ${deadline} 前完成`);
    expect(text).toContain(`链接在 ${linkEnds} 前有效，过期后可请发起方重发。`);
  });

  it("is not told twice when it is the deadline", async () => {
    const soon = new Date(open.clock.now().getTime() + 2 * 24 * 3_600_000).toISOString();
    const { text, linkEnds, deadline } = await invitation({ expires_at: soon });
    expect(linkEnds).toBe(deadline);
    expect(text.split(deadline)).toHaveLength(2);
    expect(text).not.toContain("前有效");
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
