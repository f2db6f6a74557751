import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PROBLEMS } from "../../src/http/problem-table.ts";
import { type Json, type OpenHouse, openHouse } from "./open-house.ts";

let open: OpenHouse;
let document: Json;
beforeAll(async () => {
  open = await openHouse();
  document = (await open.ask("GET", "/openapi.json")).json;
});
afterAll(() => open.close());

const operations = (): [string, Json][] =>
  Object.entries<Json>(document.paths).flatMap(([path, methods]) =>
    Object.entries<Json>(methods).map(([method, operation]): [string, Json] => [
      `${method} ${path}`,
      operation,
    ]),
  );

function references(node: Json): string[] {
  if (Array.isArray(node)) return node.flatMap(references);
  if (typeof node !== "object" || node === null) return [];
  return [...(typeof node.$ref === "string" ? [node.$ref] : []), ...Object.values(node).flatMap(references)];
}

/** Routes of the interface: `/v1`, and what the signer's page asks for; the page itself is no interface. */
const DESCRIBED = /^\/v1\/|^\/s\/:token\//;

describe("the OpenAPI document", () => {
  it("holds every route of /v1 and of the signer's page, and no other", () => {
    const routed = open.app.routes
      .filter((route) => route.method !== "ALL" && DESCRIBED.test(route.path))
      .map((route) => `${route.method.toLowerCase()} ${route.path.replaceAll(/:(\w+)/g, "{$1}")}`);
    const paths = operations().map(([name]) => name);
    expect([...new Set(paths)].sort()).toEqual([...new Set(routed)].sort());
  });

  it("is OpenAPI 3.1 in structure", () => {
    expect(document.openapi).toMatch(/^3\.1\.\d$/);
    expect(document.info).toMatchObject({ title: expect.any(String), version: expect.any(String) });
    for (const [name, operation] of operations()) {
      expect(operation.operationId, name).toMatch(/^[a-zA-Z]+$/);
      expect(
        document.tags.map((tag: Json) => tag.name),
        name,
      ).toContain(operation.tags[0]);
      expect(
        Object.keys(operation.responses).every((status) => /^(\d{3}|default)$/.test(status)),
        name,
      ).toBe(true);
      for (const answer of Object.values<Json>(operation.responses))
        expect(answer.description, name).toBeTruthy();
      const inPath = [...name.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      const parameters: Json[] = operation.parameters ?? [];
      expect(
        parameters.filter((one) => one.in === "path" && one.required).map((one) => one.name),
        name,
      ).toEqual(inPath);
      for (const one of parameters) expect(one.schema, `${name} ${one.name}`).toBeTypeOf("object");
    }
  });

  it("names each operation once and resolves every reference inside itself", () => {
    const ids = operations().map(([, operation]) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    const wanted = [...new Set(references(document))];
    expect(wanted.length).toBeGreaterThan(5);
    for (const reference of wanted) {
      const found = reference
        .replace(/^#\//, "")
        .split("/")
        .reduce((node: Json, step) => node?.[step], document);
      expect(found, reference).toBeTypeOf("object");
    }
  });

  it("says where a key and an Idempotency-Key are needed", () => {
    for (const [name, operation] of operations()) {
      const isPublic = /receipts|verifications|rules| \/s\//.test(name);
      expect(operation.security, name).toEqual(isPublic ? [] : [{ apiKey: [] }]);
      const once = (operation.parameters ?? []).some((one: Json) => one.name === "Idempotency-Key");
      const harmless = /check|verifications|forms\/.*\/documents|^(get|delete|put)| \/s\//.test(name);
      expect(once, name).toBe(!harmless);
    }
  });

  it("shows whole schemas: the contract's with its parties, the list's with its limits", () => {
    expect(JSON.stringify(document.components.schemas)).toContain("parties");
    const list = document.paths["/v1/contracts"].get.parameters.find((one: Json) => one.name === "limit");
    expect(list.schema).toMatchObject({ minimum: 1, maximum: 100 });
  });
});

describe("the problem table", () => {
  it("has a row for every code a caller can meet", async () => {
    const codes = await codesIn(["src", "storage"]);
    expect(codes.length).toBeGreaterThan(100);
    const lacking = codes.filter((code) => !Object.hasOwn(PROBLEMS, code));
    expect(lacking.filter((code) => !OURS.some((pattern) => pattern.test(code)))).toEqual([]);
    expect(Object.keys(PROBLEMS).filter((code) => !codes.includes(code))).toEqual([]);
  });

  it("has a page and a JSON document for every code", async () => {
    for (const code of Object.keys(PROBLEMS)) {
      const page = await open.ask("GET", `/problems/${code}`, { headers: { accept: "text/html" } });
      expect(page.status, code).toBe(200);
      expect(page.text).toContain(PROBLEMS[code]?.zh[0]);
    }
    expect((await open.ask("GET", "/problems/http.not_json")).json).toMatchObject({ status: 400 });
    expect((await open.ask("GET", "/problems/constructor")).status).toBe(404);
  });
});

/** Codes that no request can cause, and why: met all the same, they are faults of ours and answer 500. */
const OURS: readonly RegExp[] = [
  /^(?:cli|runtime)\./, // thrown before there is a server, or without one
  /^desk\./, // files of the command line; /v1/checks hands the desk nothing but JSON and a known variant
  /^filing\./, // numbers come from the store, authorities from the schema, variants without a filing law are refused before
  /^blobs\.bad_name$/, // names of files come from the store
  /^font\./, // of our own fonts
  /^document\.(?:command_refused|expression_\w+|template_\w+)$/, // of our own templates, within the bounds of a contract
  /^layout\.(?:bad_page|font_missing|too_deep)$/,
  /^verify\.not_a_pdf$/, // the command's fault; by HTTP it is the reason of an answer, not a problem
  /^notifier\./, // of channels: work of the outbox, told by a message's state
  /^confirm\./, // the signer's page refuses to sign; nothing of it reaches a server
  /^sign\.(?!field_signed|glyph_missing|wrong_seal|request_|key_refused|certificate_mismatch|certificate_not_usable)\w+$/, // of our own PDFs, keys and certificates
  /^(?:ca\.(?!wrong_subject)|keys\.)\w+$/, // of stored keys and the master key
];

/** Every `stage.what_happened` that a closed union of error codes names in these folders. */
async function codesIn(folders: readonly string[]): Promise<string[]> {
  const codes = new Set<string>();
  for (const folder of folders) {
    for (const file of await readdir(folder, { recursive: true })) {
      if (!file.endsWith(".ts")) continue;
      // A union without its comments, whose sentences may hold a semicolon.
      const text = (await readFile(join(folder, file), "utf8")).replaceAll(/\/\*\*.*?\*\//gs, "");
      for (const [, union = ""] of text.matchAll(/(?:type \w*Fault\w* =|HouseError<)([^;{]+)[;{]/g)) {
        for (const [, code = ""] of union.matchAll(/"([a-z]+\.[a-z_]+)"/g)) codes.add(code);
      }
    }
  }
  return [...codes].sort();
}
