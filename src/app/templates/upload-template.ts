import type { UploadedTemplateView, UploadTemplateInput } from "../../../schemas/api/template.ts";
import type { LintReport } from "../../../schemas/api/template-lint.ts";
import type { Bytes } from "../../kit/bytes.ts";
import type { TemplateRecord } from "../../ports/records.ts";
import { StoreError } from "../../ports/store.ts";
import { nextEvent } from "../audit.ts";
import { type Caller, needScope } from "../caller.ts";
import type { House } from "../house.ts";
import { madeBefore, settles } from "../once.ts";
import { templateView } from "./own-template.ts";
import { lintOf } from "./template-desk.ts";

const LONGEST_NAME = 120;

/** An upload: the file, what the sender calls it, what is said about it. */
export type TemplateUpload = {
  readonly bytes: Bytes;
  readonly fileName: string;
  readonly input: UploadTemplateInput;
};

/**
 * Keeps a template as a draft version, named by its content, and answers with its lint. The same bytes for the same use
 * are the version that is there. Throws `document.template_*` for a file that is no template, `app.template_use_unknown`.
 */
export async function uploadTemplate(
  house: House,
  caller: Caller,
  upload: TemplateUpload,
): Promise<UploadedTemplateView> {
  needScope(caller, "templates:write");
  const lint = await lintOf(upload.bytes, upload.input);
  const { variant = "", form = "" } = upload.input;
  const version = { tenantId: caller.organisationId, mode: caller.mode, digest: lint.sha256, variant, form };
  const made = madeBefore(caller, "template");
  const there =
    made === undefined ? await house.store.templateByDigest(version) : await house.store.template(made);
  if (there !== undefined) return { ...templateView(there), lint };
  const row: TemplateRecord = {
    ...version,
    id: house.ids.next("tpl"),
    name: upload.input.name ?? nameOf(upload.fileName),
    size: upload.bytes.length,
    state: "draft",
    version: 1,
    createdAt: house.clock.now().toISOString(),
    publishedAt: null,
  };
  await house.blobs.put(upload.bytes);
  return { ...templateView(await kept(house, caller, { row, lint })), lint };
}

/** Commits the row; when the same version was uploaded meanwhile, that one. */
async function kept(
  house: House,
  caller: Caller,
  { row, lint }: { readonly row: TemplateRecord; readonly lint: LintReport },
): Promise<TemplateRecord> {
  const deed = {
    aggregate: `template:${row.id}`,
    version: 1,
    type: "template.uploaded",
    facts: { sha256: row.digest, verdict: lint.verdict },
  };
  try {
    await house.store.commit([
      { event: await nextEvent(house, caller, deed) },
      { insert: "templates", row },
      ...(await settles(house, caller, { kind: "template", id: row.id })),
    ]);
    return row;
  } catch (error) {
    const lost = error instanceof StoreError && error.code === "store.duplicate";
    const faster = lost ? await house.store.templateByDigest(row) : undefined;
    if (faster === undefined) throw error;
    return faster;
  }
}

const nameOf = (fileName: string): string =>
  fileName
    .replace(/\.docx$/i, "")
    .replaceAll(/[\p{Cc}\p{Cf}]/gu, "")
    .trim()
    .slice(0, LONGEST_NAME) || "模板";
