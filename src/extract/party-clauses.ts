import type { FoundParty } from "./found-parties.ts";
import type { Gathering, Source } from "./gathering.ts";
import type { Clause, Outline } from "./clause.ts";
import { type PartyField, partyField } from "./labels.ts";
import { seatIn } from "./seats.ts";
import { at, type Sentence, sentencesOf } from "./sentences.ts";
import { cleanValue } from "./party-values.ts";
import { findParties } from "./parties.ts";

/** 「甲方统一社会信用代码：……」 stands in an article. */
const TOLD_OF_PARTY =
  /(?:^|[。；）])\s*[甲乙丙]方(?:的)?(?:统一)?(?:社会)?(?:信用代码|住所地?|注册地址|地址)\s*[：为是]/u;

/** Whether a clause is about the parties: it is called so, says so, or has a table of them. */
export const isAboutParties = ({ heading, lines, tables }: Clause): boolean =>
  lines.some(({ text }) => TOLD_OF_PARTY.test(text)) ||
  (seatIn(heading) !== undefined && fieldsIn({ lines, tables }) >= 2) ||
  /当事人|立(?:合同|约|协议)人|基本(?:情况|信息)|(?:双|各|三)方(?:信息|情况|资料)|合同主体|签约(?:主体|各方|双方)|^[甲乙丙]方(?:信息|情况|基本)/u.test(
    heading,
  ) ||
  tables.some(({ rows }) => {
    const cells = rows.flat();
    const labels = new Set(cells.flatMap(({ text }) => partyField(text) ?? []));
    return (
      cells.some(({ text }) => seatIn(text) !== undefined) &&
      labels.has("address") &&
      (labels.has("uscc") || labels.has("legalRep") || labels.has("contact/phone"))
    );
  });

/** How many labels of a party's particulars stand in a part. */
const fieldsIn = ({ lines, tables }: Pick<Clause, "lines" | "tables">): number =>
  new Set(
    [
      ...lines.flatMap(({ text }) => text.split("\t").map((piece) => piece.split("：")[0] ?? "")),
      ...tables.flatMap(({ rows }) => rows.flat().map(({ text }) => text)),
    ].flatMap((label) => partyField(label) ?? []),
  ).size;

const SEAT = /[甲乙丙丁]方|委托[方人]|受托[方人]/gu;

const seatOf = (word: string): string =>
  word.startsWith("委托") ? "甲方" : word.startsWith("受托") ? "乙方" : word;

