import type { Bytes } from "../../kit/bytes.ts";
import { decodeStream, type InflateBudget } from "./inflate.ts";
import { Lexer } from "./lexer.ts";
import { LIMITS } from "./limits.ts";
import {
  nameOf,
  type PdfDictionary,
  type PdfIndirect,
  type PdfObject,
  type PdfReference,
  type PdfStream,
  wholeOf,
} from "./objects.ts";
import { parseIndirect, parseObject } from "./parse-object.ts";
import { malformed, tooLarge } from "./pdf-error.ts";
import type { Revision } from "./revisions.ts";
import type { XrefEntry } from "./xref-section.ts";

/** Parsed objects shared by all snapshots of one file: by file offset, and object streams by container and revision. */
export type ObjectCache = {
  readonly atOffset: Map<number, PdfIndirect>;
  readonly inContainer: Map<string, PdfIndirect[]>;
  /** Bytes of syntax read so far. */
  parsedBytes: number;
};

/** A cross-reference entry with the revision that wrote it. */
export type WrittenEntry = { readonly entry: XrefEntry; readonly revision: Revision };

/** What every revision wrote about each object number, oldest first: one look-up, however many revisions there are. */
export type EntryHistory = ReadonlyMap<number, readonly WrittenEntry[]>;

/** The history of all numbers of a file. */
export function entryHistory(revisions: readonly Revision[]): EntryHistory {
  const history = new Map<number, WrittenEntry[]>();
  for (const revision of revisions) {
    for (const [number, entry] of revision.entries) {
      const written = history.get(number);
      if (written === undefined) history.set(number, [{ entry, revision }]);
      else written.push({ entry, revision });
    }
  }
  return history;
}

/** The file as a reader of its first `revision.index + 1` revisions sees it. Objects are parsed when asked for, strictly. */
export class Snapshot {
  readonly revision: Revision;
  readonly #bytes: Bytes;
  readonly #history: EntryHistory;
  readonly #cache: ObjectCache;
  readonly #budget: InflateBudget;
  #depth = 0;

  constructor(
    source: {
      bytes: Bytes;
      revisions: readonly Revision[];
      history: EntryHistory;
      cache: ObjectCache;
      budget: InflateBudget;
    },
    index: number,
  ) {
    const revision = source.revisions[index];
    if (revision === undefined) throw malformed(`there is no revision ${index}`);
    this.revision = revision;
    this.#bytes = source.bytes;
    this.#history = source.history;
    this.#cache = source.cache;
    this.#budget = source.budget;
  }

  /** The cross-reference entry in force, with the revision that wrote it; undefined when the number was never used. */
  entry(number: number): WrittenEntry | undefined {
    const written = this.#history.get(number);
    for (let at = (written?.length ?? 0) - 1; at >= 0; at -= 1) {
      const one = written?.[at];
      if (one !== undefined && one.revision.index <= this.revision.index) return one;
    }
    return undefined;
  }

  /** The numbered object in force; undefined when it is free or was never used. */
  load(number: number): PdfIndirect | undefined {
    const found = this.entry(number);
    if (found === undefined || found.entry.kind === "free") return undefined;
    const { entry, revision } = found;
    if (entry.kind === "offset") return this.#loadAt(number, entry, revision);
    return this.#loadCompressed(number, entry, revision);
  }

  /** Follows a reference to its object (one step); a missing object or another generation is null (undefined). */
  follow(reference: PdfReference): PdfIndirect | undefined {
    const indirect = this.load(reference.number);
    return indirect?.generation === reference.generation ? indirect : undefined;
  }

  /** The object itself, through a reference if it is one; null and absent are both undefined. */
  resolve(object: PdfObject | undefined): PdfObject | undefined {
    let current = object;
    for (let steps = 0; current?.kind === "reference"; steps += 1) {
      if (steps > 8) throw malformed("references go round in a circle", current.start);
      current = this.follow(current)?.object;
    }
    return current?.kind === "null" ? undefined : current;
  }

  /** The dictionary an entry names, directly or by reference; undefined when it is absent or something else. */
  dictionary(object: PdfObject | undefined): PdfDictionary | undefined {
    const resolved = this.resolve(object);
    return resolved?.kind === "dictionary" ? resolved : undefined;
  }

  /** Object number of the catalog. Throws `pdf.malformed` when the trailer names none. */
  get root(): PdfReference {
    const root = this.revision.trailer.entries.get("Root");
    if (root?.kind !== "reference") throw malformed("the trailer names no /Root");
    return root;
  }

