import type { z } from "zod";
import { ContractProblemCode } from "../../schemas/contract-text.ts";
import { ownValue, pointerStep } from "../kit/json-value.ts";
import type { ContractProblem } from "./contract-error.ts";

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: "文字",
  number: "数字",
  int: "整数",
  boolean: "true 或 false",
  array: "列表",
  object: "对象",
  record: "对象",
};

const typeWords = (expected: string): string => TYPE_WORDS[expected] ?? "其他类型";

/** JSON Pointer of a path (RFC 6901). */
export const pointerOf = (path: Path): string => path.map((step) => pointerStep(String(step))).join("");

const valueAt = (json: unknown, path: Path): unknown =>
  path.reduce<unknown>((value, step) => ownValue(value, step), json);

/** Every problem of the wire shape, from the issues the schema found in `json`; order is the schema's. */
export function shapeProblems(issues: readonly Issue[], json: unknown): readonly ContractProblem[] {
  return issues.flatMap((issue) => problemsOf(issue, issue.path, json));
}

function problemsOf(issue: Issue, path: Path, json: unknown): readonly ContractProblem[] {
  const one = (code: ContractProblemCode, detail: string): readonly ContractProblem[] => [
    { pointer: pointerOf(path), code, detail },
  ];
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => ({
        pointer: pointerOf([...path, key]),
        code: "contract.unknown_key" as const,
        detail: `合同数据没有“${key.slice(0, 40)}”这一项，请核对拼写或删去`,
      }));
    case "invalid_type":
      if (valueAt(json, path) === undefined) return one("contract.missing_key", "缺少这一项，请补上");
      return one("contract.wrong_type", `这一项应当是${typeWords(issue.expected)}，请改正`);
    case "too_big":
      if (issue.origin === "string")
        return one("contract.too_long", `文字过长，最多 ${issue.maximum} 个字，请删减`);
      if (issue.origin === "array")
        return one("contract.too_many", `列表过长，最多 ${issue.maximum} 项，请删减`);
      return one("contract.wrong_value", `数值过大，最大 ${issue.maximum}，请改正`);
    case "too_small":
      return one("contract.wrong_value", `数值过小，最小 ${issue.minimum}，请改正`);
    case "invalid_value":
      return wrongValue(issue.values.map(String), valueAt(json, path), one);
    case "invalid_key":
      return issue.issues.flatMap((inner) => problemsOf(inner, path, json));
    case "invalid_union":
      return unionProblems(issue.errors, path, json);
    case "custom":
      return one(ContractProblemCode.parse(issue.params?.["code"]), issue.message);
    case "invalid_element":
    case "invalid_format":
    case "not_multiple_of":
      break;
  }
  return one("contract.wrong_value", "这一项的值不合格式，请改正");
}

type One = (code: ContractProblemCode, detail: string) => readonly ContractProblem[];

function wrongValue(allowed: readonly string[], value: unknown, one: One): readonly ContractProblem[] {
  if (value === undefined) return one("contract.missing_key", `缺少这一项，应填：${allowed.join("、")}`);
  const code = typeof value === "string" ? "contract.wrong_value" : "contract.wrong_type";
  return one(code, `只能填：${allowed.join("、")}`);
}

/** A union is judged by the branch whose type fits; when none fits, the type is wrong. */
function unionProblems(
  branches: readonly (readonly Issue[])[],
  path: Path,
  json: unknown,
): readonly ContractProblem[] {
  const fitting = branches.find((issues) =>
    issues.every(({ code }) => code === "custom" || code.startsWith("too_")),
  );
  if (fitting !== undefined)
    return fitting.flatMap((issue) => problemsOf(issue, [...path, ...issue.path], json));
  return [{ pointer: pointerOf(path), code: "contract.wrong_type", detail: "这一项的类型不对，请核对格式" }];
}
