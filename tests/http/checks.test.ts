import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { draftContract, type Json, type OpenHouse, openHouse } from "./open-house.ts";

let open: OpenHouse;
beforeAll(async () => {
  open = await openHouse();
});
afterAll(() => open.close());

const WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const FOREIGN = new URL("../fixtures/foreign/", import.meta.url);
const fileAt = async (name: string) => new Uint8Array(await readFile(new URL(name, FOREIGN)));

const form = async (name: string): Promise<FormData> => {
  const data = new FormData();
  data.set("file", new File([await fileAt(name)], name));
  return data;
};

const check = (query: string, body: unknown, headers: Record<string, string> = {}) =>
  open.ask("POST", `/v1/checks${query}`, { key: open.keys["agency"]!, body, headers });

const ASKED = "?stage=draft&as_of=2024-12-31";
const idsOf = (report: Json): string[] => report.findings.map((one: Json) => one.id);

describe("a check over /v1", () => {
  it.each(["docx", "pdf"])("of an uploaded %s tells findings with their place in it", async (kind) => {
    const { json, status } = await check(ASKED, await form(`02-decimal-hebei.${kind}`));
    expect(status).toBe(200);
    expect(json).toMatchObject({ file: `02-decimal-hebei.${kind}`, variant: "HB-2P", verdict: "blocked" });
    expect(idsOf(json)).toEqual(expect.arrayContaining(["PTY-03.U", "DOC-03.U", "LIA-01.U", "DSP-02.U"]));
    const code = json.findings.find((one: Json) => one.id === "PTY-03.U");
    expect(code.at.quote).toContain("91130202MAX1040091");
  });

  it("is the same for a file in a form, a file as the body, and JSON in either", async () => {
    const asForm = await check(ASKED, await form("02-decimal-hebei.pdf"));
    const asBody = await check(ASKED, await fileAt("02-decimal-hebei.pdf"), {
      "content-type": "application/pdf",
    });
    expect(idsOf(asBody.json)).toEqual(idsOf(asForm.json));
    const contract = { ...(await draftContract()), dispute: { mode: "" } };
    const data = new FormData();
    data.set("file", new File([JSON.stringify(contract)], "contract.json"));
    const [inForm, asJson] = [await check(ASKED, data), await check(ASKED, contract)];
    expect(inForm.json.findings).toEqual(asJson.json.findings);
    expect(idsOf(asJson.json)).toEqual(["DSP-01.M"]);
  });

  it("is of one file: which of two is meant is nothing to guess", async () => {
    const data = await form("02-decimal-hebei.pdf");
    data.append("file", new File([await fileAt("02-decimal-hebei.pdf")], "other.pdf"));
    const { status, json } = await check(ASKED, data);
    expect([status, json.code]).toEqual([400, "http.file_ambiguous"]);
  });

  it("speaks English to whoever asks", async () => {
    const contract = { ...(await draftContract()), dispute: { mode: "" } };
    for (const answer of [
      await check(ASKED, contract, { "accept-language": "en" }),
      await check(`${ASKED}&lang=en`, contract),
    ]) {
      expect(answer.json.findings[0]).toMatchObject({
        element: "Settlement of disputes",
        message: "Method of settling disputes is blank.",
        basis: "Civil Code, Art. 470(1)(8)",
      });
      expect(answer.headers.get("content-language")).toBe("en");
    }
  });

  it.each([
    ["docx", WORD, "PK"],
    ["pdf", "application/pdf", "%PDF-"],
  ])("comes as a paper: %s, by format and by Accept", async (format, media, begins) => {
    for (const answer of [
      await check(`${ASKED}&format=${format}`, await form("02-decimal-hebei.docx")),
      await check(ASKED, await form("02-decimal-hebei.docx"), { accept: media }),
    ]) {
      expect([answer.status, answer.headers.get("content-type")]).toEqual([200, media]);
      expect(answer.text.startsWith(begins)).toBe(true);
      expect(answer.headers.get("content-disposition")).toMatch(/^attachment; filename\*=UTF-8''/);
    }
  });

  it.each([
    ["an empty file", new Uint8Array(0), "application/pdf", 400],
    ["a torn PDF", new TextEncoder().encode("%PDF-1.7\nnothing more"), "application/pdf", 422],
    ["a torn Word file", new TextEncoder().encode("PK\u0003\u0004 nothing more"), WORD, 422],
    [
      "a picture called a PDF",
      Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0),
      "application/pdf",
      422,
    ],
    ["a kind of file that is none", new TextEncoder().encode("a"), "image/png", 415],
  ])("of %s is a coded problem", async (_, body, media, status) => {
    const answer = await check("", body, { "content-type": media });
    expect([answer.status, answer.headers.get("content-type")]).toEqual([status, "application/problem+json"]);
    expect(answer.json.code).toMatch(/^[a-z]+\.[a-z_]+$/);
    expect(answer.json.code).not.toBe("http.unexpected");
  });

  it.each([
    ["02-decimal-hebei.docx", "contract.pdf", 422],
    ["02-decimal-hebei.pdf", "contract.DOCX", 422],
    ["02-decimal-hebei.pdf", "contract.PDF", 200],
    ["02-decimal-hebei.pdf", "contract", 200],
  ])("of %s called %s answers %i", async (content, name, status) => {
    const data = new FormData();
    data.set("file", new File([await fileAt(content)], name));
    const answer = await check(ASKED, data);
    expect([answer.status, answer.json.code ?? null]).toEqual([
      status,
      status === 200 ? null : "extract.wrong_extension",
    ]);
  });

  it("of JSON in another code than UTF-8 is a coded problem", async () => {
    const data = new FormData();
    const gbk = Uint8Array.of(0x7b, 0x22, 0x74, 0x22, 0x3a, 0x22, 0xba, 0xcf, 0xcd, 0xac, 0x22, 0x7d);
    data.set("file", new File([gbk], "gbk.json"));
    const { status, json } = await check(ASKED, data);
    expect([status, json.code]).toEqual([422, "desk.no_contract_inside"]);
    expect(json.detail).toContain("UTF-8");
  });

  it("of a contract sent inside contract says once that the contract itself is wanted", async () => {
    const answer = await check(ASKED, { contract: await draftContract() });
    expect(answer.status).toBe(422);
    expect(answer.json.errors, answer.text).toMatchObject([
      {
        pointer: "/contract",
        detail: expect.stringContaining("send the contract itself, not inside contract"),
      },
    ]);
  });

  it("of an empty object inside contract says the same", async () => {
    const { status, json } = await check(ASKED, { contract: {} });
    expect([status, json.errors.length]).toEqual([422, 1]);
    expect(json.errors[0].detail).toContain("send the contract itself, not inside contract");
  });

  it.each([
    ["zh", "第 3 行第 1 列"],
    ["en", "line 3, column 1"],
  ])("of JSON with a stray comma names its line and column: %s", async (language, place) => {
    const torn = new TextEncoder().encode('{\n  "schema": "custody-contract/1",\n}');
    const form = new FormData();
    form.set("file", new File([torn], "contract.json"));
    const headers = { "accept-language": language };
    const inForm = await check(ASKED, form, headers);
    const asBody = await check(ASKED, torn, { ...headers, "content-type": "application/json" });
    expect([inForm.json.code, asBody.json.code]).toEqual(["contract.not_json", "http.not_json"]);
    for (const { status, json } of [inForm, asBody]) {
      expect(status).toBe(400);
      expect(json.detail).toContain(place);
      expect(/\p{Script=Han}/u.test(json.detail)).toBe(language === "zh");
    }
  });

  it("of rich text says what to save it as", async () => {
    const form = new FormData();
    form.set("file", new File(["{\\rtf1\\ansi a}"], "contract.rtf"));
    const { status, json } = await check(ASKED, form);
    expect([status, json.code]).toEqual([422, "desk.rich_text"]);
    expect(json.detail).toContain(".docx");
  });

  it("needs a key", async () => {
    expect((await open.ask("POST", "/v1/checks", { body: await draftContract() })).status).toBe(401);
  });
});

describe("the check of a stored contract", () => {
  it("is the same by GET and POST, and comes as Word and PDF", async () => {
    const key = open.keys["agency"]!;
    const contract = { ...(await draftContract()), breach: "另行协商" };
    const { json: made } = await open.ask("POST", "/v1/contracts", { key, body: { contract } });
    const path = `/v1/contracts/${made.id}/check`;
    const [read, posted] = [
      await open.ask("GET", path, { key }),
      await open.ask("POST", path, { key, body: {} }),
    ];
    expect(read.json).toEqual(posted.json);
    expect(idsOf(read.json)).toEqual(["LIA-01.U"]);
    for (const [kind, begins] of [
      ["docx", "PK"],
      ["pdf", "%PDF-"],
    ] as const) {
      const paper = await open.ask("GET", `${path}.${kind}`, { key });
      expect([paper.status, paper.text.startsWith(begins)]).toEqual([200, true]);
    }
    expect((await open.ask("GET", path, { key: open.keys["bureau"]! })).status).toBe(404);
  });
});
