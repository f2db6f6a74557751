import { DocumentError } from "../document-error.ts";
import { METHOD_NAMES } from "../expression/methods.ts";
import { NAMED_FUNCTIONS } from "../expression/named-functions.ts";
import { child, children, word } from "../expression/nodes.ts";
import { OPERATORS } from "../expression/operators.ts";
import { type Expression, parseExpression } from "../expression/parse-expression.ts";
import { refuseForbidden } from "../expression/scope.ts";
import { type FieldSchema, fieldAt, fieldPaths } from "../fields/field-schema.ts";
import { nearestName } from "./nearest-name.ts";

/** A value as far as it is known before filling: where it comes from, what it is. */
export type Known = {
  /** Steps from the values' root, `*` for an entry of a list; undefined for anything computed. */
  readonly path: readonly string[] | undefined;
  /** Undefined: nothing is known of it, so nothing about it is wrong. */
  readonly field: FieldSchema | undefined;
};

/** A field that an expression reads, and the function it is handed to. */
export type Read = { readonly path: readonly string[]; readonly by: string | undefined };

/** Something wrong inside an expression. */
export type ExpressionProblem = {
  readonly kind: "field" | "function" | "variable" | "code";
  readonly what: string;
  readonly nearest: string | undefined;
};

/** What an expression reads and is, before any values are there. */
export type ExpressionReading = {
  readonly value: Known;
  readonly reads: readonly Read[];
  /** Loop variables it uses, without `$`. */
  readonly variables: ReadonlySet<string>;
  readonly problems: readonly ExpressionProblem[];
};

const NOTHING: Known = { path: undefined, field: undefined };
const NUMBER: Known = { path: undefined, field: { type: "number" } };

/** Names in scope: the values' fields, and the loops around by their variables. */
export type Names = {
  readonly fields: FieldSchema | undefined;
  readonly loops: ReadonlyMap<string, Known>;
};

/** Reads an expression as the evaluator would, without values: every name is looked up, nothing is computed. Never throws. */
export function readExpression(code: string, names: Names): ExpressionReading {
  const reader = new ExpressionReader(names, code);
  let value = NOTHING;
  try {
    value = reader.value(parseExpression(code), new Map());
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    reader.problems.push({ kind: "code", what: constructIn(code) ?? error.message, nearest: undefined });
  }
  return { value, reads: reader.reads, variables: reader.variables, problems: reader.problems };
}

type Arguments = ReadonlyMap<string, Known>;

class ExpressionReader {
  readonly reads: Read[] = [];
  readonly variables = new Set<string>();
  readonly problems: ExpressionProblem[] = [];
  private readonly names: Names;
  private readonly code: string;

  constructor(names: Names, code: string) {
    this.names = names;
    this.code = code;
  }

  value(node: Expression, around: Arguments, by?: string): Known {
    const known = this.known(node, around);
    if (known.path !== undefined && node.type !== "MemberExpression" && node.type !== "Identifier")
      return known;
    if (known.path !== undefined) this.reads.push({ path: known.path, by });
    return known;
  }

  private known(node: Expression, around: Arguments): Known {
    switch (node.type) {
      case "Literal":
        return this.literal(node);
      case "Identifier":
        return this.name(word(node, "name"), around);
      case "MemberExpression":
        return this.member(node, around);
      case "CallExpression":
        return this.call(node, around);
      case "ConditionalExpression":
        this.value(child(node, "test"), around);
        return this.either(child(node, "consequent"), child(node, "alternate"), around);
      case "LogicalExpression":
      case "BinaryExpression":
        return this.binary(node, around);
      case "UnaryExpression":
        return this.prefix(node, around);
      case "TemplateLiteral":
        for (const part of children(node, "expressions")) this.value(part, around);
        return { path: undefined, field: { type: "string" } };
      case "ArrayExpression":
        for (const part of children(node, "elements")) this.value(part, around);
        return { path: undefined, field: { type: "array" } };
      case "ObjectExpression":
        for (const part of children(node, "properties")) this.value(child(part, "value"), around);
        return NOTHING;
      case "ArrowFunctionExpression":
        return this.arrow(node, NOTHING, around);
      default:
        return this.refuse(CONSTRUCTS[node.type] ?? `这种写法（${node.type}）`);
    }
  }

