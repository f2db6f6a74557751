import type { Bytes } from "../../../kit/bytes.ts";
import type { InflateBudget } from "../inflate.ts";
import { isSpace, Lexer } from "../lexer.ts";
import { nameOf, type PdfDictionary, type PdfObject, type PdfStream, wholeOf } from "../objects.ts";
import { openPdf } from "../open-pdf.ts";
import { parseObject } from "../parse-object.ts";
import { malformed, PdfError, tooLarge } from "../pdf-error.ts";
import { decodeTolerantly } from "./filters.ts";
import type { PdfTextLimits } from "./limits.ts";
import { newPatience, type Patience, spend } from "./patience.ts";

/** Objects of a PDF for showing it. `repaired`: its cross-reference was broken and rebuilt by looking for objects. */
export type PdfSource = {
  readonly repaired: boolean;
  readonly catalog: PdfDictionary;
  resolve(object: PdfObject | undefined): PdfObject | undefined;
  dictionary(object: PdfObject | undefined): PdfDictionary | undefined;
  /** Plain bytes, or undefined for a picture filter. */
  decode(stream: PdfStream): Uint8Array | undefined;
  /** What may still be tried in vain. */
  readonly patience: Patience;
};

/**
 * Opens a PDF to read what it shows: strictly first, else rebuilt from the objects found in it. A verifier never does
 * this; a checker of text may. Throws `pdf.encrypted`, `pdf.too_large`, and `pdf.malformed` when nothing can be found.
 */
export function openSource(bytes: Bytes, limits: PdfTextLimits): PdfSource {
  if (bytes.length > limits.bytes) throw tooLarge(`more than ${limits.bytes} bytes`);
  const budget: InflateBudget = { left: limits.inflated };
  try {
    const snapshot = openPdf(bytes).at();
    const found = tolerant({ repaired: false, resolve: (object) => snapshot.resolve(object), budget });
    const { catalog } = snapshot;
    if (found.dictionary(catalog.entries.get("Pages")) !== undefined) return { ...found, catalog };
  } catch (fault) {
    if (!(fault instanceof PdfError) || fault.code !== "pdf.malformed") throw fault;
  }
  return rebuilt(bytes, budget);
}

type Plain = {
  readonly repaired: boolean;
  readonly resolve: PdfSource["resolve"];
  readonly budget: InflateBudget;
};

function tolerant({ repaired, resolve: look, budget }: Plain): Omit<PdfSource, "catalog"> {
  const resolve: PdfSource["resolve"] = (object) => {
    try {
      return look(object);
    } catch (fault) {
      if (fault instanceof PdfError && fault.code === "pdf.malformed") return undefined;
      throw fault;
    }
  };
  return {
    repaired,
    resolve,
    patience: newPatience(),
    dictionary(object) {
      const found = resolve(object);
      return found?.kind === "dictionary" ? found : found?.kind === "stream" ? found.dictionary : undefined;
    },
    decode: (stream) => decodeTolerantly(stream, resolve, budget),
  };
}

const MOST_OBJECTS = 200_000;

/** Where "N G obj" stands; the last one of a number counts. */
function findObjects(bytes: Uint8Array): Map<number, number> {
  const found = new Map<number, number>();
  for (let at = bytes.indexOf(0x6f, 3); at >= 0; at = bytes.indexOf(0x6f, at + 1)) {
    if (bytes[at + 1] !== 0x62 || bytes[at + 2] !== 0x6a || !isSpace(bytes[at - 1])) continue;
    let start = at - 1;
    while (isSpace(bytes[start])) start -= 1;
    const generationEnd = start;
    while (isDigit(bytes[start])) start -= 1;
    if (start === generationEnd || !isSpace(bytes[start])) continue;
    while (isSpace(bytes[start])) start -= 1;
    const numberEnd = start;
    while (isDigit(bytes[start]) && numberEnd - start < 9) start -= 1;
    if (start === numberEnd) continue;
    let number = 0;
    for (let digit = start + 1; digit <= numberEnd; digit += 1)
      number = number * 10 + (bytes[digit] ?? 0) - 48;
    found.set(number, at + 3);
    if (found.size > MOST_OBJECTS) throw tooLarge("too many objects");
  }
  return found;
}

const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 48 && byte <= 57;

