import { SIMPLIFIED } from "./simplified.ts";

/** Names of organisations as registers write them (企业名称登记管理规定). Form only: no register is asked. */

/** What is wrong with a name. */
export type NameFault = "characters" | "short" | "branch" | "ending";

/** Characters that are traditional forms elsewhere and 规范汉字 in names (通用规范汉字表 2013). */
const KEPT = new Set("於昇徵");

/** Whether a character is a traditional or variant form; registers use 规范汉字. */
const isTraditional = (sign: string): boolean => SIMPLIFIED.has(sign) && !KEPT.has(sign);

const FORMS =
  "公司|合伙企业|事务所|孵化器|基地|中心|研究院|研究所|研究会|委员会|管委会|管理局|协会|商会|学会|促进会|联合会|联合社|联盟|大学|学院|学校|医院|合作社|基金会|服务站|工作站|实验室|经营部|工作室|商行|商店|门市部|办事处|办公室|政府|银行|集团|厂|局|厅|院|所|站|店|馆|校|部|社|场|园|行|处";

/** 个人独资、合伙 and the like may stand in brackets behind the form. */
const ENDING = new RegExp(`(?:${FORMS})(?:（[^（）]{2,12}）)?$`, "u");

const BRANCH = /^(.*?)(?:\p{Script=Han}{0,12})?(?:分公司|分所)$/u;

const PARENT = new RegExp(
  "(?:有限公司|有限责任公司|股份公司|公司|事务所|厂|集团|银行|合作社)(?:（[^（）]{2,12}）)?",
  "u",
);

const ABBREVIATION =
  /^[甲乙丙丁]方|^(?:我|本|贵|该|某)(?:公司|方|单位|所|院|厂|局)|某某|某(?:公司|企业|单位|机构)|^(?:分|总|集团)?公司$/u;

/** 「恒砺公司」: 公司 without 有限、股份、集团 …… behind a word of up to four characters. */
const SHORT_COMPANY = /^\p{Script=Han}{1,4}(?<!有限|责任|股份|集团|总|分)公司$/u;

/** The first fault of a name, or undefined for a full name in proper form. */
export function nameFault(name: string): NameFault | undefined {
  if (!/^[\p{Script=Han}（）A-Za-z0-9]+$/u.test(name) || Array.from(name).some(isTraditional))
    return "characters";
  if (ABBREVIATION.test(name) || SHORT_COMPANY.test(name)) return "short";
  if (BRANCH.test(name)) return PARENT.test(name.replace(/(?:分公司|分所)$/u, "")) ? undefined : "branch";
  if (!ENDING.test(name)) return "ending";
  const rest = name.replace(/(?:股份)?有限(?:责任)?公司$/u, "");
  return Array.from(rest).length < 2 ? "short" : undefined;
}
