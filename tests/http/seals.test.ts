import { encode } from "fast-png";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { brokenAt } from "../../src/app/audit.ts";
import { utf8 } from "../../src/kit/bytes.ts";
import { readPng } from "../../src/sign/seal/upload/read-png.ts";
import { type OpenHouse, openHouse } from "./open-house.ts";

let open: OpenHouse;
beforeAll(async () => {
  open = await openHouse();
});
afterAll(() => open.close());

const as = (who: string) => ({ key: open.keys[who] ?? "" });
const create = (who: string, body: unknown) => open.ask("POST", "/v1/seals", { ...as(who), body });

/** A red disc on paper. */
function scan(): Uint8Array<ArrayBuffer> {
  const side = 120;
  const data = new Uint8Array(side * side * 3).fill(250);
  for (let dot = 0; dot < side * side; dot += 1) {
    const far = Math.hypot((dot % side) - side / 2, Math.floor(dot / side) - side / 2);
    if (far < 50) data.set([214, 18, 23], dot * 3);
  }
  return new Uint8Array(encode({ width: side, height: side, data, channels: 3, depth: 8 }));
}

const upload = (body: Uint8Array, type: string, query = "kind=公章&width_mm=40") =>
  open.ask("POST", `/v1/seals/pictures?${encodeURI(query)}`, {
    ...as("agency"),
    body,
    headers: { "content-type": type },
  });

