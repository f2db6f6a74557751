import type { CheckReport } from "../../schemas/check-report.ts";
import { checked } from "./documents.ts";
import { type Paragraphs, wordOf } from "./word-file.ts";

/** Two invented parties of Hebei, with codes whose check characters are right. */
export const [ENTERPRISE, AGENCY] = ["石家庄槐岭软件股份有限公司", "河北衡鉴知识产权服务有限公司"] as const;
export const [CODE, OTHER_CODE] = ["91130102MAY2010896", "91130104MA63LNU09L"] as const;

/** How a contract begins, and its parties line by line. */
export const TITLE = ["知识产权托管服务合同", "合同编号：HBTG-2024-0031"];
export const PARTIES = [
  `甲方：${ENTERPRISE}`,
  `统一社会信用代码：${CODE}`,
  `乙方：${AGENCY}`,
  `统一社会信用代码：${OTHER_CODE}`,
];

/** A contract written paragraph by paragraph, checked as Word as one of two parties in Hebei. */
export const read = (parts: Paragraphs): Promise<CheckReport> => checked(wordOf(parts), { variant: "HB-2P" });

/** What was read at each place; undefined where nothing was. */
export const valuesOf = ({ document }: CheckReport, pointers: readonly string[]): readonly unknown[] =>
  pointers.map((pointer) => document?.values.find((value) => value.pointer === pointer)?.value);
