import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { draftContract, type Json, type OpenHouse, openHouse } from "./open-house.ts";

let open: OpenHouse;
let agency: string;
beforeAll(async () => {
  open = await openHouse();
  agency = open.keys["agency"]!;
});
afterAll(() => open.close());

const created = async (body: object = {}): Promise<Json> => {
  const answer = await open.ask("POST", "/v1/contracts", {
    key: agency,
    body: { contract: await draftContract(), ...body },
  });
  expect(answer.status, answer.text).toBe(201);
  return answer.json;
};
const sent = async (contractId: string): Promise<Json> =>
  (await open.ask("POST", "/v1/envelopes", { key: agency, body: { contract_id: contractId } })).json;
const sign = (envelopeId: string, who: string, seat: string, signer: string) =>
  open.ask("POST", `/v1/envelopes/${envelopeId}/sign`, {
    key: open.keys[who]!,
    body: { seat, signer, signer_role: "法定代表人" },
  });
const signedContract = async (): Promise<Json> => {
  const contract = await created();
  const envelope = await sent(contract.id);
  await sign(envelope.id, "enterprise", "甲方", "周启明");
  await sign(envelope.id, "agency", "乙方", "许知远");
  return contract;
};
const filed = (contractId: string) =>
  open.ask("POST", "/v1/filings", {
    key: agency,
    body: { contract_id: contractId, sme_class: "小型", first_signing: true },
  });
const count = async (): Promise<number> =>
  (await open.ask("GET", "/v1/contracts?limit=100", { key: agency })).json.data.length;

describe("a request that cannot be read", () => {
  it.each([
    ["not JSON", "{,}", 400, "http.not_json"],
    ["no body", "", 400, "http.body_missing"],
    ["10 MB of JSON", JSON.stringify({ contract: "x".repeat(10 * 1024 * 1024) }), 413, "http.body_too_large"],
    ["JSON a hundred thousand deep", "[".repeat(100_000), 400, "http.body_too_deep"],
    ["a number beyond a double", '{"contract":{"a":1e400}}', 400, "http.not_json"],
    ["unknown keys", '{"contract":{},"surprise":1}', 422, "http.wrong_shape"],
    ["a contract of no shape", '{"contract":{}}', 422, "contract.wrong_shape"],
  ])("%s is a coded problem and stores nothing", async (_, body, status, code) => {
    const before = await count();
    const answer = await open.ask("POST", "/v1/contracts", { key: agency, body });
    expect(answer.json).toMatchObject({ status, code });
    expect(answer.status).toBe(status);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect(await count()).toBe(before);
  });

  it("as another media type is 415", async () => {
    const answer = await open.ask("POST", "/v1/contracts", {
      key: agency,
      body: "a=1",
      headers: { "content-type": "application/x-www-form-urlencoded" },
    });
    expect(answer.json).toMatchObject({ status: 415, code: "http.unsupported_media_type" });
  });

  it("with defects in the contract names every one by its pointer", async () => {
    const contract = await draftContract();
    contract["parties"][0].uscc = 5;
    contract["surprise"] = true;
    const { json } = await open.ask("POST", "/v1/contracts", { key: agency, body: { contract } });
    expect(json.code).toBe("contract.wrong_shape");
    expect(json.errors.length).toBeGreaterThanOrEqual(2);
    expect(JSON.stringify(json.errors)).toContain("/parties/0/uscc");
    expect(json.type).toBe("http://127.0.0.1:8787/problems/contract.wrong_shape");
  });

  it("as a check without storing answers findings and stores nothing", async () => {
    const before = await count();
    const contract = await draftContract();
    contract["parties"][0].uscc = "";
    const { json, status } = await open.ask("POST", "/v1/checks?stage=draft", {
      key: agency,
      body: contract,
      once: "none",
    });
    expect(status, JSON.stringify(json)).toBe(200);
    expect(json).toMatchObject({ verdict: "blocked", stage: "draft" });
    expect(await count()).toBe(before);
  });
});