  private literal(node: Expression): Known {
    if (typeof node.value === "object" && node.value !== null) return this.refuse("正则表达式");
    const type = typeof node.value;
    return type === "string" || type === "number" || type === "boolean"
      ? { path: undefined, field: { type } }
      : NOTHING;
  }

  private refuse(what: string): Known {
    this.problems.push({ kind: "code", what: constructIn(this.code) ?? what, nearest: undefined });
    return NOTHING;
  }

  private name(name: string, around: Arguments): Known {
    refuseForbidden(name);
    const argument = around.get(name);
    if (argument !== undefined) return argument;
    if (name === "$idx") return NUMBER;
    if (name.startsWith("$")) return this.loopVariable(name.slice(1));
    if (name === "undefined" || name === "this") return this.refuse(`名称 ${name}`);
    const { fields } = this.names;
    const field = fieldAt(fields, name);
    if (fields !== undefined && field === undefined) return this.unknownName(name, fields);
    return { path: [name], field };
  }

  private loopVariable(name: string): Known {
    const loop = this.names.loops.get(name);
    this.variables.add(name);
    if (loop !== undefined) return loop;
    const nearest = nearestName(name, this.names.loops.keys());
    this.problems.push({ kind: "variable", what: `$${name}`, nearest: nearest && `$${nearest}` });
    return NOTHING;
  }

  private unknownName(name: string, fields: FieldSchema): Known {
    // a loop's variable without its sign is the most common slip
    const nearest = this.names.loops.has(name)
      ? `$${name}`
      : (nearestName(name, Object.keys(fields.properties ?? {})) ?? byLastStep(name, fields));
    this.problems.push({ kind: "field", what: name, nearest });
    return NOTHING;
  }

  private member(node: Expression, around: Arguments): Known {
    const of = this.known(child(node, "object"), around);
    if (node.computed === true) {
      this.value(child(node, "property"), around);
      if (of.field?.items !== undefined) return itemOf(of);
      return { path: of.path, field: undefined };
    }
    const name = word(child(node, "property"), "name");
    refuseForbidden(name);
    if (name === "length" && !of.field?.properties) {
      if (of.path !== undefined) this.reads.push({ path: of.path, by: undefined });
      return NUMBER;
    }
    const path = of.path === undefined ? undefined : [...of.path, name];
    if (of.field === undefined || of.field.type === undefined)
      return { path, field: fieldAt(of.field, name) };
    const field = fieldAt(of.field, name);
    if (field !== undefined || of.path === undefined) return { path, field };
    const written = [...of.path, name].join(".").replaceAll(".*", "[]");
    const near = nearestName(name, Object.keys(of.field.properties ?? {}));
    const prefix = of.path.join(".").replaceAll(".*", "[]");
    this.problems.push({
      kind: "field",
      what: written,
      nearest: near === undefined ? this.nearestPath(written) : `${prefix}.${near}`,
    });
    return NOTHING;
  }

  private nearestPath(written: string): string | undefined {
    const { fields } = this.names;
    return fields === undefined ? undefined : nearestName(written, fieldPaths(fields));
  }

  private call(node: Expression, around: Arguments): Known {
    const callee = child(node, "callee");
    const given = children(node, "arguments");
    if (callee.type === "Identifier") return this.namedFunction(word(callee, "name"), given, around);
    if (callee.type !== "MemberExpression" || callee.computed === true) return this.refuse("这种调用");
    const of = this.value(child(callee, "object"), around);
    const name = word(child(callee, "property"), "name");
    refuseForbidden(name);
    if (!METHOD_NAMES.has(name)) {
      this.problems.push({ kind: "function", what: name, nearest: nearestName(name, METHOD_NAMES) });
      return NOTHING;
    }
    for (const argument of given) {
      if (argument.type === "ArrowFunctionExpression") this.arrow(argument, itemOf(of), around);
      else this.value(argument, around);
    }
    return resultOf(name, of);
  }

