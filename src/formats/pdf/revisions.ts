import type { InflateBudget } from "./inflate.ts";
import { Lexer } from "./lexer.ts";
import { LIMITS } from "./limits.ts";
import { type PdfDictionary, wholeOf } from "./objects.ts";
import { malformed, tooLarge } from "./pdf-error.ts";
import { readXrefSection, type XrefEntry, type XrefSection } from "./xref-section.ts";

/** One saved state of the file. Its bytes are `[start, end)`; a reader of `[0, end)` alone sees exactly this state. */
export type Revision = {
  /** 0 is the first. */
  readonly index: number;
  readonly start: number;
  /** Just behind `%%EOF`. */
  readonly endOfMarker: number;
  /** Behind the one line end that may follow `%%EOF`. */
  readonly end: number;
  /** What this revision adds, overrides or frees. */
  readonly entries: ReadonlyMap<number, XrefEntry>;
  readonly trailer: PdfDictionary;
  /** Byte extents of its cross-reference sections, trailers and end markers. */
  readonly sections: readonly { readonly start: number; readonly end: number }[];
  /** Object numbers of its cross-reference streams. */
  readonly xrefStreams: readonly number[];
  /** Numbers of a hybrid file that its table calls free and its hidden stream lists: readers disagree about them. */
  readonly contested: ReadonlySet<number>;
};

type EndMarker = {
  readonly names: number;
  readonly at: number;
  readonly endOfMarker: number;
  readonly end: number;
};

/** Reads `startxref N %%EOF` at an offset; undefined when anything else stands there. */
function readEndMarker(bytes: Uint8Array, at: number): EndMarker | undefined {
  const lexer = new Lexer(bytes, at);
  lexer.skipSpace();
  const start = lexer.at;
  if (!lexer.takes("startxref")) return undefined;
  lexer.skipBlank();
  const names = lexer.unsigned();
  if (names === undefined) return undefined;
  lexer.skipBlank();
  for (const character of "%%EOF") {
    if (lexer.peek() !== character.charCodeAt(0)) return undefined;
    lexer.at += 1;
  }
  const endOfMarker = lexer.at;
  if (lexer.peek() === 13) lexer.at += 1;
  if (lexer.peek() === 10) lexer.at += 1;
  return { names, at: start, endOfMarker, end: lexer.at };
}

/** How far before the end of the file the last `startxref` is looked for. */
const REACH = 65_536;

/** Offset of the last `startxref` within reach of the end, or -1. */
function lastStartxref(bytes: Uint8Array): number {
  const lexer = new Lexer(bytes, bytes.length);
  for (const end = Math.max(0, bytes.length - REACH); lexer.at > end; ) {
    lexer.at -= 1;
    if (lexer.sees("startxref")) return lexer.at;
  }
  return -1;
}

/** The chain of revisions, oldest first, from the last `startxref`. A cycle, a gap or a section that no end marker names is malformed. */
export function readRevisions(bytes: Uint8Array, budget: InflateBudget): Revision[] {
  const startxref = lastStartxref(bytes);
  const last = startxref < 0 ? undefined : readEndMarker(bytes, startxref);
  if (last === undefined) throw malformed("it does not end with startxref and %%EOF");
  const groups = groupSections(bytes, readChain(bytes, last.names, budget));
  let start = 0;
  return groups.map((group, index) => {
    const revision = toRevision(bytes, group, { index, start });
    start = revision.end;
    return revision;
  });
}

function readChain(bytes: Uint8Array, newest: number, budget: InflateBudget): XrefSection[] {
  const chain: XrefSection[] = [];
  const seen = new Set<number>();
  for (let offset: number | undefined = newest; offset !== undefined; ) {
    if (seen.has(offset)) throw malformed("its /Prev chain is a circle", offset);
    if (offset >= bytes.length) throw malformed("a cross-reference offset lies outside the file", offset);
    if (chain.length >= LIMITS.xrefSections) throw tooLarge("too many revisions");
    seen.add(offset);
    const section: XrefSection = readXrefSection(bytes, offset, budget);
    chain.push(section);
    const previous = section.trailer.entries.get("Prev");
    offset = wholeOf(previous);
    if (previous !== undefined && offset === undefined)
      throw malformed("/Prev is not a whole number", previous.start);
  }
  refuseSideWays(bytes, chain);
  return chain;
}

/** The hidden stream of a hybrid file may name a section before it; one outside the chain is a second history for readers that follow it. */
function refuseSideWays(bytes: Uint8Array, chain: readonly XrefSection[]): void {
  const places = new Set<number>();
  for (const { offset, trailer } of chain) {
    places.add(offset);
    const hidden = wholeOf(trailer.entries.get("XRefStm"));
    if (hidden !== undefined) places.add(placeNamed(bytes, hidden));
  }
  for (const { hiddenPrevious } of chain) {
    if (hiddenPrevious === undefined) continue;
    const place = wholeOf(hiddenPrevious);
    if (place === undefined || !places.has(placeNamed(bytes, place)))
      throw malformed("the hidden stream of a hybrid file leads elsewhere", hiddenPrevious.start);
  }
}

type Group = { readonly sections: readonly XrefSection[]; readonly marker: EndMarker };

/** Some writers name the line end before a section, in one place and not in the other: it is the same section. */
function placeNamed(bytes: Uint8Array, offset: number): number {
  const lexer = new Lexer(bytes, offset);
  lexer.skipBlank();
  return lexer.at;
}

/** A revision has one section, or two in a linearised file (the first page's section points to the main one behind it, Annex F). */
function groupSections(bytes: Uint8Array, chain: readonly XrefSection[]): Group[] {
  const groups: Group[] = [];
  for (let at = 0; at < chain.length; at += 1) {
    const section = chain[at]!;
    const own = readEndMarker(bytes, section.after);
    if (own !== undefined && placeNamed(bytes, own.names) === section.offset) {
      groups.unshift({ sections: [section], marker: own });
      continue;
    }
    const main = chain[at + 1];
    const marker = main && main.offset > section.offset ? readEndMarker(bytes, main.after) : undefined;
    const named = marker && placeNamed(bytes, marker.names);
    if (main === undefined || marker === undefined || named !== section.offset || at + 2 !== chain.length) {
      throw malformed("a revision does not end with its own startxref and %%EOF", section.offset);
    }
    groups.unshift({ sections: [section, main], marker });
    at += 1;
  }
  return groups;
}

function toRevision(bytes: Uint8Array, group: Group, place: { index: number; start: number }): Revision {
  const { marker, sections } = group;
  const newest = sections[0]!;
  const entries = new Map<number, XrefEntry>();
  for (const section of sections.toReversed()) {
    if (section.offset < place.start || section.after > marker.at)
      throw malformed("revisions overlap", section.offset);
    for (const [number, entry] of section.entries) {
      if (entry.kind === "offset" && entry.offset >= marker.at)
        throw malformed(`object ${number} lies outside its revision`, entry.offset);
      entries.set(number, entry);
    }
  }
  const extents = sections.map((section) => ({
    start: section.offset,
    end: readEndMarker(bytes, section.after)?.endOfMarker ?? section.after,
  }));
  return {
    ...place,
    endOfMarker: marker.endOfMarker,
    end: marker.end,
    entries,
    trailer: newest.trailer,
    sections: extents,
    xrefStreams: sections.flatMap((section) => section.streams),
    contested: new Set(sections.flatMap((section) => [...section.contested])),
  };
}
