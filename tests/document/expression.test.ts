import { array, assert, constantFrom, property } from "fast-check";
import { describe, expect, it } from "vitest";
import { DocumentError } from "../../src/document/document-error.ts";
import { evaluate } from "../../src/document/expression/evaluate.ts";
import { Budget } from "../../src/document/expression/limits.ts";
import { NAMED_FUNCTIONS } from "../../src/document/expression/named-functions.ts";
import type { Scope } from "../../src/document/expression/scope.ts";
import { cpuMillisecondsSince } from "../cpu-time.ts";

const names = {
  title: "合同",
  count: 3,
  none: null,
  list: ["a", "b", "c"],
  rows: [{ seat: "甲方", text: "甲" }, { seat: "乙方" }],
  nested: { deep: { value: "x" } },
  leaked: () => "function",
  when: new Date(0),
};

const scope = (): Scope => ({
  names,
  outer: undefined,
  functions: NAMED_FUNCTIONS,
  budget: new Budget(),
  onBlank: () => undefined,
});

const codeOf = (code: string): string => {
  try {
    evaluate(code, scope());
  } catch (error) {
    if (error instanceof DocumentError) return error.code;
    throw error;
  }
  return "no fault";
};

describe("expressions that templates need", () => {
  it.each([
    ["title", "合同"],
    ["nested.deep.value", "x"],
    ['nested["deep"].value', "x"],
    ["nested.absent.value", undefined],
    ["none.anything", undefined],
    ["count * 2 + 1", 7],
    ['count > 2 ? "多" : "少"', "多"],
    ["!none", true],
    ["none ?? title", "合同"],
    ['rows.filter(r => r.seat === "甲方").map(r => r.text).join("、")', "甲"],
    ["list.length", 3],
    ["list[1]", "b"],
    ["`《${title}》${count}份`", "《合同》3份"],
    ["title + none", "合同________"],
    ["[1, 2].concat([3]).some((n, i) => n === 3 && i === 2)", true],
    ['"a-b-a".replaceAll("a", "$&")', "$&-b-$&"],
    ["({a: title}).a", "合同"],
  ])("%s", (code, value) => {
    expect(evaluate(code, scope())).toEqual(value);
  });

  it.each([
    ['金额("36000")', "36,000.00"],
    ['金额("10700.53")', "10,700.53"],
    ['金额("面议")', "面议"],
    ["金额(none)", undefined],
    ['大写("36000.00")', "人民币叁万陆仟元整"],
    ['年月日("2022-04-01")', "2022年4月1日"],
    ['年月日("2022-02-30")', "2022-02-30"],
    ["年月日(none)", undefined],
    ['文号("冀知托备", 2022, 1)', "冀知托备〔2022〕1号"],
    ['文号("冀知托备", "2022", "007")', "冀知托备〔2022〕7号"],
    ['文号("冀知托备(2022)1号")', "冀知托备〔2022〕1号"],
    ['文号("冀知托备［2022］1号")', "冀知托备〔2022〕1号"],
    ['文号("HB-2022-1")', "HB-2022-1"],
    ["文号(none, 2022, 1)", undefined],
    ["序号(1)", "一"],
    ["序号(10)", "十"],
    ["序号(12)", "十二"],
    ["序号(20)", "二十"],
    ["序号(99)", "九十九"],
    ["空(none, 4)", "____"],
    ["空(title)", "合同"],
  ])("the named function %s", (code, value) => {
    expect(evaluate(code, scope())).toBe(value);
  });
});

