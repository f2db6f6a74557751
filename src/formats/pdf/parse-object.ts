import { Lexer } from "./lexer.ts";
import { LIMITS } from "./limits.ts";
import { literalString } from "./literal-string.ts";
import type {
  PdfArray,
  PdfDictionary,
  PdfIndirect,
  PdfNumber,
  PdfObject,
  PdfReference,
  PdfStream,
} from "./objects.ts";
import { malformed, tooLarge } from "./pdf-error.ts";

/** Reads one object where the lexer stands. Nesting is bounded; streams are read by `parseIndirect` only. */
export function parseObject(lexer: Lexer, depth = 0): PdfObject {
  if (depth > LIMITS.depth) throw tooLarge("objects nest too deep");
  lexer.skipSpace();
  const start = lexer.at;
  const first = lexer.peek();
  if (first === 0x2f) return { kind: "name", value: lexer.name(), start, end: lexer.at };
  if (first === 0x28)
    return { kind: "string", bytes: literalString(lexer), form: "literal", start, end: lexer.at };
  if (first === 0x5b) return parseArray(lexer, depth);
  if (first !== 0x3c) return parseReferenceOrWhole(lexer) ?? parseWord(lexer);
  if (lexer.peek(1) === 0x3c) return parseDictionary(lexer, depth);
  return { kind: "string", bytes: lexer.hexString(), form: "hex", start, end: lexer.at };
}

/** A reference, or the whole number without a sign that might have begun one. */
function parseReferenceOrWhole(lexer: Lexer): PdfReference | PdfNumber | undefined {
  const start = lexer.at;
  const number = lexer.unsigned();
  if (number === undefined) return undefined;
  const end = lexer.at;
  lexer.skipSpace();
  const generation = lexer.unsigned();
  if (generation !== undefined) {
    lexer.skipSpace();
    if (lexer.takes("R")) {
      return { kind: "reference", number, generation, start, end: lexer.at };
    }
  }
  lexer.at = end;
  return { kind: "number", value: number, whole: true, start, end };
}

function parseWord(lexer: Lexer): PdfObject {
  const start = lexer.at;
  const word = lexer.word();
  const span = { start, end: lexer.at };
  if (word === "true" || word === "false") return { kind: "boolean", value: word === "true", ...span };
  if (word === "null") return { kind: "null", ...span };
  return parseNumber(word, start, lexer.at);
}

function parseNumber(word: string, start: number, end: number): PdfNumber {
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(word)) throw malformed("an object is expected", start);
  return { kind: "number", value: Number(word), whole: !word.includes("."), start, end };
}

function parseArray(lexer: Lexer, depth: number): PdfArray {
  const start = lexer.at;
  const items: PdfObject[] = [];
  lexer.at += 1;
  for (;;) {
    lexer.skipSpace();
    if (lexer.takes("]")) return { kind: "array", items, start, end: lexer.at };
    items.push(parseObject(lexer, depth + 1));
  }
}

/** Reads a dictionary at `<<`. Keys written twice are kept apart in `repeated`; a null value means "absent". */
export function parseDictionary(lexer: Lexer, depth = 0): PdfDictionary {
  const start = lexer.at;
  const entries = new Map<string, PdfObject>();
  const repeated: string[] = [];
  lexer.expect("<<");
  for (;;) {
    lexer.skipSpace();
    if (lexer.takes(">>")) return { kind: "dictionary", entries, repeated, start, end: lexer.at };
    if (lexer.peek() !== 0x2f) throw malformed("a dictionary key is expected", lexer.at);
    const key = lexer.name();
    const value = parseObject(lexer, depth + 1);
    if (entries.has(key)) repeated.push(key);
    else entries.set(key, value);
  }
}

/** Answers the length of a stream that names it by reference. */
export type LengthOf = (reference: PdfReference) => number;

/**
 * Reads `N G obj … endobj` at an offset. A stream's /Length must be exact: after it only white space may stand
 * before `endstream`, or another reader could see another stream (ISO 32000-2 §7.3.8).
 */
export function parseIndirect(bytes: Uint8Array, offset: number, lengthOf: LengthOf): PdfIndirect {
  const lexer = new Lexer(bytes, offset);
  lexer.skipBlank();
  const start = lexer.at;
  const number = lexer.expectUnsigned("an object number");
  lexer.skipSpace();
  const generation = lexer.expectUnsigned("a generation number");
  lexer.skipSpace();
  lexer.expect("obj");
  let object = parseObject(lexer);
  lexer.skipSpace();
  if (object.kind === "dictionary" && lexer.takes("stream")) object = parseStream(lexer, object, lengthOf);
  lexer.skipSpace();
  lexer.expect("endobj");
  return { number, generation, object, start, end: lexer.at };
}

function parseStream(lexer: Lexer, dictionary: PdfDictionary, lengthOf: LengthOf): PdfStream {
  if (lexer.peek() === 13) lexer.at += 1;
  if (lexer.peek() !== 10) throw malformed("`stream` is not followed by a line end", lexer.at);
  lexer.at += 1;
  const declared = dictionary.entries.get("Length");
  const length =
    declared?.kind === "reference" ? lengthOf(declared) : declared?.kind === "number" ? declared.value : -1;
  const from = lexer.at;
  if (!Number.isInteger(length) || length < 0 || from + length > lexer.bytes.length) {
    throw malformed("a stream has no sound /Length", from);
  }
  if (dictionary.repeated.length > 0) throw malformed("a stream dictionary repeats a key", dictionary.start);
  lexer.at = from + length;
  lexer.skipBlank();
  lexer.expect("endstream");
  return {
    kind: "stream",
    dictionary,
    encoded: lexer.bytes.subarray(from, from + length),
    start: dictionary.start,
    end: lexer.at,
  };
}
