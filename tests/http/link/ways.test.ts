import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { httpIdentity } from "../../../src/adapters/identity/http-identity.ts";
import { type Json, type OpenHouse, openHouse } from "../open-house.ts";
import { type Phone, phoneOf, RECIPIENTS, sent } from "./signer.ts";

let open: OpenHouse;
beforeAll(async () => {
  open = await openHouse();
});
afterAll(() => open.close());

async function fresh(over: object = {}): Promise<{ envelope: Json; phone: Phone }> {
  const envelope = await sent(open, over);
  return { envelope, phone: await phoneOf(open, envelope.id, 1) };
}

describe("a page without WebCrypto", () => {
  it("gets no key of the server's where the sender does not allow it", async () => {
    const { phone } = await fresh();
    await phone.opened();
    await phone.read();
    await phone.serverKeyCode({ seal: "公章" });
    const body = { code: await phone.code("intent"), understood: "server-holds-the-key", seal: "公章" };
    expect((await phone.post("server-key", body)).json.code).toBe("link.server_key_refused");
  });

  it("signs with one where it is allowed and understood, and the statement of trust says so", async () => {
    const { envelope, phone } = await fresh({ keys: "server-allowed" });
    expect((await phone.opened()).json.task.keys).toBe("server-allowed");
    await phone.read();
    await phone.serverKeyCode({ seal: "公章" });
    const code = await phone.code("intent");
    expect((await phone.post("server-key", { code, seal: "公章" })).json.code).toBe("http.wrong_shape");
    const body = { code, understood: "server-holds-the-key", seal: "公章" };
    const signed = await phone.post("server-key", body);
    expect(signed.json, JSON.stringify(signed.json)).toMatchObject({
      state: "signed",
      trust: { key: "server", identity: { kind: "code_confirmed" } },
    });
    expect((await phone.post("server-key", body)).status).toBe(409);
    const seen = await open.ask("GET", `/v1/envelopes/${envelope.id}`, { key: open.keys["agency"]! });
    expect(seen.json.trust.key).toBe("server");
  });
});

describe("a code for the server's key", () => {
  const understood = "server-holds-the-key";

  it("signs the document and the mark it was asked for, and nothing else", async () => {
    const { phone } = await fresh({ keys: "server-allowed" });
    await phone.opened();
    await phone.read();
    await phone.serverKeyCode({ seal: "公章" });
    const code = await phone.code("intent");
    const swapped = await phone.post("server-key", { code, understood, seal: "合同专用章" });
    expect(swapped.json.code).toBe("link.code_of_another");
    expect((await phone.post("server-key", { code, understood, seal: "公章" })).json.state).toBe("signed");
  });

  it("is not sent for a document other than the one that is there", async () => {
    const { phone } = await fresh({ keys: "server-allowed" });
    await phone.opened();
    await phone.read();
    const server_key = { sha256: "0".repeat(64), seal: "公章" };
    const asked = await phone.post("codes", { purpose: "intent", server_key });
    expect(asked.json.code).toBe("app.signing_outdated");
  });

  it("asked for before another party signed does not sign what that party made of the document", async () => {
    const parallel = await sent(open, { keys: "server-allowed", order: "parallel" });
    const [first, second] = [await phoneOf(open, parallel.id, 1), await phoneOf(open, parallel.id, 2)];
    await first.opened();
    await first.read();
    await first.serverKeyCode({ seal: "公章" });
    const code = await first.code("intent");
    await second.opened();
    await second.read();
    const theirs = await second.prepared();
    await second.post("codes", { purpose: "intent", state_ids: [theirs.state.state_id] });
    const { state_id } = theirs.state;
    await second.post("complete", {
      state_id,
      signature: theirs.signature,
      code: await second.code("intent"),
    });
    const late = await first.post("server-key", { code, understood, seal: "公章" });
    expect(late.json.code).toBe("link.code_of_another");
  });
});

