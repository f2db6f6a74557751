/** Where a text stops being JSON, as an editor counts: the first line and the first column are 1. */
export type JsonFault = { readonly line: number; readonly column: number };

type Expected = "value" | "first value" | "name" | "first name" | "colon" | "after value";

/** A token of JSON: its first sign tells what it is, `"` a string, `0` any other value. `broken` is where it goes wrong. */
type Token = { readonly sign: string; readonly end: number } | { readonly broken: number };

/**
 * Where a text stops being JSON (RFC 8259); undefined when it is JSON. One pass without recursion: engines word their own
 * messages differently, and some tell no place at all.
 */
export function jsonFault(text: string): JsonFault | undefined {
  const at = faultAt(text);
  if (at === undefined) return undefined;
  const lines = text.slice(0, at).split(/\r\n|\r|\n/u);
  return { line: lines.length, column: (lines.at(-1) ?? "").length + 1 };
}

function faultAt(text: string): number | undefined {
  const open: string[] = [];
  let expected: Expected = "value";
  for (let at = afterBlank(text, 0); at < text.length; ) {
    const token = tokenAt(text, at);
    if ("broken" in token) return token.broken;
    const next = follow(expected, token.sign, open);
    if (next === undefined) return at;
    expected = next;
    at = afterBlank(text, token.end);
  }
  return expected === "after value" && open.length === 0 ? undefined : text.length;
}

function afterBlank(text: string, from: number): number {
  let at = from;
  while (" \t\r\n".includes(text[at] ?? "x")) at += 1;
  return at;
}

/** What may come behind a token where `expected` was; undefined when the token may not stand there. Opens and closes `open`. */
function follow(expected: Expected, sign: string, open: string[]): Expected | undefined {
  if (sign === "}" || sign === "]") return closed(expected, sign, open);
  switch (expected) {
    case "name":
    case "first name":
      return sign === '"' ? "colon" : undefined;
    case "colon":
      return sign === ":" ? "value" : undefined;
    case "after value":
      if (sign !== "," || open.length === 0) return undefined;
      return open.at(-1) === "{" ? "name" : "value";
    case "value":
    case "first value":
      break;
  }
  if (sign === '"' || sign === "0") return "after value";
  if (sign !== "{" && sign !== "[") return undefined;
  open.push(sign);
  return sign === "{" ? "first name" : "first value";
}

function closed(expected: Expected, sign: "}" | "]", open: string[]): Expected | undefined {
  const [opener, empty] = sign === "}" ? ["{", "first name"] : ["[", "first value"];
  if (open.at(-1) !== opener || (expected !== "after value" && expected !== empty)) return undefined;
  open.pop();
  return "after value";
}

const PLAIN = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/uy;

function tokenAt(text: string, at: number): Token {
  const sign = text[at] ?? "";
  if ("{}[]:,".includes(sign)) return { sign, end: at + 1 };
  if (sign === '"') return stringAt(text, at);
  PLAIN.lastIndex = at;
  return PLAIN.test(text) ? { sign: "0", end: PLAIN.lastIndex } : { broken: at };
}

const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/uy;

function stringAt(text: string, from: number): Token {
  for (let at = from + 1; at < text.length; ) {
    const sign = text[at] ?? "";
    if (sign === '"') return { sign: '"', end: at + 1 };
    if (sign < " ") return { broken: at };
    ESCAPE.lastIndex = at;
    if (sign !== "\\") at += 1;
    else if (ESCAPE.test(text)) at = ESCAPE.lastIndex;
    else return { broken: at };
  }
  return { broken: text.length };
}
