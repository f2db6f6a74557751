import type { Expression } from "jsep";
import { DocumentError } from "../document-error.ts";

/** Says that the expression language has no such thing. */
export const refused = (what: string): DocumentError =>
  new DocumentError("document.expression_refused", `模板的表达式不支持${what}`);

const isNode = (value: unknown): value is Expression =>
  typeof value === "object" && value !== null && "type" in value;

/** A part of a node; the parser gave it one, or the writing is not ours to read (`document.expression_refused`). */
export function child(node: Expression, name: string): Expression {
  const part = node[name];
  if (isNode(part)) return part;
  throw refused("这种写法");
}

/** The parts of a node; none when it has none. Throws `document.expression_refused`. */
export function children(node: Expression, name: string): readonly Expression[] {
  const parts: unknown = node[name] ?? [];
  if (Array.isArray(parts) && parts.every(isNode)) return parts;
  throw refused("这种写法");
}

/** The name or operator of a node. Throws `document.expression_refused`. */
export function word(node: Expression, name: "name" | "operator"): string {
  const value = node[name];
  if (typeof value === "string") return value;
  throw refused("这种写法");
}
