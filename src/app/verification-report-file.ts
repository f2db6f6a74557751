import type { ReportLanguage } from "../../schemas/check-report.ts";
import type { VerificationReport } from "../../schemas/verification.ts";
import { verificationReportDocument } from "../document/verification-report-document.ts";
import { utf8 } from "../kit/bytes.ts";
import { canonicalJson } from "../kit/canonical-json.ts";
import { sha256Hex } from "../kit/digest.ts";
import type { Desk } from "./desk/desk.ts";
import { assetBytes, fileNameOf, MEDIA_TYPES, type StoredFile } from "./stored-file.ts";
import { verificationReportFacts } from "./verification-report-facts.ts";

const TEMPLATE = "common/verification-report.docx";

/**
 * The answer of a verification as a printable PDF (电子签名验证报告) with the report's JSON attached. A character of a stranger's name
 * that no font of ours can draw shows as a box; the attachment has it. Throws `app.asset_missing`, DocumentError.
 */
export async function verificationReportFile(
  desk: Desk,
  report: VerificationReport,
  { language }: { readonly language: ReportLanguage },
): Promise<StoredFile> {
  const facts = verificationReportFacts(report, language);
  const docx = await verificationReportDocument(facts, await assetBytes(desk, TEMPLATE));
  const { pdf } = await desk.renderer.render({
    docx,
    title: facts.title,
    profile: "word",
    createdAt: desk.clock.now(),
    attachments: [
      {
        name: "verification.json",
        mediaType: MEDIA_TYPES.json,
        description: "验证结果（规范化 JSON）",
        // The paper names the file, not where it lay.
        bytes: utf8(canonicalJson(wellFormed({ ...report, file: facts.file }))),
      },
    ],
  });
  return {
    bytes: pdf,
    mediaType: MEDIA_TYPES.pdf,
    fileName: fileNameOf(`${facts.title} ${facts.file.replace(/\.pdf$/iu, "")}`, "pdf"),
    sha256: await sha256Hex(pdf),
  };
}

/** Canonical JSON holds whole Unicode only; what a hostile file put in instead becomes U+FFFD. */
const wellFormed = (report: VerificationReport): unknown =>
  JSON.parse(
    JSON.stringify(report, (_, value: unknown) => (typeof value === "string" ? value.toWellFormed() : value)),
  );
