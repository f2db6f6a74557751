import type { Source } from "./gathering.ts";
import { type PartyField, partyField, ROLE_WORDS } from "./labels.ts";
import type { OutlineCell, OutlineTable } from "./outline.ts";
import type { Seat } from "../../schemas/contract.ts";
import { seatIn, SEATS } from "./seats.ts";

/** 「甲方（委托方）：名称」: what stands before the colon names a seat. */
export const SEAT_LABEL =
  /^[（(]?([^：，。]{0,14}?)[（(]?\s*([甲乙丙丁])\s*方\s*[）)]?\s*((?:[（(][^）)：]{0,24}[）)])?\s*(?:（(?:盖章|公章|签章)）)?(?:单位|企业|机构|公司)?(?:全?名?称)?)\s*[：]\s*(.*)$/su;

/** 「委托方：名称」 in contracts without seats. */
export const ROLE_LABEL = new RegExp(
  `^(${ROLE_WORDS})(?:[（(][^）)：]{0,16}[）)])?(?:的?(?:单位|企业|公司|机构)?(?:全称|名称))?\\s*：\\s*(.*)$`,
  "su",
);

/** A cell that begins with what a party does, and the rest of it. */
export const ROLE_CELL = new RegExp(`^(${ROLE_WORDS})(?:[（(][^）)：]{0,16}[）)])?(.*)$`, "su");

/** 「委托方（以下简称“甲方”）：某某公司」 says what 「甲方（委托方）：某某公司」 says. */
export const SEAT_AFTER_ROLE =
  /^\s*(\p{Script=Han}{2,8})\s*[（(]\s*(?:以下|下文?)?(?:统一)?(?:简)?[称叫]?(?:为|作)?\s*[“"「‘]?\s*([甲乙丙丁])\s*方\s*[”"」’]?\s*[）)]\s*(?:[：:\t]|(?=\p{Script=Han}{4,40}(?:公司|事务所|中心|局|院|会|所)))/u;

