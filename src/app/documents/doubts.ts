import type { Contract } from "../../../schemas/contract.ts";
import type { ExtractedValue } from "../../../schemas/extraction.ts";
import { readYuan } from "../../kit/money.ts";
import { partyField } from "../../extract/labels.ts";
import type { Read } from "./read.ts";

/** Signs that a value is not what was written in its place but a piece of something else. */
const LABEL_INSIDE = /[：:\n]|(?:信用代码|法定代表人|负责人|联系人|电话|住所|地址|开户|账号|邮编)(?!$)/u;

const LONGEST: readonly (readonly [RegExp, number])[] = [
  [/\/(?:name|account\/name|account\/bank)$/, 40],
  [/\/(?:legalRep|contact\/name)$/, 12],
  [/\/contact\/phone$/, 20],
  [/\/uscc$/, 22],
  [/^\/signPlace$/, 40],
  [/^\/(?:contractNo|signDate)$/, 40],
  [/^\/scope\/\d+\/(?:qty|unit)$/, 16],
];

/**
 * Whether a finding that something is unclear may come from the reading and not from the contract: the value holds a label
 * or is longer than its kind ever is, the instalments read are not all the amounts that stand there, a service has no sure
 * place in the catalogue.
 */
export function isDoubtful(
  { id, pointer }: { readonly id: string; readonly pointer: string },
  read: Read,
): boolean {
  const value = read.values.find((each) => each.pointer === pointer);
  if (value !== undefined && typeof value.value === "string" && isPiece(pointer, value.value)) return true;
  if (id === "FEE-04.U" && pointer === "/fee/schedule") return isUndated(read) || leavesAmounts(read);
  if (id === "PER-04.U") return reportsElsewhere(read);
  if (id === "FEE-08.U") return (value?.confidence ?? 0) < 0.8;
  if (id === "SUB-03.U" || id === "SUB-08.U") return codesAreGuessed(id, pointer, read.values);
  return false;
}

/** A period stands with a word of telling in another sentence: the reports were perhaps read in the wrong place. */
function reportsElsewhere({ text, values }: Read): boolean {
  const quote = values.find(({ pointer }) => pointer === "/reporting")?.at.quote ?? "";
  const others = text
    .replaceAll(/(?:监测|分析|检索|预警|调查|诊断|评估|财务|审计|评价|咨询|意见)[^，。；\n]{0,4}报告/gu, "")
    .split(/[。；\n]/u)
    .filter((sentence) => !quote.includes(sentence.trim()));
  return others.some(
    (sentence) =>
      !/主管|机关|部门|市场监管|局/u.test(sentence) &&
      /(?:每|按|双|半|隔)(?:一|两|三|个)*(?:周|月|季|旬|年)[^。；]{0,24}(?:报|告知|反馈|通气|碰头|(?:召开|举行|开)[^。；]{0,6}例会|小结|简况)|[周月季年]报|(?:月|季)(?:度|末|底)[^。；]{0,16}(?:报|告知|反馈|小结)/u.test(
        sentence,
      ),
  );
}

/** What a contract may leave to a later agreement: renewal, what it does not settle, services beyond it. */
const MAY_BE_LEFT =
  /(?:续签|续约|续订|续展|续期|未尽事宜|期满后|届满后|增加|追加|新增|以外|之外|超出|另外|补充)[^。；]{0,30}(?:另行|再行)?(?:协商|约定|商定|签订)|(?:另行|再行)(?:协商|约定|商定)[^。；]{0,6}(?:续签|续约|续订|续展|续期)/u;

/** Whether vague words in a free clause are only about what the contract need not settle. */
export function leavesOpen(
  { id, pointer, message }: { readonly id: string; readonly pointer: string; readonly message: string },
  { contract }: { readonly contract: Contract },
): boolean {
  if (id !== "TXT-02.U" || !pointer.startsWith("/clauses/")) return false;
  const words = /“((?:另行|再行)[^”]{1,8})”[。.]?$/u.exec(message)?.[1];
  const text =
    contract.clauses?.[decodeURIComponent(pointer.slice("/clauses/".length)).replaceAll("~1", "/")];
  // 「官费等。」 is a heading
  const vague = /“([^”]{1,10})”[。.]?$/u.exec(message)?.[1];
  if (vague !== undefined && typeof text === "string") {
    const pieces = text.split(/(?<=[。；])/u).filter((sentence) => sentence.includes(vague));
    if (vague === "等" && pieces.length > 0 && pieces.every((piece) => piece.length <= 10)) return true;
  }
  if (words === undefined || typeof text !== "string") return false;
  const said = text.split(/(?<=[。；])/u).filter((sentence) => sentence.includes(words));
  return said.length > 0 && said.every((sentence) => MAY_BE_LEFT.test(sentence));
}

