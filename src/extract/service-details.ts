import { asDay, DAY } from "./written.ts";

/** When it is to be done. */
export function dueIn(text: string): string | undefined {
  const day = new RegExp(`(${DAY.source})\\s*(?:之?前|以前|止)?`, "u").exec(text);
  if (day !== null) return asDay(day[1] ?? "");
  const month = /(?:[12]\d{3}年)?\d{1,2}月(?:底|末|份)?(?:之?前)?/u.exec(text);
  if (month !== null) return month[0];
  const period =
    /(?:每(?:[一两二三四六]?个?)?(?:年度?|季度?|月|半年|周)[^，。；]{0,8}|(?:合同|协议)?(?:签订|生效|收到[^，。；]{0,10})(?:之日)?(?:起|后)[^，。；]{0,10}(?:日|天|月|周)内|托管期(?:限)?(?:内|届满[^，。；]{0,4}前)|(?:第[一二三四]季度|上半年|下半年|年底)(?:前|末|内)?)/u.exec(
      text,
    );
  if (period !== null) return period[0];
  return /尽快|及时|适时|随时|按需|待定/u.exec(text)?.[0];
}

/** What is handed over. */
export function deliverableIn(text: string): string | undefined {
  const labelled = /(?:成果|交付物|交付成果|提交物)(?:形式)?(?:为|：|是)\s*([^。；]{2,80})/u.exec(text)?.[1];
  if (labelled !== undefined) return labelled;
  const handed =
    /(?:提交|交付|出具|形成|提供|取得|编制|[前内，]交)\s*([^，。；、]{0,24}(?:报告|方案|记录|清单|文本|课件|签到表|通知书|台账|证书|文件|材料|档案|建议书|意见|资料|制度|总结|讲义|规划|证明)[^，。；]{0,20})/u.exec(
      text,
    )?.[1];
  // 「……，2024年10月31日前，工作方案」
  return handed ?? /(?:前|内|底)，([\p{Script=Han}、]{2,20})[；。]?$/u.exec(text)?.[1];
}