function rebuilt(bytes: Bytes, budget: InflateBudget): PdfSource {
  const offsets = findObjects(bytes);
  const patience = newPatience();
  const objects = new Map<number, PdfObject | undefined>();
  const load = (number: number): PdfObject | undefined => {
    if (objects.has(number)) return objects.get(number);
    objects.set(number, undefined);
    const offset = offsets.get(number);
    const object = offset === undefined ? undefined : readLoosely({ bytes, offset, load, patience });
    objects.set(number, object);
    return object;
  };
  const resolve: PdfSource["resolve"] = (object) => {
    let current = object;
    for (let steps = 0; current?.kind === "reference" && steps < 8; steps += 1)
      current = load(current.number);
    return current?.kind === "null" || current?.kind === "reference" ? undefined : current;
  };
  const source = tolerant({ repaired: true, resolve, budget });
  let catalog: PdfDictionary | undefined;
  for (const number of offsets.keys()) {
    const object = load(number);
    const dictionary =
      object?.kind === "stream" ? object.dictionary : object?.kind === "dictionary" ? object : undefined;
    if (dictionary?.entries.has("Encrypt")) throw encrypted();
    if (object?.kind === "stream" && nameOf(dictionary?.entries.get("Type")) === "ObjStm")
      unpackInto(objects, object, source);
  }
  refuseEncryptedTrailer(bytes);
  for (const object of objects.values())
    if (object?.kind === "dictionary" && nameOf(object.entries.get("Type")) === "Catalog") catalog = object;
  if (catalog === undefined) throw malformed("no catalog can be found in it");
  return { ...source, catalog };
}

const encrypted = (): PdfError =>
  new PdfError("pdf.encrypted", "the PDF is encrypted; remove its password first");

function refuseEncryptedTrailer(bytes: Uint8Array): void {
  const tail = new TextDecoder("latin1").decode(bytes.subarray(Math.max(0, bytes.length - 4096)));
  if (/trailer[\s\S]{0,2000}\/Encrypt\b/.test(tail)) throw encrypted();
}

type Loose = {
  readonly bytes: Uint8Array;
  readonly offset: number;
  readonly load: (number: number) => PdfObject | undefined;
  readonly patience: Patience;
};

function readLoosely({ bytes, offset, load, patience }: Loose): PdfObject | undefined {
  const lexer = new Lexer(bytes, offset);
  try {
    const object = parseObject(lexer);
    if (object.kind !== "dictionary") return object;
    lexer.skipSpace();
    if (!lexer.takes("stream")) return object;
    if (lexer.peek() === 13) lexer.at += 1;
    if (lexer.peek() === 10) lexer.at += 1;
    const declared = object.entries.get("Length");
    const length = wholeOf(declared?.kind === "reference" ? load(declared.number) : declared);
    const end = streamEnd(bytes, lexer.at, length);
    if (end - lexer.at !== length) spend(patience, end - lexer.at);
    return { kind: "stream", dictionary: object, encoded: bytes.subarray(lexer.at, end), start: offset, end };
  } catch (fault) {
    if (!(fault instanceof PdfError) || fault.code !== "pdf.malformed") throw fault;
    spend(patience, bytes.length - offset);
    return undefined;
  }
}

/** The declared end when `endstream` stands behind it, else the next `endstream`. */
function streamEnd(bytes: Uint8Array, from: number, length: number | undefined): number {
  if (length !== undefined && length >= 0) {
    const lexer = new Lexer(bytes, from + length);
    lexer.skipBlank();
    if (lexer.sees("endstream")) return from + length;
  }
  for (let at = bytes.indexOf(0x65, from); at >= 0; at = bytes.indexOf(0x65, at + 1)) {
    if (bytes[at + 3] === 0x73 && new Lexer(bytes, at).sees("endstream")) return at;
  }
  return bytes.length;
}

function unpackInto(
  objects: Map<number, PdfObject | undefined>,
  stream: PdfStream,
  source: Omit<PdfSource, "catalog">,
): void {
  const plain = source.decode(stream);
  const count = wholeOf(source.resolve(stream.dictionary.entries.get("N"))) ?? 0;
  const first = wholeOf(source.resolve(stream.dictionary.entries.get("First"))) ?? 0;
  if (plain === undefined || count > MOST_OBJECTS) return;
  const head = new Lexer(plain);
  for (let at = 0; at < count; at += 1) {
    head.skipSpace();
    const number = head.unsigned();
    head.skipSpace();
    const offset = head.unsigned();
    if (number === undefined || offset === undefined) return;
    if (objects.get(number) !== undefined || objects.size > MOST_OBJECTS) continue;
    const lexer = new Lexer(plain, first + offset);
    try {
      objects.set(number, parseObject(lexer));
      spend(source.patience, lexer.at - first - offset);
    } catch (fault) {
      if (!(fault instanceof PdfError)) throw fault;
      spend(source.patience, Math.max(0, plain.length - first - offset));
    }
  }
}
