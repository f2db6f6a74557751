import { DocumentError } from "../document-error.ts";
import { BLANK, type Scope } from "./scope.ts";

type Simple = string | number | boolean | null | undefined;

/** Texts, numbers, yes/no and nothing may be compared and joined; lists and objects never turn into text by accident. */
function simple(value: unknown): Simple {
  if (value === null || value === undefined) return undefined;
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  throw new DocumentError("document.expression_failed", "列表和对象不能直接比较、相加或者拼接");
}

/** A value as part of a longer text: what is missing becomes a visible blank. */
export function asText(value: unknown, scope: Scope): string {
  const plain = simple(value);
  if (plain === undefined || plain === null || plain === "") {
    if (plain !== "") scope.onBlank();
    return plain === "" ? "" : BLANK;
  }
  return String(plain);
}

function number(value: Simple): number {
  if (typeof value === "number") return value;
  throw new DocumentError("document.expression_failed", "这里应当是数字");
}

function plus(left: Simple, right: Simple, scope: Scope): string | number {
  if (typeof left === "number" && typeof right === "number") return left + right;
  const [head, tail] = [asText(left, scope), asText(right, scope)];
  scope.budget.text(head.length + tail.length);
  return head + tail;
}

function ordered(operator: string, left: Simple, right: Simple): boolean {
  if (typeof left === "number" && typeof right === "number") return holds(operator, left - right);
  if (typeof left === "string" && typeof right === "string")
    return holds(operator, left < right ? -1 : Number(left > right));
  throw new DocumentError("document.expression_failed", "大小比较的两边应当同为数字或者同为文字");
}

function holds(operator: string, difference: number): boolean {
  if (operator === "<") return difference < 0;
  if (operator === ">") return difference > 0;
  return operator === "<=" ? difference <= 0 : difference >= 0;
}

/** A two-sided operator on simple values. Equality never converts. Throws `document.expression_refused` for others. */
export function applyOperator(operator: string, sides: readonly [unknown, unknown], scope: Scope): unknown {
  const [left, right] = [simple(sides[0]), simple(sides[1])];
  switch (operator) {
    case "+":
      return plus(left, right, scope);
    case "-":
      return number(left) - number(right);
    case "*":
      return number(left) * number(right);
    case "/":
      return number(left) / number(right);
    case "%":
      return number(left) % number(right);
    case "==":
    case "===":
      return left === right;
    case "!=":
    case "!==":
      return left !== right;
    case "<":
    case ">":
    case "<=":
    case ">=":
      return ordered(operator, left, right);
    default:
      throw new DocumentError("document.expression_refused", `模板不得使用运算 ${operator}`);
  }
}

/** A one-sided operator: `!`, `-`, `+`. */
export function applyPrefix(operator: string, value: unknown): unknown {
  if (operator === "!") return !value;
  if (operator === "-") return -number(simple(value));
  if (operator === "+") return number(simple(value));
  throw new DocumentError("document.expression_refused", `模板不得使用运算 ${operator}`);
}

/** The two-sided operators the language knows, besides `&&`, `||`, `??`. */
export const OPERATORS: ReadonlySet<string> = new Set("+ - * / % == === != !== < > <= >=".split(" "));