describe("the register of seals over HTTP", () => {
  it("a seal carries the organisation's registered name and, under the demo CA, 样章", async () => {
    const made = await create("agency", { kind: "公章", drawing: { code: "1301000123456" } });
    expect(made.status, made.text).toBe(201);
    expect(made.json).toMatchObject({
      kind: "公章",
      name: "河北云衡知识产权代理有限公司",
      source: "drawn",
      state: "enabled",
      standing: "sample",
      user_ids: [],
    });
  });

  it("nobody can say another name: the field does not exist", async () => {
    const made = await create("agency", { kind: "公章", drawing: { name: "华为技术有限公司" } });
    expect(made).toMatchObject({ status: 422, json: { code: "http.wrong_shape" } });
  });

  it("previews are the same drawing as SVG and PNG", async () => {
    const { json } = await create("enterprise", { kind: "合同专用章", drawing: { shape: "oval" } });
    const svg = await open.ask("GET", `/v1/seals/${json.id}/preview/svg`, as("enterprise"));
    expect(svg.headers.get("content-type")).toBe("image/svg+xml");
    expect(svg.text).toMatch(
      /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="127\.56pt" height="85\.04pt"/,
    );
    const png = await open.app.request(`/v1/seals/${json.id}/preview/png`, {
      headers: { authorization: `Bearer ${open.keys["enterprise"]}` },
    });
    const { columns, rows } = readPng(new Uint8Array(await png.arrayBuffer()));
    expect([columns, rows]).toEqual([340, 227]);
    expect((await open.ask("GET", `/v1/seals/${json.id}/preview/gif`, as("enterprise"))).status).toBe(404);
  });

  it("a PNG and an SVG of one's own are read, cleaned and always 样章", async () => {
    const png = await upload(scan(), "image/png");
    expect(png.json).toMatchObject({ source: "picture", standing: "sample", drawing: { width_mm: 40 } });
    const shown = await open.ask("GET", `/v1/seals/${png.json.id}/preview/svg`, as("agency"));
    expect(shown.text).toContain("data:image/png;base64,");
    const svg = utf8('<svg viewBox="0 0 9 9"><circle cx="4.5" cy="4.5" r="4" fill="red"/></svg>');
    const drawn = await upload(svg, "image/svg+xml");
    expect(drawn.status, drawn.text).toBe(201);
  });

  it.each([
    [
      "a script",
      utf8('<svg viewBox="0 0 9 9"><script>x</script></svg>'),
      "image/svg+xml",
      "sign.picture_unsafe",
    ],
    ["no picture", utf8("hello"), "image/png", "sign.picture_unreadable"],
    ["another media type", utf8("hello"), "image/jpeg", "http.unsupported_media_type"],
    ["nothing", utf8(""), "image/png", "http.file_missing"],
  ])("an upload with %s is refused with a code", async (_, body, type, code) => {
    expect((await upload(body, type)).json).toMatchObject({ code });
  });

  it("启用、停用、注销: a cancelled seal stays cancelled, and every step is in its chain", async () => {
    const { json } = await create("stranger", { kind: "公章" });
    const step = (deed: string) => open.ask("POST", `/v1/seals/${json.id}/${deed}`, as("stranger"));
    expect((await step("disable")).json).toMatchObject({ state: "disabled", version: 2 });
    expect((await step("disable")).json).toMatchObject({ state: "disabled", version: 2 });
    expect((await step("enable")).json).toMatchObject({ state: "enabled", version: 3 });
    expect((await step("cancel")).json).toMatchObject({ state: "cancelled", version: 4 });
    expect((await step("enable")).json).toMatchObject({ code: "app.wrong_state" });
    const chain = await open.house.store.events(`seal:${json.id}`);
    expect(chain.map(({ type }) => type)).toEqual([
      "seal.created",
      "seal.disabled",
      "seal.enabled",
      "seal.cancelled",
    ]);
    expect(await brokenAt(chain)).toBeUndefined();
  });

  it("users are people of the organisation; another's person and another's seal do not exist", async () => {
    const person = await open.ask("POST", "/v1/people", {
      ...as("agency"),
      body: { name: "孙静", role: "agency" },
    });
    expect(person.status, person.text).toBe(201);
    const { json } = await create("agency", { kind: "合同专用章", user_ids: [person.json.id] });
    expect(json.user_ids).toEqual([person.json.id]);
    const stolen = await create("stranger", { kind: "合同专用章", user_ids: [person.json.id] });
    expect(stolen).toMatchObject({ status: 404, json: { code: "app.not_found" } });
    expect((await open.ask("GET", `/v1/seals/${json.id}`, as("stranger"))).status).toBe(404);
    expect((await open.ask("POST", `/v1/seals/${json.id}/cancel`, as("stranger"))).status).toBe(404);
    const users = { ...as("agency"), body: { user_ids: [] } };
    expect((await open.ask("POST", `/v1/seals/${json.id}/users`, users)).json.user_ids).toEqual([]);
  });

  it("a 备案专用章 is a bureau's; a 名章 needs the person's name, and no other takes one", async () => {
    expect((await create("agency", { kind: "备案专用章" })).json.code).toBe("app.seal_not_yours");
    expect((await create("bureau", { kind: "备案专用章" })).json).toMatchObject({
      name: "石家庄市市场监督管理局",
    });
    expect((await create("agency", { kind: "法定代表人名章" })).json.code).toBe("app.seal_not_usable");
    const named = { kind: "法定代表人名章", drawing: { person_name: "孙静" } };
    expect((await create("agency", named)).json).toMatchObject({ name: "孙静", standing: "sample" });
    const wrong = { kind: "公章", drawing: { person_name: "孙静" } };
    expect((await create("agency", wrong)).json.code).toBe("app.seal_not_usable");
  });

  it("lists by cursor, newest first, and asks for its scope", async () => {
    const page = await open.ask("GET", "/v1/seals?limit=2", as("agency"));
    expect(page.json.data).toHaveLength(2);
    expect(page.json.has_more).toBe(true);
    const next = await open.ask(
      "GET",
      `/v1/seals?limit=50&starting_after=${page.json.data[1].id}`,
      as("agency"),
    );
    expect(next.json.data.every((seal: { id: string }) => seal.id < page.json.data[1].id)).toBe(true);
    const bare = await open.ask("POST", "/v1/api-keys", {
      ...as("agency"),
      body: { name: "只读", scopes: ["contracts:read"] },
    });
    expect((await open.ask("GET", "/v1/seals", { key: bare.json.key })).json.code).toBe("app.scope_missing");
  });
});
