import type { Bytes } from "../../kit/bytes.ts";
import type { KnownFields } from "../fields/known-fields.ts";
import { templateSample } from "../fields/template-fields.ts";
import { fillTemplate } from "../fill-template.ts";
import { markSample } from "./mark-sample.ts";

/** The template filled with sample values, every page headed 样张. Throws DocumentError. */
export async function previewTemplate(template: Bytes, known?: KnownFields): Promise<Bytes> {
  const { docx } = await fillTemplate({ template, values: templateSample(template, known) });
  return markSample(docx);
}
