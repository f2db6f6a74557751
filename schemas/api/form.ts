import { z } from "zod";

/** A form in the list of forms. */
export const FormSummary = z
  .object({
    id: z.string(),
    title: z.string(),
    title_en: z.string(),
    jurisdiction: z.string(),
    formats: z.array(z.enum(["docx", "pdf", "xlsx"])),
  })
  .meta({ id: "FormSummary" });
export type FormSummary = z.infer<typeof FormSummary>;

/** One field that a template of the form may name: `rows[].agency` is the field of every row. */
export const FormField = z
  .object({
    path: z.string(),
    type: z.string().describe("text, number, integer, boolean, or the words it may hold"),
    label: z.string(),
  })
  .meta({ id: "FormField" });
export type FormField = z.infer<typeof FormField>;

/** A form with everything one needs to fill it. */
export const FormView = FormSummary.extend({
  schema: z.record(z.string(), z.unknown()).describe("JSON Schema 2020-12 of the data"),
  fields: z.array(FormField),
  conditions: z.array(z.object({ id: z.string(), asks: z.string(), pointer: z.string(), basis: z.string() })),
  sample: z.record(z.string(), z.unknown()).describe("data that fit and meet every condition"),
}).meta({ id: "FormView" });
export type FormView = z.infer<typeof FormView>;
