import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { packDocx } from "../../src/document/pack-docx.ts";
import { fileAt, minimalParts, paragraph, template, textOf } from "../document/docx.ts";
import { draftContract, type OpenHouse, openHouse } from "./open-house.ts";

const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const own = fileAt("templates/hebei/custody-contract.docx");

let open: OpenHouse;
beforeAll(async () => {
  open = await openHouse();
});
afterAll(() => open.close());

const agency = () => ({ key: open.keys.agency ?? "" });

function form(bytes: Uint8Array<ArrayBuffer>, fields: Record<string, string> = {}): FormData {
  const body = new FormData();
  body.set("file", new File([bytes], "我的模板.docx", { type: DOCX }));
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  return body;
}

const upload = (bytes: Uint8Array<ArrayBuffer>, fields?: Record<string, string>) =>
  open.ask("POST", "/v1/templates", { ...agency(), body: form(bytes, fields) });

/** The agency's own words: the house's template with one clause named otherwise. */
async function ownTemplate(words: string): Promise<Uint8Array<ArrayBuffer>> {
  const { openTemplate } = await import("../../src/document/open-template.ts");
  const { fromUtf8, utf8 } = await import("../../src/kit/bytes.ts");
  const parts = new Map(openTemplate(own));
  const body = fromUtf8(parts.get("word/document.xml") ?? new Uint8Array());
  return packDocx(parts.set("word/document.xml", utf8(body.replace("鉴　于", words))), "packed");
}

