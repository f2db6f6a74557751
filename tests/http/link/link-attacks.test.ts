import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { type Json, type OpenHouse, openHouse } from "../open-house.ts";
import { Phone, phoneOf, RECIPIENTS, sent, withLetter } from "./signer.ts";

let open: OpenHouse;
let envelope: Json;
let phone: Phone;
beforeAll(async () => {
  open = await openHouse();
  envelope = await sent(open);
  phone = await phoneOf(open, envelope.id, 1);
});
afterAll(() => open.close());

/** A fresh envelope and the first signer's phone. */
async function fresh(over: object = {}): Promise<{ envelope: Json; phone: Phone }> {
  const made = await sent(open, over);
  return { envelope: made, phone: await phoneOf(open, made.id, 1) };
}

/** Problems but for what is each request's own. */
const shape = ({ status, json }: { status: number; json: Json }): unknown => ({
  status,
  ...json,
  request_id: undefined,
});

describe("a link that opens nothing", () => {
  const guesses = ["A".repeat(43), "short", "%2e%2e", "A".repeat(42), "A".repeat(300), "链接", "' or 1=1 --"];
  it.each(guesses)("is the same answer for %s, whatever is asked", async (guess) => {
    const stranger = new Phone(open, encodeURIComponent(guess));
    const expected = shape(await new Phone(open, "B".repeat(43)).get("state"));
    expect(expected).toMatchObject({ status: 404, code: "link.unknown" });
    expect(shape(await stranger.get("state"))).toEqual(expected);
    expect(shape(await stranger.get("task"))).toEqual(expected);
    expect(shape(await stranger.get("document.pdf"))).toEqual(expected);
    expect(shape(await stranger.post("codes", { purpose: "open" }))).toEqual(expected);
    expect(shape(await stranger.post("session", { code: "000000" }))).toEqual(expected);
  });

  it("stops answering an address that guesses on", async () => {
    const stranger = new Phone(open, "C".repeat(43), "198.51.100.9");
    const answers = [];
    for (let at = 0; at < 125; at += 1)
      answers.push((await stranger.post("codes", { purpose: "open" })).json.code);
    expect(answers.filter((code) => code === "link.unknown")).toHaveLength(120);
    const last = await stranger.post("codes", { purpose: "open" });
    expect(last.status).toBe(429);
    expect(Number(last.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(last.headers.get("ratelimit-policy")).toBe('"link";q=120;w=3600');
  });
});

describe("a link that has ended", () => {
  it("is refused after seven days", async () => {
    const { phone: late } = await fresh();
    const now = open.clock.now();
    open.clock.set(new Date(now.getTime() + 7 * 24 * 3_600_000));
    expect((await late.get("state")).json.code).toBe("link.expired");
    open.clock.set(now);
  });

  it("is refused once another was sent in its place", async () => {
    const { envelope: made, phone: old } = await fresh();
    const resent = await open.ask("POST", `/v1/envelopes/${made.id}/resend`, {
      key: open.keys["agency"]!,
      body: { order: 1, phone: "13800000009" },
    });
    expect(resent.json.steps[0].recipient, resent.text).toMatchObject({
      to: "138****0009",
      link: { url: null },
    });
    expect((await old.post("codes", { purpose: "open" })).json.code).toBe("link.revoked");
    expect((await (await phoneOf(open, made.id, 1)).get("state")).json.sent_to).toBe("138****0009");
  });

  it("takes its sessions with it when the step is handed on", async () => {
    const made = await sent(open, {}, await withLetter());
    const first = await phoneOf(open, made.id, 1);
    await first.opened();
    const handed = await first.post("transfer", { name: "孙一鸣", phone: "13811112222", reason: "出差" });
    expect(handed.json, JSON.stringify(handed.json)).toEqual({ transferred: true });
    expect((await first.get("task")).json.code).toBe("link.revoked");
    const second = await phoneOf(open, made.id, 1);
    expect((await second.opened()).json.task.me).toMatchObject({ name: "孙一鸣", phone: "138****2222" });
    const seen = await open.ask("GET", `/v1/envelopes/${made.id}`, { key: open.keys["agency"]! });
    expect(seen.json.steps[0].recipient.name).toBe("孙一鸣");
  });
});

describe("somebody else's link, session or signing", () => {
  it("is nothing to another link's session", async () => {
    await phone.opened();
    const { phone: other } = await fresh();
    for (const [name, value] of phone.cookies) other.cookies.set(name, value);
    expect((await other.get("task")).json.code).toBe("link.session_missing");
    expect((await other.get("document.pdf")).json.code).toBe("link.session_missing");
  });

  it("is nothing to a browser that only has the session's cookie", async () => {
    await phone.opened();
    const thief = new Phone(open, phone.token);
    for (const [name, value] of phone.cookies) if (name.includes("sign")) thief.cookies.set(name, value);
    expect((await thief.get("task")).json.code).toBe("link.session_missing");
    expect((await phone.get("task")).status).toBe(200);
  });

  it("is no batch: only the same person's links of the same sender are reached", async () => {
    const { envelope: made, phone: mine } = await fresh();
    await mine.opened();
    await mine.signs();
    const second = await phoneOf(open, made.id, 2);
    const links = await open.house.store.linksOf(made.id);
    const theirs = links.find(({ order }) => order === 2);
    expect(second.token).not.toBe(mine.token);
    expect((await mine.get(`with/${theirs?.id}/task`)).json.code).toBe("link.unknown");
    expect((await mine.get("with/lnk_unknown/task")).json.code).toBe("link.unknown");
  });

  it("is never signed with: a state belongs to the session that prepared it", async () => {
    const [a, b] = [(await fresh()).phone, (await fresh()).phone];
    for (const each of [a, b]) {
      await each.opened();
      await each.read();
    }
    const { state, signature } = await a.prepared();
    const own = await b.prepared();
    await b.post("codes", { purpose: "intent", state_ids: [own.state.state_id] });
    const stolen = await b.post("complete", {
      state_id: state.state_id,
      signature,
      code: await b.code("intent"),
    });
    expect(stolen.json.code).toBe("app.not_found");
  });
});

describe("a session", () => {
  it("ends after half an hour, and goes on with a new code on another day or phone", async () => {
    const { phone: mine } = await fresh();
    await mine.opened();
    await mine.read();
    mine.later(30 * 60);
    expect((await mine.get("task")).json.code).toBe("link.session_over");
    const another = new Phone(open, mine.token);
    mine.later(24 * 3600);
    const task = (await another.opened()).json.task;
    expect(task).toMatchObject({ consented: true, reading: { done: true } });
    expect((await another.signs()).json.state).toBe("signed");
  });

  it("has cookies that no script, no other site and no other host gets", async () => {
    const { phone: mine } = await fresh();
    await mine.post("codes", { purpose: "open" });
    const answer = await mine.post("session", { code: await mine.code("open") });
    const cookies = answer.headers.getSetCookie();
    expect(cookies).toHaveLength(2);
    for (const cookie of cookies) {
      // No `Secure` over http: WebKit would not keep it, not even from this machine.
      expect(cookie).toMatch(/^zhiqi-/);
      expect(cookie).not.toContain("Secure");
      for (const word of ["HttpOnly", "SameSite=Strict", "Path=/"]) expect(cookie).toContain(word);
    }
    expect(JSON.stringify(answer.json)).not.toContain(mine.token);
  });

  it("has cookies bound to this host and to https where the house is reached by it", async () => {
    const { publicUrl } = open.house;
    Object.assign(open.house, { publicUrl: "https://zhiqi.example" });
    onTestFinished(() => {
      Object.assign(open.house, { publicUrl });
    });
    const { phone: mine } = await fresh();
    const body = { purpose: "open" };
    await mine.post("codes", body, { origin: "https://zhiqi.example" });
    const code = await mine.code("open");
    const answer = await mine.post("session", { code }, { origin: "https://zhiqi.example" });
    const cookies = answer.headers.getSetCookie();
    expect(cookies).toHaveLength(2);
    for (const cookie of cookies) {
      expect(cookie).toMatch(/^__Host-zhiqi-/);
      for (const word of ["HttpOnly", "Secure", "SameSite=Strict", "Path=/"]) expect(cookie).toContain(word);
    }
  });
});

describe("a code", () => {
  it("has five tries, also when they come all at once", async () => {
    const { phone: mine } = await fresh();
    await mine.post("codes", { purpose: "open" });
    const right = await mine.code("open");
    const wrong = Array.from({ length: 12 }, (_, at) =>
      String((Number(right) + at + 1) % 1_000_000).padStart(6, "0"),
    );
    const answers = await Promise.all(
      wrong.map(async (code) => (await mine.post("session", { code })).json.code),
    );
    expect(answers.filter((code) => code === "link.code_wrong")).toHaveLength(5);
    expect((await mine.post("session", { code: right })).json.code).toBe("link.code_spent");
  });

  it("locks the link when new codes are guessed at too, and no other link", async () => {
    const { phone: mine } = await fresh({ recipients: [{ ...RECIPIENTS[0], phone: "13800000077" }] });
    const answers = [];
    for (let round = 0; round < 4; round += 1) {
      mine.later(60);
      await mine.post("codes", { purpose: "open" });
      const right = await mine.code("open");
      for (let at = 1; at <= 5; at += 1)
        answers.push(
          (await mine.post("session", { code: String((Number(right) + at) % 1_000_000).padStart(6, "0") }))
            .json.code,
        );
    }
    expect(answers.slice(0, 15)).toEqual(Array(15).fill("link.code_wrong"));
    expect(answers.slice(15)).toEqual(Array(5).fill("link.locked"));
    mine.later(60);
    await mine.post("codes", { purpose: "open" });
    const locked = await mine.post("session", { code: await mine.code("open") });
    expect(locked.json.code).toBe("link.locked");
    const { phone: other } = await fresh({ recipients: [{ ...RECIPIENTS[0], phone: "13800000078" }] });
    expect((await other.opened()).status).toBe(200);
    mine.later(3600);
    expect((await mine.opened()).status).toBe(200);
  });

  it("comes once a minute, of two clicks at once one", async () => {
    const { phone: mine } = await fresh({ recipients: [{ ...RECIPIENTS[0], phone: "13800000079" }] });
    const both = await Promise.all([1, 2, 3].map(() => mine.post("codes", { purpose: "open" })));
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([202, 429, 429]);
    expect(both.find(({ status }) => status === 429)?.json.code).toBe("link.code_too_soon");
  });

  it("opens once, is over after five minutes, and is no code for signing", async () => {
    const { phone: mine } = await fresh({ recipients: [{ ...RECIPIENTS[0], phone: "13800000080" }] });
    await mine.post("codes", { purpose: "open" });
    const code = await mine.code("open");
    expect((await mine.post("session", { code })).status).toBe(200);
    expect((await mine.post("session", { code })).json.code).toBe("link.code_over");
    await mine.read();
    const { state, signature } = await mine.prepared();
    const withOpen = await mine.post("complete", { state_id: state.state_id, signature, code });
    expect(withOpen.json.code).toBe("link.code_over");
    await mine.post("codes", { purpose: "intent", state_ids: [state.state_id] });
    const late = await mine.code("intent");
    mine.later(5 * 60);
    expect((await mine.post("complete", { state_id: state.state_id, signature, code: late })).json.code).toBe(
      "link.code_over",
    );
  });

  it("for one signature signs no other that was prepared since", async () => {
    const { phone: mine } = await fresh({ recipients: [{ ...RECIPIENTS[0], phone: "13800000081" }] });
    await mine.opened();
    await mine.read();
    const first = await mine.prepared();
    await mine.post("codes", { purpose: "intent", state_ids: [first.state.state_id] });
    const second = await mine.prepared({ seal: "公章" });
    const swapped = await mine.post("complete", {
      state_id: second.state.state_id,
      signature: second.signature,
      code: await mine.code("intent"),
    });
    expect(swapped.json.code).toBe("link.code_of_another");
  });
});

describe("the way to the signature", () => {
  it("leads through consent and reading, by our clock", async () => {
    const { phone: mine } = await fresh({ recipients: [{ ...RECIPIENTS[0], phone: "13800000082" }] });
    const { json } = await mine.opened();
    const { document, statement, privacy } = json.task;
    const csr = "MAAA";
    expect((await mine.post("prepare", { csr, seal: "公章" })).json.code).toBe("link.consent_missing");
    const claim = { sha256: document.sha256, pages_seen: [1], seconds: 9999, scrolled_to_end: true };
    expect((await mine.post("reading", claim)).json.code).toBe("link.consent_missing");
    const old = { statement_version: "2020-01", privacy_version: privacy.version };
    expect((await mine.post("consents", old)).json.code).toBe("link.consent_outdated");
    await mine.post("consents", { statement_version: statement.version, privacy_version: privacy.version });
    expect((await mine.post("reading", claim)).json.code).toBe("link.not_read");
    expect((await mine.post("prepare", { csr, seal: "公章" })).json.code).toBe("link.not_read");
    mine.later(300);
    expect((await mine.post("reading", { ...claim, sha256: "0".repeat(64) })).json.code).toBe(
      "link.document_changed",
    );
    expect((await mine.post("reading", claim)).json.reading.done).toBe(true);
    expect((await mine.post("prepare", { csr, seal: "公章" })).json.code).toBe("sign.request_unreadable");
    expect((await mine.post("prepare", { csr })).json.code).toBe("http.wrong_shape");
  });

  it("signs the bytes that were shown, or nothing: another signature, a changed store, a newer file", async () => {
    const { phone: mine } = await fresh({ recipients: [{ ...RECIPIENTS[0], phone: "13800000083" }] });
    await mine.opened();
    await mine.read();
    const [one, two] = [await mine.prepared(), await mine.prepared()];
    await mine.post("codes", { purpose: "intent", state_ids: [one.state.state_id, two.state.state_id] });
    const code = await mine.code("intent");
    const crossed = await mine.post("complete", {
      state_id: one.state.state_id,
      signature: two.signature,
      code,
    });
    expect(crossed.json.code).toBe("sign.key_refused");
    const own = await mine.post("complete", { state_id: one.state.state_id, signature: one.signature, code });
    expect(own.json.state, JSON.stringify(own.json)).toBe("signed");
    const replay = await mine.post("complete", {
      state_id: two.state.state_id,
      signature: two.signature,
      code,
    });
    expect(replay.status).toBe(409);
  });

  it("clicked twice at once signs once, and replayed signs nothing", async () => {
    const { envelope: made, phone: mine } = await fresh({
      recipients: [{ ...RECIPIENTS[0], phone: "13800000084" }],
    });
    await mine.opened();
    await mine.read();
    const { state, signature } = await mine.prepared();
    await mine.post("codes", { purpose: "intent", state_ids: [state.state_id] });
    const body = { state_id: state.state_id, signature, code: await mine.code("intent") };
    const answers = await Promise.all([1, 2, 3].map(() => mine.post("complete", body)));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409, 409]);
    const replay = await mine.post("complete", body);
    expect(replay.json.code).toBe("app.signing_completed");
    expect(await open.house.store.envelope(made.id)).toMatchObject({ version: 2 });
  });
});

