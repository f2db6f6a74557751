import type { ReasonCode } from "../../../schemas/verification-reasons.ts";
import { nameOf, PdfError, type PdfFile, type Snapshot } from "../../formats/pdf/index.ts";
import type { SignatureFindings } from "../judge-signature.ts";

/**
 * V17: what stood in the file before anybody signed is `sign`'s to refuse. A verifier says so when the signed state itself can
 * act or show itself otherwise: scripts, actions on opening, layers. A note: the signature covers them, and a reader should
 * know. Empty when nobody signed.
 */
export function judgeBeforeSigning(pdf: PdfFile, findings: readonly SignatureFindings[]): ReasonCode[] {
  if (findings.length === 0) return [];
  const first = Math.min(...findings.map(({ found }) => found.revision));
  try {
    return actsOrHides(pdf.at(first)) ? ["verify.active_content"] : [];
  } catch (error) {
    if (error instanceof PdfError) return [];
    throw error;
  }
}

function actsOrHides(state: Snapshot): boolean {
  const { entries } = state.catalog;
  const names = state.dictionary(entries.get("Names"));
  const opening = state.dictionary(entries.get("OpenAction"));
  const opens = opening !== undefined && nameOf(state.resolve(opening.entries.get("S"))) !== "GoTo";
  return (
    opens || entries.has("AA") || entries.has("OCProperties") || names?.entries.has("JavaScript") === true
  );
}
