import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Json, type OpenHouse, openHouse } from "../open-house.ts";
import { scratch } from "../../storage/open.ts";
import { requireTool } from "../../tools.ts";
import { phoneOf, sent } from "./signer.ts";

let open: OpenHouse;
beforeAll(async () => {
  open = await openHouse();
});
afterAll(() => open.close());

const pdfsig = requireTool("pdfsig");

async function verified(bytes: Uint8Array<ArrayBuffer>): Promise<Json> {
  const answer = await open.ask("POST", "/v1/verifications", {
    body: bytes,
    once: "none",
    headers: { "content-type": "application/pdf" },
  });
  return answer.json.report;
}

describe("a contract of two parties, signed by link", () => {
  let envelope: Json;

  it("invites the first party alone, and tells the sender no link", async () => {
    envelope = await sent(open);
    expect(envelope).toMatchObject({ state: "signing", next_seat: "甲方", order: "sequential" });
    expect(envelope.steps[0].recipient).toMatchObject({
      name: "周启明",
      to: "138****0001",
      link: { url: null },
    });
    expect(envelope.steps[1].recipient.link).toBeNull();
    const messages = await open.ask("GET", `/v1/envelopes/${envelope.id}/messages`, {
      key: open.keys["agency"]!,
    });
    expect(messages.json.data).toMatchObject([{ kind: "invitation", state: "queued", text: null }]);
    await open.drain();
    const after = await open.ask("GET", `/v1/messages`, { key: open.keys["agency"]! });
    expect(after.json.data).toMatchObject([
      { kind: "invitation", state: "sent", via: "accepting", text: null },
    ]);
  });

  it("leads the first signer from the code to the signature, made in the page", async () => {
    const phone = await phoneOf(open, envelope.id, 1);
    const state = await phone.get("state");
    expect(state.json).toMatchObject({ state: "open", sent_to: "138****0001", test_mode: false });
    const opened = await phone.opened();
    expect(opened.status, JSON.stringify(opened.json)).toBe(200);
    expect(opened.json.task).toMatchObject({
      state: "open",
      me: { seat: "甲方", name: "周启明", does: "用印" },
      reading: { done: false },
      moves: ["sign", "transfer", "decline"],
      trust: { key: "browser", identity: { kind: "code_confirmed" } },
    });
    expect((await phone.get("signed.pdf")).json.code).toBe("link.over");
    const read = await phone.read();
    expect(read.json, JSON.stringify(read.json)).toMatchObject({ consented: true, reading: { done: true } });
    const { state: prepared, signature } = await phone.prepared();
    await phone.post("codes", { purpose: "intent", state_ids: [prepared.state_id] });
    const result = await phone.post("complete", {
      state_id: prepared.state_id,
      signature,
      code: await phone.code("intent"),
    });
    expect(result.json, JSON.stringify(result.json)).toMatchObject({
      state: "signed",
      envelope_state: "signing",
      trust: { key: "browser", identity: { kind: "code_confirmed" } },
    });
  });

  it("then invites the second, whose signature completes it", async () => {
    const result = await (await phoneOf(open, envelope.id, 2)).signs({
      strokes: [
        [
          { x: 0, y: 0 },
          { x: 40, y: 20 },
          { x: 80, y: 5 },
        ],
      ],
    });
    expect(result.json, JSON.stringify(result.json)).toMatchObject({
      state: "signed",
      envelope_state: "completed",
    });
  });

  it("gives every signer the same file, which verifies here and by pdfsig", async () => {
    await open.drain();
    const phone = await phoneOf(open, envelope.id, 1);
    await phone.opened();
    const copy = await phone.get("signed.pdf");
    expect(copy.status, JSON.stringify(copy.json)).toBe(200);
    const report = await verified(copy.bytes);
    expect(report.verdict).toBe("valid");
    expect(report.signatures.map((one: Json) => one.field)).toEqual(["甲方", "乙方", "ArchiveTimestamp1"]);
    const file = join(await scratch(), "signed.pdf");
    await writeFile(file, copy.bytes);
    const { stdout } = await promisify(execFile)(pdfsig, ["-nocert", file]);
    // Both parties' signatures; the archive's timestamp it lists without judging it.
    expect(stdout.match(/Signature is Valid/g)).toHaveLength(2);
  });

  it("keeps consent, reading and codes as evidence in a chain that names nobody", async () => {
    const [link] = (await open.house.store.linksOf(envelope.id)).filter(({ order }) => order === 1);
    const events = await open.house.store.events(`link:${link?.id}`);
    const types = events.map(({ type }) => type);
    for (const type of [
      "link.made",
      "link.code_sent",
      "link.opened",
      "link.consented",
      "link.read",
      "link.signed",
    ])
      expect(types).toContain(type);
    expect(JSON.stringify(events)).not.toMatch(/周启明|13800000001/);
    expect(events.find(({ type }) => type === "link.read")?.facts).toMatchObject({ our_seconds: 10 });
  });

  it("tells everybody who was invited that it is done, and reports no fault of ours", async () => {
    const { json } = await open.ask("GET", `/v1/envelopes/${envelope.id}/messages`, {
      key: open.keys["agency"]!,
    });
    const done = json.data.filter((one: Json) => one.kind === "completed");
    expect(done.map((one: Json) => one.order).toSorted()).toEqual([1, 2]);
    expect(open.faults).toEqual([]);
  });
});
