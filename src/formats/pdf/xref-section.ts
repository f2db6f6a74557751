import { decodeStream, type InflateBudget } from "./inflate.ts";
import { Lexer } from "./lexer.ts";
import { LIMITS } from "./limits.ts";
import {
  nameOf,
  type PdfDictionary,
  type PdfObject,
  type PdfStream,
  sameObject,
  wholeOf,
} from "./objects.ts";
import { parseDictionary, parseIndirect } from "./parse-object.ts";
import { malformed, PdfError, tooLarge } from "./pdf-error.ts";

/** Where an object is: nowhere (free), at a file offset, or inside an object stream. */
export type XrefEntry =
  | { readonly kind: "free"; readonly generation: number }
  | { readonly kind: "offset"; readonly offset: number; readonly generation: number }
  | { readonly kind: "compressed"; readonly container: number; readonly index: number };

/** One cross-reference section. `offset`: its first byte that is not white space; `after`: first byte behind it; `stream`: its object number when it is a cross-reference stream. */
export type XrefSection = {
  readonly offset: number;
  readonly after: number;
  readonly entries: ReadonlyMap<number, XrefEntry>;
  readonly trailer: PdfDictionary;
  readonly streams: readonly number[];
  /** Of a hybrid file: numbers the table calls free and the hidden stream lists. Readers take the one or the other. */
  readonly contested: ReadonlySet<number>;
  /** Where the hidden stream of a hybrid file says the section before it is; some readers go there. */
  readonly hiddenPrevious: PdfObject | undefined;
};

/** Reads the section at an offset: a table (with the stream of a hybrid file) or a cross-reference stream (ISO 32000-2 §7.5.4, §7.5.8). */
export function readXrefSection(bytes: Uint8Array, offset: number, budget: InflateBudget): XrefSection {
  const lexer = new Lexer(bytes, offset);
  lexer.skipBlank();
  const start = lexer.at;
  const section = lexer.takes("xref") ? readTable(lexer, start, budget) : readStream(bytes, start, budget);
  if (section.trailer.repeated.length > 0) throw malformed("a trailer repeats a key", offset);
  if (section.trailer.entries.has("Encrypt")) throw encryptedFault();
  return section;
}

const encryptedFault = (): PdfError =>
  new PdfError("pdf.encrypted", "the PDF is encrypted: decrypt it first");

function readTable(lexer: Lexer, offset: number, budget: InflateBudget): XrefSection {
  const entries = new Map<number, XrefEntry>();
  for (;;) {
    lexer.skipSpace();
    if (lexer.takes("trailer")) break;
    readSubsection(lexer, entries);
  }
  lexer.skipSpace();
  const trailer = parseDictionary(lexer);
  const section = { offset, after: lexer.at, entries, trailer, streams: [], ...NOT_HYBRID };
  const hybrid = trailer.entries.get("XRefStm");
  if (hybrid === undefined) return section;
  const place = wholeOf(hybrid);
  // Some readers take `17.0` and a reference for the place as well.
  if (place === undefined) throw malformed("/XRefStm is not a whole number", hybrid.start);
  return { ...section, ...withHidden(entries, readStream(lexer.bytes, place, budget)) };
}

const NOT_HYBRID = { contested: new Set<number>(), hiddenPrevious: undefined } as const;

function readSubsection(lexer: Lexer, entries: Map<number, XrefEntry>): void {
  const first = lexer.expectUnsigned("an object number");
  lexer.skipSpace();
  const count = lexer.expectUnsigned("a number of entries");
  if (entries.size + count > LIMITS.xrefEntries) throw tooLarge("too many objects");
  for (let number = first; number < first + count; number += 1) {
    lexer.skipSpace();
    const position = lexer.expectUnsigned("an offset");
    lexer.skipSpace();
    const generation = lexer.expectUnsigned("a generation number");
    lexer.skipSpace();
    const inUse = lexer.takes("n");
    if (!inUse) lexer.expect("f");
    addEntry(
      entries,
      number,
      inUse ? { kind: "offset", offset: position, generation } : { kind: "free", generation },
    );
  }
}

function addEntry(entries: Map<number, XrefEntry>, number: number, entry: XrefEntry): void {
  if (entries.has(number)) throw malformed(`one cross-reference section lists object ${number} twice`);
  if (entries.size >= LIMITS.xrefEntries || number >= 8_388_608) throw tooLarge("too many objects");
  entries.set(number, entry);
}

/**
 * A hybrid file hides objects as free in its table and lists them in a stream; the two may not contradict each other. Some
 * writers repeat an older stream's place in a later trailer: about an object written behind it, it cannot know (§7.5.8.4
 * looks into the table first).
 */
