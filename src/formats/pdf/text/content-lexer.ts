import { isSpace, Lexer } from "../lexer.ts";
import type { PdfObject } from "../objects.ts";
import { parseObject } from "../parse-object.ts";
import { PdfError } from "../pdf-error.ts";
import { type Patience, spend } from "./patience.ts";

/** An operator of a content stream or of a CMap program. */
export type Operator = { readonly kind: "operator"; readonly value: string };

const SELF_DELIMITED = new Set([0x28, 0x2f, 0x3c, 0x5b]);

/**
 * Tokens of a content stream, tolerantly: what cannot be read is passed over, byte by byte, as long as patience lasts. Throws
 * `pdf.too_large` when it does not: a stream of opening brackets is tried from each of them to its end.
 */
export class ContentLexer {
  readonly lexer: Lexer;
  readonly #patience: Patience;

  constructor(bytes: Uint8Array, patience: Patience) {
    this.lexer = new Lexer(bytes);
    this.#patience = patience;
  }

  /** The next operand or operator; undefined at the end. */
  next(): PdfObject | Operator | undefined {
    const { lexer } = this;
    for (;;) {
      lexer.skipSpace();
      const first = lexer.peek();
      if (first === undefined) return undefined;
      const start = lexer.at;
      if (isNumberStart(first)) {
        const number = this.#number(start);
        if (number !== undefined) return number;
      }
      if (SELF_DELIMITED.has(first)) {
        try {
          return parseObject(lexer);
        } catch (fault) {
          if (!(fault instanceof PdfError) || fault.code !== "pdf.malformed") throw fault;
          spend(this.#patience, lexer.bytes.length - start);
          lexer.at = start + 1;
          continue;
        }
      }
      const word = this.#word();
      // what is too long for a word is passed whole: from each of its bytes anew it would be read without end
      if (word === "") lexer.at = Math.max(lexer.at, start + 1);
      else if (word === "true" || word === "false")
        return { kind: "boolean", value: word === "true", start, end: lexer.at };
      else if (word === "null") return { kind: "null", start, end: lexer.at };
      else return { kind: "operator", value: word };
    }
  }

  /** Passes an inline picture: from `ID` to an `EI` that stands alone. */
  skipInlinePicture(): void {
    const { bytes } = this.lexer;
    for (let at = bytes.indexOf(0x45, this.lexer.at); at >= 0; at = bytes.indexOf(0x45, at + 1)) {
      const after = bytes[at + 2];
      if (bytes[at + 1] === 0x49 && isSpace(bytes[at - 1]) && (after === undefined || isSpace(after))) {
        this.lexer.at = at + 2;
        return;
      }
    }
    this.lexer.at = bytes.length;
  }

  #word(): string {
    try {
      return this.lexer.word();
    } catch {
      return "";
    }
  }

  /** Numbers as producers write them: `-.5`, `+3`, `12.`, `--4`; read without a string where possible. */
  #number(start: number): PdfObject | undefined {
    const { bytes } = this.lexer;
    let at = start;
    let sign = 1;
    while (bytes[at] === 0x2b || bytes[at] === 0x2d) {
      if (bytes[at] === 0x2d) sign = -1;
      at += 1;
    }
    let value = 0;
    let digits = 0;
    let scale = 0;
    for (; ; at += 1) {
      const byte = bytes[at];
      if (byte === 0x2e && scale === 0) {
        scale = 1;
        continue;
      }
      if (byte === undefined || byte < 0x30 || byte > 0x39) break;
      digits += 1;
      value = value * 10 + byte - 0x30;
      if (scale > 0) scale *= 10;
    }
    if (digits === 0) return undefined;
    this.lexer.at = at;
    return { kind: "number", value: (sign * value) / (scale || 1), whole: scale === 0, start, end: at };
  }
}

const isNumberStart = (byte: number): boolean =>
  (byte >= 0x30 && byte <= 0x39) || byte === 0x2d || byte === 0x2b || byte === 0x2e;
