import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { createApp } from "../../../src/http/create-app.ts";
import { faultLine } from "../../../src/http/fault-response.tsx";
import { buildNodeHouse } from "../../../src/runtime/node-house.ts";
import { fixedClock } from "../../../src/adapters/clock.ts";
import { NotifierError } from "../../../src/ports/notifier.ts";
import { drainOutbox } from "../../../src/app/drain-outbox.ts";
import { scratch } from "../../storage/open.ts";
import { type Answer, type Ask, type OpenHouse, openHouse, SIGNING_DAY, reachable } from "../open-house.ts";
import { registerTenants } from "../tenants.ts";
import { Phone, phoneOf, sent } from "./signer.ts";

let open: OpenHouse;
beforeAll(async () => {
  open = await openHouse();
});
afterAll(() => open.close());

/** Everything that is said on the console and the two streams until the test ends. */
function listen(): string[] {
  const said: string[] = [];
  const hear = (...words: unknown[]): boolean => {
    said.push(words.map(String).join(" "));
    return true;
  };
  const spies = [
    ...(["log", "info", "warn", "error", "debug"] as const).map((name) =>
      vi.spyOn(console, name).mockImplementation(hear),
    ),
    vi.spyOn(process.stdout, "write").mockImplementation(hear),
    vi.spyOn(process.stderr, "write").mockImplementation(hear),
  ];
  onTestFinished(() => {
    for (const spy of spies) spy.mockRestore();
  });
  return said;
}

/** A house on disk, as served: its own log, its own files. */
async function servedHouse(dataDir: string) {
  const clock = fixedClock(SIGNING_DAY);
  const built = await buildNodeHouse({ dataDir, clock, url: "http://127.0.0.1:8787" });
  const house = reachable(built.house);
  const app = createApp(house, {
    publicFile: built.publicFile,
    // oxlint-disable-next-line no-console -- what the server does with a fault
    report: (fault) => console.error(faultLine(fault)),
  });
  const { keys, tenants } = await registerTenants(house);
  const ask = async (method: string, path: string, { key = "", body }: Ask = {}): Promise<Answer> => {
    const answer = await app.request(path, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        "content-type": "application/json",
        "idempotency-key": crypto.randomUUID(),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, text, json: JSON.parse(text) };
  };
  const drain = () => drainOutbox(house, {});
  return { ...open, house, app, clock, keys, tenants, ask, drain, close: built.close };
}

/** All bytes under a folder, as text of one byte a character. */
async function bytesUnder(folder: string): Promise<string> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile());
  const texts = await Promise.all(
    files.map((entry) =>
      // A closed database takes its -shm and -wal away when it likes: what is gone holds nothing.
      readFile(join(entry.parentPath, entry.name), "latin1").catch((error: NodeJS.ErrnoException) => {
        if (error.code === "ENOENT" && /-(?:shm|wal)$/.test(entry.name)) return "";
        throw error;
      }),
    ),
  );
  return texts.join("\n");
}

