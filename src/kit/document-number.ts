/** Formal numbers of documents (GB/T 9704-2012 7.2.5): 机关代字〔年〕号, hexagonal brackets, full year, no 第, no zeros in front. */

/** The parts of a document number. */
export type DocumentNumber = { readonly word: string; readonly year: number; readonly serial: number };

const WORD = "[\\p{Script=Han}]{1,20}";
const FORMAL = new RegExp(`^(${WORD})〔([1-9]\\d{3})〕([1-9]\\d{0,5})号$`, "u");
const LOOSE = new RegExp(
  `^(${WORD})\\s*[〔\\[［【（(]\\s*([1-9]\\d{3})\\s*[〕\\]］】）)]\\s*第?\\s*0*([1-9]\\d{0,5})\\s*号?$`,
  "u",
);

const partsOf = (match: RegExpExecArray | null): DocumentNumber | undefined =>
  match === null ? undefined : { word: match[1] ?? "", year: Number(match[2]), serial: Number(match[3]) };

/** Reads a number in formal style only: 冀知托备〔2022〕1号. */
export const readDocumentNumber = (text: string): DocumentNumber | undefined => partsOf(FORMAL.exec(text));

/** Reads a number however registers wrote it (〔2022〕第0001号, [2022]1), for import; undefined when it is none at all. */
export const readDocumentNumberAlias = (text: string): DocumentNumber | undefined =>
  partsOf(
    LOOSE.exec(
      text
        .trim()
        .normalize("NFC")
        .replaceAll(/[０-９]/gu, (sign) => sign.normalize("NFKC")),
    ),
  );

/** 冀知托备〔2022〕1号. @throws RangeError for an empty word, a year of other than four digits, or a serial below one. */
export function writeDocumentNumber({ word, year, serial }: DocumentNumber): string {
  const text = `${word}〔${year}〕${serial}号`;
  if (readDocumentNumber(text) === undefined)
    throw new RangeError("文号由机关代字、四位年份和从1起的序号组成");
  return text;
}
