import type { PartyField } from "./labels.ts";

/** A name without what was printed around it: marks for the seal, seats, glosses in another language. */
export const cleanName = (text: string): string =>
  text
    .replace(/[（(]\s*(?:(?:以下|下)?(?:统一)?(?:简)?称|[“"「])[^）)]*[）)].*$/u, "")
    .replace(/[（(](?:盖章|公章|签章|以下[^）)]*|不签署[^）)]*|[甲乙丙]方|全称|委托方|受托方)[）)]/gu, "")
    .replaceAll(/(?<=\p{Script=Han})\s+(?=[\p{Script=Han}（])/gu, "")
    .replace(/(?<=[公司所心院会局社部厂])\s+[A-Za-z].*$/u, "")
    .replace(/(?<=公司|事务所|中心|研究院|委员会|管委会|协会|[）)])[，,；;].*$/u, "")
    .replace(/[，。；;,]+$/u, "")
    .trim();

/** The value of a field of a party as it is compared: no typesetting, nothing of what stands behind it. */
export function cleanValue(field: PartyField, value: string): string {
  const words = value.replaceAll(/\t/gu, " ").trim();
  if (field === "name" || field === "account/name") return cleanName(words);
  if (field === "uscc" || field === "account/no" || field === "regionCode")
    return words.replaceAll(/[\s]/gu, "").replace(/[，。；、）)].*$/u, "");
  if (field === "legalRep" || field === "contact/name")
    return words
      .replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, "")
      .replace(/[（(](?:签字|签章|签名|盖章)[）)]|[，。；]+$/gu, "")
      .trim();
  if (field === "contact/phone")
    return words
      .replace(/[；;，,。].*$/u, "")
      .replace(/[\s，。；]+$/u, "")
      .replaceAll(/\s+(?=[\d-])/gu, "")
      .replaceAll(/[—–]/gu, "-");
  return words.replace(/[，。；;,]+$/u, "").trim();
}

/** 「施半夏，13800000000」 and the like: who and on which number. */
export function personWithPhone(
  value: string,
): { readonly name: string; readonly phone: string } | undefined {
  const found =
    /^([\p{Script=Han}·]{2,6}?)[，、,/\s（(]*(?:联系)?(?:电话|手机)?\s*：?\s*(\d[\d\s-]{6,})(?=$|[）)，,；;])/u.exec(
      value,
    );
  return found === null ? undefined : { name: found[1] ?? "", phone: (found[2] ?? "").trim() };
}