describe("keys", () => {
  it("that are missing, wrong or altered are 401, with how to do better", async () => {
    for (const [key, code] of [
      [undefined, "app.key_missing"],
      ["zq_live_nonsense", "app.key_unknown"],
      [`${agency.slice(0, -1)}${agency.endsWith("a") ? "b" : "a"}`, "app.key_unknown"],
    ] as const) {
      const answer = await open.ask("GET", "/v1/contracts", key === undefined ? {} : { key });
      expect(answer.json).toMatchObject({ status: 401, code });
      expect(answer.headers.get("www-authenticate")).toContain("Bearer");
    }
  });

  it("that expired are 401", async () => {
    const answer = await open.ask("POST", "/v1/api-keys", {
      key: agency,
      body: { name: "短", scopes: ["contracts:read"], expires_at: "2022-03-15T02:00:01Z" },
    });
    expect((await open.ask("GET", "/v1/contracts", { key: answer.json.key })).status).toBe(200);
    open.clock.set("2022-03-15T02:00:02Z");
    const late = await open.ask("GET", "/v1/contracts", { key: answer.json.key });
    expect(late.json).toMatchObject({ status: 401, code: "app.key_expired" });
  });

  it("without the scope are 403, and the problem names it", async () => {
    const made = await open.ask("POST", "/v1/api-keys", {
      key: agency,
      body: { name: "只读", scopes: ["contracts:read"] },
    });
    const answer = await open.ask("POST", "/v1/contracts", {
      key: made.json.key,
      body: { contract: await draftContract() },
    });
    expect(answer.json).toMatchObject({ status: 403, code: "app.scope_missing" });
    expect(answer.json.detail).toContain("contracts:write");
  });

  it("are shown once: a replay of their creation answers without the key", async () => {
    const body = { name: "一次", scopes: ["contracts:read"] };
    const first = await open.ask("POST", "/v1/api-keys", { key: agency, body, once: "key-once" });
    const again = await open.ask("POST", "/v1/api-keys", { key: agency, body, once: "key-once" });
    expect(first.json.key).toMatch(/^zq_live_/);
    expect(again.json).toMatchObject({ id: first.json.id });
    expect(again.json).not.toHaveProperty("key");
  });
});

describe("another tenant's things", () => {
  it("are 404, the same as things that do not exist", async () => {
    const contract = await created();
    const envelope = await sent(contract.id);
    for (const path of [
      `/v1/contracts/${contract.id}`,
      `/v1/contracts/${contract.id}/documents/pdf`,
      `/v1/envelopes/${envelope.id}`,
      `/v1/contracts/con_nothing`,
      `/v1/filings/fil_nothing`,
    ]) {
      const answer = await open.ask("GET", path, { key: open.keys["stranger"]! });
      expect(answer.json, path).toMatchObject({ status: 404, code: "app.not_found" });
    }
    const signing = await sign(envelope.id, "stranger", "甲方", "周启明");
    expect(signing.json).toMatchObject({ status: 404, code: "app.not_found" });
    const sending = await open.ask("POST", "/v1/envelopes", {
      key: open.keys["stranger"]!,
      body: { contract_id: contract.id },
    });
    expect(sending.json).toMatchObject({ status: 404, code: "app.not_found" });
    expect((await open.ask("GET", "/v1/contracts", { key: open.keys["stranger"]! })).json.data).toEqual([]);
  });
});

describe("the idempotency key", () => {
  it("is required where something is created", async () => {
    const answer = await open.ask("POST", "/v1/contracts", { key: agency, body: {}, once: "none" });
    expect(answer.json).toMatchObject({ status: 400, code: "http.idempotency_key_missing" });
  });

  it("replays the first answer, byte for byte, and creates nothing more", async () => {
    const body = { contract: await draftContract(), metadata: { a: "1" } };
    const first = await open.ask("POST", "/v1/contracts", { key: agency, body, once: "replay" });
    const before = await count();
    const again = await open.ask("POST", "/v1/contracts", { key: agency, body, once: "replay" });
    expect(again.json).toEqual(first.json);
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.headers.get("idempotency-replayed")).toBe("true");
    expect(await count()).toBe(before);
  });

  it("with another body is 422, for another tenant it is its own", async () => {
    await open.ask("POST", "/v1/contracts", {
      key: agency,
      body: { contract: await draftContract() },
      once: "again",
    });
    const other = { contract: await draftContract(), metadata: { other: "yes" } };
    const refused = await open.ask("POST", "/v1/contracts", { key: agency, body: other, once: "again" });
    expect(refused.json).toMatchObject({ status: 422, code: "app.idempotency_mismatch" });
    const stranger = await open.ask("POST", "/v1/contracts", {
      key: open.keys["stranger"]!,
      body: other,
      once: "again",
    });
    expect(stranger.status, stranger.text).toBe(201);
  });

  it("replays nothing to another key of the same tenant that may not do it", async () => {
    const scopes = ["contracts:read"];
    const reader = await open.ask("POST", "/v1/api-keys", { key: agency, body: { name: "只读", scopes } });
    const body = { contract: await draftContract() };
    const made = await open.ask("POST", "/v1/contracts", { key: agency, body, once: "scoped" });
    expect(made.status, made.text).toBe(201);
    const replay = await open.ask("POST", "/v1/contracts", { key: reader.json.key, body, once: "scoped" });
    expect(replay.json).toMatchObject({ status: 403, code: "app.scope_missing" });
  });

  it("used by ten requests at once creates one thing; the others hear of it or are told to wait", async () => {
    const before = await count();
    const body = { contract: await draftContract() };
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        open.ask("POST", "/v1/contracts", { key: agency, body, once: "race" }),
      ),
    );
    expect(await count()).toBe(before + 1);
    for (const { json } of answers) {
      expect(json.code ?? json.id).toBe(
        json.code ? "app.idempotency_in_flight" : answers.find((answer) => answer.status === 201)?.json.id,
      );
    }
  });
});