function withHidden(
  table: Map<number, XrefEntry>,
  hidden: XrefSection,
): Pick<XrefSection, "entries" | "streams" | "contested" | "hiddenPrevious"> {
  const entries = new Map(table);
  const contested = new Set<number>();
  for (const [number, entry] of hidden.entries) {
    const listed = table.get(number);
    if (listed?.kind === "free" && entry.kind !== "free") contested.add(number);
    if (listed === undefined || listed.kind === "free") entries.set(number, entry);
    else if (listed.kind === "offset" && listed.offset > hidden.offset) continue;
    else if (entry.kind !== "offset" || listed.kind !== "offset" || entry.offset !== listed.offset) {
      throw malformed(`a hybrid file says two things about object ${number}`);
    }
  }
  return { entries, streams: hidden.streams, contested, hiddenPrevious: hidden.trailer.entries.get("Prev") };
}

function readStream(bytes: Uint8Array, offset: number, budget: InflateBudget): XrefSection {
  const indirect = parseIndirect(bytes, offset, () => -1);
  const stream = indirect.object;
  if (stream.kind !== "stream" || nameOf(stream.dictionary.entries.get("Type")) !== "XRef") {
    throw malformed("no cross-reference section stands where one is named", offset);
  }
  const entries = readStreamEntries(stream, decodeStream(stream, budget));
  const after = behindTrailer(bytes, indirect.end, stream.dictionary);
  return { offset, after, entries, trailer: stream.dictionary, streams: [indirect.number], ...NOT_HYBRID };
}

/** Some writers put a trailer behind a cross-reference stream, which has one of its own. One that names no other catalog is passed over. */
function behindTrailer(bytes: Uint8Array, end: number, own: PdfDictionary): number {
  const lexer = new Lexer(bytes, end);
  lexer.skipSpace();
  if (!lexer.takes("trailer")) return end;
  lexer.skipSpace();
  const { entries } = parseDictionary(lexer);
  const root = entries.get("Root");
  const same = root === undefined || sameObject(root, own.entries.get("Root"));
  if (!same || entries.has("Encrypt")) throw malformed("a second trailer names another catalog", end);
  return lexer.at;
}

function wholes(stream: PdfStream, key: string): number[] | undefined {
  const array = stream.dictionary.entries.get(key);
  if (array === undefined) return undefined;
  if (array.kind !== "array") throw malformed(`/${key} is not an array`, array.start);
  return array.items.map((item) => {
    const value = wholeOf(item);
    if (value === undefined || value < 0)
      throw malformed(`/${key} is not a list of whole numbers`, array.start);
    return value;
  });
}

/** Bytes of a field; the standard names no limit, and some writers take eight for every offset. */
const WIDEST_FIELD = 8;

function readStreamEntries(stream: PdfStream, table: Uint8Array): Map<number, XrefEntry> {
  const widths = wholes(stream, "W") ?? [];
  const [typeWidth = 0, secondWidth = 0, thirdWidth = 0] = widths;
  const width = typeWidth + secondWidth + thirdWidth;
  if (widths.length !== 3 || widths.some((one) => one > WIDEST_FIELD) || width === 0)
    throw malformed("/W is not sound", stream.start);
  const ranges = wholes(stream, "Index") ?? [0, wholeOf(stream.dictionary.entries.get("Size")) ?? -1];
  const entries = new Map<number, XrefEntry>();
  let at = 0;
  const field = (bytes: number): number => {
    let value = 0;
    for (const end = at + bytes; at < end; at += 1) value = value * 256 + (table[at] ?? 0);
    if (!Number.isSafeInteger(value))
      throw malformed("a cross-reference stream names an offset beyond any file", stream.start);
    return value;
  };
  for (let range = 0; range < ranges.length; range += 2) {
    const [first = 0, count = -1] = ranges.slice(range, range + 2);
    if (count < 0 || at + count * width > table.length)
      throw malformed("a cross-reference stream is cut short", stream.start);
    for (let number = first; number < first + count; number += 1) {
      const type = typeWidth === 0 ? 1 : field(typeWidth);
      addEntry(entries, number, streamEntry(type, field(secondWidth), field(thirdWidth)));
    }
  }
  return entries;
}

function streamEntry(type: number, second: number, third: number): XrefEntry {
  if (type === 0) return { kind: "free", generation: third };
  if (type === 1) return { kind: "offset", offset: second, generation: third };
  if (type === 2) return { kind: "compressed", container: second, index: third };
  return { kind: "free", generation: 0 }; // §7.5.8.3: any other type is a reference to the null object
}
