import { dateOf, nameOf, openPdf, type PdfFile, signatureFields, wholeOf } from "../../formats/pdf/index.ts";
import { type Bytes, concat } from "../../kit/bytes.ts";
import { derElementAt } from "../../kit/der-read.ts";
import { type CmsParts, readCmsParts } from "./cms-parts.ts";

/** One signature or document timestamp as it lies in a PDF: bytes for outside tools to judge. Nothing here judges it. */
export type SignatureInFile = {
  readonly field: string;
  readonly subFilter: string;
  /** Where the signed revision ends. */
  readonly end: number;
  /** The bytes that the signature covers. */
  readonly covered: Bytes;
  /** The CMS, without its padding. */
  readonly cms: Bytes;
  readonly parts: CmsParts;
  /** /M, a claim. */
  readonly claimedAt: Date | undefined;
};

/** All signatures of a PDF in the order of their revisions. Those that cannot be read are left out. Throws `pdf.*`. */
export function signaturesIn(pdf: Bytes): SignatureInFile[] {
  const file = openPdf(pdf);
  return signatureFields(file.at())
    .flatMap((field) => readOne(file, field))
    .toSorted((a, b) => a.end - b.end);
}

function readOne(file: PdfFile, field: ReturnType<typeof signatureFields>[number]): SignatureInFile[] {
  const state = file.at();
  const value = state.dictionary(field.value);
  const contents = state.resolve(value?.entries.get("Contents"));
  const range = state.resolve(value?.entries.get("ByteRange"));
  if (value === undefined || contents?.kind !== "string" || range?.kind !== "array") return [];
  const [start, gap, resumed, length] = range.items.map((item) => wholeOf(state.resolve(item)) ?? -1);
  const end = (resumed ?? -1) + (length ?? -1);
  if (start !== 0 || gap === undefined || resumed === undefined || gap <= 0 || end > file.bytes.length)
    return [];
  const cms = derElementAt(new Uint8Array(contents.bytes), 0)?.whole;
  const parts = cms === undefined ? undefined : readCmsParts(cms);
  if (cms === undefined || parts === undefined) return [];
  return [
    {
      field: field.name,
      subFilter: nameOf(state.resolve(value.entries.get("SubFilter"))) ?? "",
      end,
      covered: concat(file.bytes.subarray(0, gap), file.bytes.subarray(resumed, end)),
      cms: cms.slice(),
      parts,
      claimedAt: dateOf(state.resolve(value.entries.get("M"))),
    },
  ];
}