describe("another site", () => {
  const elsewhere = { origin: "https://evil.example" };
  it.each([
    ["another origin", elsewhere],
    ["a page of another site", { "sec-fetch-site": "cross-site" }],
    ["a sister site", { "sec-fetch-site": "same-site" }],
    ["no origin at all", { origin: "" }],
    ["an opaque origin", { origin: "null" }],
    ["no header of the page's", { "zhiqi-sign": "" }],
  ])("writes nothing: %s", async (_name, headers) => {
    await phone.opened();
    for (const [end, body] of [
      ["codes", { purpose: "open" }],
      ["session", { code: "000000" }],
      ["decline", { reason: "不签了" }],
    ] as const)
      expect((await phone.post(end, body, headers)).json.code).toBe("link.cross_site");
    expect((await phone.get("task")).json.state).toBe("open");
  });

  it("posts no form: JSON alone is read", async () => {
    await phone.opened();
    const answer = await phone.post("decline", { reason: "不签了" }, { "content-type": "text/plain" });
    expect(answer.status).toBe(415);
  });

  it("gets nothing to read, and frames nothing", async () => {
    const answer = await phone.get("state");
    expect(answer.headers.get("access-control-allow-origin")).toBeNull();
    expect(answer.headers.get("x-frame-options")).toBe("DENY");
    expect(answer.headers.get("referrer-policy")).toBe("no-referrer");
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(answer.headers.get("x-robots-tag")).toContain("noindex");
  });

  it("is not on the list, so it gets nobody back and frames nothing", async () => {
    const { envelope: made } = await fresh();
    for (const body of [
      { order: 1, return_url: "https://evil.example/back" },
      { order: 1, frame_origin: "https://evil.example" },
      { order: 1, return_url: "javascript:alert(1)" },
    ]) {
      const answer = await open.ask("POST", `/v1/envelopes/${made.id}/sessions`, {
        key: open.keys["agency"]!,
        body,
      });
      expect(answer.status, answer.text).toBe(422);
    }
  });
});

it("no fault of ours came up in all of this", () => {
  expect(open.faults).toEqual([]);
});
