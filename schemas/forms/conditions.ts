import type { Source } from "../jurisdictions/jurisdiction.ts";
import type { FormCondition } from "./form-condition.ts";

/** The documents that forms and their conditions come from, as last read. */
const READ_ON = "2026-11-20";
export const HEBEI: Source = {
  law: "《2022年河北省中小微企业知识产权托管工作推进计划》",
  readOn: READ_ON,
};
export const ZHOUKOU: Source = {
  law: "《周口市知识产权托管服务试行工作方案》（周市监办〔2021〕227号）",
  readOn: READ_ON,
};
export const XUHUI: Source = {
  law: "《徐汇区生命健康融合产业知识产权托管工作规范》",
  readOn: READ_ON,
};
export const CNIPA: Source = { law: "国知办发管字〔2017〕30号", readOn: READ_ON };
export const HUNAN: Source = { law: "湘市监知〔2020〕47号", readOn: READ_ON };

/** The days from which the documents hold. CNIPA's is its date of issue. */
export const SINCE = {
  hebei: "2022-01-01",
  zhoukou: "2021-01-01",
  xuhui: "2021-09-01",
  cnipa: "2017-06-27",
  hunan: "2020-03-16",
} as const;

/** A condition before its document and day are known. */
export type Statement = Omit<FormCondition, "source" | "since"> & { readonly article?: string };

/** Conditions of one document: each with the article it stands in. */
export const conditionsOf =
  (source: Source, since: string) =>
  (...stated: readonly Statement[]): readonly FormCondition[] =>
    stated.map(({ article, ...condition }) => ({
      ...condition,
      since,
      source: [article === undefined ? source : { ...source, article }],
    }));

/** A place that must not stay empty. */
export const needed = (id: string, at: string, place: string) =>
  ({
    id,
    at,
    place,
    asks: `${place}是否填写`,
    holds: { kind: "present" },
    missing: { severity: "B" },
  }) as const;

/** A failing that the reviewer weighs; it never blocks. */
export const toReview = (message: string, fix: string) =>
  ({ ground: "Q", severity: "W", message, fix }) as const;

/** A failing of the form itself: what stands there cannot be. */
export const unclear = (message: string, fix: string) =>
  ({ ground: "U", severity: "B", message, fix }) as const;

/** A statement that the form asks the applicant to make. */
export const stated = (id: string, at: string, place: string) =>
  ({
    id,
    at,
    place,
    asks: `${place}是否具备`,
    holds: { kind: "is", value: true },
    missing: { severity: "B" },
    failing: toReview(`不具备条件：${place}`, "补足条件后再申报，或者由受理机关核实"),
  }) as const;

/** The last day must not come before the first. */
export const period = (id: string, at: { readonly from: string; readonly until: string }, place: string) =>
  ({
    id,
    at: at.until,
    place,
    asks: `${place}的起止是否清楚`,
    holds: { kind: "dayAfter", other: at.from },
    missing: { severity: "B" },
    failing: unclear("结束日期早于开始日期，或者不是日历上有的日期", "核对起止日期"),
  }) as const;

/** A total must be the sum of what stands above it. */
export const totalled = (
  id: string,
  at: string,
  sum: { readonly of: string; readonly place: string },
): Statement => ({
  id,
  at,
  place: sum.place,
  asks: `${sum.place}是否等于各项之和`,
  holds: { kind: "total", of: [sum.of] },
  missing: { severity: "B" },
  failing: unclear("合计与各项之和不一致", "重新计算合计"),
});

/** A score must not be above what the item is worth. */
export const scored = (id: string, list: string, place: string) =>
  ({
    id,
    at: `${list}/*/score`,
    place,
    asks: `${place}是否不超过分值`,
    holds: { kind: "atMostOther", other: `${list}/*/full` },
    missing: { severity: "B" },
    failing: unclear("得分高于分值", "核对得分和分值"),
  }) as const;
