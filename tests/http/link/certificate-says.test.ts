import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { attachedFiles, openPdf } from "../../../src/formats/pdf/index.ts";
import { fromUtf8 } from "../../../src/kit/bytes.ts";
import { type Json, type OpenHouse, openHouse } from "../open-house.ts";
import { Phone, phoneOf, RECIPIENTS, sent, withLetter } from "./signer.ts";

const SITE = "https://agency.example";
let open: OpenHouse;
beforeAll(async () => {
  open = await openHouse();
  Object.assign(open.house, { embedOrigins: [SITE] });
});
afterAll(() => open.close());

const embed = (envelope: Json, body: object) =>
  open.ask("POST", `/v1/envelopes/${envelope.id}/sessions`, { key: open.keys["agency"]!, body });

/** The certificate of completion, as its attachment says it. */
async function certificate(phone: Phone): Promise<Json> {
  const { bytes } = await phone.get("certificate.pdf");
  const [attached] = attachedFiles(openPdf(bytes).at());
  return JSON.parse(fromUtf8(attached?.bytes ?? new Uint8Array(0)));
}

describe("the certificate of completion", () => {
  it("says who named the number: of a step that was handed on not the sender", async () => {
    const envelope = await sent(open, {}, await withLetter());
    const first = await phoneOf(open, envelope.id, 1);
    await first.opened();
    await first.post("transfer", { name: "孙立新", phone: "13700000091", reason: "出差" });
    const next = await phoneOf(open, envelope.id, 1);
    const signed = await next.signs();
    expect(signed.json.trust.identity.says).toMatch(/^手机号由原签署人转交时提供/);
    const second = await phoneOf(open, envelope.id, 2);
    await second.signs();
    const { signers } = await certificate(second);
    expect(signers.map(({ sentTo }: Json) => sentTo)).toEqual([
      "137****0091，由原签署人转交时提供",
      "139****0002，由发起方提供",
    ]);
    expect(signers.map(({ identity }: Json) => identity.slice(0, 8))).toEqual([
      "手机号由原签署人",
      "手机号由发起方提",
    ]);
  });

  it("says by which link was signed, not which was opened last, and that no message carried an embedded one", async () => {
    const envelope = await sent(open, {
      recipients: [{ ...RECIPIENTS[0], phone: "13800000092" }, RECIPIENTS[1]],
    });
    const message = await phoneOf(open, envelope.id, 1);
    await message.opened();
    await message.read();
    const made = await embed(envelope, { order: 1, return_url: `${SITE}/done` });
    const embedded = new Phone(open, made.json.session_url.split("/s/")[1]);
    await embedded.opened();
    message.later(60);
    expect((await message.signs()).json.state).toBe("signed");
    const second = await phoneOf(open, envelope.id, 2);
    await second.signs();
    const { signers, events } = await certificate(second);
    expect(signers[0].consent).toContain("签署声明");
    expect(signers[0].read).toContain("确认已读");
    const sentOnes = events.filter(({ who, what }: Json) => who === "周启明" && what.startsWith("链接发往"));
    expect(sentOnes).toHaveLength(1);
    expect(events.some(({ what }: Json) => what === "签署页面交由发起方的网站打开")).toBe(true);
  });
});

describe("a session for the sender's own site", () => {
  it("is for a site: without one it would be the signer's link in the sender's hands", async () => {
    const envelope = await sent(open);
    expect((await embed(envelope, { order: 1 })).json.code).toBe("http.wrong_shape");
  });

  it("goes back only to what a browser takes for the allowed site, and keeps it as a browser writes it", async () => {
    const envelope = await sent(open);
    const answered = async (return_url: string): Promise<string> => {
      const { json } = await embed(envelope, { order: 1, return_url });
      if (json.code !== undefined) return json.code;
      const digest = await open.house.links.tokenDigest(json.session_url.split("/s/")[1]);
      return (await open.house.store.linkByDigest(digest))?.returnUrl ?? "";
    };
    for (const given of [`${SITE}@evil.example/`, `https://evil.example\\@agency.example/`, `${SITE}:444/`])
      expect(await answered(given), given).toBe("app.origin_refused");
    for (const given of [
      `blob:${SITE}/1`,
      "https://user:pw@agency.example/",
      "javascript://agency.example/%0aalert(1)",
    ])
      expect(await answered(given), given).toBe("app.origin_refused");
    expect(await answered("https:\\\\AGENCY.example\\x")).toBe(`${SITE}/x`);
    expect(await answered(`${SITE}/\r\nX: y"><script>`)).toBe(`${SITE}/X:%20y%22%3E%3Cscript%3E`);
  });
});

describe("preparing a signature", () => {
  it("has a bound of its own: each is a certificate and a file that is kept", async () => {
    const envelope = await sent(open, { recipients: [{ ...RECIPIENTS[0], phone: "13800000093" }] });
    const phone = await phoneOf(open, envelope.id, 1);
    await phone.opened();
    await phone.read();
    const codes = [];
    for (let at = 0; at < 61; at += 1)
      codes.push((await phone.post("prepare", { csr: "AAAA", seal: "公章" })).json.code);
    expect(codes.slice(0, 60)).toEqual(Array(60).fill("sign.request_unreadable"));
    expect(codes[60]).toBe("link.too_many");
  });
});
