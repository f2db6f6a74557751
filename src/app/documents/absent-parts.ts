import { type ExtractedValue, SURE } from "../../../schemas/extraction.ts";
import { isUnfilled } from "../../kit/text.ts";
import type { Read } from "./read.ts";

/** A finding's number, place and words. */
type Found = { readonly id: string; readonly pointer: string; readonly message?: string };

/** What organisations are called at the end; a party may also be a shop, a farm or an institute. */
const ORGANISATION =
  /[\p{Script=Han}（）A-Za-z0-9·]{2,60}(?:公司|事务所|合作社|集团|管委会|管理委员会|协会|商会|学会|联合会|研究院|研究所|实验室|中心|工作室|[工农电药酒饭][厂场店]|厂|商行|商店|经营部|医院|大学|学院|中学|个体户)/gu;

/** Labels and seats that stand against a name. */
const BEFORE_NAME = /^(?:单位名称|名称|单位|[甲乙丙丁]方|[（(][^）)]{1,8}[）)])+/u;

const BUREAU = /\p{Script=Han}{2,30}(?:知识产权局|市场监督管理局|市场监管局|科学技术局|科技局)/u;

/** Authorities and courts every contract names, and kinds of organisations, which are nobody's names. */
const NOBODY =
  /国家知识产权局|(?:专利|商标)(?:审查协作|代办)?(?:局|中心)|园区、协会|协会等组织|仲裁委员会|(?:邮件|数据|服务|审查|数据交换|支付)[^，。；\s]{0,4}中心|(?:其[他它]|任何|第三方|该|本|各|目标|双方|关联|示例)[^，。；\s]{0,4}公司/gu;

const IDENTITY =
  /(?<![0-9A-Za-z])[0-9][0-9A-HJ-NPQRTUWXY]{17}(?![0-9A-Za-z])|(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)0\d{2,3}[-－—]\d{7,8}(?!\d)/u;

/**
 * Whether somebody stands in the text who was read into nothing: an organisation, a credit code, a telephone. It may be the
 * party that seems missing. Where there is none, the seat is empty. Authorities count where the missing seat is one's.
 */
export function namesSomebodyElse({ message = "" }: Found, { text, values }: Read): boolean {
  const known = values
    .flatMap(({ pointer, value }) =>
      typeof value === "string" && value.length > 3 && value.length <= 60 && !pointer.startsWith("/clauses/")
        ? [value]
        : [],
    )
    .sort((one, other) => other.length - one.length);
  const free = known.reduce((left, value) => left.replaceAll(value, "\n"), text.replaceAll(NOBODY, "\n"));
  const bureau = /主管|监管|监督/u.test(message) && BUREAU.test(free);
  return bureau || IDENTITY.test(free) || (free.match(ORGANISATION) ?? []).some((name) => isNew(name, known));
}

/** A bare kind of organisation names nobody; a piece of a known name was broken off at the end of a line. */
function isNew(name: string, known: readonly string[]): boolean {
  const own = name.replace(BEFORE_NAME, "");
  return own.length > 4 && !known.some((value) => value.includes(own));
}

/** Capital numerals; 千 or 百 for 仟 or 佰 among them is a slip in capitals, and not their absence. */
const CAPITALS = /[零壹贰叁肆伍陆柒捌玖拾佰仟万亿千百]{2,40}[元圆]/gu;

/** Whether a sum in capitals stands in the text beside the one of the subsidy: it may be the fee's. */
export function saysASum({ text, values }: Read): boolean {
  const subsidy = values.find(({ pointer }) => pointer === "/project/subsidy")?.at.quote ?? "";
  return (text.match(CAPITALS) ?? []).length > (subsidy.match(CAPITALS) ?? []).length;
}

const MAKES =
  /(?:制[定订]|编[制写]|拟[定订]|起草|出具|提[交供出]|形成|设计|定制|确定|完成|交付)[^。；\n]{0,24}(?:方案|计划)|(?:方案|计划)[^。；\n]{0,12}(?:由[乙受]|制[定订]|编[制写]|拟[定订]|起草|提交|形成|交付)/u;

/** Plans of another kind, and plans that are there already. */
const OTHER_PLAN =
  /(?:方案|计划)(?:的)?(?:调整|变更|修改)|(?:培训|布局|处置|应急|整改|融资|质押|维权|推进|实施|申请|检索)(?:计划|方案)|(?:按照?|依照?|根据|参照|执行|落实)[^，。；\n]{0,20}(?:方案|计划)/gu;

/**
 * Whether a plan of the service may be among what is owed although the list of services has none: a service that is called
 * so, a duty to make one in the clauses, a list that was not read whole. A plan referred to or attached is none owed, and
 * what an attached plan says of itself is none either.
 */
export function mayOweAPlan({ outline, values }: Read): boolean {
  const names = values.filter(({ pointer }) => /^\/scope\/\d+\/name$/.test(pointer));
  const isEmpty = values.some(({ pointer, value }) => pointer === "/scope" && value === "");
  if (names.length === 0) return !isEmpty;
  if (names.some(({ confidence }) => confidence < SURE)) return true;
  if (names.some(({ value }) => typeof value === "string" && /方案|计划/u.test(value))) return true;
  return [outline.head, ...outline.clauses]
    .flatMap(({ lines, tables }) => [...lines, ...tables.flatMap(({ rows }) => rows.flat())])
    .flatMap(({ text }) => text.split(/[。；\n]/u))
    .some((sentence) => MAKES.test(sentence.replaceAll(/《[^》]*》/gu, "、").replaceAll(OTHER_PLAN, "、")));
}

/**
 * Whether the number of the agency's licence may be told elsewhere: a word on the licence (its copy is attached, the register
 * has it), or a number of five digits, as they have, that was read into nothing. A line for it that was left blank was read.
 * Whether patents are filed at all must be sure.
 */
export function mayBeLicensed({ pointer }: Found, { text, values }: Read): boolean {
  if (!filesPatents(values)) return true;
  if (values.some((each) => each.pointer === pointer && isUnfilled(String(each.value)))) return false;
  if (/执业许可|执业证|代理(?:机构)?资[质格]|专利代理机构(?:代码|编号|注册)/u.test(text)) return true;
  const assigned = values.flatMap(({ value }) => (typeof value === "string" ? [value] : []));
  return (text.match(/(?<![\dA-Z.,，年〔（(-])\d{5}(?![\dA-Z.,元年月〕-])/gu) ?? []).some(
    (number) => !assigned.some((value) => value.includes(number)),
  );
}

const filesPatents = (values: readonly ExtractedValue[]): boolean =>
  values.some(
    ({ pointer, value, confidence }) =>
      /^\/scope\/\d+\/name$/.test(pointer) &&
      confidence >= SURE &&
      typeof value === "string" &&
      /(?:专利|知识产权)[^，。；]{0,12}(?:申请|代理|撰写)|申请[^，。；]{0,4}专利/u.test(value),
  );

/** A blank that only waits for the sum: no day of payment and no account is due for a fee nobody wrote. */
export const waitsForTheSum = ({ id, pointer }: Found, others: readonly Found[]): boolean =>
  id === "TXT-01.M" && pointer.startsWith("/fee/") && others.some((other) => other.id === "FEE-02.M");
