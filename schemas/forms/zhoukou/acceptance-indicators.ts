import { z } from "zod";
import { conditionsOf, needed, period, SINCE, unclear, ZHOUKOU } from "../conditions.ts";
import { day, group, line, measure, passage } from "../form-field.ts";
import type { FormKind } from "../form-kind.ts";
import sample from "./acceptance-indicators.sample.json" with { type: "json" };
import { INDICATOR_FORMULAS } from "./indicator-formulas.ts";

const indicator = (name: string) =>
  group(name, {
    method: passage(`${name}：计算方法`),
    upper: measure(`${name}：计算项`),
    lower: measure(`${name}：基数项`),
    result: measure(`${name}：结果（%）`),
    target: measure(`${name}：目标（%）`),
  });

const schema = z.strictObject({
  park: line("试点园区"),
  agency: line("服务机构"),
  termStart: day("托管期限（起）"),
  termEnd: day("托管期限（止）"),
  acceptedOn: day("验收日期"),
  indicators: group("五项验收指标", {
    entry: indicator("企业入托率"),
    invention: indicator("发明专利（高价值专利）增长率"),
    infringement: indicator("专利侵权率"),
    training: indicator("企业知识产权培训率"),
    zeroPatent: indicator("工业企业专利消零率"),
  }),
  remarks: passage("指标说明"),
  opinion: passage("验收意见"),
  acceptedBy: line("验收组"),
});

/** Results are percentages with two decimals: half a hundredth is rounding, more is a mistake. */
const ROUNDING = 0.0051;

/** 五项验收指标表: results are recalculated by the configured formulas. */
export const zhoukouAcceptanceIndicators: FormKind = {
  id: "zhoukou-acceptance-indicators",
  title: "周口市知识产权托管试点验收指标表",
  titleEn: "Five acceptance indicators (Zhoukou)",
  jurisdiction: "zhoukou",
  template: "zhoukou/acceptance-indicators.docx",
  schema,
  sample,
  conditions: conditionsOf(ZHOUKOU, SINCE.zhoukou)(
    { ...needed("ZKI-01", "/park", "试点园区"), article: "七" },
    ...INDICATOR_FORMULAS.map(({ key, name, growth, times }, at) => ({
      id: `ZKI-0${at + 2}`,
      article: `七（${at + 1}）`,
      at: `/indicators/${key}/result`,
      place: name,
      asks: `${name}是否填写且与计算项、基数项相符`,
      holds: {
        kind: "quotient",
        over: `/indicators/${key}/upper`,
        under: `/indicators/${key}/lower`,
        growth,
        times,
        within: ROUNDING,
      } as const,
      missing: { severity: "B" } as const,
      failing: unclear("结果与计算项、基数项按公式算出的不一致", "按计算方法重新计算，保留两位小数"),
    })),
    {
      ...period("ZKI-07", { from: "/termStart", until: "/termEnd" }, "托管期限"),
      article: "五（一）",
    },
  ),
  formats: ["docx", "pdf"],
};
