import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { draftContract, type Json, type OpenHouse, openHouse } from "./open-house.ts";

let open: OpenHouse;
let agency: string;
beforeAll(async () => {
  open = await openHouse();
  agency = open.keys["agency"]!;
});
afterAll(() => open.close());

describe("every answer", () => {
  it("carries an id of its own, a version, and headers that keep browsers in", async () => {
    const [first, second] = [
      await open.ask("GET", "/v1/contracts", { key: agency }),
      await open.ask("GET", "/nowhere"),
    ];
    expect(first.headers.get("request-id")).toMatch(/^req_/);
    expect(second.headers.get("request-id")).not.toBe(first.headers.get("request-id"));
    expect(first.headers.get("zhiqi-version")).toBe("2026-11-22");
    for (const { headers } of [first, second]) {
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("content-security-policy")).toContain("default-src 'none'");
      expect(headers.get("access-control-allow-origin")).toBeNull();
      expect(headers.get("cache-control")).toBe("no-store");
    }
  });

  it("about one filing asks search engines not to list it; the front page may be found", async () => {
    const robots = async (path: string) => (await open.ask("GET", path)).headers.get("x-robots-tag");
    expect(await robots("/r/130100-2022-000001-X")).toBe("noindex, nofollow");
    expect(await robots("/v1/receipts/130100-2022-000001-X")).toBe("noindex, nofollow");
    expect(await robots("/verify")).toBe("noindex, nofollow");
    expect(await robots("/")).toBeNull();
  });

  it("that is a problem is Chinese, and English for who asks", async () => {
    const chinese = await open.ask("GET", "/nowhere");
    const english = await open.ask("GET", "/nowhere", { headers: { "accept-language": "en-GB,en" } });
    expect(chinese.headers.get("content-type")).toBe("application/problem+json");
    expect(chinese.json).toMatchObject({ status: 404, code: "http.not_found", title: "没有这个地址" });
    expect(chinese.json.request_id).toBe(chinese.headers.get("request-id"));
    expect(english.json).toMatchObject({ code: "http.not_found", title: "There is nothing at this address" });
    expect(/\p{Script=Han}/u.test(english.text)).toBe(false);
    expect(english.headers.get("vary")).toContain("Accept-Language");
  });

  it("to a wrong method is 405 and names the right ones", async () => {
    const answer = await open.ask("PUT", "/v1/contracts", { key: agency });
    expect(answer.json).toMatchObject({ status: 405, code: "http.method_not_allowed" });
    expect(answer.headers.get("allow")).toContain("POST");
  });

  it("to a version that was never published is 400", async () => {
    const answer = await open.ask("GET", "/v1/contracts", {
      key: agency,
      headers: { "zhiqi-version": "1999-01-01" },
    });
    expect(answer.json).toMatchObject({ status: 400, code: "http.unknown_version" });
  });

  it("to a fault of ours is 500 without its message, and the runtime is told once, with the trace", async () => {
    const { createApp } = await import("../../src/http/create-app.ts");
    const told: Json[] = [];
    const store = new Proxy(open.house.store, {
      get: (target, name) =>
        name === "receiptByNumber"
          ? () => Promise.reject(new Error("secret inside"))
          : Reflect.get(target, name),
    });
    const broken = createApp(
      { ...open.house, store },
      { publicFile: async () => undefined, report: (fault) => told.push(fault) },
    );
    const number = "130100-2022-00001";
    const trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    for (const registerNo of [number, await aRegisterNumber()]) {
      const answer = await broken.request(`/v1/receipts/${registerNo}`, {
        headers: { traceparent: `00-${trace}-00f067aa0ba902b7-01` },
      });
      expect(await answer.clone().text()).not.toContain("secret");
      expect([404, 500]).toContain(answer.status);
    }
    expect(told).toMatchObject([{ traceId: trace, path: expect.stringContaining("/v1/receipts/") }]);
  });
});

/** A register number whose check character is right. */
async function aRegisterNumber(): Promise<string> {
  const { registerNumber } = await import("../../src/filing/register-number.ts");
  return registerNumber({ authorityCode: "130100", year: 2022, number: 1 });
}

describe("lists", () => {
  it("go by cursor, newest first, forwards and back, and say whether there is more", async () => {
    const ids: string[] = [];
    for (let made = 0; made < 5; made += 1) {
      open.clock.set(new Date(open.clock.now().getTime() + 1000));
      const answer = await open.ask("POST", "/v1/contracts", {
        key: agency,
        body: { contract: await draftContract() },
      });
      ids.unshift(answer.json.id);
    }
    const page = async (query: string) => {
      const { json } = await open.ask("GET", `/v1/contracts?${query}`, { key: agency });
      return [json.data.map((one: Json) => one.id), json.has_more];
    };
    expect(await page("limit=2")).toEqual([ids.slice(0, 2), true]);
    expect(await page(`limit=2&starting_after=${ids[1]}`)).toEqual([ids.slice(2, 4), true]);
    expect(await page(`limit=2&starting_after=${ids[3]}`)).toEqual([ids.slice(4), false]);
    expect(await page(`limit=2&ending_before=${ids[3]}`)).toEqual([ids.slice(1, 3), true]);
  });

  it.each(["limit=0", "limit=101", "limit=x", "offset=3", "starting_after=a&ending_before=b"])(
    "asked for with %s are refused by parameter",
    async (query) => {
      const { json } = await open.ask("GET", `/v1/contracts?${query}`, { key: agency });
      expect(json).toMatchObject({ status: 400, code: "http.wrong_parameter" });
      expect(json.errors.length).toBeGreaterThan(0);
    },
  );
});

it("a draft has an ETag, and who has it already gets 304", async () => {
  const made = await open.ask("POST", "/v1/contracts", {
    key: agency,
    body: { contract: await draftContract() },
  });
  const path = `/v1/contracts/${made.json.id}`;
  const first = await open.ask("GET", path, { key: agency });
  const etag = first.headers.get("etag") ?? "";
  expect(etag).toBe(`"${made.json.version}"`);
  const again = await open.ask("GET", path, { key: agency, headers: { "if-none-match": etag } });
  expect([again.status, again.text]).toEqual([304, ""]);
});

describe("readiness", () => {
  it("names each part, and says ready when all are", async () => {
    const { json, status } = await open.ask("GET", "/readyz");
    expect(status, JSON.stringify(json)).toBe(200);
    expect(json.checks.map((check: Json) => check.part).sort()).toEqual([
      "blobs",
      "certificates",
      "database",
      "fonts",
      "signing key",
    ]);
    expect((await open.ask("GET", "/healthz")).json).toEqual({ status: "ok" });
  });

  it("is 503 without fonts, and says that it is the fonts", async () => {
    const { createApp } = await import("../../src/http/create-app.ts");
    const bare = { ...open.house, assets: { read: async () => undefined } };
    const app = createApp(bare, { publicFile: async () => undefined, report: () => undefined });
    const answer = await app.request("/readyz");
    expect(answer.status).toBe(503);
    const failed = (await answer.json()).checks.filter((check: Json) => !check.ready);
    expect(failed.map((check: Json) => check.part)).toEqual(["fonts"]);
  });
});
