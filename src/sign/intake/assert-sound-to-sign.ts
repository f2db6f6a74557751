import { openPdf, PdfError, type PdfFile, signatureFields } from "../../formats/pdf/index.ts";
import type { Bytes } from "../../kit/bytes.ts";
import { SignError } from "../errors.ts";
import { judgeDictionary } from "./dictionary-rules.ts";
import { judgeFields, judgeFiles, judgeLeftovers } from "./document-rules.ts";
import { judgeHidden } from "./hidden-content.ts";
import { refuse } from "./refuse.ts";
import { eachDictionary, reachable } from "./walk.ts";

/** Whether anybody signed the file yet, as the fields say. */
export type SignedSoFar = { readonly signatures: number };

/**
 * Rule V17: refuses a PDF that was prepared to show something else once it is signed. Before the first signature it is one
 * revision, holds nothing that no page leads to, and no form fields, annotations over text, layers, scripts, foreign files or
 * content from outside. Of a file that is signed already the first revision is judged so; whether what came after is sound is
 * the verifier's to say. Throws `sign.has_*` (refuse.ts), `sign.encrypted_pdf`, `sign.unreadable_pdf`. Reads all objects: for
 * uploads, not for the documents we made ourselves.
 */
export function assertSoundToSign(pdf: Bytes): SignedSoFar {
  try {
    return judged(openPdf(pdf));
  } catch (cause) {
    if (!(cause instanceof PdfError)) throw cause;
    if (cause.code === "pdf.encrypted")
      throw new SignError("sign.encrypted_pdf", "the PDF is encrypted: decrypt it, then sign", {}, { cause });
    throw new SignError(
      "sign.unreadable_pdf",
      "this is not a PDF that can be signed: damaged, or with bytes behind its end",
      { ...cause.facts, why: cause.code },
      { cause },
    );
  }
}

function judged(file: PdfFile): SignedSoFar {
  if (file.tail.length > 0) {
    throw new SignError(
      "sign.unreadable_pdf",
      "bytes stand behind the end of the PDF: save it anew, then sign",
    );
  }
  const newest = file.at();
  const signatures = signatureFields(newest).filter(
    ({ value }) => newest.resolve(value) !== undefined,
  ).length;
  if (revisionsBeforeSigning(file) > 1)
    throw refuse("sign.has_updates", { revisions: file.revisions.length });
  const state = file.at(0);
  const objects = reachable(state);
  judgeFields(state);
  for (const [number, { object }] of objects)
    eachDictionary(object, (dictionary) => judgeDictionary(state, dictionary, number));
  judgeHidden(state, objects);
  judgeFiles(state, objects);
  judgeLeftovers(file, objects);
  return { signatures };
}

/** Revisions until somebody signed; all of them in a file that nobody signed. */
function revisionsBeforeSigning(file: PdfFile): number {
  const first = file.revisions.findIndex(({ index }) => {
    const state = file.at(index);
    return signatureFields(state).some(({ value }) => state.resolve(value) !== undefined);
  });
  return first === -1 ? file.revisions.length : first;
}
