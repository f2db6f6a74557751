import type { Seat } from "../../schemas/contract.ts";

/** Seats by the sign that names them. */
export const SEATS: Readonly<Record<string, Seat>> = { 甲: "甲方", 乙: "乙方", 丙: "丙方", 丁: "丁方" };

const flat = (text: string): string => text.replaceAll(/\n/gu, "").trim();

/** A cell or label that is a seat and little else: 「甲方」「甲方（委托方）」「甲方托管对象」. */
export function seatIn(text: string): Seat | undefined {
  const found =
    /^(?:[\p{Script=Han}]{2,8}(?:方|人|企业|对象|机构|单位|商)|[\p{Script=Han}]{2,8}(?=[（(]))?[（(]?([甲乙丙丁])\s*方(?:，[^）)]{1,20})?[）)]?\s*(?:[（(][^）)]{0,16}[）)]|[·•\-—]?[\p{Script=Han}]{0,10}|：\s*(?:园区|托管机构|托管企业|服务机构|企业|机构|委托方|受托方))?(?:名称)?[：]?$/u.exec(
      flat(text).replace(/^[A-Z]\d{1,2}\s*(?=[甲乙丙丁]\s*方)/u, ""),
    );
  const behind = /[甲乙丙丁]\s*方([·•\-—]?\p{Script=Han}{2,10})[：]?$/u.exec(flat(text))?.[1];
  if (found === null || OF_SEAT.test(text) || (behind !== undefined && !WHO.test(behind))) return undefined;
  return SEATS[found[1] ?? ""];
}

/** What belongs to a party is not the party: 「甲方住所地」「乙方项目负责人」. */
const OF_SEAT =
  /[甲乙丙丁]\s*方(?:的)?[^（(]{0,6}(?:住所|地址|地点|场所|电话|负责|联系|代表|签|章|权利|义务|职责|责任|专员|指定|确认|收款|账|费|应|须)/u;

/** What may stand behind a seat without brackets: what the party is, or that its particulars follow. */
const WHO =
  /(?:企业|机构|单位|园区|组织|部门|对象|托管|服务|委托|受托|[方人]|名称|全称|信息|资料|情况|基本|主体|局|协会|中心|盖章|签章|签字)$/u;
