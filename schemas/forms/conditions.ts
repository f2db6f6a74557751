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

type Stated = Omit<FormCondition, "source"> & { readonly article?: string };

/** Conditions of one document: each with the article it stands in. */
export const conditionsOf =
  (source: Source, since: string) =>
  (...stated: readonly Omit<Stated, "since">[]): readonly FormCondition[] =>
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
