import type { ReportLanguage } from "../../schemas/check-report.ts";
import { checkReportDocument } from "../document/check-report-document.ts";
import { utf8 } from "../kit/bytes.ts";
import { canonicalJson } from "../kit/canonical-json.ts";
import { sha256Hex } from "../kit/digest.ts";
import { type CheckedFile, checkReportFacts } from "./check-report-facts.ts";
import type { Desk } from "./desk/desk.ts";
import { proveDrawn } from "./prove-drawn.ts";
import { assetBytes, fileNameOf, MEDIA_TYPES, type StoredFile } from "./stored-file.ts";

const TEMPLATE = "common/check-report.docx";

/** What a check's paper comes as. */
export type CheckReportFormat = "docx" | "pdf";

/**
 * The findings of a check as a paper for the file (审查意见表), as Word or as PDF with the report's JSON attached. Throws
 * `app.glyph_missing` when a PDF would hold a character that nobody can read, `app.asset_missing`.
 */
export async function checkReportFile(
  desk: Desk,
  checked: CheckedFile,
  asked: { readonly format: CheckReportFormat; readonly language: ReportLanguage },
): Promise<StoredFile> {
  const facts = checkReportFacts(checked, asked.language);
  const docx = await checkReportDocument(facts, await assetBytes(desk, TEMPLATE));
  const bytes = asked.format === "docx" ? docx : await asPdf(desk, { docx, title: facts.title, checked });
  return {
    bytes,
    mediaType: MEDIA_TYPES[asked.format],
    fileName: fileNameOf([facts.title, facts.contractNo ?? ""].filter(Boolean).join(" "), asked.format),
    sha256: await sha256Hex(bytes),
  };
}

async function asPdf(
  desk: Desk,
  made: { readonly docx: StoredFile["bytes"]; readonly title: string; readonly checked: CheckedFile },
): Promise<StoredFile["bytes"]> {
  const { pdf, notes } = await desk.renderer.render({
    docx: made.docx,
    title: made.title,
    profile: "word",
    createdAt: desk.clock.now(),
    attachments: [
      {
        name: "check.json",
        mediaType: MEDIA_TYPES.json,
        description: "核对结果（规范化 JSON）",
        bytes: utf8(canonicalJson(made.checked.report)),
      },
    ],
  });
  proveDrawn(notes);
  return pdf;
}
