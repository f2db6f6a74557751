import type { Seat } from "../../schemas/contract.ts";

/** Seats by the sign that names them. */
export const SEATS: Readonly<Record<string, Seat>> = { 甲: "甲方", 乙: "乙方", 丙: "丙方", 丁: "丁方" };

const flat = (text: string): string => text.replaceAll(/\n/gu, "").trim();

/** A cell or label that is a seat and little else: 「甲方」「甲方（委托方）」「甲方托管对象」. */
export function seatIn(text: string): Seat | undefined {
  const found =
    /^(?:[\p{Script=Han}]{2,8}(?:方|人|企业|对象|机构|单位|商)|[\p{Script=Han}]{2,8}(?=[（(]))?[（(]?([甲乙丙丁])\s*方(?:，[^）)]{1,20})?[）)]?\s*(?:[（(][^）)]{0,16}[）)]|[\p{Script=Han}]{0,8}|：\s*(?:园区|托管机构|托管企业|服务机构|企业|机构|委托方|受托方))?(?:名称)?[：]?$/u.exec(
      flat(text),
    );
  return found === null ? undefined : SEATS[found[1] ?? ""];
}
