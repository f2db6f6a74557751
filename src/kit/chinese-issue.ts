import zhCN from "zod/v4/locales/zh-CN.js";

const library = zhCN().localeError;
type Issue = Parameters<typeof library>[0];

/** Names of JSON types as people say them. */
const TYPES: Readonly<Record<string, string>> = {
  string: "文字",
  number: "数字",
  int: "整数",
  boolean: "true 或 false",
  array: "列表",
  object: "对象",
  record: "对象",
};

function own(issue: Issue): string | undefined {
  if (issue.code === "unrecognized_keys") return `没有这个栏目：${issue.keys.join("、")}，请删去或核对拼写`;
  if (issue.code === "invalid_union") return "与允许的几种写法都不符，请对照接口说明";
  if (issue.code !== "invalid_type") return undefined;
  if (issue.input === undefined) return "缺少此项，请补上";
  const expected = TYPES[issue.expected];
  return expected === undefined ? undefined : `应为${expected}`;
}

/** What is wrong with a value, in plain Chinese: our own words for the common slips, the library's for the rest. For zod's `error` option. */
export function chineseIssue(issue: Issue): string | { message: string } | undefined | null {
  return own(issue) ?? library(issue);
}
