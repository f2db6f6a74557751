import type { CheckReport } from "../../../schemas/check-report.ts";
import type { FormData } from "../../document/forms/form-document.ts";
import { type Bytes, fromUtf8 } from "../../kit/bytes.ts";
import type { RenderNote } from "../../ports/renderer.ts";
import type { Desk } from "../desk/desk.ts";
import { FormError } from "./form-error.ts";
import { checkFormData, formDocx, formPdf, formXlsx } from "./form-file.ts";
import { needForm, readFormData } from "./read-form.ts";

/** Everything `form fill` makes of one form. The documents are made even when the check blocks: blanks show as blanks. */
export type FilledForm = {
  readonly docx: Bytes;
  readonly pdf: Bytes;
  /** Quarterly tables only. */
  readonly xlsx: Bytes | undefined;
  readonly pages: number;
  readonly notes: readonly RenderNote[];
  /** Expressions of the template that found nothing. */
  readonly missing: readonly string[];
  readonly report: CheckReport;
};

/** Fills a form with its data. Throws `form.unknown`, `form.wrong_shape`, and what filling and laying out throw. */
export async function fillForm(
  desk: Desk,
  request: { readonly id: string; readonly json: unknown; readonly file?: string },
): Promise<FilledForm> {
  const form = needForm(request.id);
  const data: FormData = readFormData(form, request.json);
  const { docx, missing } = await formDocx(desk, form, data);
  const { pdf, pages, notes } = await formPdf(desk, form, { docx, data });
  const xlsx = await formXlsx(form, data);
  const report = checkFormData(desk, form, { data, file: request.file });
  return { docx, pdf, xlsx, pages, notes, missing, report };
}

/** JSON of a form's data file. Throws `form.not_json`. */
export function readFormJson(bytes: Bytes): unknown {
  try {
    return JSON.parse(fromUtf8(bytes));
  } catch (cause) {
    throw new FormError(
      "form.not_json",
      "文件不是 UTF-8 编码的 JSON · the file is not JSON in UTF-8",
      {},
      { cause },
    );
  }
}