const COUNTED =
  /^(?=.{1,12}$).*(?:\d|[零一二三四五六七八九十百千两]|若干|不限|不定|适[量当]|待|多|数|约|_|按|另|视|无|全|\/|-)/u;

/** A payment without its day was found by the sum alone. */
const isUndated = ({ values }: Read): boolean =>
  values.some(({ pointer, value }) => /^\/fee\/schedule\/\d+\/due$/.test(pointer) && value === "");

const isPiece = (pointer: string, value: string): boolean => {
  if (/\/(?:due|validUntil|filingDate)$/u.test(pointer) && /\d\s*[-年月./]$/u.test(value)) return true;
  const longest = LONGEST.find(([pattern]) => pattern.test(pointer))?.[1];
  if (longest === undefined) return false;
  if (pointer.endsWith("/uscc") && /[^0-9A-Za-z_＿X×*]/u.test(value)) return true;
  // a person's name is short too
  if (pointer.endsWith("/account/name") && value.length < 4 && !/^\p{Script=Han}{2,3}$/u.test(value))
    return true;
  // a count is short, and has a number or one of the words that stand for none
  if (/^\/scope\/\d+\/qty$/.test(pointer) && !COUNTED.test(value)) return true;
  if (pointer.endsWith("name") && /[，。；、,;“”"]/u.test(value.trim().replace(/[，。；、,;]$/u, "")))
    return true;
  return value.length > longest || LABEL_INSIDE.test(value) || partyField(value) !== undefined;
};

/** Amounts stand in the clauses of payment that are neither the total nor an instalment: they were not all read. */
function leavesAmounts({ outline, values }: Read): boolean {
  const of = (pattern: RegExp): ReadonlySet<string> =>
    new Set(
      values.flatMap(({ pointer, value }) =>
        pattern.test(pointer) && typeof value === "string" ? [String(readYuan(value) ?? value)] : [],
      ),
    );
  const [instalments, total] = [of(/^\/fee\/schedule\/\d+\/amount$/), of(/^\/fee\/amount$/)];
  const places = values.filter(({ pointer }) => /^\/fee\/schedule\/\d+\/amount$/.test(pointer));
  const quotes = new Set(places.map(({ at }) => at.quote));
  const clauses = outline.clauses.filter(
    ({ heading, lines }) =>
      /费|款|价|酬|支付/u.test(heading) ||
      lines.some(({ text }) => [...quotes].some((quote) => text.includes(quote))),
  );
  const text = clauses
    .flatMap(({ lines, tables }) => [
      ...lines.map((line) => line.text),
      ...tables.flatMap(({ rows }) => rows.flat().map((cell) => cell.text)),
    ])
    .join("\n");
  const amounts = [
    ...text.matchAll(/(\d[\d,]*(?:\.\d{1,2})?)\s*(万)?元|¥\s*(\d[\d,]*(?:\.\d{1,2})?)(?!\s*万|[\d,.])/gu),
  ].map(([, figure, wan, marked = ""]) =>
    String((readYuan(figure ?? marked) ?? 0n) * (wan === undefined ? 1n : 10_000n)),
  );
  const known = amounts.filter((amount) => instalments.has(amount)).length;
  return amounts.some((amount) => !instalments.has(amount) && !total.has(amount)) || known > places.length;
}

/** A service whose name stands in no catalogue by its own code is placed there by a guess. */
function codesAreGuessed(id: string, pointer: string, values: readonly ExtractedValue[]): boolean {
  const codes = values.filter(({ pointer: at }) => /^\/scope\/\d+\/code$/.test(at));
  const asked = id === "SUB-03.U" ? codes.filter(({ pointer: at }) => at === pointer) : codes;
  return asked.some(
    ({ confidence, pointer: at }) =>
      confidence < 0.6 || (id === "SUB-08.U" && confidence < 0.8 && isAdvice(nameAt(at, values))),
  );
}

/** The name of the service a code is of. */
function nameAt(code: string, values: readonly ExtractedValue[]): string {
  const name = values.find(({ pointer }) => pointer === code.replace(/code$/, "name"))?.value;
  return typeof name === "string" ? name : "";
}

/** Advice on a matter is not the matter: 「专利布局咨询」. */
const isAdvice = (name: string): boolean => /咨询|顾问|指导|建议|答疑|意见$/u.test(name);
