import { type Bytes, concat, latin1 } from "../../../src/kit/bytes.ts";
import {
  openPdf,
  type PdfDictionary,
  pagesOf,
  type Snapshot,
  signatureFields,
} from "../../../src/formats/pdf/index.ts";
import { latin1Bytes } from "../craft.ts";

/** A signed file opened for an attacker: what it holds, by number, as text. */
export type SignedFile = {
  readonly pdf: Bytes;
  readonly state: Snapshot;
  readonly catalog: number;
  readonly form: number;
  readonly page: number;
  readonly contents: number;
  readonly font: number;
  /** The signed field, its signature dictionary and its appearance. */
  readonly field: number;
  readonly value: number;
  readonly appearance: number;
  /** A number nobody uses. */
  readonly free: number;
};

const numberIn = (dictionary: PdfDictionary | undefined, key: string): number => {
  const found = dictionary?.entries.get(key);
  const one = found?.kind === "array" ? found.items[0] : found;
  if (one?.kind !== "reference") throw new Error(`/${key} is no reference`);
  return one.number;
};

/** Opens a file with at least one signature. */
export function openSigned(pdf: Bytes): SignedFile {
  const state = openPdf(pdf).at();
  const page = pagesOf(state)[0];
  const field = signatureFields(state).find((one) => state.dictionary(one.value) !== undefined);
  if (page === undefined || field === undefined) throw new Error("nothing is signed");
  const widget = state.load(field.widgets[0] ?? 0)?.object;
  const fonts = state.dictionary(
    state.dictionary(page.dictionary.entries.get("Resources"))?.entries.get("Font"),
  );
  const look = state.dictionary(widget?.kind === "dictionary" ? widget.entries.get("AP") : undefined);
  const size = state.revision.trailer.entries.get("Size");
  return {
    pdf,
    state,
    catalog: state.root.number,
    page: page.number,
    field: field.number,
    // Asked for only by attacks on them: a file of other writers may lack some.
    get form() {
      return numberIn(state.catalog, "AcroForm");
    },
    get contents() {
      return numberIn(page.dictionary, "Contents");
    },
    get font() {
      return numberIn(fonts, [...(fonts?.entries.keys() ?? [])][0] ?? "");
    },
    get value() {
      return numberIn(field.dictionary, "V");
    },
    get appearance() {
      return numberIn(look, "N");
    },
    free: (size?.kind === "number" ? size.value : 0) + 50,
  };
}

/** Appends a well-formed revision with these objects. */
export function append(file: SignedFile, objects: Readonly<Record<number, string>>): Bytes {
  const { pdf, state } = file;
  const previous = [...latin1(pdf).matchAll(/startxref\s+(\d+)/g)].at(-1)?.[1];
  let text = "\n";
  let table = "";
  for (const [number, source] of Object.entries(objects)) {
    const offset = String(pdf.length + text.length).padStart(10, "0");
    table += `${number} 1\n${offset} 00000 n \n`;
    text += `${number} 0 obj\n${source}\nendobj\n`;
  }
  const info = state.revision.trailer.entries.get("Info");
  const start = pdf.length + text.length;
  const infoText = info?.kind === "reference" ? `/Info ${info.number} 0 R` : "";
  text += `xref\n${table}trailer\n<< /Size ${file.free + 20} /Root ${file.catalog} 0 R ${infoText} /Prev ${previous} >>\nstartxref\n${start}\n%%EOF\n`;
  return concat(pdf, latin1Bytes(text));
}

/** A stream object's text. */
export const stream = (text: string, entries = ""): string =>
  `<< ${entries} /Length ${text.length} >>\nstream\n${text}\nendstream`;
