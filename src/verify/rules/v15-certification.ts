import type { ReasonCode } from "../../../schemas/verification-reasons.ts";
import { PdfError, type PdfFile } from "../../formats/pdf/index.ts";
import type { SignatureFindings } from "../judge-signature.ts";
import { transformsOf } from "../changes/locks.ts";

/**
 * V15: a certification (DocMDP) is the first signature, the only one of its kind, and what the catalog's /Perms points to in
 * the state it signed. One that is not is no certification other readers would honour: its permission still binds, the
 * verdict is open. Empty when there is none, or all is well.
 */
export function judgeCertification(pdf: PdfFile, findings: readonly SignatureFindings[]): ReasonCode[] {
  const signatures = findings.filter(({ kind, value }) => kind === "signature" && value !== undefined);
  const certifying = signatures.filter((one) => certifies(pdf, one));
  if (certifying.length === 0) return [];
  const first = Math.min(...signatures.map(({ found }) => found.revision));
  const sound =
    certifying.length === 1 && certifying.every((one) => one.found.revision === first && isNamed(pdf, one));
  return sound ? [] : ["verify.certification_unsound"];
}

function certifies(pdf: PdfFile, { found, value }: SignatureFindings): boolean {
  try {
    const state = pdf.at(found.revision);
    return (
      value !== undefined && transformsOf(state, value.dictionary).some(({ method }) => method === "DocMDP")
    );
  } catch (error) {
    if (error instanceof PdfError) return false;
    throw error;
  }
}

function isNamed(pdf: PdfFile, { found }: SignatureFindings): boolean {
  try {
    const state = pdf.at(found.revision);
    const named = state.dictionary(state.catalog.entries.get("Perms"))?.entries.get("DocMDP");
    return named?.kind === "reference" && named.number === found.valueNumber;
  } catch (error) {
    if (error instanceof PdfError) return false;
    throw error;
  }
}