/** 「（下称“禾穗公司”或“甲方”）」: one of the words for a party is its seat. */
export const SEAT_AMONG_NAMES =
  /((?:以下|下文?)(?:统一)?(?:简)?[称叫](?:为|作)?)\s*(?:(?:[“"「][^”"」]{1,12}[”"」]|贵(?:司|公司|单位|方|所))\s*(?:或者?|、|\/|和|及)\s*)?[“"「]?([甲乙丙丁]方)[”"」]?(?:\s*(?:或者?|、|\/|和|及)\s*[“"「][^”"」]{1,12}[”"」])?/gu;

/** 「委托人（下称“甲方”）」 alone on its line. */
export const SEAT_AND_ROLE_ALONE =
  /^\s*(\p{Script=Han}{2,8})\s*[（(]\s*(?:以下|下文?)(?:统一)?(?:简)?[称叫](?:为|作)?\s*[“"「‘]?\s*([甲乙丙丁])\s*方\s*[”"」’]?\s*[）)]\s*$/u;

/** 「甲方××有限公司，统一社会信用代码……」: a seat and its name without a colon. */
export const SEAT_AND_NAME =
  /^[（(]?(?:[\p{Script=Han}]{2,6}[（(])?([甲乙丙丁])\s*方\s*(?:[（(][^）)：]{0,12}[）)])?\s*(?:为|是|系|即)?\s*([\p{Script=Han}A-Za-z0-9·（）]{2,50}?(?:公司|事务所|中心|研究院|委员会|协会|学会|管委会|局|厂|合作社)(?:（[^（）]{2,10}合伙）)?)\s*(?=[，,（(；;]|$)/u;

/** What is told of a party stands behind its name. */
export const TOLD_BEHIND = /代码|住所|地址|法定代表人|负责人|电话|联系人/u;

/** 「××有限公司（以下简称“甲方”）」. */
export const NAMED_IN_PROSE =
  /([\p{Script=Han}（）()·A-Za-z0-9]{4,60}?)\s*[（(，,]?\s*(?:以下|下文?)(?:统一)?(?:简)?[称叫](?:为|作)?\s*[“"「‘]?([甲乙丙])方[”"」’]?|([\p{Script=Han}·A-Za-z0-9]{2,60}?)[（(]\s*[“"]([甲乙丙])方[”"]\s*[）)]/gu;

/** 「××有限公司（统一社会信用代码……）作为甲方」. */
export const ACTING_AS =
  /([\p{Script=Han}A-Za-z0-9·]{4,50}?(?:公司|事务所|中心|研究院|委员会|协会|学会)(?:[（(][^（）()]{2,10}合伙[）)])?)\s*[（(]([^（）()]*)[）)]\s*(?:作为|系|为)\s*([甲乙丙])方/gu;

/** Whether a cell is a label, or two joined: 「联系人及电话」. */
export const labelsIn = (text: string): boolean =>
  partyField(flat(text)) !== undefined ||
  /^(?:联系人|姓名)[及和与、/.·，](?:联系)?(?:电话|方式)$/u.test(flat(text));

/** Cells of a row that are a seat, or a seat with the name behind it: 「甲方：××有限公司」. */
export const seatedCells = (row: readonly OutlineCell[]) =>
  row.flatMap((cell) => {
    const named = SEAT_LABEL.exec(flat(cell.text));
    const bare = seatIn(cell.text);
    const name = bare === undefined && isNameCell(named?.[4] ?? "") ? named?.[4] : undefined;
    const seat: Seat | undefined = bare ?? (name === undefined ? undefined : SEATS[named?.[2] ?? ""]);
    return seat === undefined ? [] : [{ seat, column: cell.column, label: cell.text, name, cell }];
  });

/** Whether under each seat of the header stand labels, and their values beside them. */
export const isPaired = (table: OutlineTable, header: readonly OutlineCell[]): boolean => {
  const starts = header.filter(({ text }) => seatIn(text) !== undefined).map(({ column }) => column);
  return (
    starts.length > 0 &&
    starts.every(
      (start) =>
        table.rows.filter((row) =>
          row.some(({ column, text }) => column === start && seatIn(text) === undefined && labelsIn(text)),
        ).length >= 2,
    )
  );
};

/** A cell that holds a name: no label, no seat, of some length. */
export const isNameCell = (text: string): boolean =>
  partyField(text) === undefined && seatIn(text) === undefined && text.length > 3;

/** Where the name begins in words that end with it: behind the last bracket or comma that is not part of it. */
export const nameStart = (words: string): number =>
  Math.max(words.lastIndexOf("）与"), words.lastIndexOf("）和"), words.lastIndexOf("）及")) + 1;

/** Whether a line that follows a label left open can be its value. */
export const isOfKind = (field: PartyField, text: string): boolean => {
  if (field === "name" && !/^[\p{Script=Han}A-Za-z0-9（）()·]{4,40}$/u.test(text)) return false;
  if (/年\s*月|[（(][签盖公][^）)]*[）)]|^(?:第|一、|鉴于|根据)/u.test(text)) return false;
  if (field === "legalRep" || field === "contact/name") return /^[\p{Script=Han}·]{2,6}$/u.test(text);
  if (field === "uscc") return /^[0-9A-Za-z\s]{15,20}$/u.test(text);
  return field === "contact/phone" || field === "account/no" ? /^[\d\s-]{7,}$/u.test(text) : true;
};

/** A value of a table: its cell, quoted with its label. */
export const sourceOf = (cell: OutlineCell, label: string): Source => ({
  spot: cell.spot,
  quote: `${flat(label)} ${flat(cell.text)}`.trim(),
  confidence: 0.95,
});

/** The text of a cell on one line. */
export const flat = (text: string): string => text.replaceAll(/\n/gu, "").trim();

/** What stands before the seat in a label is a word for the party, not a sentence. */
export const isLabel = (words: string): boolean =>
  words === "" ||
  /^(?:委托|受托|托管|服务|采购|项目|承担|组织|监管|主管|入托|被托管|企业|园区|机构|承接|实施|监督|管理|需|供)[\p{Script=Han}]{0,8}[（(]?$/u.test(
    words,
  );

/** Parts of a line set apart by wide gaps. */
export const chunksOf = (text: string): readonly string[] =>
  text
    .split("\t")
    .map((chunk) => chunk.trim())
    .filter((chunk) => chunk !== "");

/** What is told of a party in running text, without colons. */
export const TOLD: readonly (readonly [PartyField, RegExp])[] = [
  ["uscc", /(?:代码|证号|税号|代码证)\s*(?:为|是|：)?\s*([0-9A-Z]{15,20})/u],
  [
    "address",
    /(?:住所地?|地址|注册地址?|(?:经营|营业|办公)(?:场所|地址?))\s*(?:位于|在|为|是|：)?\s*(?=\p{Script=Han}{2,8}[省市区县州旗])([^，。；：]{4,80}?)(?=[，。；：]|）$|）[，。；]|$)/u,
  ],
  ["address", /(?:住所地?|地址|注册地)\s*(?:位于|在|为|是|：)?\s*([^，。；：）)]{4,80})/u],
  ["address", /(?:^|[，；])(?:在|位于|住)\s*(\p{Script=Han}{2,8}[省市区县][^，。；：）)]{4,60})/u],
  [
    "legalRep",
    /(?:法定代表人|法人代表|(?<!项目|托管|业务)负责人|执行事务合伙人|经营者)(?:（[^）]{2,8}）)?\s*(?:为|是|：)?\s*([\p{Script=Han}·]{2,5})(?=[，。；）、（(]|$)/u,
  ],
  [
    "contact/name",
    /(?:指派|指定|委派|安排|由)\s*([\p{Script=Han}]{2,4}?)\s*(?:作为|担任|为)[^，。；]{0,14}(?:联络人|联系人|专员|负责人|对接人)/u,
  ],
  [
    "contact/name",
    /(?:联系人|联络人|联络员|对接人|经办人|专员|有事找)\s*(?:为|是|：)?\s*([\p{Script=Han}]{2,4}?)(?=[，。；）、（(\s\d]|电话|手机|$)/u,
  ],
  ["contact/phone", /(?:电话|手机|座机|联系方式)(?:号码?)?\s*(?:为|是|：)?\s*(\d[\d-]{6,})/u],
  ["contact/phone", /(?<![\d-])(1[3-9]\d{9}|0\d{2,3}-?\d{7,8}|400-?\d{3}-?\d{4})(?![\d-])/u],
  [
    "contact/email",
    /(?:邮箱|电子邮件|E-?mail)\s*(?:为|是|：)?\s*([\w.+#()-]+[@#][\w.-]+|[\w.+#-]+\.[\w.-]+)/u,
  ],
  ["contact/email", /(?<![\w.+-])(?:E-?mail)?\s*([\w.+-]+@[\w-]+(?:\.[\w-]+)+)/iu],
  ["licenceNo", /执业许可证(?:编?号)?\s*(?:为|是|：)?\s*([A-Za-z0-9]{4,20})/u],
  ["uscc", /(?<![0-9A-Z])([0-9]{2}\d{6}[0-9A-Z]{10})(?![0-9A-Z])/u],
];

/** 「联系人 某某 电话 ……」 in one cell, without colons. */
export const isTold = (text: string): boolean =>
  /^(?:联系人|联络人|联络员|经办人|电话|地址|住所)\s*\S{2,}/u.test(text) && !labelsIn(text);