  private namedFunction(name: string, given: readonly Expression[], around: Arguments): Known {
    if (!NAMED_FUNCTIONS.has(name)) {
      this.problems.push({
        kind: "function",
        what: name,
        nearest: nearestName(name, NAMED_FUNCTIONS.keys()),
      });
    }
    for (const argument of given) this.value(argument, around, name);
    return { path: undefined, field: { type: "string" } };
  }

  private arrow(node: Expression, item: Known, around: Arguments): Known {
    const inside = new Map(around);
    for (const [at, parameter] of children(node, "params").entries()) {
      if (parameter.type !== "Identifier") return this.refuse("这种参数写法");
      inside.set(word(parameter, "name"), at === 0 ? item : NUMBER);
    }
    this.value(child(node, "body"), inside);
    return NOTHING;
  }

  private either(one: Expression, other: Expression, around: Arguments): Known {
    const [first, second] = [this.value(one, around), this.value(other, around)];
    return { path: undefined, field: first.field ?? second.field };
  }

  private binary(node: Expression, around: Arguments): Known {
    const operator = word(node, "operator");
    const [left, right] = [child(node, "left"), child(node, "right")];
    if (operator === "??" || operator === "||" || operator === "&&") {
      const value = this.either(left, right, around);
      return operator === "&&" ? NOTHING : value;
    }
    if (!OPERATORS.has(operator)) return this.refuse(`运算 ${operator}`);
    this.value(left, around);
    this.value(right, around);
    return NOTHING;
  }

  private prefix(node: Expression, around: Arguments): Known {
    const operator = word(node, "operator");
    if (!"!-+".includes(operator)) return this.refuse(`运算 ${operator}`);
    this.value(child(node, "argument"), around);
    return NOTHING;
  }
}

const itemOf = ({ path, field }: Known): Known => ({
  path: path === undefined ? undefined : [...path, "*"],
  field: field?.items,
});

/** Lists stay lists of the same things; the rest is a value of its own. */
function resultOf(method: string, of: Known): Known {
  if (method === "filter" || method === "slice" || method === "concat")
    return of.field?.type === "string" ? { ...of, path: undefined } : of;
  if (method === "find" || method === "at") return of.field?.type === "array" ? itemOf(of) : NOTHING;
  return NOTHING;
}

/** The whole path whose last step is the name written: `amount` may mean `fee.amount`. */
const byLastStep = (name: string, fields: FieldSchema): string | undefined =>
  fieldPaths(fields).find((path) => path.endsWith(`.${name}`));

/** What the tree calls a construct, in words. */
const CONSTRUCTS: Readonly<Record<string, string>> = {
  ThisExpression: "this",
  Compound: "多条语句",
  SequenceExpression: "逗号并列",
  AssignmentExpression: "赋值",
  NewExpression: "new",
  AwaitExpression: "await",
  SpreadElement: "展开 …",
  TaggedTemplateExpression: "带标签的模板文字",
};

/** Constructs that the parser does not even read, told by their look. */
const LOOKS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:require|import)\s*\(/, "引入模块（require、import）"],
  [/\bfunction\b/, "function 函数"],
  [/\bnew\s+\p{L}/u, "new"],
  [/\b(?:await|async|yield)\b/, "异步写法（await、async）"],
  [/\b(?:typeof|delete|void|instanceof)\b/, "typeof、delete、void、instanceof"],
  [/\b(?:var|let|const|return|while|for|throw)\b/, "语句（var、let、return、for 等）"],
  [/;/, "多条语句（分号）"],
  [/\+\+|--/, "自增自减"],
  [/(?<![=!<>])=(?![=>])/, "赋值"],
  [/\.\.\./, "展开（…）"],
  [/(?<=^|[(,=:])\s*\/[^/]/, "正则表达式"],
  [/__proto__|constructor|prototype/, "原型（__proto__、constructor、prototype）"],
];

/** What in the expression is no part of the language, outside of quoted texts. */
function constructIn(code: string): string | undefined {
  const bare = code.replaceAll(/"[^"]*"|'[^']*'/g, '""');
  return LOOKS.find(([look]) => look.test(bare))?.[1];
}