describe("hostile expressions", () => {
  it.each([
    "constructor",
    "title.constructor",
    'title["constructor"]',
    'title["const" + "ructor"]',
    "nested.__proto__",
    "list.constructor.constructor('return 1')()",
    "rows.filter.constructor",
    "rows.map(r => r.constructor)",
    "({}).constructor",
    "({__proto__: nested}).deep",
    "({constructor: 1})",
    "(prototype => 1)(1)",
    "leaked",
    "leaked()",
    "nested.toString()",
    "title.toLocaleString()",
    'title.replace("a", "b")',
    "title.match(/a/)",
    "list.push(1)",
    "list.sort()",
    "list.reduce((a, b) => a)",
    "title.normalize()",
    "title = 1",
    "nested.deep = 1",
    "count++",
    "new Date()",
    "this",
    "this.title",
    "eval('1')",
    "Function('return 1')()",
    "(x => x)(1)",
    "title`x`",
    "a, b",
    "title; count",
    "count & 1",
    "~count",
    "typeof title",
    "void 0",
    "list[nested]",
    "{a: 1}.b c",
    "((",
    "",
    "...list",
    "[...list]",
    "async () => 1",
  ])("refuses %s", (code) => {
    expect(codeOf(code)).toMatch(/^document\.expression_(?:refused|failed)$/);
  });

  it.each([
    "globalThis",
    "process",
    "Object",
    "window",
    "undefined",
    "toString",
    "hasOwnProperty",
    "valueOf",
  ])("knows no name %s", (code) => {
    expect(codeOf(code)).toBe("document.expression_failed");
  });

  it.each([
    "title.toString",
    "list.push",
    "nested.hasOwnProperty",
    "when.getTime",
    "count.toFixed",
    "list[-1]",
  ])("finds nothing behind %s", (code) => {
    expect(evaluate(code, scope())).toBeUndefined();
  });

  it("refuses regular expressions wherever they stand", () => {
    expect(codeOf('"aaa".split(/(a+)+$/)')).toBe("document.expression_refused");
  });

  it.each([
    '"a".repeat(1e9)',
    '"a".repeat(100000).repeat(100000)',
    '"".repeat(1e9)',
    '"a".padStart(1e9, "b")',
    '"a".padEnd(200000)',
    '"a".repeat(90000) + "b".repeat(90000)',
    '`${"a".repeat(90000)}${"b".repeat(90000)}`',
    '"a".repeat(90000).replaceAll("a", "bb")',
    '[1,2,3,4].map(x => "a".repeat(90000)).join("")',
    '"a".repeat(90000).split("")',
    '"a".repeat(9000).split("").map(a => "a".repeat(9000).split("").map(b => "a".repeat(9000).split("")))',
    '"a".repeat(9000).split("").map(a => "a".repeat(9000).split("")).map(l => l.join("").repeat(9))',
  ])("stops before memory is taken: %s", (code) => {
    const started = process.cpuUsage();
    expect(codeOf(code)).toBe("document.expression_too_costly");
    expect(cpuMillisecondsSince(started)).toBeLessThan(1_000);
  });

  it.each([
    "(".repeat(300) + ")".repeat(300),
    "[".repeat(100) + "]".repeat(100),
    "!".repeat(500) + "title",
    Array.from({ length: 400 }, () => "1").join("+"),
    `title${".a".repeat(400)}`,
    "a => ".repeat(100) + "1",
    "title ? ".repeat(80) + "1" + " : 1".repeat(80),
    "`${".repeat(100) + "1" + "}`".repeat(100),
    "x".repeat(1_001),
    "title".padEnd(5_000_000, " "),
  ])("refuses what is too long or too deep (case %#)", (code) => {
    const started = process.cpuUsage();
    expect(codeOf(code)).toMatch(/^document\.expression_(?:too_long|refused)$/);
    expect(cpuMillisecondsSince(started)).toBeLessThan(1_000);
  });

  it("counts the work of all expressions of one filling together", () => {
    const budget = new Budget();
    const heavy = '"a".repeat(9000).split("").map(x => x + x).length';
    const run = () => {
      for (let at = 0; at < 100; at += 1) evaluate(heavy, { ...scope(), budget });
    };
    expect(run).toThrow(expect.objectContaining({ code: "document.expression_too_costly" }));
  });

  it("whatever is written, the answer is a value or a coded refusal, and nothing outside changes", () => {
    const pieces = [
      "title",
      "constructor",
      "__proto__",
      ".",
      "[",
      "]",
      "(",
      ")",
      "=>",
      "x",
      '"a"',
      "1",
      "+",
      "=",
      "{",
      "}",
      ",",
      "`",
      "${",
      "list",
      "map",
      "?",
      ":",
      "!",
      " ",
    ];
    const before = JSON.stringify(names);
    assert(
      property(array(constantFrom(...pieces), { maxLength: 14 }), (parts) => {
        expect(codeOf(parts.join(""))).toMatch(/^(?:no fault|document\.expression_[a-z_]+)$/);
        expect(JSON.stringify(names)).toBe(before);
      }),
      { numRuns: 2_000 },
    );
    expect(Object.hasOwn(Object.prototype, "x")).toBe(false);
  });
});
