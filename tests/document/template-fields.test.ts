import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { Contract, Variant } from "../../schemas/contract.ts";
import { FORMS } from "../../schemas/forms/index.ts";
import { contractValues } from "../../src/document/contract-values.ts";
import { type FieldSchema, fieldAt } from "../../src/document/fields/field-schema.ts";
import { formFields, variantFields } from "../../src/document/fields/known-fields.ts";
import { templateFields, templateSample } from "../../src/document/fields/template-fields.ts";
import { fillTemplate } from "../../src/document/fill-template.ts";
import { fileAt, template, textOf } from "./docx.ts";

const samples: { readonly valid: Record<string, unknown> } = JSON.parse(
  readFileSync(new URL("../fixtures/contracts.json", import.meta.url), "utf8"),
);

/** Paths of values for which the fields have no name. */
function unknownPaths(value: unknown, field: FieldSchema | undefined, path = ""): string[] {
  if (value === undefined || value === null) return [];
  if (field === undefined) return [path];
  if (Array.isArray(value)) return value.flatMap((item) => unknownPaths(item, field.items, `${path}[]`));
  if (typeof value !== "object") return [];
  return Object.entries(value).flatMap(([name, part]) =>
    unknownPaths(part, fieldAt(field, name), `${path}.${name}`),
  );
}

describe("the fields of a variant", () => {
  it.each(Object.keys(samples.valid))("every value made from sample %s is a field", (id) => {
    const contract = Contract.parse(samples.valid[id]);
    const { fields } = variantFields(contract.variant);
    const values = Object.entries(contractValues(contract)).filter(([, value]) => value !== undefined);
    expect(unknownPaths(Object.fromEntries(values), fields)).toEqual([]);
  });

  it.each(Variant.options)("%s has a Chinese name for every field it prints", (variant) => {
    const { fields, elements } = variantFields(variant);
    const nameless = Object.entries(fields.properties ?? {}).filter(([, field]) => !field.description);
    expect(nameless.map(([name]) => name)).toEqual(["variant"]);
    expect(elements.length).toBeGreaterThan(20);
  });
});

describe("the fields of a template", () => {
  const schema = (...paragraphs: readonly string[]) => templateFields(template(...paragraphs));

  it("is a JSON Schema 2020-12 with a sample", () => {
    expect(schema("{{title}}")).toMatchObject({
      $schema: "https://json-schema.org/draft/2020-12/schema",
      type: "object",
      properties: { title: { type: ["string", "number"] } },
      required: ["title"],
      examples: [{ title: "〔title〕" }],
    });
  });

  it("loops are lists, also inside each other and through functions of lists", () => {
    const fields = schema(
      "{{FOR p IN parties}}{{$p.name}}{{FOR r IN $p.rights}}{{$r.no}}{{END-FOR r}}{{END-FOR p}}",
      '{{names.map(n => n.last).join("、")}}',
    );
    expect(fields).toMatchObject({
      properties: {
        parties: {
          type: "array",
          items: {
            type: "object",
            properties: { name: {}, rights: { type: "array", items: { properties: { no: {} } } } },
          },
        },
        names: { type: "array", items: { properties: { last: {} } } },
      },
    });
  });

  it("what only stands in a condition is optional", () => {
    expect(schema("{{IF paid}}{{amount}}{{END-IF}}", "{{title}}")).toMatchObject({ required: ["title"] });
  });

  it("functions tell days, amounts and numbers; IMAGE tells pictures", () => {
    expect(
      schema("{{年月日(signed)}}", "{{金额(sum)}}", "{{大写(sum)}}", "{{序号(no)}}", "{{IMAGE qr}}"),
    ).toMatchObject({
      properties: {
        signed: { type: "string", format: "date" },
        sum: { type: ["string", "number"] },
        no: { type: "integer" },
        qr: { type: "object", required: ["width", "height", "data"] },
      },
    });
  });

  it("types and Chinese names of the variant are merged in", () => {
    const fields = templateFields(template("{{contractNo}}", "{{agency.uscc}}"), variantFields("HB-2P"));
    expect(fields).toMatchObject({
      properties: {
        contractNo: { type: "string", description: "合同编号" },
        agency: { description: "托管机构", properties: { uscc: { description: "统一社会信用代码" } } },
      },
    });
  });

  it("a sample fills every field of the template it was made for, JSON there and back", async () => {
    const bytes = template(
      "{{title}}{{FOR p IN parties}}{{$p.name}}{{END-FOR p}}{{IF fee.paid}}{{金额(fee.amount)}}{{END-IF}}{{IMAGE qr}}",
    );
    const values = JSON.parse(JSON.stringify(templateSample(bytes)));
    const filled = await fillTemplate({ template: bytes, values });
    expect([filled.missing, filled.unused]).toEqual([[], []]);
    expect(textOf(filled.docx)).toContain("36,000.00");
  });

  it("the sample of a form's template is the form's own", () => {
    for (const form of FORMS.slice(0, 3)) {
      const bytes = fileAt(`templates/${form.template}`);
      const made = Object.entries(templateSample(bytes, formFields(form)));
      for (const [name, value] of made.filter(([name]) => typeof form.sample[name] === "string"))
        expect(value, `${form.id} ${name}`).toBe(form.sample[name]);
    }
  });
});

describe("values that no command reads", () => {
  const unused = async (text: string, values: Record<string, unknown>) =>
    (await fillTemplate({ template: template(text), values })).unused;

  it("are reported by their paths", async () => {
    const values = {
      title: "甲",
      fee: { amount: "1", account: { no: "2" } },
      scope: [{ name: "a", code: "b" }],
    };
    expect(await unused("{{title}}{{fee.amount}}{{FOR s IN scope}}{{$s.name}}{{END-FOR s}}", values)).toEqual(
      ["fee.account", "scope[].code"],
    );
  });

  it("what was only asked about, joined or mapped was read; what is absent is not missed", async () => {
    const values = { a: "1", b: ["x"], c: [{ d: "y" }], e: null, f: undefined };
    expect(await unused('{{a ? "有" : "无"}}{{b.join("、")}}{{c.map(i => i.d).join("")}}', values)).toEqual(
      [],
    );
  });

  it("are at most five hundred", async () => {
    const many = Object.fromEntries(Array.from({ length: 900 }, (_, at) => [`v${at}`, 1]));
    expect(await unused("无", many)).toHaveLength(500);
  });
});
