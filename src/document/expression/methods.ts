import { DocumentError } from "../document-error.ts";
import type { Budget } from "./limits.ts";
import { Arrow } from "./scope.ts";

/** Calls an arrow function of the template with values. */
export type Call = (arrow: Arrow, values: readonly unknown[]) => unknown;

/** What a method call needs besides its arguments. */
export type MethodContext = { readonly budget: Budget; readonly call: Call };

type TextMethod = (text: string, values: readonly unknown[], context: MethodContext) => unknown;
type ListMethod = (list: readonly unknown[], values: readonly unknown[], context: MethodContext) => unknown;

const wrong = (what: string): DocumentError => new DocumentError("document.expression_failed", what);

function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "number") return String(value);
  throw wrong("这里应当是文字");
}

function countOf(value: unknown, absent: number): number {
  if (value === undefined) return absent;
  if (typeof value === "number" && Number.isInteger(value)) return value;
  throw wrong("这里应当是整数");
}

function arrowOf(value: unknown): Arrow {
  if (value instanceof Arrow) return value;
  throw wrong("这里应当是形如 x => … 的写法");
}

function padded(text: string, values: readonly unknown[], budget: Budget): [number, string] {
  const length = countOf(values[0], text.length);
  budget.text(length);
  return [length, values[1] === undefined ? " " : textOf(values[1])];
}

function replaced(text: string, values: readonly unknown[], budget: Budget): string[] {
  const [from, to] = [textOf(values[0]), textOf(values[1])];
  if (from === "") throw wrong("替换的文字不得为空");
  const parts = text.split(from);
  budget.text(text.length + (parts.length - 1) * to.length);
  return parts;
}

const TEXT_METHODS = new Map<string, TextMethod>([
  ["trim", (text) => text.trim()],
  ["toUpperCase", (text) => text.toUpperCase()],
  ["toLowerCase", (text) => text.toLowerCase()],
  ["includes", (text, [part]) => text.includes(textOf(part))],
  ["startsWith", (text, [part]) => text.startsWith(textOf(part))],
  ["endsWith", (text, [part]) => text.endsWith(textOf(part))],
  ["indexOf", (text, [part]) => text.indexOf(textOf(part))],
  ["at", (text, [at]) => text.at(countOf(at, 0))],
  ["slice", (text, [from, to]) => text.slice(countOf(from, 0), countOf(to, text.length))],
  ["padStart", (text, values, { budget }) => text.padStart(...padded(text, values, budget))],
  ["padEnd", (text, values, { budget }) => text.padEnd(...padded(text, values, budget))],
  [
    "repeat",
    (text, [times], { budget }) => {
      const count = countOf(times, 0);
      if (count < 0) throw wrong("重复次数不得为负");
      budget.text(text.length * count);
      budget.items(count);
      return text.repeat(count);
    },
  ],
  [
    "split",
    (text, [by], { budget }) => {
      budget.items(text.length);
      return text.split(textOf(by));
    },
  ],
  ["replaceAll", (text, values, { budget }) => replaced(text, values, budget).join(textOf(values[1]))],
]);

const LIST_METHODS = new Map<string, ListMethod>([
  ["map", (list, [each], { call }) => list.map((item, at) => call(arrowOf(each), [item, at]))],
  ["filter", (list, [each], { call }) => list.filter((item, at) => call(arrowOf(each), [item, at]))],
  ["some", (list, [each], { call }) => list.some((item, at) => call(arrowOf(each), [item, at]))],
  ["every", (list, [each], { call }) => list.every((item, at) => call(arrowOf(each), [item, at]))],
  ["find", (list, [each], { call }) => list.find((item, at) => call(arrowOf(each), [item, at]))],
  ["includes", (list, [part]) => list.includes(part)],
  ["indexOf", (list, [part]) => list.indexOf(part)],
  ["at", (list, [at]) => list.at(countOf(at, 0))],
  ["slice", (list, [from, to]) => list.slice(countOf(from, 0), countOf(to, list.length))],
  [
    "concat",
    (list, [more], { budget }) => {
      if (!Array.isArray(more)) throw wrong("这里应当是列表");
      budget.items(list.length + more.length);
      return [...list, ...(more as unknown[])];
    },
  ],
  [
    "join",
    (list, [by], { budget }) => {
      const between = by === undefined ? "" : textOf(by);
      const texts = list.map(textOf);
      budget.text(texts.reduce((sum, text) => sum + text.length + between.length, 0));
      return texts.join(between);
    },
  ],
]);

const NUMBER_METHODS = new Map<string, (number: number, values: readonly unknown[]) => unknown>([
  ["toFixed", (number, [digits]) => number.toFixed(Math.min(Math.max(countOf(digits, 0), 0), 20))],
]);

/**
 * Calls one of the listed methods of a text, list or number. There is no way to a method outside the list, and texts are
 * never patterns. Throws `document.expression_refused`, `document.expression_failed`, `document.expression_too_costly`.
 */
export function callMethod(
  target: unknown,
  name: string,
  values: readonly unknown[],
  context: MethodContext,
): unknown {
  if (typeof target === "string") {
    const method = TEXT_METHODS.get(name);
    context.budget.text(target.length);
    if (method !== undefined) return method(target, values, context);
  }
  if (Array.isArray(target)) {
    const method = LIST_METHODS.get(name);
    context.budget.items(target.length);
    if (method !== undefined) return method(target as unknown[], values, context);
  }
  if (typeof target === "number") {
    const method = NUMBER_METHODS.get(name);
    if (method !== undefined) return method(target, values);
  }
  throw new DocumentError("document.expression_refused", `模板不得调用 ${name}`, { name });
}

/** The methods a template may call, whatever they are called on. */
export const METHOD_NAMES: ReadonlySet<string> = new Set([
  ...TEXT_METHODS.keys(),
  ...LIST_METHODS.keys(),
  ...NUMBER_METHODS.keys(),
]);
