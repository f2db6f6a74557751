import { Unzlib } from "fflate";
import { concat } from "../../kit/bytes.ts";
import { nameOf, type PdfDictionary, type PdfObject, type PdfStream, wholeOf } from "./objects.ts";
import { malformed, PdfError, tooLarge } from "./pdf-error.ts";

/** What is left to inflate for one file: a thousand small bombs are one bomb. */
export type InflateBudget = { left: number };

/** Input is pushed in small steps so that one step can never inflate to more than about 16 MB. */
const STEP = 16_384;

/** Inflates zlib bytes within the budget; throws `pdf.too_large` beyond it and `pdf.malformed` for broken data. */
export function inflate(encoded: Uint8Array, budget: InflateBudget): Uint8Array {
  const parts: Uint8Array[] = [];
  const unzlib = new Unzlib((part) => {
    budget.left -= part.length;
    if (budget.left < 0) throw tooLarge("its streams inflate beyond the limit");
    parts.push(part);
  });
  try {
    for (let at = 0; at < encoded.length; at += STEP) {
      unzlib.push(encoded.subarray(at, at + STEP), at + STEP >= encoded.length);
    }
  } catch (error) {
    if (error instanceof PdfError) throw error;
    throw new PdfError(
      "pdf.malformed",
      "the PDF is malformed: a stream does not inflate",
      {},
      { cause: error },
    );
  }
  return parts.length === 1 && parts[0] ? parts[0] : concat(...parts);
}

/** The plain bytes of a stream that is unfiltered or FlateDecode (with PNG predictor); any other filter is refused. */
export function decodeStream(stream: PdfStream, budget: InflateBudget): Uint8Array {
  const filter = only(stream.dictionary.entries.get("Filter"));
  if (filter === undefined || filter.kind === "null") return stream.encoded;
  if (nameOf(filter) !== "FlateDecode")
    throw malformed("a structural stream has a filter other than FlateDecode", stream.start);
  const plain = inflate(stream.encoded, budget);
  const parameters = only(stream.dictionary.entries.get("DecodeParms"));
  return parameters?.kind === "dictionary" ? unpredict(plain, parameters) : plain;
}

function only(object: PdfObject | undefined): PdfObject | undefined {
  if (object?.kind !== "array") return object;
  if (object.items.length > 1) throw malformed("a structural stream has more than one filter", object.start);
  return object.items[0];
}

/** Undoes a PNG predictor; throws `pdf.malformed` for a predictor it does not know. */
export function unpredict(bytes: Uint8Array, parameters: PdfDictionary): Uint8Array {
  const predictor = wholeOf(parameters.entries.get("Predictor")) ?? 1;
  if (predictor === 1) return bytes;
  const colours = wholeOf(parameters.entries.get("Colors")) ?? 1;
  const bits = wholeOf(parameters.entries.get("BitsPerComponent")) ?? 8;
  const columns = wholeOf(parameters.entries.get("Columns")) ?? 1;
  const width = columns * colours;
  if (predictor < 10 || predictor > 15 || bits !== 8 || colours < 1 || width < 1 || width > 65_536) {
    throw malformed("a predictor is not one we know", parameters.start);
  }
  if (bytes.length % (width + 1) !== 0) throw malformed("predicted rows are cut short", parameters.start);
  return unpredictPng(bytes, width, colours);
}

function unpredictPng(bytes: Uint8Array, width: number, step: number): Uint8Array {
  const rows = bytes.length / (width + 1);
  const out = new Uint8Array(rows * width);
  for (let row = 0; row < rows; row += 1) {
    const filter = bytes[row * (width + 1)] ?? 0;
    if (filter > 4) throw malformed("a predicted row has an unknown filter");
    for (let column = 0; column < width; column += 1) {
      const at = row * width + column;
      const left = column >= step ? (out[at - step] ?? 0) : 0;
      const up = row > 0 ? (out[at - width] ?? 0) : 0;
      const corner = row > 0 && column >= step ? (out[at - width - step] ?? 0) : 0;
      out[at] = (bytes[row * (width + 1) + 1 + column] ?? 0) + predicted(filter, { left, up, corner });
    }
  }
  return out;
}

function predicted(filter: number, near: { left: number; up: number; corner: number }): number {
  if (filter === 0) return 0;
  if (filter === 1) return near.left;
  if (filter === 2) return near.up;
  if (filter === 3) return (near.left + near.up) >> 1;
  const guess = near.left + near.up - near.corner;
  const [byLeft, byUp, byCorner] = [
    Math.abs(guess - near.left),
    Math.abs(guess - near.up),
    Math.abs(guess - near.corner),
  ];
  if (byLeft <= byUp && byLeft <= byCorner) return near.left;
  return byUp <= byCorner ? near.up : near.corner;
}
