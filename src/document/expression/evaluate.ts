import { callMethod } from "./methods.ts";
import { child, children, refused, word } from "./nodes.ts";
import { applyOperator, applyPrefix, asText } from "./operators.ts";
import { type Expression, parseExpression } from "./parse-expression.ts";
import { Arrow, isPlain, memberOf, refuseForbidden, type Scope, valueOf } from "./scope.ts";

/**
 * The value of an expression. It can read the scope's names and call the listed functions and methods; it cannot
 * assign, construct, reach a prototype or a global, or run longer than the scope's budget. Throws DocumentError.
 */
export function evaluate(code: string, scope: Scope): unknown {
  return valueAt(parseExpression(code), scope);
}

type Meaning = (node: Expression, scope: Scope) => unknown;

const MEANINGS = new Map<string, Meaning>([
  ["Literal", literal],
  ["Identifier", (node, scope) => valueOf(word(node, "name"), scope)],
  [
    "MemberExpression",
    (node, scope) => memberOf(valueAt(child(node, "object"), scope), keyOf(node, scope), scope.onRead),
  ],
  ["ArrayExpression", (node, scope) => list(node, scope)],
  ["ObjectExpression", record],
  ["TemplateLiteral", joined],
  ["ConditionalExpression", choice],
  [
    "UnaryExpression",
    (node, scope) => applyPrefix(word(node, "operator"), valueAt(child(node, "argument"), scope)),
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

const list: Meaning = (node, scope) => children(node, "elements").map((element) => valueAt(element, scope));

function record(node: Expression, scope: Scope): Record<string, unknown> {
  const made: Record<string, unknown> = {};
  for (const property of children(node, "properties")) {
    if (property.type !== "Property" || property.computed === true) throw refused("这种对象写法");
    const key = child(property, "key");
    const name = key.type === "Literal" ? key.value : key.name;
    if (typeof name !== "string") throw refused("这种对象写法");
    refuseForbidden(name);
    made[name] = valueAt(child(property, "value"), scope);
  }
  return made;
}

function joined(node: Expression, scope: Scope): string {
  const values = children(node, "expressions");
  let text = "";
  for (const [at, quasi] of children(node, "quasis").entries()) {
    text += cookedText(quasi.value);
    const value = values[at];
    if (value !== undefined) text += asText(valueAt(value, scope), scope);
    scope.budget.text(text.length);
  }
  return text;
}

function cookedText(value: unknown): string {
  if (isPlain(value) && typeof value.cooked === "string") return value.cooked;
  throw refused("这种写法");
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
  return applyOperator(word(node, "operator"), [left, right()], scope);
}

function arrow(node: Expression, scope: Scope): Arrow {
  const parameters = children(node, "params").map((parameter) => {
    if (parameter.type !== "Identifier") throw refused("这种参数写法");
    const name = word(parameter, "name");
    refuseForbidden(name);
    return name;
  });
  return new Arrow(parameters, child(node, "body"), scope);
}

function callArrow(arrow: Arrow, values: readonly unknown[]): unknown {
  const names: Record<string, unknown> = {};
  for (const [at, parameter] of arrow.parameters.entries()) names[parameter] = values[at];
  return valueAt(arrow.body, { ...arrow.scope, names, outer: arrow.scope });
}

function call(node: Expression, scope: Scope): unknown {
  const callee = child(node, "callee");
  const values = () => children(node, "arguments").map((argument) => valueAt(argument, scope));
  if (callee.type === "Identifier") {
    const named = scope.functions.get(word(callee, "name"));
    if (named === undefined) throw refused(`函数 ${word(callee, "name")}`);
    return named(...values());
  }
  if (callee.type !== "MemberExpression") throw refused("这种调用");
  const target = valueAt(child(callee, "object"), scope);
  if (target === undefined || target === null) return undefined;
  const name = keyOf(callee, scope);
  if (typeof name !== "string") throw refused("这种调用");
  return callMethod(target, name, values(), { budget: scope.budget, call: callArrow });
}
