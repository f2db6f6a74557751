import type { PartyField } from "./labels.ts";

/** A name without what was printed around it: marks for the seal, seats, glosses in another language. */
export const cleanName = (text: string): string =>
  text
    .replace(/[（(]\s*(?:(?:以下|下文?)?(?:统一)?(?:简)?[称叫]|[“"「])[^）)]*[）)].*$/u, "")
    .replace(/[（(](?:盖章|公章|签章|以下[^）)]*|不签署[^）)]*|[甲乙丙]方|全称|委托方|受托方)[）)]/gu, "")
    .replace(
      /[（(][^（）()]{0,20}(?:机构|企业|单位|对象|园区|[一-龥]方|部门|组织|委托人|受托人)[^（）()]{0,4}[）)]\s*$/u,
      "",
    )
    .replaceAll(/(?<=\p{Script=Han})\s+(?=[\p{Script=Han}（])/gu, "")
    .replace(/(?<=[公司所心院会局社部厂])\s+[A-Za-z].*$/u, "")
    .replace(/(?<=公司|事务所|中心|研究院|委员会|管委会|协会|[）)])[，,；;].*$/u, "")
    .replace(/[，。；;,]+$/u, "")
    // 「××公司（某某局备案的托管机构，备案号……）」: a bracket that was left open says more of it
    .replace(/(?<=公司|事务所|中心|研究院|委员会|协会)[（(][^）)]*$/u, "")
    .trim();

const personIn = (words: string): string =>
  words
    .replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, "")
    .replace(/[（(](?:签字|签章|签名|盖章)[）)]|[，。；]+$/gu, "")
    .trim();

/** 「知识产权经理柴若愚」 and 「柴若愚（法务部）」 are called 柴若愚. */
const withoutPost = (whole: string): string => {
  const name = whole.replace(/[（(]\p{Script=Han}{1,10}[部处科室组办][）)]$/u, "");
  return /^\p{Script=Han}{5,16}$/u.test(name)
    ? name.replace(
        /^\p{Script=Han}{1,10}(?:经理|专员|主管|主任|总监|部长|助理|代理师|工程师|服务部|法务部|技术部|研发部)(?=\p{Script=Han}{2,4}$)/u,
        "",
      )
    : name;
};

/** The value of a field of a party as it is compared: no typesetting, nothing of what stands behind it. */
export function cleanValue(field: PartyField, value: string): string {
  const words = value.replaceAll(/\t/gu, " ").trim();
  if (field === "name" || field === "account/name") return cleanName(words);
  if (field === "contact/email") return words.replaceAll(/\s/gu, "").replace(/[，。；、]+$/u, "");
  if (field === "uscc" || field === "account/no" || field === "regionCode")
    return words.replaceAll(/[\s]/gu, "").replace(/[，。；、）)].*$/u, "");
  if (field === "legalRep") return personIn(words);
  if (field === "contact/name") return withoutPost(personIn(words));
  if (field === "contact/phone")
    return words
      .replace(/[；;，,。].*$/u, "")
      .replace(/[\s，。；]+$/u, "")
      .replaceAll(/\s+(?=[\d-])/gu, "")
      .replaceAll(/[—–]/gu, "-");
  return words.replace(/[，。；;,]+$/u, "").trim();
}

const PERSON = "^([\\p{Script=Han}·]{2,6}?)(?:[（(]\\p{Script=Han}{2,12}[）)])?[，、,/\\s（(]*";
const CALLED = "(?:联系)?(?:电话|手机)(?:号码?)?\\s*：?\\s*";
const END = "(?=$|[）)，,；;。])";
/** Behind a label a letter among the digits is a slip of the pen in the number. */
const PHONES = [
  new RegExp(`${PERSON}(?:${CALLED})?(\\d[\\d\\s-]{6,})${END}`, "u"),
  new RegExp(`${PERSON}${CALLED}(?=[\\dA-Za-z\\s-]{8,})(\\d[\\d\\s-]*[A-Za-z]?[\\d\\s-]+)${END}`, "u"),
];

/** 「施半夏，13800000000」「施半夏（法务部），电话 0311-80000002」 and the like: who and on which number. */
export function personWithPhone(
  value: string,
): { readonly name: string; readonly phone: string } | undefined {
  const found = PHONES.map((pattern) => pattern.exec(value)).find((each) => each !== null);
  return found === undefined || found === null
    ? undefined
    : { name: found[1] ?? "", phone: (found[2] ?? "").trim() };
}

const KINDS: readonly (readonly [PartyField, RegExp])[] = [
  ["uscc", /(?<![0-9A-Za-z])[0-9][0-9A-Za-z]{14,19}(?![0-9A-Za-z])/u],
  ["contact/phone", /(?<!\d)(?:1\d{10}|0\d{2,3}[-—]?\d{6,8}|400-?\d{3}-?\d{4})(?!\d)/u],
  ["contact/email", /[\w.+-]+@[\w.-]+/u],
];

/**
 * The values of a cell whose label names one field or several: of several, what has a form of its own by its form, and the
 * rest for the one that is words.
 */
export function valuesByKind(
  fields: readonly PartyField[],
  cell: string,
): readonly (readonly [PartyField, string])[] {
  const [only, ...others] = fields;
  if (only === undefined) return [];
  const words = cell.replaceAll("\n", others.length === 0 ? "" : " ").trim();
  if (others.length === 0) return [[only, words.replace(OWN_LABEL, "")]];
  let rest = words;
  const found: (readonly [PartyField, string])[] = [];
  for (const [field, pattern] of KINDS) {
    const value = fields.includes(field) ? pattern.exec(rest)?.[0] : undefined;
    if (value === undefined) continue;
    found.push([field, value]);
    rest = rest.replace(value, " ");
  }
  const word = fields.find((field) => !KINDS.some(([kind]) => kind === field));
  const left = rest.replaceAll(/^[\s，、/；：（）()]+|[\s，、/；：（(]+$/gu, "").replace(OWN_LABEL, "");
  return word === undefined ? found : [[word, left], ...found];
}

/** 「法定代表人欧阳澈」 in a column of its own repeats the label. */
const OWN_LABEL = /^(?:法定代表人|负责人|联系人|执行事务合伙人|经营者)\s*[：:]?\s*(?=\p{Script=Han}{2,4}$)/u;
