import type { Expression } from "jsep";
import { DocumentError } from "../document-error.ts";
import type { Budget } from "./limits.ts";

/** A named function that templates may call. It gets values, never scopes; `undefined` means: nothing to print. */
export type NamedFunction = (...values: readonly unknown[]) => unknown;

/** What an expression sees: names, and what it may still cost. `outer` is the scope around an arrow function. */
export type Scope = {
  readonly names: Readonly<Record<string, unknown>>;
  readonly outer: Scope | undefined;
  readonly functions: ReadonlyMap<string, NamedFunction>;
  readonly budget: Budget;
  /** Told whenever a missing value was joined into a text and a blank took its place. */
  readonly onBlank: () => void;
  /** Told of every name that is read, with the values' object that holds it. */
  readonly onRead?: (holder: object, name: string) => void;
};

/** An arrow function of a template: a tree and the scope it was born in, never a JavaScript function. */
export class Arrow {
  readonly parameters: readonly string[];
  readonly body: Expression;
  readonly scope: Scope;

  constructor(parameters: readonly string[], body: Expression, scope: Scope) {
    this.parameters = parameters;
    this.body = body;
    this.scope = scope;
  }
}

/** What stands where a value is missing: visible with or without underline, and found by the blank-text rule TXT-01. */
export const BLANK = "________";

const FORBIDDEN = new Set(["__proto__", "constructor", "prototype", "__code__", "__result__"]);

/** Throws `document.expression_refused` for names that lead to a prototype or to the filler's own variables. */
export function refuseForbidden(name: string): void {
  if (FORBIDDEN.has(name)) throw new DocumentError("document.expression_refused", `模板不得使用名称 ${name}`);
}

/** The value of a name, innermost scope first. Throws `document.expression_failed` for a name nobody gave. */
export function valueOf(name: string, scope: Scope): unknown {
  refuseForbidden(name);
  for (let at: Scope | undefined = scope; at !== undefined; at = at.outer) {
    if (!Object.hasOwn(at.names, name)) continue;
    scope.onRead?.(at.names, name);
    return readable(at.names[name]);
  }
  throw new DocumentError("document.expression_failed", `没有名为 ${name} 的内容，请核对名称`, { name });
}

/**
 * An own property of a plain object, an element or the length of a list or text; undefined where there is none. Never
 * inherited, never a function.
 */
export function memberOf(target: unknown, key: unknown, onRead?: Scope["onRead"]): unknown {
  if (typeof key !== "string" && typeof key !== "number")
    throw new DocumentError("document.expression_refused", "取值的键只能是名称或序号");
  refuseForbidden(String(key));
  if (target === undefined || target === null) return undefined;
  if (typeof target === "string" || Array.isArray(target)) {
    if (key === "length") return target.length;
    const at = typeof key === "number" ? key : /^\d{1,6}$/.test(key) ? Number(key) : Number.NaN;
    return Number.isInteger(at) && at >= 0 ? readable(target[at]) : undefined;
  }
  if (!isPlain(target)) return undefined;
  onRead?.(target, String(key));
  return Object.hasOwn(target, key) ? readable((target as Record<string | number, unknown>)[key]) : undefined;
}

/** Plain objects only: no dates, byte arrays, classes, functions. */
export function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function readable(value: unknown): unknown {
  if (typeof value === "function" || typeof value === "symbol")
    throw new DocumentError("document.expression_refused", "模板只能读取数据，不能读取函数");
  return value;
}
