import { type Bytes, concat, utf8 } from "../../../kit/bytes.ts";
import type { PdfFile } from "../open-pdf.ts";
import { nameOf, wholeOf } from "../objects.ts";
import { malformed } from "../pdf-error.ts";
import { writeDictionary, writeObject } from "./write-object.ts";

/** What stands between `N 0 obj` and `endobj`. `writeStream` and `writeDictionary` make such bodies. */
export type ObjectBody = string | Uint8Array;

/** Number → body: objects that are new (generation 0) or replace what had the number before (and keep its generation). */
export type AppendedObjects = ReadonlyMap<number, ObjectBody>;

/** A stream's body: its dictionary entries (without /Length) and its encoded bytes. */
export function writeStream(entries: Iterable<readonly [string, string]>, encoded: Uint8Array): Uint8Array {
  const dictionary = writeDictionary([...entries, ["Length", String(encoded.length)]]);
  return concat(utf8(`${dictionary}\nstream\n`), encoded, utf8("\nendstream"));
}

/** The lowest object number that no revision of the file ever used. */
export function nextNumber(file: PdfFile): number {
  let size = 1;
  for (const { trailer, entries } of file.revisions) {
    size = Math.max(size, wholeOf(trailer.entries.get("Size")) ?? 0);
    for (const number of entries.keys()) size = Math.max(size, number + 1);
  }
  return size;
}

const bytesOf = (body: ObjectBody): Uint8Array => (typeof body === "string" ? utf8(body) : body);

/**
 * The file with one revision behind it that holds exactly these objects (ISO 32000-2 §7.5.6): the bytes given are a strict
 * prefix, catalog, /Info and /ID stay named as they were. The cross-reference section is of the kind the file ends with, a
 * table after a table and a stream after a stream (§7.5.8.4). Ends with `%%EOF` and no line end. Throws `pdf.malformed` for a
 * file with bytes behind its end: they would come to stand inside.
 */
export function appendRevision(file: PdfFile, objects: AppendedObjects): Bytes {
  const last = file.revisions.at(-1);
  if (last === undefined || file.tail.length > 0)
    throw malformed("bytes stand behind its end, nothing can be appended");
  const parts: Uint8Array[] = [];
  let at = file.bytes.length;
  const put = (part: Uint8Array): void => {
    parts.push(part);
    at += part.length;
  };
  const lastByte = file.bytes[at - 1];
  if (lastByte !== 10 && lastByte !== 13) put(utf8("\n"));
  const offsets: Offsets = new Map();
  const state = file.at();
  for (const [number, body] of [...objects].toSorted(([a], [b]) => a - b)) {
    const generation = state.load(number)?.generation ?? 0;
    offsets.set(number, { offset: at, generation });
    put(utf8(`${number} ${generation} obj\n`));
    put(bytesOf(body));
    put(utf8("\nendobj\n"));
  }
  const start = at;
  const trailer = trailerOf(file, Math.max(nextNumber(file), ...[...objects.keys()].map((one) => one + 1)));
  const inStreams = nameOf(last.trailer.entries.get("Type")) === "XRef";
  put(inStreams ? xrefStream(offsets, { start, trailer }) : xrefTable(offsets, trailer));
  put(utf8(`startxref\n${start}\n%%EOF`));
  return concat(file.bytes, ...parts);
}

type Place = { readonly offset: number; readonly generation: number };
type Offsets = Map<number, Place>;

type Trailer = { readonly size: number; readonly entries: readonly (readonly [string, string])[] };

function trailerOf(file: PdfFile, size: number): Trailer {
  const last = file.revisions.at(-1);
  const kept = ["Root", "Info", "ID"].flatMap((key) => {
    const value = last?.trailer.entries.get(key);
    return value === undefined ? [] : [[key, writeObject(value)] as const];
  });
  return { size, entries: [...kept, ["Prev", String(last?.sections[0]?.start ?? 0)]] };
}

/** Runs of numbers that follow each other: one subsection each. */
function runsOf(offsets: ReadonlyMap<number, Place>): { first: number; places: Place[] }[] {
  const runs: { first: number; places: Place[] }[] = [];
  for (const [number, place] of offsets) {
    const run = runs.at(-1);
    if (run !== undefined && run.first + run.places.length === number) run.places.push(place);
    else runs.push({ first: number, places: [place] });
  }
  return runs;
}

/** §7.5.4: entries of exactly twenty bytes. */
function xrefTable(offsets: ReadonlyMap<number, Place>, { size, entries }: Trailer): Uint8Array {
  const padded = (whole: number, digits: number): string => String(whole).padStart(digits, "0");
  const sections = runsOf(offsets).map(({ first, places }) => {
    const rows = places.map(
      ({ offset, generation }) => `${padded(offset, 10)} ${padded(generation, 5)} n \n`,
    );
    return `${first} ${rows.length}\n${rows.join("")}`;
  });
  const trailer = writeDictionary([["Size", String(size)], ...entries]);
  return utf8(`xref\n${sections.join("")}trailer\n${trailer}\n`);
}

/** §7.5.8: type 1 entries, four bytes for the offset and two for the generation; the stream lists itself under a number of its own. */
function xrefStream(
  offsets: ReadonlyMap<number, Place>,
  { start, trailer }: { readonly start: number; readonly trailer: Trailer },
): Uint8Array {
  const own = trailer.size;
  const listed = new Map([...offsets, [own, { offset: start, generation: 0 }]]);
  const rows = new Uint8Array(listed.size * 7);
  const cells = new DataView(rows.buffer);
  [...listed.values()].forEach(({ offset, generation }, row) => {
    cells.setUint8(row * 7, 1);
    cells.setUint32(row * 7 + 1, offset);
    cells.setUint16(row * 7 + 5, generation);
  });
  const index = runsOf(listed).map(({ first, places }) => `${first} ${places.length}`);
  const body = writeStream(
    [
      ["Type", "/XRef"],
      ["Size", String(own + 1)],
      ["W", "[1 4 2]"],
      ["Index", `[${index.join(" ")}]`],
      ...trailer.entries,
    ],
    rows,
  );
  return concat(utf8(`${own} 0 obj\n`), body, utf8("\nendobj\n"));
}
