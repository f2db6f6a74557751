import { describe, expect, it } from "vitest";
import { agreements } from "../../schemas/forms/agreements/agreements.ts";
import { formOf } from "../../schemas/forms/index.ts";
import type { FormKind } from "../../schemas/forms/form-kind.ts";
import { checkForm } from "../../src/completeness/forms/check-form.ts";
import { dated, grouped } from "../../src/document/expression/named-functions.ts";
import { formFields } from "../../src/document/fields/known-fields.ts";
import { formDocument } from "../../src/document/forms/form-document.ts";
import { lintTemplate } from "../../src/document/lint/lint-template.ts";
import { usccFault } from "../../src/kit/uscc.ts";
import { buildDesk } from "../../src/runtime/node-desk.ts";
import { fileAt, textOf } from "./docx.ts";

const SEATS: Readonly<Record<string, readonly string[]>> = {
  "zhoukou-custody-agreement": ["甲方", "乙方"],
  "xuhui-cooperation-agreement": ["甲方", "乙方"],
  "amendment-agreement": ["甲方", "乙方"],
  "termination-agreement": ["甲方", "乙方", "丙方"],
  "authority-letter": ["委托人"],
};

const template = (form: FormKind) => fileAt(`templates/${form.template}`);
const filled = (form: FormKind, data: unknown) => formDocument(form, form.schema.parse(data), template(form));

/** Every text and number of the data, as a document words it. */
function wordsOf(value: unknown, key = ""): readonly string[] {
  if (typeof value === "string") return [dated(value) ?? ""];
  if (typeof value === "number")
    return [(key.toLowerCase().endsWith("amount") ? grouped(value) : undefined) ?? String(value)];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => wordsOf(inner, name));
}

const codesIn = (value: unknown): readonly string[] =>
  typeof value === "object" && value !== null
    ? Object.entries(value).flatMap(([name, inner]) => (name === "uscc" ? [String(inner)] : codesIn(inner)))
    : [];

describe.each(agreements)("$id", (form) => {
  it("is in the register of forms", () => {
    expect(formOf(form.id)).toBe(form);
  });

  it("shows every value of its sample and leaves no blank", async () => {
    const { docx, missing } = await filled(form, form.sample);
    const text = textOf(docx);
    expect(missing).toEqual([]);
    expect(wordsOf(form.sample).filter((words) => !text.includes(words))).toEqual([]);
    expect(text).not.toMatch(/\{\{|\}\}|undefined|null|NaN|\[object|_{2,}|。。|，，/);
  });

  it("of an empty form shows blanks and no invented values", async () => {
    const text = textOf((await filled(form, {})).docx);
    expect(text.match(/_{8}/g)?.length).toBeGreaterThan(10);
    expect(text).not.toMatch(/undefined|null|NaN|\[object/);
  });

  it("lints clean against its own fields", async () => {
    const report = await lintTemplate(template(form), formFields(form));
    expect(report).toMatchObject({ verdict: "clean", problems: [] });
  });

  it("is laid out without a note, with one place to sign for each seat", async () => {
    const { docx } = await filled(form, form.sample);
    const rendered = await buildDesk().renderer.render({
      docx,
      title: form.title,
      profile: "word",
      createdAt: new Date(0),
      attachments: [],
    });
    expect(rendered.notes).toEqual([]);
    expect(rendered.marks.map(({ tag }) => tag)).toEqual(SEATS[form.id]?.map((seat) => `sign:${seat}`));
  });

  it("has sound credit codes in its sample and describes every field in Chinese", () => {
    const codes = codesIn(form.sample);
    expect(codes.length).toBeGreaterThan(0);
    expect(codes.filter((code) => usccFault(code) !== undefined)).toEqual([]);
    for (const field of Object.values(form.schema.shape))
      expect(field.description).toMatch(/\p{Script=Han}/u);
  });

  it("finds nothing wrong with its sample, and everything that is wanting in an empty form", () => {
    const findings = (data: unknown) =>
      checkForm(form, form.schema.parse(data), { asOf: "2024-12-31" }).findings.map(({ id }) => id);
    expect(findings(form.sample)).toEqual([]);
    const wanted = form.conditions.filter(({ at, missing }) => missing !== undefined && !at.includes("*"));
    expect(findings({})).toEqual(wanted.map(({ id }) => `${id}.M`));
  });

  it("numbers its conditions once and cites them", () => {
    const ids = form.conditions.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { source } of form.conditions) expect(source[0]?.article).toBeDefined();
  });
});

describe("the papers beside a contract", () => {
  const find = (id: string): FormKind => {
    const found = formOf(id);
    if (found === undefined) throw new Error(`no form ${id}`);
    return found;
  };

  it("a third party signs a change only when there is one", async () => {
    const form = find("termination-agreement");
    const two = { ...form.sample, parties: [{ seat: "甲方" }, { seat: "乙方" }] };
    expect(textOf((await filled(form, two)).docx)).not.toContain("丙方（签章）");
    expect(textOf((await filled(form, form.sample)).docx)).toContain("丙方（签章）");
  });

  it("a term of two years, a paid office and a letter that ends before it begins are findings", () => {
    const ids = (id: string, changed: object) => {
      const form = find(id);
      const data = form.schema.parse({ ...form.sample, ...changed });
      return checkForm(form, data, { asOf: "2024-12-31" }).findings.map((finding) => finding.id);
    };
    expect(ids("zhoukou-custody-agreement", { termEnd: "2024-01-09" })).toEqual(["ZKA-09.U"]);
    expect(ids("zhoukou-custody-agreement", { officeFree: false })).toEqual(["ZKA-10.U"]);
    expect(ids("zhoukou-custody-agreement", { techEnterprises: 19 })).toEqual(["ZKA-08.Q"]);
    expect(ids("zhoukou-custody-agreement", { techEnterprises: 20 })).toEqual([]);
    expect(ids("authority-letter", { until: "2022-05-19" })).toEqual(["AUT-07.U"]);
    expect(ids("amendment-agreement", { parties: [{ seat: "甲方" }] })).toContain("AMD-03.U");
  });

  it("the letter of authority says agent, matter, scope and term (Civil Code 165) and forbids a substitute", async () => {
    const form = find("authority-letter");
    const text = textOf((await filled(form, form.sample)).docx);
    for (const words of ["受托人", "代理事项", "代理权限", "代理期限", "不得转委托"])
      expect(text).toContain(words);
  });

  it("the park's agreement says free of charge only when it is", async () => {
    const form = find("zhoukou-custody-agreement");
    expect(textOf((await filled(form, form.sample)).docx)).toContain("免费提供办公场所");
    const charged = { ...form.sample, officeFree: false };
    expect(textOf((await filled(form, charged)).docx)).toContain("为乙方提供办公场所");
  });
});