describe("an external_id", () => {
  it("used again for another contract is 409, for the same one it answers the one that is there", async () => {
    const first = await created({ external_id: "ext-1" });
    const same = await open.ask("POST", "/v1/contracts", {
      key: agency,
      body: { contract: await draftContract(), external_id: "ext-1" },
    });
    expect(same.json.id).toBe(first.id);
    const other = await draftContract();
    other["contractNo"] = "HBTG-2022-000999";
    const refused = await open.ask("POST", "/v1/contracts", {
      key: agency,
      body: { contract: other, external_id: "ext-1" },
    });
    expect(refused.json).toMatchObject({ status: 409, code: "app.external_id_taken" });
  });
});

describe("out of order", () => {
  it("a contract with blocking findings is not sent, and the problem lists them", async () => {
    const contract = await draftContract();
    contract["parties"][0].uscc = "";
    const draft = await open.ask("POST", "/v1/contracts", { key: agency, body: { contract } });
    const answer = await open.ask("POST", "/v1/envelopes", {
      key: agency,
      body: { contract_id: draft.json.id },
    });
    expect(answer.json).toMatchObject({ status: 422, code: "app.contract_blocked" });
    expect(answer.json.findings.map((finding: { id: string }) => finding.id)).toContain("PTY-03.M");
  });

  it("signing out of turn, twice, or in another's seat is refused and changes nothing", async () => {
    const contract = await created();
    const envelope = await sent(contract.id);
    const early = await sign(envelope.id, "agency", "乙方", "许知远");
    expect(early.json).toMatchObject({ status: 409, code: "app.not_your_turn" });
    const stolen = await sign(envelope.id, "enterprise", "乙方", "许知远");
    expect(stolen.json).toMatchObject({ status: 403, code: "app.seat_not_yours" });
    const forged = await sign(envelope.id, "agency", "甲方", "周启明");
    expect(forged.json).toMatchObject({ status: 403, code: "app.seat_not_yours" });
    const unknown = await sign(envelope.id, "agency", "丁方", "许知远");
    expect(unknown.json).toMatchObject({ status: 422, code: "app.seat_unknown" });
    const untouched = await open.ask("GET", `/v1/envelopes/${envelope.id}`, { key: agency });
    expect(untouched.json).toEqual(envelope);
    await sign(envelope.id, "enterprise", "甲方", "周启明");
    const twice = await sign(envelope.id, "enterprise", "甲方", "周启明");
    expect(twice.json).toMatchObject({ status: 409, code: "app.already_signed" });
  });

  it("of two requests at once for the same seat one appends a revision, the other hears that it is signed", async () => {
    const contract = await created();
    const envelope = await sent(contract.id);
    const answers = await Promise.all([1, 2].map(() => sign(envelope.id, "enterprise", "甲方", "周启明")));
    const told = answers.map(({ status, json }) => `${status} ${json.code ?? json.version}`);
    expect(told.sort()).toEqual(["200 2", "409 app.already_signed"]);
    const revisions = (await open.house.store.documents(contract.id)).filter(
      ({ kind }) => kind === "revision",
    );
    expect(revisions.map(({ step }) => step)).toEqual([0, 1]);
  });

  it("of both parties signing at once none is lost: each signs in turn or is told to wait", async () => {
    const contract = await created();
    const envelope = await sent(contract.id);
    const [first, second] = await Promise.all([
      sign(envelope.id, "enterprise", "甲方", "周启明"),
      sign(envelope.id, "agency", "乙方", "许知远"),
    ]);
    expect(first.status, first.text).toBe(200);
    expect(["200", "409 app.not_your_turn"]).toContain(
      [second.status, second.json.code].filter((part) => part !== undefined).join(" "),
    );
    const { json } = await open.ask("GET", `/v1/envelopes/${envelope.id}`, { key: agency });
    expect(json.version).toBe(second.status === 200 ? 3 : 2);
  });

  it("filing by a party that did not make the contract, by a bureau or by a stranger is 404", async () => {
    const contract = await signedContract();
    for (const who of ["enterprise", "bureau", "stranger"]) {
      const answer = await open.ask("POST", "/v1/filings", {
        key: open.keys[who]!,
        body: { contract_id: contract.id },
      });
      expect(answer.json, who).toMatchObject({ status: 404, code: "app.not_found" });
    }
    expect((await filed(contract.id)).status).toBe(201);
  });

  it("filing an unsigned contract, or filing twice, is refused", async () => {
    const unsigned = await created();
    expect((await filed(unsigned.id)).json).toMatchObject({ status: 409, code: "app.not_signed" });
    const contract = await signedContract();
    expect((await filed(contract.id)).status).toBe(201);
    expect((await filed(contract.id)).json).toMatchObject({ status: 409, code: "app.already_filed" });
  });

  it("of eight reviewers accepting at once one wins, and one number is given", async () => {
    const contract = await signedContract();
    const filing = (await filed(contract.id)).json;
    const answers = await Promise.all(
      Array.from({ length: 8 }, () =>
        open.ask("POST", `/v1/filings/${filing.id}/accept`, { key: open.keys["bureau"]! }),
      ),
    );
    const won = answers.filter((answer) => answer.status === 200);
    expect(won).toHaveLength(1);
    for (const answer of answers.filter((one) => one.status !== 200)) {
      expect(answer.status, answer.text).toBe(409);
      expect(["app.already_accepted", "app.conflict", "store.version_conflict"]).toContain(answer.json.code);
    }
    const after = await open.ask("GET", `/v1/filings/${filing.id}`, { key: open.keys["bureau"]! });
    expect(after.json.register_no).toBe(won[0]?.json.register_no);
  });

  it("an agency does not accept its own filing; for another city's bureau there is none", async () => {
    const contract = await signedContract();
    const filing = (await filed(contract.id)).json;
    const accept = (who: string) =>
      open.ask("POST", `/v1/filings/${filing.id}/accept`, { key: open.keys[who]! });
    expect((await accept("agency")).json).toMatchObject({ status: 403, code: "app.role_missing" });
    for (const who of ["otherBureau", "enterprise", "stranger"]) {
      expect((await accept(who)).json, who).toMatchObject({ status: 404, code: "app.not_found" });
    }
    const { json } = await open.ask("GET", `/v1/filings/${filing.id}`, { key: agency });
    expect(json).toMatchObject({ state: "submitted", register_no: null });
  });
});

