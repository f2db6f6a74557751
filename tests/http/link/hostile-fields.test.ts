import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Scope } from "../../../schemas/api/api-key.ts";
import { createApiKey } from "../../../src/app/create-api-key.ts";
import { systemCaller } from "../../../src/app/system-caller.ts";
import { type Json, type OpenHouse, openHouse } from "../open-house.ts";
import { drafts, FORMULA, HOSTILE, hostileDraft, hostilePlaces, textPaths } from "./hostile-fields.ts";
import { type Phone, phoneOf, PHONES } from "./signer.ts";

/** Places of the schema that are no free text: codes, digests, dates, and what belongs to others of this list. */
const CODES = /(?:regionCode|RegionCode|authorityCode|sha256|Sha256|pointer|status|kind|[iI]ssuedOn)$/;
const AGENCY = `河北"'><img src=x onerror=globalThis.pwned=1>公司`;

let open: OpenHouse;
let testKey: string;
beforeAll(async () => {
  open = await openHouse();
  const id = open.tenants["agency"]!;
  await open.house.store.commit([{ update: "organisations", key: { id }, set: { name: AGENCY } }]);
  await freshKey();
});
afterAll(() => open.close());

/** A test key of the agency's, under a name that would be a formula; keys live a year at most, the samples are years apart. */
async function freshKey(): Promise<void> {
  const id = open.tenants["agency"]!;
  const wish = { organisation_id: id, name: FORMULA, mode: "test", scopes: [...Scope.options] } as const;
  testKey = (await createApiKey(open.house, systemCaller(), { ...wish, scopes: [...wish.scopes] })).key;
}

/** What is wrong with an answer that holds hostile words: nothing, however they came there. */
function harmIn({ text, headers }: { text: string; headers: Headers }): string[] {
  const harm: string[] = [];
  const no = (wrong: boolean, what: string): void => void (wrong && harm.push(what));
  no(headers.get("x-content-type-options") !== "nosniff", "its type may be guessed");
  const type = headers.get("content-type") ?? "";
  const name = headers.get("content-disposition");
  const named = /^attachment; filename\*=UTF-8''[\w.%~!$&+^`|-]+\.pdf$/;
  no(name !== null && !named.test(name), `its name is ${name}`);
  if (!type.includes("html")) {
    no(!/^application\/(?:(?:problem\+)?json|pdf|zip)|^image\/svg|^text\/plain/.test(type), `it is ${type}`);
    return harm;
  }
  no(/<img src=x|<script>globalThis|onerror=globalThis(?![^<]*&gt;)/.test(text), "markup came through");
  // Scripts by address alone, and a policy that knows no other.
  no(/<script(?![^>]* (?:src|type="application\/json")=?)[^>]*>/.test(text), "a script of its own");
  no(/unsafe|script-src [^;]*\*/.test(headers.get("content-security-policy") ?? "unsafe"), "a loose policy");
  return harm;
}

function assertHarmless(answer: { text: string; headers: Headers }, where: string): void {
  expect([where, ...harmIn(answer)]).toEqual([where]);
}

async function page(path: string, headers: Record<string, string> = {}) {
  const answer = await open.app.request(`http://127.0.0.1:8787${path}`, {
    headers: { accept: "text/html", ...headers },
  });
  return { status: answer.status, text: await answer.text(), headers: answer.headers };
}

async function sentHostile(draft: Json): Promise<{ envelope: Json; contract: Json }> {
  const { contract } = hostileDraft(open.house, draft);
  const made = await open.ask("POST", "/v1/contracts", { key: testKey, body: { contract } });
  expect(made.status, made.text).toBe(201);
  const recipients = contract.parties.map(({ seat, legalRep }: Json) => ({
    seat,
    name: legalRep,
    phone: PHONES[seat as keyof typeof PHONES],
  }));
  const body = { contract_id: made.json.id, recipients };
  const envelope = await open.ask("POST", "/v1/envelopes", { key: testKey, body });
  expect(envelope.status, envelope.text).toBe(201);
  return { envelope: envelope.json, contract };
}

const ENDS = ["state", "task", "text", "document.pdf", "result", "signed.pdf", "certificate.pdf"];

