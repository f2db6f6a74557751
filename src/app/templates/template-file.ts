import type { TemplateFileKind } from "../../../schemas/api/template.ts";
import type { Bytes } from "../../kit/bytes.ts";
import { sha256Hex } from "../../kit/digest.ts";
import type { TemplateRecord } from "../../ports/records.ts";
import type { Caller } from "../caller.ts";
import type { House } from "../house.ts";
import { fileNameOf, MEDIA_TYPES, type StoredFile } from "../stored-file.ts";
import { useOf } from "./own-template.ts";
import { openedTemplate } from "./read-templates.ts";
import { commented, previewed } from "./template-desk.ts";

const SUFFIX: Readonly<Record<TemplateFileKind, string>> = {
  docx: "",
  commented: "（批注）",
  "preview-docx": "（样张）",
  "preview-pdf": "（样张）",
};

/**
 * A template as uploaded, with lint's problems as comments, or filled with samples and marked 样张 on every page. Throws
 * `app.not_found`, and for a preview of a template with errors `document.*`.
 */
export async function templateFile(
  house: House,
  caller: Caller,
  input: { readonly id: string; readonly kind: TemplateFileKind },
): Promise<StoredFile> {
  const { record, bytes } = await openedTemplate(house, caller, input);
  const made = await bytesOf(house, { record, bytes, kind: input.kind });
  const ending = input.kind === "preview-pdf" ? "pdf" : "docx";
  return {
    bytes: made,
    mediaType: MEDIA_TYPES[ending],
    fileName: fileNameOf(`${record.name}${SUFFIX[input.kind]}`, ending),
    sha256: await sha256Hex(made),
  };
}

async function bytesOf(
  house: House,
  asked: { readonly record: TemplateRecord; readonly bytes: Bytes; readonly kind: TemplateFileKind },
): Promise<Bytes> {
  const { record, bytes, kind } = asked;
  if (kind === "docx") return bytes;
  if (kind === "commented") return (await commented(house, bytes, useOf(record))).docx;
  const preview = await previewed(house, bytes, useOf(record));
  return kind === "preview-docx" ? preview.docx : (await preview.pdf()).pdf;
}
