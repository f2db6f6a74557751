import type { OutlineLine, OutlineTable } from "./clause.ts";

/** A short heading before the text of an article: 「托管期限」 in 「托管期限 自……起」 or 「托管期限：自……起」. */
export function headingIn(text: string): { readonly heading: string; readonly rest: string } {
  const plain = text.trim();
  const found =
    /^【?([^，。；：\t】]{2,24}?)】?(?:\t\s*|\s{1,}|$)(.*)$/su.exec(plain) ??
    /^【?([^，。；：\t（()\d】]{2,14})(?:（[^）]{1,14}）)?】?：\s*(.*)$/su.exec(plain) ??
    /^([^，。；：（\d]{2,9})。(.+)$/su.exec(plain);
  if (found === null) return { heading: "", rest: text.trim() };
  const [, heading = "", rest = ""] = found;
  // 「乙方提供以下服务：」「甲方应当：（一）……」 begin a sentence
  if (/(?:应当?|须|负责|以下\p{Script=Han}{0,6}|如下\p{Script=Han}{0,6})$/u.test(heading))
    return { heading: "", rest: plain };
  // 「采用部分托管。」「甲方应提供资料。」 are sentences
  if (
    plain.startsWith(`${heading}。`) &&
    /^(?:采用|采取|按照?|本合同|本协议|双方均|每)|[甲乙丙]方(?:应|须|不|可|负|按|对|向)|不得|应当?/u.test(
      heading,
    )
  )
    return { heading: "", rest: plain };
  // a gloss in another language stands behind the heading, not under it
  const gloss = /^[A-Za-z][A-Za-z ,.’'&/-]{1,60}$/.test(rest.trim());
  return {
    heading: heading.replace(/(?<=\p{Script=Han})\s*[A-Za-z][A-Za-z ,.’'&/-]*$/u, "").trim(),
    rest: gloss ? "" : rest.trim(),
  };
}

/** 附件一：托管企业清单, a line that heads what is annexed. */
export const isAnnexTitle = ({ text }: OutlineLine): boolean =>
  /^附[件表录]\s*[一二三四五六七八九十\dA-Z]{0,3}\s*[：:、]?\s*[^，。；]{0,30}$/u.test(text) &&
  !/如下|清单：$|^附件[：:]$/u.test(text);

/** 甲方（盖章）： … or 签章页, after the clauses. */
export const isSignatureLine = (text: string): boolean =>
  /^[（(]?(?:以下)?(?:无正文|本页|此页)|^签\s*[章字署]\s*(?:页|栏)|^(?:委托方|受托方|委托人|受托人|托管\p{Script=Han}{2})?[（(]?[甲乙丙]\s*方[）)]?\s*[（(]?(?:[^：，。]{0,10})?(?:签\s*[章字名]|盖\s*章|公章)(?!之日|后|时|前|生效|确认|即|，即|的[，。])|^[甲乙丙]\s*方[^：，。]{0,10}：[^：，。；]{4,40}[（(](?:盖章|公章|签章|印章|章)[）)](?:\t.*)?$/u.test(
    text,
  );

/** A table of the signature part. */
export const isSignatureTable = ({ rows }: OutlineTable): boolean =>
  rows
    .flat()
    .some(({ text }) =>
      /[甲乙丙]方\s*[（(](?:[^）)]{0,6})(?:签|盖|公章)|^[甲乙丙]方(?:盖章|签章|签字)/u.test(text),
    );
