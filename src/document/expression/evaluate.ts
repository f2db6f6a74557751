import { DocumentError } from "../document-error.ts";
import { callMethod } from "./methods.ts";
import { applyOperator, applyPrefix, asText } from "./operators.ts";
import { type Expression, parseExpression } from "./parse-expression.ts";
import { Arrow, memberOf, refuseForbidden, type Scope, valueOf } from "./scope.ts";

/**
 * The value of an expression. It can read the scope's names and call the listed functions and methods; it cannot
 * assign, construct, reach a prototype or a global, or run longer than the scope's budget. Throws DocumentError.
 */
export function evaluate(code: string, scope: Scope): unknown {
  return valueAt(parseExpression(code), scope);
}

type Meaning = (node: Expression, scope: Scope) => unknown;

const child = (node: Expression, name: string): Expression => node[name] as Expression;
const children = (node: Expression, name: string): readonly Expression[] =>
  (node[name] ?? []) as Expression[];
const refused = (what: string): DocumentError =>
  new DocumentError("document.expression_refused", `模板的表达式不支持${what}`);

const MEANINGS = new Map<string, Meaning>([
  ["Literal", literal],
  ["Identifier", (node, scope) => valueOf(String(node.name), scope)],
  ["MemberExpression", (node, scope) => memberOf(valueAt(child(node, "object"), scope), keyOf(node, scope))],
  ["ArrayExpression", list],
  ["ObjectExpression", record],
  ["TemplateLiteral", joined],
  ["ConditionalExpression", choice],
  [
    "UnaryExpression",
    (node, scope) => applyPrefix(String(node.operator), valueAt(child(node, "argument"), scope)),
  ],
  ["BinaryExpression", binary],
  ["LogicalExpression", binary],
  ["ArrowFunctionExpression", arrow],
  ["CallExpression", call],
]);

function valueAt(node: Expression, scope: Scope): unknown {
  scope.budget.spend(1);
  const meaning = MEANINGS.get(node.type);
  if (meaning === undefined) throw refused(`这种写法（${node.type}）`);
  return meaning(node, scope);
}

function literal(node: Expression): unknown {
  if (typeof node.value === "object" && node.value !== null) throw refused("正则表达式");
  return node.value;
}

const keyOf = (node: Expression, scope: Scope): unknown =>
  node.computed === true ? valueAt(child(node, "property"), scope) : child(node, "property").name;

function list(node: Expression, scope: Scope): unknown[] {
  return children(node, "elements").map((element) => {
    if (element === null) throw refused("空的列表项");
    return valueAt(element, scope);
  });
}

function record(node: Expression, scope: Scope): Record<string, unknown> {
  const made = Object.create(null) as Record<string, unknown>;
  for (const property of children(node, "properties")) {
    if (property.type !== "Property" || property.computed === true) throw refused("这种对象写法");
    const key = child(property, "key");
    const name = String(key.name ?? key.value);
    refuseForbidden(name);
    made[name] = valueAt(child(property, "value"), scope);
  }
  return made;
}

function joined(node: Expression, scope: Scope): string {
  const values = children(node, "expressions");
  let text = "";
  for (const [at, quasi] of children(node, "quasis").entries()) {
    text += (quasi.value as unknown as { readonly cooked: string }).cooked;
    const value = values[at];
    if (value !== undefined) text += asText(valueAt(value, scope), scope);
    scope.budget.text(text.length);
  }
  return text;
}

function choice(node: Expression, scope: Scope): unknown {
  const holds = Boolean(valueAt(child(node, "test"), scope));
  return valueAt(child(node, holds ? "consequent" : "alternate"), scope);
}

function binary(node: Expression, scope: Scope): unknown {
  const left = valueAt(child(node, "left"), scope);
  const right = () => valueAt(child(node, "right"), scope);
  if (node.operator === "&&") return left && right();
  if (node.operator === "||") return left || right();
  if (node.operator === "??") return left ?? right();
  return applyOperator(String(node.operator), [left, right()], scope);
}

function arrow(node: Expression, scope: Scope): Arrow {
  const parameters = children(node, "params").map((parameter) => {
    if (parameter.type !== "Identifier") throw refused("这种参数写法");
    refuseForbidden(String(parameter.name));
    return String(parameter.name);
  });
  return new Arrow(parameters, child(node, "body"), scope);
}

function callArrow(arrow: Arrow, values: readonly unknown[]): unknown {
  const names = Object.create(null) as Record<string, unknown>;
  for (const [at, parameter] of arrow.parameters.entries()) names[parameter] = values[at];
  return valueAt(arrow.body, { ...arrow.scope, names, outer: arrow.scope });
}

function call(node: Expression, scope: Scope): unknown {
  const callee = child(node, "callee");
  const values = () => children(node, "arguments").map((argument) => valueAt(argument, scope));
  if (callee.type === "Identifier") {
    const named = scope.functions.get(String(callee.name));
    if (named === undefined) throw refused(`函数 ${String(callee.name)}`);
    return named(...values());
  }
  if (callee.type !== "MemberExpression") throw refused("这种调用");
  const target = valueAt(child(callee, "object"), scope);
  if (target === undefined || target === null) return undefined;
  const name = keyOf(callee, scope);
  if (typeof name !== "string") throw refused("这种调用");
  return callMethod(target, name, values(), { budget: scope.budget, call: callArrow });
}
