import type { z } from "zod";
import type { FormCondition } from "./form-condition.ts";

/** The folders of templates/ a form may belong to; `common` holds papers that no single jurisdiction states. */
export type FormJurisdiction = "hebei" | "zhoukou" | "xuhui" | "cnipa" | "hunan" | "common";

/** File kinds a filled form comes in. */
export type FormFormat = "docx" | "pdf" | "xlsx";

/**
 * One document of the sources: its words are in the template, its fields in the schema, what it asks of them in the
 * conditions. The template's values are the parsed data as they are, so a province's own template works the same way.
 */
export type FormKind = {
  /** kebab-case, public, never renamed. */
  readonly id: string;
  readonly title: string;
  readonly titleEn: string;
  readonly jurisdiction: FormJurisdiction;
  /** Path under templates/. */
  readonly template: string;
  readonly schema: z.ZodObject;
  /** Fits the schema, meets the conditions, fills every field. All persons and firms in it are invented. */
  readonly sample: Readonly<Record<string, unknown>>;
  readonly conditions: readonly FormCondition[];
  /** `docx` and `pdf` always; `xlsx` where the source asks for a table that is counted with. */
  readonly formats: readonly FormFormat[];
};
