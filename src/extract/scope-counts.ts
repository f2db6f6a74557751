import type { Gathering } from "./gathering.ts";
import type { Found } from "./scope-shared.ts";
import { asDay, readCount } from "./written.ts";

/** What services are counted in. */
export const UNITS =
  "份|次|名|位|组|回|讲|本|款|例|类|件|项|场|人次|人|班|小时|学时|期|套|篇|天|个|家|部|批|条|课时|轮|册";
/** A count in running text. */
export const QUANTITY = new RegExp(
  `(不少于|至少|不低于|共计?|合计|约|每年)?\\s*(?<![第\\d.])(\\d{1,4}|[一二三四五六七八九十两壹贰叁肆伍陆柒捌玖拾]{1,3})\\s*(${UNITS})(?!以上工作日|工作日|月)`,
  "u",
);

/** 「2025/6/30前」「2025年6月30日之前完成」 are the day; anything else stays as it stands. */
export const dayOf = (text: string): string => {
  const bare = text.replace(/(?:之?前|以前|止)(?:完成|交付|提交)?$/u, "");
  const day = asDay(bare);
  return /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : asDay(text);
};

/** The number and the unit of a service, as far as the words give them; else the words. */
export function putQuantity(
  item: { readonly qty?: Found; readonly unit?: Found },
  pointer: string,
  into: Gathering,
): void {
  const { qty, unit } = item;
  if (qty === undefined) return;
  const both = new RegExp(
    `^(?:不少于|至少|共|发明(?:专利)?|实用新型(?:专利)?|外观设计(?:专利)?|商标)?\\s*(\\d{1,4}(?:\\.\\d+)?|[一二三四五六七八九十两]{1,3})\\s*(${UNITS})?(?:以上)?$`,
    "u",
  ).exec(qty.text.replace(/[（(]其?每[^（）()]*[）)]$/u, ""));
  const number =
    both === null ? undefined : /^\d/.test(both[1] ?? "") ? both[1] : String(readCount(both[1] ?? "") ?? "");
  const total = /共(?:计)?\s*(\d{1,4})\s*(\p{Script=Han})/u.exec(qty.text);
  into.put(`${pointer}/qty`, number ?? total?.[1] ?? qty.text, qty.source);
  const word = unit?.text ?? both?.[2] ?? total?.[2] ?? new RegExp(`(?:${UNITS})`, "u").exec(qty.text)?.[0];
  if (word !== undefined) into.put(`${pointer}/unit`, word, unit?.source ?? qty.source);
  // of what no number is given no unit is missed
  else if (number === undefined) into.put(`${pointer}/unit`, "", { ...qty.source, confidence: 0.5 });
}