async function assertPages(phone: Phone, where: string): Promise<void> {
  for (const end of ENDS) {
    const answer = await phone.get(end);
    const text = new TextDecoder("latin1").decode(answer.bytes);
    assertHarmless({ ...answer, text }, `${where} ${end}`);
  }
  assertHarmless(await page(`/s/${phone.token}`), `${where} page`);
  assertHarmless(await page(`/s/${phone.token}/task`), `${where} problem page`);
  assertHarmless(await page("/messages"), `${where} messages`);
}

describe("hostile words in the fields of a contract", () => {
  it("are tried in every text of its schema, and refused only where a code, a date or a digest stands", async () => {
    const places = await hostilePlaces();
    const all = textPaths().map((path) => path.join("/"));
    expect(all.length).toBeGreaterThan(130);
    const refused = all.filter((place) => !places.has(place));
    console.info(`${all.length} texts, ${places.size} take hostile words; refused: ${refused.join(" ")}`);
    for (const place of ["title", "parties/0/name", "parties/0/legalRep", "attachments/0/name", "breach"])
      expect([...places]).toContain(place);
    expect(refused.filter((place) => !CODES.test(place) && !place.startsWith("evidence/"))).toEqual([]);
  });

  it("run nowhere on the way from the message to the signed file, whatever the kind of the contract", async () => {
    for (const draft of await drafts()) {
      const late = /^(?:XH|ZK)/.test(draft.variant);
      if (late) open.clock.set("2026-03-15T02:00:00Z");
      if (late) await freshKey();
      const { envelope, contract } = await sentHostile(draft);
      const places = hostileDraft(open.house, draft).places.length;
      expect(places, draft.variant).toBeGreaterThan(70);
      for (const order of contract.parties.map((_: Json, at: number) => at + 1)) {
        const phone = await phoneOf(open, envelope.id, order);
        const signed = await phone.signs();
        expect(signed.json.state, JSON.stringify(signed.json)).toBe("signed");
        expect(signed.json.title).toContain("<");
        await assertPages(phone, `${draft.variant} ${order}`);
      }
      const { rows } = await open.house.store.messages({ envelopeId: envelope.id }, { limit: 100 });
      expect(rows.length).toBeGreaterThan(5);
    }
    expect(open.faults).toEqual([]);
  });

  it("nor in reasons, names handed on, or an agency's name", async () => {
    const [draft] = await drafts();
    const { envelope } = await sentHostile(draft);
    const phone = await phoneOf(open, envelope.id, 1);
    await phone.opened();
    const declined = await phone.post("decline", { reason: HOSTILE });
    expect(declined.json, JSON.stringify(declined.json)).toMatchObject({
      reason: HOSTILE,
      envelope_state: "declined",
    });
    while ((await open.drain()).more);
    await assertPages(phone, "declined");
    const messages = await page("/messages");
    expect(messages.text).toContain("&lt;img src=x");
    const told = await open.ask("GET", `/v1/envelopes/${envelope.id}/messages`, { key: testKey });
    for (const { text } of told.json.data) expect(text ?? "").not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });
});

describe("words that would begin a header, a formula or a script elsewhere", () => {
  it("are refused or stay words: names, numbers, reasons, keys", async () => {
    const lines = ["周\r\nBcc: a@example.cn", "周\nX-Evil: 1", "周\u2028明", "周\u202E明", "周\u0000明"];
    for (const name of lines) {
      const key = await open.ask("POST", "/v1/api-keys", {
        key: testKey,
        body: { name, mode: "test", scopes: ["contracts:read"] },
      });
      expect(key.status, key.text).toBe(422);
      const person = await open.ask("POST", "/v1/people", { key: testKey, body: { name } });
      expect(person.status, person.text).toBe(422);
    }
  });

  it("come back in no header: an id, a language, a trace or a key of the asker's own", async () => {
    const answer = await page("/v1/contracts", {
      "accept-language": `zh"><script>`,
      traceparent: `00-"><script>-1-1`,
      "idempotency-key": `<script>`,
      authorization: `Bearer "><img src=x>`,
      "x-request-id": `"><img>`,
    });
    expect(answer.status).toBe(401);
    for (const [name, value] of answer.headers) expect(value, name).not.toMatch(/<(?:script|img)/);
    assertHarmless(answer, "401");
    for (const path of [
      `/problems/<script>globalThis.pwned=1</script>`,
      `/r/"><img src=x>`,
      `/s/"><img src=x>`,
      `/%3Cimg%20src=x%3E`,
    ])
      assertHarmless(await page(path), path);
  });
});