describe("a contract of strange words", () => {
  it.each([
    ["an emoji", "托管服务📎合同"],
    ["a rare character of the supplementary plane", "𠮷安托管服务合同"],
    ["right-to-left marks", "托管\u202e服务合同"],
    ["template commands", "+++INS constructor.constructor('return 1')()+++"],
    ["XML", "<w:p/>&amp;]]>"],
    ["HTML", "<script>alert(1)</script>"],
  ])("with %s in its title is drawn or refused with a code", async (_, title) => {
    const contract = { ...(await draftContract()), title };
    const made = await open.ask("POST", "/v1/contracts", { key: agency, body: { contract } });
    const answers = [made];
    if (made.status === 201) {
      for (const kind of ["docx", "pdf"]) {
        answers.push(
          await open.ask("GET", `/v1/contracts/${made.json.id}/documents/${kind}`, { key: agency }),
        );
      }
      const body = { contract_id: made.json.id };
      answers.push(await open.ask("POST", "/v1/envelopes", { key: agency, body }));
    }
    const told = answers.map(({ status, json }) => (status < 300 ? "done" : `${status} ${json.code}`));
    expect(
      told.filter((one) => one !== "done" && !/^422 (?:contract|document|app|layout)\./.test(one)),
    ).toEqual([]);
  });
});

describe("an address out of shape", () => {
  it.each([
    "/r/%E0%A4%A",
    `/r/${"9".repeat(5000)}`,
    "/v1/receipts/..%2f..%2fetc",
    "/problems/__proto__",
    "/verify?q=%00",
  ])("%s is simply not found", async (path) => {
    expect((await open.ask("GET", path)).status).toBe(404);
  });
});

it("no bad input was a fault of ours", () => {
  expect(open.faults).toEqual([]);
});
