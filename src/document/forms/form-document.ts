import type { z } from "zod";
import type { FormKind } from "../../../schemas/forms/form-kind.ts";
import type { Bytes } from "../../kit/bytes.ts";
import { type Filled, fillTemplate } from "../fill-template.ts";

/** A form's data after its schema has read them. */
export type FormData = Readonly<Record<string, unknown>>;

/**
 * The form as a Word document: the template filled with the data as they are. What is absent prints as a blank and is
 * listed in `missing`. Any template that knows the form's field names serves, a province's own too. Throws DocumentError.
 */
export const formDocument = (form: FormKind, data: FormData, template: Bytes): Promise<Filled> =>
  fillTemplate({ template, values: { ...absentFields(form.schema), ...data } });

/** A template may name every field of the schema: what the data lack is nothing, not an unknown name. */
const absentFields = (schema: z.ZodObject): Record<string, null> =>
  Object.fromEntries(Object.keys(schema.shape).map((name) => [name, null]));
