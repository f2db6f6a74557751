import { pointerStep } from "../kit/json-value.ts";

/**
 * Looks at a JSON text before it is parsed: how deep it nests and which objects name one key twice. JSON.parse would
 * keep the last of two equal keys in silence, and two readers could then read two contracts.
 */

/** What a scan found. Pointers name the repeated key; on a text that is not JSON they mean nothing. */
export type JsonScan = { readonly depth: number; readonly repeated: readonly string[] };

type Frame = {
  readonly kind: "object" | "array";
  readonly pointer: string;
  readonly keys: Set<string>;
  key: string;
  index: number;
  expectsKey: boolean;
};

/** End of the string that starts at `from`, behind its closing quote. */
function endOfString(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return at + 1;
}

function keyOf(literal: string): string {
  try {
    return String(JSON.parse(literal));
  } catch {
    return literal;
  }
}

/** Scans in one pass; stops as soon as the text nests deeper than `maxDepth`. Never throws. */
export function scanJson(text: string, maxDepth: number): JsonScan {
  const frames: Frame[] = [];
  const repeated: string[] = [];
  let depth = 0;
  for (let at = 0; at < text.length; ) {
    const sign = text[at];
    const frame = frames.at(-1);
    if (sign === '"') {
      const end = endOfString(text, at);
      if (frame?.expectsKey) readKey(frame, keyOf(text.slice(at, end)), repeated);
      at = end;
      continue;
    }
    if (sign === "{" || sign === "[") {
      frames.push(openFrame(sign, frame));
      depth = Math.max(depth, frames.length);
      if (depth > maxDepth) return { depth, repeated };
    } else if (sign === "}" || sign === "]") frames.pop();
    else if (sign === "," && frame !== undefined) {
      frame.expectsKey = frame.kind === "object";
      frame.index += 1;
    }
    at += 1;
  }
  return { depth, repeated };
}

function readKey(frame: Frame, key: string, repeated: string[]): void {
  frame.expectsKey = false;
  frame.key = key;
  if (frame.keys.has(key)) repeated.push(`${frame.pointer}${pointerStep(key)}`);
  frame.keys.add(key);
}

function openFrame(sign: "{" | "[", parent: Frame | undefined): Frame {
  const step = parent?.kind === "array" ? String(parent.index) : (parent?.key ?? "");
  const pointer = parent === undefined ? "" : `${parent.pointer}${pointerStep(step)}`;
  return {
    kind: sign === "{" ? "object" : "array",
    pointer,
    keys: new Set(),
    key: "",
    index: 0,
    expectsKey: sign === "{",
  };
}