describe("another site of the sender's", () => {
  const SITE = "https://agency.example";

  it("gets a short link that frames or returns to it alone; the code still goes to the signer", async () => {
    Object.assign(open.house, { embedOrigins: [SITE] });
    const { envelope } = await fresh();
    const key = open.keys["agency"]!;
    const body = { order: 1, frame_origin: SITE, return_url: `${SITE}/done?contract=1` };
    const once = "embed-1";
    const made = await open.ask("POST", `/v1/envelopes/${envelope.id}/sessions`, { key, body, once });
    expect(made.status, made.text).toBe(201);
    const token = made.json.session_url.split("/s/")[1];
    const replay = await open.ask("POST", `/v1/envelopes/${envelope.id}/sessions`, { key, body, once });
    expect(replay.json.session_url).toBeUndefined();
    const { Phone } = await import("./signer.ts");
    const framed = new Phone(open, token);
    expect((await framed.get("state")).json).toMatchObject({ framed: true, sent_to: "138****0001" });
    const opened = await framed.opened();
    expect(opened.json.task, JSON.stringify(opened.json)).toMatchObject({
      return_url: `${SITE}/done?contract=1`,
    });
    expect([...framed.cookies.keys()]).toEqual([]);
    expect((await framed.get("task")).json.code).toBe("link.session_missing");
    const held = await framed.ask("GET", "task", undefined, { "zhiqi-session": opened.json.session });
    expect(held.json.state).toBe("open");
    framed.later(15 * 60);
    expect((await framed.get("state")).json.code).toBe("link.expired");
  });

  it("is the agency's own to name, for its own envelopes alone", async () => {
    const OWN = "https://own.agency.example";
    const put = (who: string, origins: readonly unknown[], of = "agency") =>
      open.ask("PUT", `/v1/organisations/${open.tenants[of]}/embed-origins`, {
        key: open.keys[who]!,
        body: { origins },
      });
    const { envelope } = await fresh();
    const session = () =>
      open.ask("POST", `/v1/envelopes/${envelope.id}/sessions`, {
        key: open.keys["agency"]!,
        body: { order: 1, frame_origin: OWN },
      });
    expect((await put("stranger", [OWN])).json.code).toBe("app.not_found");
    expect((await put("stranger", [OWN], "stranger")).status).toBe(200);
    expect((await session()).json.code).toBe("app.origin_refused");
    for (const wrong of [`${OWN}/path`, "http://own.agency.example", "javascript:alert(1)", "*", "null"])
      expect((await put("agency", [wrong])).json.code, wrong).toBe("http.wrong_shape");
    const set = await put("agency", [OWN, OWN]);
    expect(set.json, set.text).toMatchObject({ embed_origins: [OWN] });
    const made = await session();
    expect(made.status, made.text).toBe(201);
    const page = await open.app.request(made.json.session_url);
    expect(page.headers.get("content-security-policy")).toContain(`frame-ancestors ${OWN}`);
    expect(page.headers.get("x-frame-options")).toBeNull();
    await put("agency", []);
    expect((await session()).json.code).toBe("app.origin_refused");
    const events = await open.house.store.events(`organisation:${open.tenants["agency"]}`);
    expect(events.map(({ type }) => type)).toContain("organisation.embed_origins_set");
  });

  it("is somebody else's business for another tenant", async () => {
    const { envelope } = await fresh();
    const answer = await open.ask("POST", `/v1/envelopes/${envelope.id}/sessions`, {
      key: open.keys["stranger"]!,
      body: { order: 1, return_url: `${SITE}/done` },
    });
    expect(answer.json.code).toBe("app.not_found");
  });
});

describe("test mode", () => {
  it("sends nothing, shows the messages' texts, and gives the sender the link", async () => {
    const { createApiKey } = await import("../../../src/app/create-api-key.ts");
    const { systemCaller } = await import("../../../src/app/system-caller.ts");
    const { Scope } = await import("../../../schemas/api/api-key.ts");
    const { key } = await createApiKey(open.house, systemCaller(), {
      organisation_id: open.tenants["agency"]!,
      name: "test",
      mode: "test",
      scopes: [...Scope.options],
    });
    const live = open.keys["agency"]!;
    open.keys["agency"] = key;
    onTestFinished(() => {
      open.keys["agency"] = live;
    });
    const envelope = await sent(open);
    const { url } = envelope.steps[0].recipient.link;
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:8787\/s\/[A-Za-z0-9_-]{43}$/);
    while ((await open.drain()).more);
    const seen = await open.ask("GET", "/v1/messages", { key });
    expect(seen.json.data).toMatchObject([{ kind: "invitation", state: "sent", via: "test" }]);
    expect(seen.json.data[0].text).toContain(url);
    const { Phone } = await import("./signer.ts");
    const phone = new Phone(open, url.split("/s/")[1]);
    await phone.post("codes", { purpose: "open" });
    const codes = await open.ask("GET", "/v1/messages", { key });
    const told = codes.json.data.find((one: Json) => one.kind === "code");
    const [, code] = /验证码 (\d{6})/.exec(told.text) ?? [];
    expect((await phone.post("session", { code })).json.task.test_mode).toBe(true);
    const others = await open.ask("GET", "/v1/messages", { key: live });
    expect(others.json.data.every((one: Json) => one.text === null)).toBe(true);
  });
});

