import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { VerificationReport } from "../../schemas/verification.ts";
import { attachedFiles, openPdf } from "../../src/formats/pdf/index.ts";
import { forgetAuthorities, makeRoot, makeSigner } from "../verify/authorities.ts";
import { plainObjects, writePdf } from "../verify/craft.ts";
import { hostileFiles } from "../verify/hostile-files.ts";
import { type OpenHouse, openHouse } from "./open-house.ts";

let open: OpenHouse;
beforeAll(async () => {
  open = await openHouse();
});
afterAll(() => open.close());

const FILE = writePdf(plainObjects());

const send = (query: string, headers: Record<string, string> = {}): Promise<Response> =>
  Promise.resolve(
    open.app.request(`/v1/verifications${query}`, {
      method: "POST",
      body: FILE,
      headers: { "content-type": "application/pdf", ...headers },
    }),
  );

describe("a verification over /v1", () => {
  it("has a coded answer for every kind of bad input, by body and by the page's form, and none is valid", async () => {
    const party = makeSigner("http-party", makeRoot("http-root"));
    for (const { name, bytes, code } of hostileFiles(party)) {
      const answer = await open.app.request("/v1/verifications", {
        method: "POST",
        body: bytes,
        headers: { "content-type": "application/pdf" },
      });
      expect(answer.status, name).toBe(200);
      const { report } = (await answer.json()) as { report: { verdict: string; reasons: string[] } };
      expect([name, report.verdict]).toEqual([name, "invalid"]);
      expect(report.reasons, name).toContain(code);
      const form = new FormData();
      form.set("file", new Blob([bytes]), `${name}.pdf`);
      const page = await open.app.request("/verify", { method: "POST", body: form });
      expect([name, page.status]).toEqual([name, 200]);
      expect(await page.text(), name).toContain(code);
    }
    forgetAuthorities();
  });

  it("of a Word document says that it is no PDF, on the page too, and never speaks of roots it was not asked about", async () => {
    const word = new Uint8Array([0x50, 0x4b, 3, 4, 20, 0, 6, 0, 8, 0]);
    const form = () => {
      const body = new FormData();
      body.set("file", new Blob([word]), "合同.docx");
      return { method: "POST", body };
    };
    const answer = await open.app.request("/v1/verifications", form());
    const { report } = (await answer.json()) as { report: VerificationReport };
    expect(report).toMatchObject({ verdict: "invalid", reasons: ["verify.not_a_pdf"], signatures: [] });
    expect(report.statement.zh).toMatch(/没有读成.*（北京时间）/u);
    expect(report.statement.zh).not.toContain("没有配置信任根");
    const page = await (await open.app.request("/verify", form())).text();
    expect(page).toContain("这不是 PDF 文件");
    expect(page).not.toContain("文件或签名没有通过核验");
  });

  it("asked for a document number as register_no answers 404 with a hint at document_no", async () => {
    const ask = async (number: string): Promise<string> => {
      const answer = await open.ask("POST", "/v1/verifications", {
        body: { register_no: number },
        once: "none",
      });
      expect(answer.status).toBe(404);
      return answer.json.detail;
    };
    expect(await ask("冀知托备〔2026〕1号")).toContain("document_no");
    expect(await ask("130100-2026-000001-A")).not.toContain("document_no");
  });

  it.each([
    ["by Accept", "", { accept: "application/pdf" }],
    ["by format", "?format=pdf", {}],
    ["by format against Accept", "?format=pdf", { accept: "application/json" }],
    ["in English", "?format=pdf&lang=en", {}],
  ])("comes as a printable report, %s", async (_, query, headers) => {
    const answer = await send(query, headers);
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "application/pdf"]);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    expect(attachedFiles(openPdf(bytes).at()).map(({ name }) => name)).toEqual(["verification.json"]);
    const name = query.includes("en") ? "Report%20on" : encodeURIComponent("电子签名验证报告");
    expect(answer.headers.get("content-disposition")).toContain(name);
  });

  it.each([
    ["without a wish", "", {}],
    ["for whoever takes anything", "", { accept: "*/*" }],
    ["where JSON is named first", "", { accept: "application/json, application/pdf" }],
    ["by format against Accept", "?format=json", { accept: "application/pdf" }],
  ])("comes as JSON %s", async (_, query, headers) => {
    const answer = await send(query, headers);
    expect(await answer.json()).toMatchObject({
      report: { verdict: "unsigned" },
      receipt: null,
      filed: null,
    });
  });

  it("a format or a language nobody offers is refused with the place", async () => {
    for (const query of ["?format=docx", "?lang=fr", "?colour=red"]) {
      const answer = await send(query);
      expect([answer.status, answer.headers.get("content-type")]).toEqual([
        expect.toSatisfy((status: number) => status === 400 || status === 422),
        expect.stringContaining("application/problem+json"),
      ]);
    }
  });

  it("the page's scripts come from this house and are asked again by their digest", async () => {
    for (const path of ["/verify/verify.js", "/verify/verify-engine.js", "/verify-offline.js"]) {
      const answer = await open.app.request(path);
      expect([answer.status, answer.headers.get("cache-control")]).toEqual([200, "no-cache"]);
      const etag = answer.headers.get("etag") ?? "";
      expect((await open.app.request(path, { headers: { "if-none-match": etag } })).status).toBe(304);
    }
  });

  it("only the page that reads QR codes may use the camera, and it loads nothing from elsewhere", async () => {
    const page = await open.app.request("/verify");
    expect(page.headers.get("permissions-policy")).toContain("camera=(self)");
    expect((await open.app.request("/")).headers.get("permissions-policy")).toContain("camera=()");
    const policy = page.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("connect-src 'self'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
  });
});