describe("what is secret", () => {
  it("is in no log, whatever fails on the way, and neither token nor code nor session is in the database", async () => {
    const dataDir = await scratch();
    const served = await servedHouse(dataDir);
    const said = listen();
    const secrets: string[] = [];
    const envelope = await sent(served);
    const phone = await phoneOf(served, envelope.id, 1);
    secrets.push(phone.token);
    const down = {
      name: "down",
      send: () => Promise.reject(new NotifierError("notifier.refused", "不收", { reason: "no" })),
    };
    const { channels } = served.house;
    Object.assign(served.house, { channels: { ...channels, sms: down } });
    await served.drain();
    Object.assign(served.house, { channels });
    await phone.post("codes", { purpose: "open" });
    secrets.push(await phone.code("open"));
    await phone.post("session", { code: "999999" });
    await phone.post("session", { code: secrets[1] });
    secrets.push(...phone.cookies.values());
    await phone.read();
    // A fault of ours, with the signer's own address in the request.
    const { blobs } = served.house;
    Object.assign(served.house, { blobs: { ...blobs, get: () => Promise.reject(new Error("disk gone")) } });
    const broken = await phone.get("document.pdf");
    expect([broken.status, broken.json.code]).toEqual([500, "http.unexpected"]);
    Object.assign(served.house, { blobs });
    const { state, signature } = await phone.prepared();
    phone.later(60);
    await phone.post("codes", { purpose: "intent", state_ids: [state.state_id] });
    secrets.push(await phone.code("intent"));
    const done = await phone.post("complete", { state_id: state.state_id, signature, code: secrets.at(-1) });
    expect(done.json.state, JSON.stringify(done.json)).toBe("signed");
    while ((await served.drain()).more);
    const views = await Promise.all(
      ["", "/messages"].map((end) =>
        served.ask("GET", `/v1/envelopes/${envelope.id}${end}`, { key: served.keys["agency"]! }),
      ),
    );
    await served.close();
    const log = said.join("\n");
    expect(log).toContain('"path":"/s/…/document.pdf"');
    // Six digits stand in many a number: a code is looked for as a word of its own.
    for (const [where, text] of [
      ["log", log],
      ["database", await bytesUnder(dataDir)],
      ["sender's view", views.map(({ text: view }) => view).join("\n")],
    ] as const)
      for (const [at, secret] of secrets.entries())
        expect(new RegExp(`(?<![0-9A-Za-z_-])${secret}(?![0-9A-Za-z_-])`).test(text), `${where} ${at}`).toBe(
          false,
        );
    expect(log).not.toMatch(/1380000000|周启明|许知远/);
    expect(views.map(({ text }) => text).join("")).not.toContain("13800000001");
  });

  it("leaves no page: no referrer, no cache, no other site asked, no token in what is answered", async () => {
    const phone = await phoneOf(open, (await sent(open)).id, 1);
    await phone.opened();
    for (const end of ["state", "task", "document.pdf", "result"]) {
      const { headers, bytes } = await phone.get(end);
      expect([end, headers.get("referrer-policy"), headers.get("cache-control")]).toEqual([
        end,
        "no-referrer",
        "no-store",
      ]);
      expect(headers.get("access-control-allow-origin")).toBeNull();
      expect(new TextDecoder("latin1").decode(bytes)).not.toContain(phone.token);
      expect([...headers].join("\n")).not.toContain(phone.token);
    }
    const page = await open.app.request(`http://127.0.0.1:8787/s/${phone.token}`);
    const html = await page.text();
    expect(html.match(/(?:src|href)="(?!\/|#|data:)[^"]*"/g) ?? []).toEqual([]);
    expect(page.headers.get("content-security-policy")).toMatch(/connect-src 'self'/);
  });
});

describe("a look by whoever likes to look", () => {
  it("changes nothing: GET and HEAD, a messenger's preview, a browser's prefetch, again and again", async () => {
    const envelope = await sent(open);
    const phone = await phoneOf(open, envelope.id, 1);
    await phone.opened();
    const link = await open.house.store.linkByDigest(await open.house.links.tokenDigest(phone.token));
    const everything = async () => [
      await open.house.store.linksOf(envelope.id),
      await open.house.store.events(`link:${link?.id}`),
      await open.house.store.events(`envelope:${envelope.id}`),
      (await open.house.store.messages({ envelopeId: envelope.id }, { limit: 50 })).rows,
      await open.house.store.linkCode(link?.id ?? "", "open"),
    ];
    const before = await everything();
    const written: string[] = [];
    const { store } = open.house;
    const watched = new Proxy(store, {
      get: (target, name): unknown => {
        if (["commit", "count", "spendCodeTry", "useCode"].includes(String(name))) written.push(String(name));
        return Reflect.get(target, name);
      },
    });
    Object.assign(open.house, { store: watched });
    const lookers: Record<string, string>[] = [
      {},
      { "user-agent": "Mozilla/5.0 (iPhone) MicroMessenger/8.0.50 NetType/4G" },
      { "user-agent": "facebookexternalhit/1.1", purpose: "prefetch", "sec-purpose": "prefetch;prerender" },
    ];
    for (const headers of lookers)
      for (const method of ["GET", "HEAD"])
        for (const end of [
          "state",
          "task",
          "document.pdf",
          "result",
          "signed.pdf",
          "codes",
          "session",
          "decline",
          "complete",
        ])
          await open.app.request(`http://127.0.0.1:8787/s/${phone.token}/${end}`, {
            method,
            headers: { ...headers, cookie: [...phone.cookies].map((pair) => pair.join("=")).join("; ") },
          });
    await open.app.request(`http://127.0.0.1:8787/s/${phone.token}`, { method: "HEAD" });
    Object.assign(open.house, { store });
    expect(written).toEqual([]);
    expect(await everything()).toEqual(before);
  });
});

describe("a session", () => {
  it("is never the one that somebody else planted before: the code makes a new secret", async () => {
    const phone = await phoneOf(open, (await sent(open)).id, 1);
    const planted = "A".repeat(43);
    const name = `zhiqi-sign-${phone.token.slice(0, 8)}`;
    phone.cookies.set(name, planted);
    phone.cookies.set("zhiqi-device", "B".repeat(43));
    await phone.opened();
    expect(phone.cookies.get(name)).not.toBe(planted);
    const thief = new Phone(open, phone.token);
    thief.cookies.set(name, planted);
    thief.cookies.set("zhiqi-device", "B".repeat(43));
    expect((await thief.get("task")).json.code).toBe("link.session_missing");
    expect((await phone.get("task")).json.state).toBe("open");
  });
});
