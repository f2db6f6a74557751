import type { Lexer } from "./lexer.ts";
import { malformed } from "./pdf-error.ts";

const ESCAPES: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, b: 8, f: 12 };

/** A literal string at `(`: balanced parentheses, escapes, octal codes and line ends by ISO 32000-2 §7.3.4.2. */
export function literalString(lexer: Lexer): Uint8Array {
  const start = lexer.at;
  const out: number[] = [];
  let depth = 0;
  for (;;) {
    const byte = lexer.peek();
    if (byte === undefined) throw malformed("a string is not closed", start);
    lexer.at += 1;
    if (byte === 0x5c) escape(lexer, out);
    else if (byte === 0x28) {
      if (depth > 0) out.push(byte);
      depth += 1;
    } else if (byte === 0x29) {
      depth -= 1;
      if (depth === 0) return Uint8Array.from(out);
      out.push(byte);
    } else if (byte === 13) {
      if (lexer.peek() === 10) lexer.at += 1;
      out.push(10);
    } else out.push(byte);
  }
}

function escape(lexer: Lexer, out: number[]): void {
  const byte = lexer.peek() ?? 0;
  lexer.at += 1;
  if (byte >= 0x30 && byte <= 0x37) {
    let code = byte - 0x30;
    for (let more = 0; more < 2; more += 1) {
      const digit = (lexer.peek() ?? 0) - 0x30;
      if (digit < 0 || digit > 7) break;
      code = code * 8 + digit;
      lexer.at += 1;
    }
    out.push(code & 0xff);
    return;
  }
  if (byte === 10) return;
  if (byte === 13) {
    if (lexer.peek() === 10) lexer.at += 1;
    return;
  }
  out.push(ESCAPES[String.fromCharCode(byte)] ?? byte);
}
