import { nameOf, type PdfFile, signatureFields } from "../../formats/pdf/index.ts";
import type { Bytes } from "../../kit/bytes.ts";

/** One signature or document timestamp of a PDF, oldest first in a list of them. */
export type FoundSignature = {
  readonly field: string;
  readonly kind: "signature" | "document timestamp";
  /** /Contents decoded, with its padding: what VRI is named after. */
  readonly contents: Bytes;
};

/** The signed signature fields of the newest state, in the order in which they were signed. Judges nothing. */
export function readSignatures(file: PdfFile): readonly FoundSignature[] {
  const state = file.at();
  const found = signatureFields(state).flatMap((field) => {
    const value = state.dictionary(field.value);
    const contents = state.resolve(value?.entries.get("Contents"));
    if (value === undefined || contents?.kind !== "string") return [];
    const stamp = nameOf(value.entries.get("SubFilter")) === "ETSI.RFC3161";
    const kind = stamp ? ("document timestamp" as const) : ("signature" as const);
    const signature = { field: field.name, kind, contents: new Uint8Array(contents.bytes) };
    return [{ at: value.start, signature }];
  });
  return found.toSorted((a, b) => a.at - b.at).map(({ signature }) => signature);
}
