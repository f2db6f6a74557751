import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Variant } from "../../schemas/contract.ts";
import { lawFor } from "../../schemas/jurisdictions/index.ts";
import { type Json, type OpenHouse, openHouse } from "./open-house.ts";

let open: OpenHouse;
beforeAll(async () => {
  open = await openHouse();
});
afterAll(() => open.close());

const get = (path: string, language?: string) =>
  open.ask("GET", path, language === undefined ? {} : { headers: { "accept-language": language } });

describe("the catalogue of rules", () => {
  it("is all hundred and thirteen rules, without a key, each with basis, stage, grounds and the day it was read", async () => {
    const { json, headers } = await get("/v1/rules");
    expect([json.count, json.data.length, json.language]).toEqual([113, 113, "zh"]);
    expect(headers.get("content-language")).toBe("zh-CN");
    for (const rule of json.data) {
      expect(rule.id).toMatch(/^[A-Z0-9]+-\d{2}$/);
      for (const words of [rule.element, rule.asks, rule.why, rule.basis[0].law]) expect(words).not.toBe("");
      expect(rule.reviewed_on).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      expect(rule.stages.at(-1)).toBe("file");
      expect(rule.variants.length).toBeGreaterThan(0);
      expect(rule.grounds.length).toBeGreaterThan(0);
    }
  });

  it("never gives ground Q the weight to block", async () => {
    const { json } = await get("/v1/rules");
    const grounds = json.data.flatMap((rule: Json) =>
      [rule, ...rule.elsewhere].flatMap((version: Json) => version.grounds),
    );
    expect(grounds.filter((one: Json) => one.ground === "Q").length).toBeGreaterThan(10);
    expect(grounds.filter((one: Json) => one.ground === "Q" && one.severity !== "W")).toEqual([]);
  });

  it.each(Variant.options)("of %s is exactly its law, in catalogue order", async (variant) => {
    const { json } = await get(`/v1/rules?variant=${variant}`);
    expect(json.data.map((rule: Json) => rule.id)).toEqual(lawFor(variant).rules.map(({ id }) => id));
    expect(json.data.every((rule: Json) => rule.elsewhere.length === 0)).toBe(true);
  });

  it("tells what a place asks otherwise beside what the others ask", async () => {
    const { json } = await get("/v1/rules");
    const term = json.data.find((rule: Json) => rule.id === "TRM-02");
    const versions = [term, ...term.elsewhere];
    const zhoukou = versions.find((version) => version.variants.includes("ZK-FULL"));
    expect(zhoukou.variants).toEqual(["ZK-FULL", "ZK-PART"]);
    expect(zhoukou.grounds[0].severity).toBe("B");
    expect(versions.find((version) => version.variants.includes("HB-2P")).grounds[0].severity).toBe("W");
  });

  it("says what stands in the way of filing in each place, and that ground Q never does", async () => {
    const { json } = await get("/v1/rules");
    const policies = Object.fromEntries(json.jurisdictions.map(({ code, policy }: Json) => [code, policy]));
    expect(policies.hebei).toMatchObject({ stated: true, refusal: "不予备案", grounds: { M: "要素空缺" } });
    for (const code of ["zhoukou", "xuhui"])
      expect(policies[code]).toMatchObject({ stated: false, refusal: "退回补正" });
    for (const policy of Object.values<Json>(policies))
      expect(Object.keys(policy.grounds)).not.toContain("Q");
  });

  it("is filtered by place, and an unknown place is told which there are", async () => {
    const { json } = await get("/v1/rules?jurisdiction=xuhui");
    expect(new Set(json.data.flatMap((rule: Json) => rule.variants))).toEqual(
      new Set(["XH-FULL", "XH-ADV", "XH-ITEM"]),
    );
    const none = await get("/v1/rules?jurisdiction=atlantis");
    expect([none.status, none.json.code]).toEqual([404, "app.not_found"]);
    expect((await get("/v1/rules?variant=NO-SUCH")).status).toBe(400);
  });

  it("speaks English to whoever asks for it", async () => {
    for (const answer of [await get("/v1/rules", "en"), await get("/v1/rules?lang=en", "zh")]) {
      const rule = answer.json.data.find((one: Json) => one.id === "PTY-03");
      expect(rule.element).toBe("Unified social credit code");
      expect(rule.basis.map((one: Json) => `${one.law} ${one.article}`)).toContain(
        "Civil Code Art. 470(1)(1)",
      );
      expect(answer.headers.get("content-language")).toBe("en");
    }
  });

  it("in English leaves Chinese only where it quotes", async () => {
    const unquoted = (text: string): string => text.replaceAll(/“[^“”]*(?:“[^”]*”[^“”]*)*”/gu, "");
    const { json } = await get("/v1/rules?lang=en");
    const quotedOnly = JSON.stringify(json, (key, value: unknown) => (key === "href" ? null : value));
    expect(unquoted(quotedOnly).match(/.{0,20}[\p{Script=Han}，。；、].{0,20}/gu)).toBeNull();
    const page = (await get("/rules?lang=en")).text
      .replaceAll(/<head>.*?<\/head>|<header.*?<\/header>|<footer.*?<\/footer>|lang="zh"[^>]*>[^<]*/gsu, "")
      .replaceAll(/<[^>]+>/g, "\n")
      .replaceAll("&quot;", '"');
    expect(unquoted(page).match(/.{0,20}[\p{Script=Han}，。；、].{0,20}/gu)).toBeNull();
  });
});

describe("the catalogue as a page", () => {
  it("shows every rule at an address of its own, and needs no script", async () => {
    const { text, headers } = await get("/rules");
    for (const { id } of lawFor("HB-2P").rules) expect(text).toContain(`id="${id}"`);
    expect(text).not.toMatch(/<script|style="|\{place\}|\{value\}|\{detail\}|undefined/);
    expect(headers.get("content-security-policy")).toContain("default-src 'none'");
    expect((await get("/rules.css")).headers.get("content-type")).toContain("text/css");
  });

  it("finds by id, by element and by article, all words together", async () => {
    const shown = async (query: string) =>
      [
        ...(await get(`/rules?q=${encodeURIComponent(query)}`)).text.matchAll(
          /<article class="rule" id="([^"]+)"/g,
        ),
      ].map((match) => match[1]);
    expect(await shown("FEE-03")).toEqual(["FEE-03"]);
    expect(await shown("PTY-03.U")).toEqual(["PTY-03"]);
    const family = (await get(`/rules?lang=en&q=FIL`)).text.matchAll(
      /<article class="rule" id="([A-Z0-9]+)-/g,
    );
    expect([...new Set([...family].map((match) => match[1]))]).toEqual(["FIL"]);
    expect(await shown("GB")).toContain("PTY-03");
    expect(await shown("第九百二十三条")).toEqual(["PER-05"]);
    expect(await shown("仲裁 委员会")).toContain("DSP-02");
    expect(await shown("没有这样的词")).toEqual([]);
  });

  it("repeats what was looked for as text, never as markup", async () => {
    const { text } = await get(`/rules?q=${encodeURIComponent('"><img src=x onerror=alert(1)>')}`);
    expect(text).not.toContain("<img");
  });
});
