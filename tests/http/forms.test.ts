import { unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FORMS, formOf } from "../../schemas/forms/index.ts";
import { attachedFiles, openPdf } from "../../src/formats/pdf/index.ts";
import { fromUtf8 } from "../../src/kit/bytes.ts";
import { type Answer, type OpenHouse, openHouse } from "./open-house.ts";

const TABLE = "hebei-quarter-table-2";
const sample = formOf(TABLE)?.sample;
const WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

describe("/v1/forms", () => {
  let house: OpenHouse;
  let key: string;

  beforeAll(async () => {
    house = await openHouse();
    key = house.keys.agency ?? "";
  });
  afterAll(() => house.close());

  const ask = (method: string, path: string, body?: unknown, headers = {}): Promise<Answer> =>
    house.ask(method, `/v1/forms${path}`, { key, headers, ...(body === undefined ? {} : { body }) });
  const file = (path: string, body: unknown, accept = "*/*"): Promise<Response> =>
    Promise.resolve(
      house.app.request(`http://127.0.0.1:8787/v1/forms${path}`, {
        method: "POST",
        headers: {
          Authorization: `Bearer ${key}`,
          "Content-Type": "application/json",
          Accept: accept,
        },
        body: JSON.stringify(body),
      }),
    );

  it("lists every form with the files it comes in", async () => {
    const { status, json } = await ask("GET", "");
    expect(status).toBe(200);
    expect(json.data.map(({ id }: { id: string }) => id)).toEqual(FORMS.map(({ id }) => id));
    expect(json.data.find(({ id }: { id: string }) => id === TABLE).formats).toEqual(["docx", "pdf", "xlsx"]);
  });

  it("tells a form's schema, fields, conditions and sample", async () => {
    const { status, json } = await ask("GET", `/${TABLE}`);
    expect(status).toBe(200);
    expect(json.schema.additionalProperties).toBe(false);
    expect(json.fields).toContainEqual({ path: "rows[].supervision", type: "text", label: "日常监督情况" });
    expect(json.conditions).toContainEqual(
      expect.objectContaining({ id: "HQB-07", pointer: "/rows/*/termEnd" }),
    );
    expect(json.sample).toEqual(sample);
  });

  it("fills a form as PDF with its data inside, as Word and as a spreadsheet, as asked", async () => {
    const pdf = await file(`/${TABLE}/documents`, sample);
    expect(pdf.headers.get("content-type")).toBe("application/pdf");
    const [attached] = attachedFiles(openPdf(new Uint8Array(await pdf.arrayBuffer())).at());
    expect(JSON.parse(fromUtf8(attached?.bytes ?? new Uint8Array(0)))).toEqual({ form: TABLE, data: sample });
    const word = await file(`/${TABLE}/documents`, sample, `${WORD}, */*;q=0.1`);
    expect(word.headers.get("content-type")).toBe(WORD);
    const sheet = await file(`/${TABLE}/documents?format=xlsx`, sample);
    expect(sheet.headers.get("content-type")).toBe(SHEET);
    expect(Object.keys(unzipSync(new Uint8Array(await sheet.arrayBuffer())))).toContain("xl/workbook.xml");
  });

  it("a form that is no table has no spreadsheet", async () => {
    const { status, json } = await ask("POST", "/hebei-work-plan/documents?format=xlsx", {});
    expect([status, json.code]).toEqual([406, "form.format_not_offered"]);
  });

  it("checks the conditions of a form; defects are results", async () => {
    const park = { ...formOf("zhoukou-park-application")?.sample, techEnterprises: 19 };
    const { status, json } = await ask("POST", "/zhoukou-park-application/checks", park);
    expect(status).toBe(200);
    expect(json).toMatchObject({ variant: "zhoukou-park-application", verdict: "ready", asOf: "2022-03-15" });
    expect(json.findings.map(({ id }: { id: string }) => id)).toEqual(["ZKP-03.Q"]);
  });

  it("refuses data of another shape with every place at once, in Chinese", async () => {
    const { status, json } = await ask("POST", `/${TABLE}/checks`, {
      quarter: "二",
      colour: 1,
      rows: [{ fee: 3 }],
    });
    expect([status, json.code]).toEqual([422, "form.wrong_shape"]);
    expect(json.errors.map(({ pointer }: { pointer: string }) => pointer).toSorted()).toEqual([
      "/colour",
      "/quarter",
      "/rows/0/fee",
    ]);
    expect(json.errors[0].detail).toMatch(/\p{Script=Han}/u);
  });

  it("an id that names no form is not found, and nobody comes in without a key", async () => {
    expect((await ask("GET", "/hebei-nothing")).json.code).toBe("form.unknown");
    expect((await ask("GET", "/__proto__")).json.code).toBe("form.unknown");
    expect((await house.ask("GET", "/v1/forms", {})).status).toBe(401);
  });

  it("a character that no font has is refused in a PDF, not printed as nothing", async () => {
    const { status, json } = await ask("POST", `/${TABLE}/documents?format=pdf`, { reportingUnit: "某🐉局" });
    expect([status, json.code]).toEqual([422, "app.glyph_missing"]);
    expect(json.detail).toContain("U+1F409");
  });

  it("a name with marks of the template stays a name", async () => {
    const trick = { ...sample, reportingUnit: "{{title}} <w:p/> ||x||" };
    const word = await file(`/${TABLE}/documents?format=docx`, trick);
    const parts = unzipSync(new Uint8Array(await word.arrayBuffer()));
    expect(fromUtf8(parts["word/document.xml"] ?? new Uint8Array(0))).toContain(
      "{{title}} &lt;w:p/&gt; ||x||",
    );
  });
});