  get catalog(): PdfDictionary {
    const catalog = this.dictionary(this.root);
    if (catalog === undefined || catalog.repeated.length > 0)
      throw malformed("the catalog is not a sound dictionary");
    return catalog;
  }

  /** Plain bytes of an unfiltered or FlateDecode stream, within the file's inflate budget. */
  decode(stream: PdfStream): Uint8Array {
    return decodeStream(stream, this.#budget);
  }

  #loadAt(number: number, entry: XrefEntry & { kind: "offset" }, revision: Revision): PdfIndirect {
    const indirect = this.#cache.atOffset.get(entry.offset) ?? this.#parseAt(entry.offset);
    if (
      indirect.number !== number ||
      indirect.generation !== entry.generation ||
      indirect.end > revision.end
    ) {
      throw malformed(`object ${number} is not where the cross-reference says`, entry.offset);
    }
    return indirect;
  }

  #parseAt(offset: number): PdfIndirect {
    if (this.#depth > 4) throw malformed("stream lengths refer to each other", offset);
    if (this.#cache.atOffset.size >= LIMITS.objects) throw tooLarge("too many objects");
    this.#depth += 1;
    try {
      const indirect = parseIndirect(
        this.#bytes,
        offset,
        (reference) => wholeOf(this.resolve(reference)) ?? -1,
      );
      this.#spend(indirect);
      this.#cache.atOffset.set(offset, indirect);
      return indirect;
    } finally {
      this.#depth -= 1;
    }
  }

  /** Objects may not nest in each other's bytes: reading them all would take the square of the file's length. */
  #spend(indirect: PdfIndirect): void {
    const inside = indirect.object.kind === "stream" ? indirect.object.dictionary : indirect;
    this.#cache.parsedBytes += inside.end - inside.start;
    if (this.#cache.parsedBytes > 2 * this.#bytes.length)
      throw malformed("its objects overlap", indirect.start);
  }

  /** The container is the one in force when the entry was written: replacing it later is no way to change what it holds. */
  #loadCompressed(
    number: number,
    entry: XrefEntry & { kind: "compressed" },
    revision: Revision,
  ): PdfIndirect {
    const key = `${entry.container} ${revision.index}`;
    let objects = this.#cache.inContainer.get(key);
    if (objects === undefined) {
      objects = this.#parseContainer(entry.container, revision);
      this.#cache.inContainer.set(key, objects);
    }
    const indirect = objects[entry.index];
    if (indirect?.number !== number)
      throw malformed(`object ${number} is not in object stream ${entry.container}`);
    return indirect;
  }

  #containerStream(number: number, revision: Revision): PdfStream {
    const written = this.#history.get(number)?.findLast((one) => one.revision.index <= revision.index);
    if (written?.entry.kind === "offset") {
      const { object } = this.#loadAt(number, written.entry, written.revision);
      if (object.kind === "stream" && nameOf(object.dictionary.entries.get("Type")) === "ObjStm")
        return object;
    }
    throw malformed(`object stream ${number} is missing`);
  }

  #parseContainer(container: number, revision: Revision): PdfIndirect[] {
    const stream = this.#containerStream(container, revision);
    const plain = decodeStream(stream, this.#budget);
    const count = wholeOf(this.resolve(stream.dictionary.entries.get("N"))) ?? -1;
    const first = wholeOf(this.resolve(stream.dictionary.entries.get("First"))) ?? -1;
    if (count < 0 || count > LIMITS.objects || first < 0 || first > plain.length)
      throw malformed(`object stream ${container} is not sound`);
    const lexer = new Lexer(plain);
    const places: { number: number; offset: number }[] = [];
    const numbers = new Set<number>();
    for (let at = 0; at < count; at += 1) {
      lexer.skipSpace();
      const number = lexer.expectUnsigned("an object number");
      lexer.skipSpace();
      // Readers that go by number take the one or the other.
      if (numbers.has(number)) throw malformed(`object stream ${container} holds object ${number} twice`);
      numbers.add(number);
      places.push({ number, offset: first + lexer.expectUnsigned("an offset") });
    }
    return places.map(({ number, offset }, at) => {
      // Each object ends where the next begins (§7.5.7): overlapping ones could be read over and over.
      const end = places[at + 1]?.offset ?? plain.length;
      if (offset >= end || end > plain.length) throw malformed(`object stream ${container} overlaps itself`);
      const reader = new Lexer(plain.subarray(0, end), offset);
      const object = parseObject(reader);
      return { number, generation: 0, object, start: object.start, end: reader.at, container };
    });
  }
}
