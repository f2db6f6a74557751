import type { CheckReport } from "../../../schemas/check-report.ts";
import { QuarterTableOne, QuarterTableTwo } from "../../../schemas/forms/hebei/quarter-tables.ts";
import type { FormFormat, FormKind } from "../../../schemas/forms/index.ts";
import { checkForm } from "../../completeness/forms/check-form.ts";
import { type FormData, formDocument } from "../../document/forms/form-document.ts";
import { type Bytes, utf8 } from "../../kit/bytes.ts";
import { canonicalJson } from "../../kit/canonical-json.ts";
import { dayInShanghai } from "../../kit/dates.ts";
import type { Rendered } from "../../ports/renderer.ts";
import { tableOneWorkbook, tableTwoWorkbook } from "../../report/quarter-workbook.ts";
import type { Desk } from "../desk/desk.ts";
import { proveDrawn } from "../prove-drawn.ts";
import { assetBytes, MEDIA_TYPES } from "../stored-file.ts";
import { FormError } from "./form-error.ts";

/** Media types of the files a form comes in. */
export const FORM_MEDIA_TYPES: Readonly<Record<FormFormat, string>> = {
  docx: MEDIA_TYPES.docx,
  pdf: MEDIA_TYPES.pdf,
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

/** Name under which a form's data travel inside its PDF. */
const ATTACHMENT = "form.json";

/** Checks a form's data today, or on another day. Findings are values. */
export const checkFormData = (
  desk: Pick<Desk, "clock">,
  form: FormKind,
  asked: { readonly data: FormData; readonly asOf?: string | undefined; readonly file?: string | undefined },
): CheckReport =>
  checkForm(form, asked.data, {
    asOf: asked.asOf ?? dayInShanghai(desk.clock.now()),
    ...(asked.file === undefined ? {} : { file: asked.file }),
  });

/** The form as Word, with what stayed blank. Throws `app.asset_missing` and what the document room throws. */
export const formDocx = async (desk: Pick<Desk, "assets">, form: FormKind, data: FormData) =>
  formDocument(form, data, await assetBytes(desk, form.template));

/** Word → PDF, with the data attached in canonical form. */
export const formPdf = (
  desk: Pick<Desk, "clock" | "renderer">,
  form: FormKind,
  filled: { readonly docx: Bytes; readonly data: FormData },
): Promise<Rendered> =>
  desk.renderer.render({
    docx: filled.docx,
    title: form.title,
    profile: "word",
    createdAt: desk.clock.now(),
    attachments: [
      {
        name: ATTACHMENT,
        mediaType: MEDIA_TYPES.json,
        description: "表单数据（与正文一致，规范化 JSON）",
        bytes: utf8(canonicalJson({ form: form.id, data: filled.data })),
      },
    ],
  });

/** The form as a spreadsheet; undefined for forms that are no quarterly table. */
export function formXlsx(form: FormKind, data: FormData): Promise<Bytes> | undefined {
  if (form.id === "hebei-quarter-table-1") return tableOneWorkbook(QuarterTableOne.parse(data));
  if (form.id === "hebei-quarter-table-2") return tableTwoWorkbook(QuarterTableTwo.parse(data));
  return undefined;
}

/**
 * One file of a form. Throws `form.format_not_offered`, `app.glyph_missing` when a PDF would hold a character that nobody
 * can read, and what making it throws.
 */
export async function formFile(
  desk: Desk,
  form: FormKind,
  asked: { readonly data: FormData; readonly format: FormFormat },
): Promise<Bytes> {
  const { data, format } = asked;
  if (!form.formats.includes(format)) throw notOffered(form, format);
  if (format === "xlsx") {
    const xlsx = formXlsx(form, data);
    if (xlsx === undefined) throw notOffered(form, format);
    return xlsx;
  }
  const { docx } = await formDocx(desk, form, data);
  if (format === "docx") return docx;
  const { pdf, notes } = await formPdf(desk, form, { docx, data });
  proveDrawn(notes);
  return pdf;
}

const notOffered = (form: FormKind, format: string): FormError =>
  new FormError("form.format_not_offered", `这种表单只有 ${form.formats.join("、")} 文件`, {
    form: form.id,
    format,
  });
