import arrow from "@jsep-plugin/arrow";
import object from "@jsep-plugin/object";
import template from "@jsep-plugin/template";
import jsep, { type Expression } from "jsep";
import { DocumentError } from "../document-error.ts";
import { EXPRESSION_LIMITS } from "./limits.ts";

jsep.plugins.register(arrow, object, template);
jsep.addBinaryOp("??", 1);

export type { Expression };

const KEPT = 1_000;
const parsed = new Map<string, Expression>();

/**
 * The tree of an expression. Only reads: what a node may do is decided when it is evaluated. Throws
 * `document.expression_too_long` (length, depth) and `document.expression_refused` (no expression at all).
 */
export function parseExpression(code: string): Expression {
  const known = parsed.get(code);
  if (known !== undefined) return known;
  refuseLong(code);
  const tree = treeOf(code);
  if (depthOf(tree, 0) > EXPRESSION_LIMITS.depth) throw tooLong("嵌套");
  if (parsed.size >= KEPT) parsed.clear();
  parsed.set(code, tree);
  return tree;
}

function treeOf(code: string): Expression {
  try {
    return jsep(code);
  } catch (error) {
    const reason = error instanceof Error ? error.message : "";
    throw new DocumentError("document.expression_refused", `表达式写法有误：${reason}`, {}, { cause: error });
  }
}

/** Brackets are counted before parsing, strings included: the parser recurses by them. */
function refuseLong(code: string): void {
  if (code.length > EXPRESSION_LIMITS.length) throw tooLong("长度");
  let open = 0;
  let prefixes = 0;
  for (const character of code) {
    if ("([{`".includes(character)) open += 1;
    else if (")]}".includes(character)) open -= 1;
    prefixes = "!-+~".includes(character) ? prefixes + 1 : 0;
    if (open > EXPRESSION_LIMITS.depth || prefixes > EXPRESSION_LIMITS.depth) throw tooLong("嵌套");
  }
}

function depthOf(node: unknown, above: number): number {
  if (typeof node !== "object" || node === null || above > EXPRESSION_LIMITS.depth) return above;
  const list = Array.isArray(node);
  const here = list ? above : above + 1;
  return Object.values(node).reduce((deepest: number, part) => Math.max(deepest, depthOf(part, here)), here);
}

const tooLong = (what: string): DocumentError =>
  new DocumentError("document.expression_too_long", `表达式的${what}超过限度，请简化`, {
    length: EXPRESSION_LIMITS.length,
    depth: EXPRESSION_LIMITS.depth,
  });
