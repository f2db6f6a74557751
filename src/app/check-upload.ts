import { parseContractText } from "../contract/parse.ts";
import { uploadKind } from "../extract/read-upload.ts";
import { fromUtf8 } from "../kit/bytes.ts";
import { sha256Hex } from "../kit/digest.ts";
import { checkDocument, type DocumentDesk, type DocumentQuestion } from "./check-document.ts";
import type { CheckedFile } from "./check-report-facts.ts";

/**
 * An uploaded contract checked, with what its paper needs: the fingerprint, and the data where the file is data. Throws what
 * `checkDocument` throws.
 */
export async function checkUpload(desk: DocumentDesk, asked: DocumentQuestion): Promise<CheckedFile> {
  const report = await checkDocument(desk, asked);
  const isData = uploadKind(asked.file) === "json";
  return {
    report,
    ...(isData ? { contract: parseContractText(fromUtf8(asked.file)) } : {}),
    sha256: await sha256Hex(asked.file),
  };
}