describe("own templates over HTTP", () => {
  it("an agency uploads, lints, publishes and drafts with its own template, pinned by its digest", async () => {
    const bytes = await ownTemplate("缔约背景");
    const uploaded = await upload(bytes, { variant: "HB-2P", name: "本所范本" });
    expect(uploaded.status, uploaded.text).toBe(201);
    expect(uploaded.json).toMatchObject({ name: "本所范本", state: "draft", lint: { verdict: "clean" } });
    const { id, sha256 } = uploaded.json;
    const published = await open.ask("POST", `/v1/templates/${id}/publish`, agency());
    expect(published.json).toMatchObject({ id, state: "published", sha256 });
    const contract = await draftContract();
    const created = await open.ask("POST", "/v1/contracts", {
      ...agency(),
      body: { contract, template_id: id },
    });
    expect(created.json).toMatchObject({ template_id: id, template_sha256: sha256 });
    const docx = await open.app.request(`/v1/contracts/${created.json.id}/documents/docx`, {
      headers: { authorization: `Bearer ${open.keys.agency}` },
    });
    expect(textOf(new Uint8Array(await docx.arrayBuffer()))).toContain("缔约背景");
  });

  it("the same bytes for the same use are the same version, with another use another", async () => {
    const bytes = template("{{title}}");
    const [first, again, other] = [
      await upload(bytes, { variant: "XH-FULL" }),
      await upload(bytes, { variant: "XH-FULL" }),
      await upload(bytes),
    ];
    expect(again.json.id).toBe(first.json.id);
    expect(other.json.id).not.toBe(first.json.id);
    expect(other.json.sha256).toBe(first.json.sha256);
  });

  it("a bare DOCX with its use in the query is as good as a form", async () => {
    const uploaded = await open.ask("POST", "/v1/templates?variant=ZK-PART&name=%E8%8C%83%E6%9C%AC", {
      ...agency(),
      body: template("{{title}}"),
      headers: { "content-type": DOCX },
    });
    expect(uploaded.json).toMatchObject({ name: "范本", variant: "ZK-PART" });
  });

  it("a template with errors is kept but not published, and says where the errors are", async () => {
    const uploaded = await upload(template("{{tittle}}", "{{IF fee.paid}}"), { variant: "HB-2P" });
    expect(uploaded.json.lint.verdict).toBe("errors");
    const refused = await open.ask("POST", `/v1/templates/${uploaded.json.id}/publish`, agency());
    expect(refused.status).toBe(422);
    expect(refused.json).toMatchObject({ code: "app.template_blocked" });
    expect(refused.json.errors).toContainEqual(
      expect.objectContaining({ pointer: "#/word~1document.xml/1", code: "template.unknown_field" }),
    );
  });

  it("an unpublished template, or one of another variant, drafts nothing", async () => {
    const contract = await draftContract();
    const create = (template_id: string) =>
      open.ask("POST", "/v1/contracts", { ...agency(), body: { contract, template_id } });
    const draft = await upload(await ownTemplate("说明一"), { variant: "HB-2P" });
    expect((await create(draft.json.id)).json.code).toBe("app.template_not_published");
    const other = await upload(fileAt("templates/zhoukou/full-custody-contract.docx"), {
      variant: "ZK-FULL",
    });
    const published = await open.ask("POST", `/v1/templates/${other.json.id}/publish`, agency());
    expect(published.status, published.text).toBe(200);
    expect((await create(other.json.id)).json.code).toBe("app.template_wrong_variant");
    expect((await create("tpl_none")).json.code).toBe("app.not_found");
  });

  it("lists by cursor, newest first", async () => {
    for (const word of ["一", "二", "三"]) await upload(template(word));
    const first = await open.ask("GET", "/v1/templates?limit=2", agency());
    expect(first.json.data).toHaveLength(2);
    expect(first.json.has_more).toBe(true);
    const next = await open.ask(
      "GET",
      `/v1/templates?limit=2&starting_after=${first.json.data[1].id}`,
      agency(),
    );
    expect(next.json.data[0].id < first.json.data[1].id).toBe(true);
  });

  it("gives fields, comments, previews and the difference of two versions", async () => {
    const before = await upload(template("第一条 范围", "旧文字", "第二条 期限", "不变"), {
      variant: "HB-2P",
    });
    const after = await upload(template("第一条 范围", "新文字 {{title}}", "第二条 期限", "不变"), {
      variant: "HB-2P",
    });
    const at = `/v1/templates/${after.json.id}`;
    const fields = await open.ask("GET", `${at}/fields`, agency());
    expect(fields.json).toMatchObject({ type: "object", properties: { title: { type: "string" } } });
    const lint = await open.ask("GET", `${at}/lint`, agency());
    expect(lint.json.problems[0]).toMatchObject({ place: { part: "word/document.xml" } });
    const difference = await open.ask("GET", `${at}/difference?against=${before.json.id}`, agency());
    expect(difference.json).toMatchObject({
      same: 1,
      changes: [{ change: "changed", removed: ["旧文字"], added: ["新文字 {{title}}"] }],
    });
    for (const kind of ["docx", "commented", "preview-docx", "preview-pdf"]) {
      const file = await open.ask("GET", `${at}/files/${kind}`, agency());
      expect(file.status, `${kind} ${file.text.slice(0, 200)}`).toBe(200);
    }
    expect((await open.ask("GET", `${at}/files/exe`, agency())).status).toBe(404);
  });

  it("another tenant sees nothing of it", async () => {
    const { id } = (await upload(template("只有自己看得见"))).json;
    const stranger = { key: open.keys.stranger ?? "" };
    for (const path of ["", "/lint", "/fields", "/files/docx", `/difference?against=${id}`]) {
      const answer = await open.ask("GET", `/v1/templates/${id}${path}`, stranger);
      expect([path, answer.status]).toEqual([path, 404]);
    }
    expect((await open.ask("POST", `/v1/templates/${id}/publish`, stranger)).status).toBe(404);
    expect((await open.ask("GET", "/v1/templates", stranger)).json.data).toEqual([]);
  });

  it("needs its scopes", async () => {
    const made = await open.ask("POST", "/v1/api-keys", {
      ...agency(),
      body: { name: "只读模板", scopes: ["templates:read"] },
    });
    const reader = { key: made.json.key };
    expect((await open.ask("GET", "/v1/templates", reader)).status).toBe(200);
    const refused = await open.ask("POST", "/v1/templates", { ...reader, body: form(template("一")) });
    expect([refused.status, refused.json.code]).toEqual([403, "app.scope_missing"]);
  });

  it("replays an upload under its Idempotency-Key and refuses another file under it", async () => {
    const ask = (bytes: Uint8Array<ArrayBuffer>) =>
      open.ask("POST", "/v1/templates", { ...agency(), once: "upload-1", body: form(bytes) });
    const first = await ask(template("甲"));
    const again = await ask(template("甲"));
    expect(again.headers.get("Idempotency-Replayed")).toBe("true");
    expect(again.json).toEqual(first.json);
    expect((await ask(template("乙"))).status).toBe(422);
  });

  it.each([
    ["text that is no zip", new TextEncoder().encode("not a document"), "document.template_not_docx", 422],
    ["a macro", withPart("word/vbaProject.bin", "x"), "document.template_refused", 422],
    [
      "a picture from the network",
      withRelation("http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"),
      "document.template_refused",
      422,
    ],
    [
      "an attached template elsewhere",
      withRelation("http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"),
      "document.template_refused",
      422,
    ],
    [
      "a document type",
      withPart("word/styles.xml", '<!DOCTYPE x [<!ENTITY e "e">]><w:styles/>'),
      "document.template_not_docx",
      422,
    ],
    ["a zip bomb", withPart("word/media/a.xml", "0".repeat(20_000_000)), "document.template_too_large", 413],
  ])("refuses %s with a code", async (_, bytes, code, status) => {
    const answer = await upload(new Uint8Array(bytes));
    expect([answer.status, answer.json.code]).toEqual([status, code]);
    expect(open.faults).toEqual([]);
  });

  it("refuses more than 10 MB, an unknown use, and two uses at once", async () => {
    const large = await upload(new Uint8Array(10_000_001));
    expect([large.status, large.json.code]).toEqual([413, "http.body_too_large"]);
    const unknown = await upload(template("一"), { form: "no-such-form" });
    expect([unknown.status, unknown.json.code]).toEqual([422, "app.template_use_unknown"]);
    const variant = await upload(template("一"), { variant: "HB-3P" });
    expect([variant.status, variant.json.code]).toEqual([422, "http.wrong_shape"]);
    const both = await upload(template("一"), { variant: "HB-2P", form: "hebei-agency-registration" });
    expect(both.json.code).toBe("app.template_use_unknown");
  });
});

function withPart(name: string, text: string): Uint8Array {
  const parts = minimalParts(paragraph("{{title}}"));
  return packDocx(parts.set(name, new TextEncoder().encode(text)), "packed");
}

function withRelation(type: string): Uint8Array {
  return withPart(
    "word/_rels/document.xml.rels",
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId9" Type="${type}" Target="https://example.com/a" TargetMode="External"/></Relationships>`,
  );
}
