import { z } from "zod";
import type { FormView } from "../../../schemas/api/form.ts";
import { fieldList } from "../../../schemas/forms/field-list.ts";
import type { FormKind } from "../../../schemas/forms/index.ts";
import { citation } from "../../kit/citation.ts";

/** A form as a list shows it. */
export const formSummary = ({ id, title, titleEn, jurisdiction, formats }: FormKind) => ({
  id,
  title,
  title_en: titleEn,
  jurisdiction,
  formats: [...formats],
});

/** A form with its JSON Schema, field list, conditions and sample. */
export const formView = (form: FormKind): FormView => ({
  ...formSummary(form),
  schema: z.toJSONSchema(form.schema, { target: "draft-2020-12", io: "input" }),
  fields: [...fieldList(form)],
  conditions: form.conditions.map(({ id, asks, at, source }) => ({
    id,
    asks,
    pointer: at,
    basis: source.map(({ law, article }) => citation(law, article)).join("；"),
  })),
  sample: { ...form.sample },
});