/** Who a clause names to answer for a party: words before the name, or behind it. */
const CALLED =
  /(?:联系人|联络人|联络员|对接人|接口人|专员|负责人|经办人)(?:员)?(?:[（(][^）)]{0,8}[）)])?\s*(?:[：为是由系]|分别为)?\s*([\p{Script=Han}·]{2,4}?)(?=[，。；、（(\s]|$|电话|手机|\d|担任|和|与)/u;
const APPOINTED =
  /(?:指定|指派|委派|安排|由|委托|确定|派)\s*(?:其)?(?:员工|职员|合伙人|代理师)?\s*([\p{Script=Han}·]{2,4}?)(?:[（(，,]\s*(?:联系)?(?:电话|手机|邮箱|电子邮箱|手机号)?[^（）()]*[）)，,]?)?\s*(?:为|担任|作为|任|做|负责(?:对接|联络|联系|本项目))/u;
const BARE = /^(?:为|是|：|系)\s*([\p{Script=Han}·]{2,4}?)(?=[，。；、（(\s]|$)/u;

const NO_NAME =
  /^(?:签[字章收署]|确认|验收|本(?:合同|协议|项目|人)|双方|各方|三方|专人|该|其|名称|应|须|变更|更换|负责|同一|书面|有权|[甲乙丙]方)/u;

/** Who answers for a party, on which number, and its licence, where only a clause tells. */
export function fillFromClauses(outline: Outline, parties: readonly FoundParty[], into: Gathering): void {
  const inCharge: Person[] = [];
  for (const sentence of sentencesOf(outline)) {
    if (/联系|联络|对接|专员|负责|经办|接口/u.test(sentence.text))
      inCharge.push(...fillPersons(sentence, parties, into));
    fillLicence(sentence, parties, into);
  }
  putOneForAll(inCharge, parties, into);
  fillFromNotices(outline, parties, into);
}

/** Somebody a clause puts in charge for a party. */
type Person = {
  readonly index: number;
  readonly name: string;
  readonly phone: string | undefined;
  readonly source: Source;
};

/** One and the same person in charge for several parties is who PER-03 asks about, whomever the head names to be called. */
function putOneForAll(inCharge: readonly Person[], parties: readonly FoundParty[], into: Gathering): void {
  const [first, ...others] = inCharge;
  const indices = new Set(inCharge.map(({ index }) => index));
  if (first === undefined || indices.size < 2) return;
  if (others.some(({ name, phone }) => name !== first.name || phone !== first.phone)) return;
  // the number in the head is somebody else's where the head names somebody else
  const headed = parties.findIndex((_, at0) => into.textAt(`/parties/${at0}/contact/name`) === first.name);
  const known = headed < 0 ? undefined : into.textAt(`/parties/${headed}/contact/phone`);
  for (const { index, name, phone: told, source } of inCharge) {
    const phone = told ?? known;
    into.replace(`/parties/${index}/contact/name`, name, source);
    if (phone !== undefined) into.replace(`/parties/${index}/contact/phone`, phone, source);
  }
}

/** Each party's part of a sentence: from its seat to the next. Gives who is in charge there. */
function fillPersons(sentence: Sentence, parties: readonly FoundParty[], into: Gathering): readonly Person[] {
  const inCharge: Person[] = [];
  const marks = [...sentence.text.matchAll(SEAT)];
  // 「指派某某为托管专员」 in an article that is about one party alone
  const owner = seatIn(
    sentence.clause.heading.replace(/(?:的)?(?:权利|义务|职责|责任)[\p{Script=Han}]*$/u, ""),
  );
  const own = owner === undefined || marks.length > 0 ? -1 : parties.findIndex(({ seat }) => seat === owner);
  const appointed = own < 0 ? undefined : APPOINTED.exec(sentence.text)?.[1];
  if (appointed !== undefined && !NO_NAME.test(appointed) && /专员|负责人/u.test(sentence.text))
    inCharge.push({ index: own, name: appointed, phone: undefined, source: at(sentence, 0.8) });
  const listed = /联系人|联络人|专员|负责人|对接人/u.test(sentence.text.slice(0, marks[0]?.index ?? 0));
  marks.forEach((mark, at0) => {
    const index = parties.findIndex(({ seat }) => seat === seatOf(mark[0]));
    if (index < 0) return;
    const part = sentence.text.slice(mark.index + mark[0].length, marks[at0 + 1]?.index);
    const found =
      APPOINTED.exec(part)?.[1] ??
      (/^(?:的)?[^，。；：]{0,10}(?:联系人|联络人|联络员|对接人|接口人|专员|负责人|经办人)/u.test(part)
        ? CALLED.exec(part)?.[1]
        : listed
          ? (BARE.exec(part)?.[1] ?? /^([\p{Script=Han}·]{2,4})(?=[（(，、；。]|$)/u.exec(part)?.[1])
          : undefined);
    const isTold = found !== undefined && !NO_NAME.test(found);
    if (isTold) into.put(`/parties/${index}/contact/name`, found, at(sentence, 0.8));
    if (!isTold && !/电话|手机|邮箱/u.test(part)) return;
    const phone = /(?<!\d)(1\d{10}|0\d{2,3}-?\d{7,8}|400-?\d{3}-?\d{4})(?!\d)/u.exec(part)?.[1];
    if (isTold && /专员|负责人/u.test(part))
      inCharge.push({ index, name: found, phone, source: at(sentence, 0.8) });
    if (phone !== undefined) into.fill(`/parties/${index}/contact/phone`, phone, at(sentence, 0.8));
    const email = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/u.exec(part)?.[0];
    if (email !== undefined) into.fill(`/parties/${index}/contact/email`, email, at(sentence, 0.8));
  });
  return inCharge;
}

function fillLicence(sentence: Sentence, parties: readonly FoundParty[], into: Gathering): void {
  const licence =
    /执业许可证(?:书)?[，,（(]?\s*(?:证书?|许可证)?(?:编?号|号码)?\s*(?:为|是|：)?\s*([A-Za-z0-9-]{4,20}|_{2,})/u.exec(
      sentence.text,
    )?.[1];
  const agency = parties.findIndex(
    ({ role, seat }) => role === "agency" || (role === undefined && seat === "乙方"),
  );
  if (licence !== undefined && agency >= 0)
    into.put(`/parties/${agency}/licenceNo`, licence, at(sentence, 0.8));
}

/** What a clause of notices or the signature part may tell of a party that its head does not. */
const LATE: readonly PartyField[] = [
  "uscc",
  "address",
  "legalRep",
  "contact/name",
  "contact/phone",
  "contact/email",
];

/** Particulars that stand under 通知与送达 or in the signature part; a line left to be signed says nothing. */
function fillFromNotices({ clauses, tail }: Outline, parties: readonly FoundParty[], into: Gathering): void {
  const notices = clauses.filter(({ heading }) => /通知|送达|联系|联络|沟通/u.test(heading));
  for (const clause of [...notices, tail]) {
    const found = findParties([{ ...clause, title: undefined, heading: "" }], "seats").parties;
    for (const { seat, fields } of found) {
      const index = parties.findIndex((party) => party.seat === seat);
      if (index < 0) continue;
      for (const field of LATE) {
        const told = fields.get(field);
        if (told === undefined || !isFilledIn(field, told.value)) continue;
        const source: Source = { ...told.source, clause: clause === tail ? undefined : clause };
        into.fill(`/parties/${index}/${field}`, cleanValue(field, told.value), {
          ...source,
          confidence: Math.min(source.confidence, 0.8),
        });
      }
    }
  }
}

/** Whether a late value is one, and not a line to sign on or the words of a clause. */
function isFilledIn(field: PartyField, value: string): boolean {
  const words = value.trim();
  if (words === "" || /[_＿]|签|盖|章|年\s*月/u.test(words)) return false;
  if (field === "legalRep" || field === "contact/name") return /^[\p{Script=Han}·]{2,6}$/u.test(words);
  if (field === "uscc") return /^[0-9A-Z]{18}$/u.test(words);
  if (field === "contact/phone") return /^[\d-]{7,20}$/u.test(words);
  if (field === "contact/email") return /@/u.test(words);
  return /[省市区县州旗]/u.test(words) && words.length <= 80;
}