describe("a provider of real-name checks", () => {
  /** A real server with the contract of src/adapters/identity/README.md. */
  async function provider(answer: (question: Json) => { status: number; body: string }) {
    const asked: Json[] = [];
    const server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on("data", (part: Buffer) => parts.push(part));
      request.on("end", () => {
        const question = JSON.parse(Buffer.concat(parts).toString());
        asked.push({ ...question, authorization: request.headers.authorization });
        const { status, body } = answer(question);
        response.writeHead(status, { "content-type": "application/json" }).end(body);
      });
    });
    await new Promise<void>((resolve) => {
      server.listen(0, "127.0.0.1", () => resolve());
    });
    const { port } = server.address() as AddressInfo;
    const before = open.house.identity;
    const patience = { tries: 1, timeoutMs: 2000 };
    const url = `http://127.0.0.1:${port}/check`;
    Object.assign(open.house, {
      identity: httpIdentity({ url, authorization: "Bearer secret", name: "某核验服务", patience }),
    });
    onTestFinished(() => {
      Object.assign(open.house, { identity: before });
      server.close();
    });
    return asked;
  }

  it("that vouches is named in the statement of trust, and asked no more than name and number", async () => {
    const asked = await provider(() => ({
      status: 200,
      body: JSON.stringify({ result: "match", verified_at: "2022-03-15T02:00:00Z" }),
    }));
    const { phone } = await fresh();
    const task = (await phone.opened()).json.task;
    expect(task.trust.identity).toMatchObject({
      kind: "real_name",
      says: expect.stringContaining("某核验服务"),
    });
    expect(asked).toHaveLength(1);
    expect(Object.keys(asked[0]).toSorted()).toEqual(
      ["authorization", "name", "organisation", "reference", "to", "uscc"].toSorted(),
    );
    const signed = await phone.signs();
    expect(signed.json.trust.identity.kind).toBe("real_name");
  });

  it.each([
    ["mismatch", 200, '{"result":"mismatch"}', "identity.mismatch"],
    ["unknown", 200, '{"result":"unknown"}', "identity.unknown"],
    ["down", 503, "", "identity.unreachable"],
    ["talking nonsense", 200, '{"result":"yes"}', "identity.wrong_answer"],
    ["no JSON", 200, "<html>", "identity.wrong_answer"],
    ["refusing", 403, "{}", "identity.wrong_answer"],
  ])("that is %s opens nothing, and spends no code", async (_name, status, body, code) => {
    await provider(() => ({ status, body }));
    const { phone } = await fresh({
      recipients: [{ ...RECIPIENTS[0], phone: `1381234${status}${code.length}`.slice(0, 11) }],
    });
    expect((await phone.opened()).json.code).toBe(code);
    expect((await phone.get("task")).json.code).toBe("link.session_missing");
  });
});

describe("the same phone on two sides", () => {
  const query = async (contractId: string): Promise<Json[]> => {
    const check = await open.ask("POST", `/v1/contracts/${contractId}/check`, {
      key: open.keys["agency"]!,
      body: { stage: "sign" },
    });
    return check.json.findings.filter((finding: Json) => finding.id.startsWith("SIG-09"));
  };

  it("is a query for the bureau, and one phone for two contracts is none", async () => {
    const phone = "13855550001";
    const shared = await sent(open, { recipients: RECIPIENTS.map((one) => ({ ...one, phone })) });
    for (const order of [1, 2]) await (await phoneOf(open, shared.id, order)).signs();
    expect(await query(shared.contract_id)).toMatchObject([{ id: "SIG-09.Q", severity: "W" }]);
    const apart = await sent(open, { recipients: RECIPIENTS });
    for (const order of [1, 2]) await (await phoneOf(open, apart.id, order)).signs();
    expect(await query(apart.contract_id)).toEqual([]);
  });

  it("or the same browser is one too", async () => {
    const { envelope, phone } = await fresh();
    await phone.signs();
    const second = await phoneOf(open, envelope.id, 2);
    for (const [name, value] of phone.cookies) second.cookies.set(name, value);
    await second.signs();
    const [finding] = await query(envelope.contract_id);
    expect(finding).toMatchObject({ id: "SIG-09.Q", message: expect.stringContaining("同一台设备") });
  });
});
