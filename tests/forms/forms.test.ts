import { describe, expect, it } from "vitest";
import { fieldList } from "../../schemas/forms/field-list.ts";
import { FORMS } from "../../schemas/forms/index.ts";
import { directoryAssets } from "../../src/adapters/node/directory-assets.ts";
import { checkForm } from "../../src/completeness/forms/check-form.ts";
import { fieldPaths, fieldsOf } from "../../src/document/fields/field-schema.ts";
import { formFields } from "../../src/document/fields/known-fields.ts";
import { templateFields } from "../../src/document/fields/template-fields.ts";
import { lintTemplate } from "../../src/document/lint/lint-template.ts";
import { isCalendarDay, chineseDate } from "../../src/kit/dates.ts";
import { readYuan, writeGroupedYuan } from "../../src/kit/money.ts";
import { layOutPdf } from "../../src/layout/lay-out-pdf.ts";
import { fileAt, textOf } from "../document/docx.ts";
import { changed, filled, leavesOf, SOURCE_FORMS, TODAY } from "./fill.ts";

const assets = directoryAssets(new URL("../../templates", import.meta.url).pathname);

/** The ways a value may stand in a document. */
function shapesOf(value: unknown): readonly string[] {
  const text = String(value);
  const cents = readYuan(text);
  return [
    text,
    ...(isCalendarDay(text) ? [chineseDate(text)] : []),
    ...(cents === undefined ? [] : [writeGroupedYuan(cents)]),
  ];
}

it("every form of the sources is here", () => {
  expect(SOURCE_FORMS.map(({ id }) => id)).toHaveLength(25);
  expect(new Set(FORMS.map(({ id }) => id)).size).toBe(FORMS.length);
});

describe.each(SOURCE_FORMS.map((form) => [form.id, form] as const))("%s", (_, form) => {
  it("its sample fits the schema and meets every condition", () => {
    const data = form.schema.parse(form.sample);
    expect(checkForm(form, data, { asOf: TODAY })).toMatchObject({ verdict: "ready", findings: [] });
  });

  it("its sample fills every place, and every value is shown", async () => {
    const { docx, missing } = await filled(form, form.sample);
    expect(missing).toEqual([]);
    const text = textOf(docx);
    expect(text).not.toContain("{{");
    expect(text).not.toContain("________");
    const unseen = leavesOf(form.sample).filter(
      ({ value }) => typeof value !== "boolean" && !shapesOf(value).some((shape) => text.includes(shape)),
    );
    expect(unseen).toEqual([]);
  });

  it("every yes and no of the sample changes what the document says", async () => {
    const before = textOf((await filled(form, form.sample)).docx);
    for (const { pointer, value } of leavesOf(form.sample)) {
      if (typeof value !== "boolean") continue;
      const after = textOf((await filled(form, changed(form, { [pointer]: !value }))).docx);
      expect(after, pointer).not.toBe(before);
    }
  });

  it("its schema and its template name the same fields", async () => {
    const template = fileAt(`templates/${form.template}`);
    const known = formFields(form);
    const used = fieldPaths(fieldsOf(templateFields(template, known)));
    const leaves = used.filter(
      (path) => !used.some((other) => other.startsWith(`${path}.`) || other.startsWith(`${path}[`)),
    );
    const listed = fieldList(form).map(({ path }) => path.replace(/\[\]$/, ""));
    expect(leaves.toSorted()).toEqual(listed.toSorted());
    expect((await lintTemplate(template, known)).problems).toEqual([]);
  });

  it("an empty form is a document too, and what it lacks is found", async () => {
    const { docx } = await filled(form, {});
    expect(textOf(docx)).not.toContain("undefined");
    const report = checkForm(form, form.schema.parse({}), { asOf: TODAY });
    expect(report.verdict).toBe("blocked");
    expect(report.findings.every(({ id }) => id.endsWith(".M"))).toBe(true);
  });

  it("our engine lays it out without a note", async () => {
    const { docx } = await filled(form, form.sample);
    const { notes, pages } = await layOutPdf(
      { docx, title: form.title, profile: "word", createdAt: new Date(0), attachments: [] },
      assets,
    );
    expect(notes).toEqual([]);
    expect(pages).toBeGreaterThan(0);
  });
});

it("a field that a form does not have is refused by every schema", () => {
  for (const form of SOURCE_FORMS)
    expect(form.schema.safeParse({ ...form.sample, unknownField: 1 }).success, form.id).toBe(false);
});
