import type { ExtractedValue } from "../../../schemas/extraction.ts";

/**
 * Words that stand in the text when the element a rule misses is there after all, in a form the reader did not understand.
 * A missing element with a trace is a question for a person, not a finding.
 */
const TRACES: Readonly<Record<string, RegExp>> = {
  "DOC-01": /(?:合同|协议)书?(?:\n|$)/u,
  "DOC-02": /(?:合同|协议)(?:编)?号\s*：?\s*[A-Za-z0-9]/u,
  "DOC-05": /签(?:订|约|署)地[点址]?\s*[：为]/u,
  "DOC-06": /一式/u,
  "DOC-07": /(?:本)?(?:合同|协议)[^。\n]{0,30}生效|生效[^。\n]{0,10}(?:合同|协议)/u,
  "SUB-01": /(?:完全|部分|顾问|单项)式?(?:知识产权)?托管/u,
  "SUB-02": /服务(?:内容|事项|范围|项目)|托管(?:内容|事项)/u,
  "TRM-01": /(?:期限|期间|有效期)[^。\n]{0,40}\d{4}|\d{4}\s*年[^。\n]{0,12}(?:至|到|—|止)/u,
  "PER-01": /(?:服务|履行|工作)(?:地点|场所)/u,
  "PER-02": /(?:服务|履行|工作)(?:方式|形式)/u,
  "PER-04": /(?:月|季|年)度?(?:工作)?(?:报告|汇报|简报)/u,
  "PER-06": /绩效|(?:期满|届满|结束)[^。\n]{0,30}总结/u,
  "FEE-01": /支付|付款|缴纳/u,
  "FEE-02": /\d[\d,.]*\s*万?元|[壹贰叁肆伍陆柒捌玖][^。\n]{0,12}元/u,
  "FEE-03": /[壹贰叁肆伍陆柒捌玖拾佰仟万]{2,}元/u,
  "FEE-04": /(?:日|天|月)(?:内|前)[^。\n]{0,20}(?:支付|付款|付清)|分期|一次性(?:支付|付清)/u,
  "FEE-07": /官费|规费|差旅|其他费用/u,
  "FEE-08": /账\s*号|帐\s*号|开户/u,
  "ACC-01": /验收|考核(?:标准|办法)/u,
  "CNF-01": /保密/u,
  "IPR-01": /归[^。\n]{1,12}所有|权属|归属/u,
  "LIA-01": /违约/u,
  "DSP-01": /仲裁|诉讼|法院/u,
  "CHG-01": /(?:变更|解除)[^。\n]{0,12}(?:合同|协议)|(?:合同|协议)[^。\n]{0,12}(?:变更|解除)(?!之日|后)/u,
  "PRJ-01": /项目(?:名称|编号)/u,
  "PRJ-03": /企业(?:清单|名单|名录)/u,
};

/** Labels of a party's lines: more of them than values means that one was not understood. */
const LABELS: Readonly<Record<string, readonly [RegExp, string]>> = {
  "PTY-03": [/[0-9A-Z]{18}/gu, "uscc"],
  "PTY-05": [/(?:住所|地址)\s*[：为]?\s*\p{Script=Han}{2,}[省市区县]/gu, "address"],
  "PTY-07": [/(?:法定代表人|负责人|法人代表)\s*[：为]\s*\p{Script=Han}{2}/gu, "legalRep"],
  "PTY-09": [/1[3-9]\d{9}|0\d{2,3}-?\d{7,8}/gu, "contact/phone"],
  "PTY-08": [/(?:联系人|联络人|专员|项目负责人)\s*[：为]\s*\p{Script=Han}{2}/gu, "contact/name"],
};

/** What a single service's own words leave open. */
const OF_ITEM: Readonly<Record<string, RegExp>> = {
  "SUB-04": /\d\s*(?:次|份|件|项|场|小时|期|套|篇|人)|不限/u,
  "SUB-05": /(?:日|月|底|年|天|周)(?:之?前|内|末)|每(?:月|季|年)|\d{4}\s*[年.-]/u,
  "SUB-06": /提交|交付|出具|形成|报告|证书/u,
};

/** Whether the text holds traces of an element that was not read. */
export function hasTrace(
  finding: { readonly id: string; readonly pointer: string },
  { text, values }: { readonly text: string; readonly values: readonly ExtractedValue[] },
): boolean {
  const rule = finding.id.slice(0, -2);
  const known = values.some(({ pointer }) => pointer === finding.pointer);
  if (known) return false;
  const ofItem = OF_ITEM[rule];
  const item = /^\/scope\/\d+/.exec(finding.pointer)?.[0];
  if (ofItem !== undefined && item !== undefined) {
    const name = values.find(({ pointer }) => pointer === `${item}/name`);
    return name?.at.cell === undefined && ofItem.test(name?.at.quote ?? "");
  }
  const labels = LABELS[rule];
  if (labels !== undefined) {
    const [pattern, field] = labels;
    const read = values.filter(
      ({ pointer, value }) =>
        pointer.startsWith("/parties/") && pointer.endsWith(`/${field}`) && value !== "",
    ).length;
    return new Set(text.match(pattern) ?? []).size > read + (rule === "PTY-09" ? 1 : 0);
  }
  if (rule === "DUT-01") {
    const seat = decodeURIComponent(finding.pointer.split("/").at(-1) ?? "");
    return new RegExp(`${seat}(?:应|须|负责|有义务|承担|保证|有权)`, "u").test(text);
  }
  return TRACES[rule]?.test(text) ?? false;
}
