import type { VariantLaw } from "../../schemas/jurisdictions/jurisdiction.ts";
import { isBlank } from "../kit/text.ts";
import type { Gathering, Source } from "./gathering.ts";
import { ITEM } from "./marks.ts";
import type { Clause, Outline, OutlineCell, OutlineTable } from "./outline.ts";
import { at, bareSentence, NUMBER_AND_GAP, type Sentence, sentencesIn } from "./sentences.ts";
import { codeFor } from "./service-code.ts";
import { chosenRows, goesOn, untilOtherRows } from "./scope-rows.ts";
import { deliverableIn, dueIn } from "./service-details.ts";
import { columnsByContent, headerOf, itemDownwards, type ScopeColumn as Column } from "./scope-columns.ts";
import { dayOf, putQuantity, QUANTITY, UNITS } from "./scope-counts.ts";
import { type Found, type Shared, sharedOf } from "./scope-shared.ts";
import { readCount } from "./written.ts";

/** The entrusted services: rows of a table, else numbered items of the clause about them. */
export function findScope(outline: Outline, law: VariantLaw, into: Gathering): void {
  const tables = [outline.head, ...outline.clauses, ...outline.annexes, outline.tail].flatMap((clause) =>
    clause.tables.map((table) => ({ table, clause })),
  );
  const last = {};
  const rows = tables.flatMap(({ table, clause }) => rowsOf(table, clause, last));
  const items = rows.length > 0 ? rows : itemsOf(outline);
  const shared = sharedOf(outline);
  items.slice(0, 100).forEach((item, index) => putItem({ item, index, law, into, shared }));
}

type Item = { readonly [field in Column]?: Found };

type Header = { readonly table: OutlineTable; readonly columns: ReadonlyMap<Column, OutlineCell> };

/** Rows of a table of services; `last` is its header, which a table broken by a page does not repeat. */
function rowsOf(
  table: OutlineTable,
  clause: Clause,
  last: { header?: Header; before?: OutlineTable },
): readonly Item[] {
  const downwards = itemDownwards(table);
  if (downwards !== undefined) return [itemOfCells(downwards, clause)];
  const at = table.rows.findIndex((row) => headerOf(row) !== undefined);
  const header = at >= 0 ? headerOf(table.rows[at] ?? []) : columnsByContent(table);
  const { header: known, before } = last;
  const continues = known !== undefined && known.table === before && goesOn(table, known.columns, before);
  const columns = header ?? (continues ? known.columns : undefined);
  last.before = table;
  if (columns === undefined) return [];
  last.header = { table, columns };
  const from = header !== undefined && at < 0 ? 1 : at + 1;
  const body = chosenRows(untilOtherRows(table.rows.slice(from), columns));
  return body.flatMap((row) => {
    const item = itemOfRow(row, columns, clause);
    return item.name === undefined && item.qty === undefined && item.due === undefined ? [] : [item];
  });
}

/** A service whose particulars stand in rows of their own. */
const itemOfCells = (cells: ReadonlyMap<Column, OutlineCell>, clause: Clause): Item =>
  Object.fromEntries(
    [...cells].map(([column, cell]) => [
      column,
      {
        text: cell.text.replaceAll("\n", "").trim(),
        source: { spot: cell.spot, quote: cell.text, clause, confidence: 0.9 },
      },
    ]),
  );

function itemOfRow(
  row: readonly OutlineCell[],
  columns: ReadonlyMap<Column, OutlineCell>,
  clause: Clause,
): Item {
  const item: { [field in Column]?: Found } = {};
  const whole = row.map(({ text }) => text.replaceAll("\n", "")).join(" ");
  if (/^(?:合计|小计|总计|备注)/u.test(whole.trim())) return {};
  for (const [column, header] of columns) {
    const cell = row.find((each) => each.column === header.column);
    if (cell === undefined) continue;
    const quote = whole.length < 100 ? whole : cell.text;
    item[column] = {
      text: cell.text.replaceAll("\n", "").trim(),
      source: { spot: cell.spot, quote, clause, confidence: 0.95 },
    };
  }
  return item;
}

/** Clauses about the services entrusted. */
const isAbout = ({ heading }: Clause): boolean =>
  /托管(?:形式|方式)[和与及、](?:服务)?(?:内容|事项)|(?:服务|托管|委托)(?:的)?(?:事项|内容|范围|项目|形式与|标的)|合同标的|托管(?:服务)?内容|服务范围|(?:工作|服务|托管|项目|实施)(?:的)?(?:内容|任务)|委托事务|托管事务|顾问(?:内容|事项)|^(?:服务|委托|托管)?(?:事项|内容|清单)$/u.test(
    heading,
  );

function itemsOf(outline: Outline): readonly Item[] {
  const listsIt = outline.annexes.filter(
    ({ label, tables }) =>
      tables.length === 0 &&
      /服务|事项|任务|事务/u.test(label) &&
      /清单|明细|一览|事项|内容|范围/u.test(label),
  );
  const clauses = [...outline.clauses.filter(isAbout), ...listsIt];
  const listed = clauses.length > 0 ? undefined : mostCounted(outline.clauses);
  const chosen =
    clauses.length > 0
      ? clauses
      : listed !== undefined
        ? [listed]
        : outline.clauses.filter((clause) =>
            sentencesIn(clause).some(({ text }) =>
              /(?:提供|开展|完成|办理)(?:以下|下列|如下)[^。；]{0,16}(?:服务|事项|工作)/u.test(text),
            ),
          );
  const items: Item[] = [];
  for (const clause of chosen) {
    const sentences = sentencesIn(clause).flatMap(piecesOf);
    const marked = sentences.filter(
      ({ text }) => ITEM.test(text) || /^[-•·●◆]\s*|^第[一二三四五六七八九十]{1,2}[，、]/u.test(text),
    );
    for (const sentence of servicesAmong(marked))
      items.push(itemOfSentence(sentence, detailsOf(sentence, sentences, marked)));
  }
  const single = items.length > 0 ? [] : singleItem(chosen);
  if (single.length > 0) return single;
  return items.length > 0
    ? items
    : runningItems(
        chosen.length > 0
          ? chosen
          : outline.clauses
              .filter((clause) =>
                /托管|委托/u.test(
                  sentencesIn(clause)
                    .map(({ text }) => text)
                    .join(""),
                ),
              )
              .slice(0, 4),
      );
}

/** 「托管事项只有一项，即信息分析：……，数量2份，……，成果为……」: one service told in a sentence of its clause. */
function singleItem(clauses: readonly Clause[]): readonly Item[] {
  for (const sentence of clauses.flatMap(sentencesIn)) {
    const name =
      /(?:只有|仅有?|共)?[一1壹]\s*项[，：]?(?:即|为|是)\s*[“"]?([\p{Script=Han}]{2,16}?)[”"]?(?=[：，。；（])/u.exec(
        sentence.text,
      )?.[1];
    if (name === undefined || !QUANTITY.test(sentence.text)) continue;
    const behind = sentence.text.slice(sentence.text.indexOf(name) + name.length);
    return [itemOfSentence({ ...sentence, text: `${name}${behind}` }, `${name}${behind}`)];
  }
  return [];
}

/** How an item is marked, without its number: 「1.」 and 「2.」 are marked alike. */
const markOf = ({ text }: Sentence): string =>
  (ITEM.exec(text)?.[0] ?? "").replaceAll(/[\d一二三四五六七八九十]+/gu, "n").trim();

/**
 * Items that are services: by their words, and what is counted or dated in the same list as two of them, in whatever words:
 * 「3. 为甲方员工讲课，每次不少于2小时」.
 */
function servicesAmong(marked: readonly Sentence[]): readonly Sentence[] {
  const known = marked.filter(({ text }) => isService(text));
  const marks = known.map(markOf);
  const isListed = (item: Sentence): boolean =>
    markOf(item) !== "" &&
    marks.filter((mark) => mark === markOf(item)).length >= 2 &&
    !NOT_SERVICE.test(item.text) &&
    !/[：:]$|其他事项|验收|支付|付款|保密/u.test(item.text.trim()) &&
    (QUANTITY.test(item.text) || dueIn(item.text) !== undefined);
  return marked.filter((item) => known.includes(item) || isListed(item));
}

/** Clauses that number their items and are about something else than services. */
const OTHER_LISTS =
  /费|款|价|酬|支付|义务|权利|职责|责任|验收|考核|保密|成果|归属|违约|变更|解除|争议|附件|期限|人员|报告|通知|专利|商标|清单|现状|资产/u;

/**
 * The clause with the most sentences that name a service, how many and what is handed over, whatever it is called; two are
 * enough in a list of three items that nothing else calls its own.
 */
function mostCounted(clauses: readonly Clause[]): Clause | undefined {
  const scored = clauses.map((clause) => ({
    clause,
    count: sentencesIn(clause).filter(
      ({ text }) =>
        QUANTITY.test(text) &&
        isService(text) &&
        (deliverableIn(text) !== undefined || dueIn(text) !== undefined),
    ).length,
  }));
  const [best] = scored.sort((one, other) => other.count - one.count);
  if (best === undefined || best.count < 2) return undefined;
  const listed = sentencesIn(best.clause).filter(({ text }) => ITEM.test(text)).length;
  const isList = listed >= 3 && best.clause.heading !== "" && !OTHER_LISTS.test(best.clause.heading);
  return best.count >= 3 || isList ? best.clause : undefined;
}

/** 「办理四件事：第一，……第二，……」 or 「（1）……（2）……」 in one sentence. */
const piecesOf = (sentence: Sentence): readonly Sentence[] =>
  sentence.text
    .split(
      /(?=(?<=[：；，。])第[一二三四五六七八九十]{1,2}[，、])|(?<=[：；，。、])(?=[（(](?:[一二三四五六七八九十]{1,2}|\d{1,2})[）)])|(?=[①-⑳])/u,
    )
    .map((text) => ({ ...sentence, text }))
    .filter(({ text }) => text.trim() !== "");

/** Sentences behind an item that belong to it: to the next item. */
function detailsOf(sentence: Sentence, all: readonly Sentence[], marked: readonly Sentence[]): string {
  const from = all.indexOf(sentence);
  const end = all.findIndex(
    (each, index) =>
      index > from &&
      (marked.includes(each) ||
        (each.line !== sentence.line && !each.line.text.startsWith(each.text.slice(0, 2)))),
  );
  return all
    .slice(from, end < 0 ? from + 8 : end)
    .filter((each) => end >= 0 || each.line === sentence.line || all.indexOf(each) < from + 3)
    .map(({ text }) => text)
    .join("");
}

const NOT_SERVICE =
  /托管(?:形式|方式|模式)|表列以外|以外的(?:事务|事项)|不(?:接受|得|包括)|本合同|除外|双方(?:书面)?(?:确认|协商)|利益冲突|期限为|费用|甲方(?:应|须)|另行|(?:以下|下列|如下)[^。；]{0,10}：$|^(?:[（(][一二三四五六七八九十\d]+[）)])?\s*(?:甲方|丙方)/u;

const isService = (text: string): boolean =>
  !/[：:]$/u.test(text.trim()) &&
  !NOT_SERVICE.test(text) &&
  (/其他事项/u.test(text) ? QUANTITY.test(text) : SERVICE.test(text));

const SERVICE =
  /服务|咨询|培训|检索|分析|挖掘|布局|规划|申请|代理|撰写|制度|维权|保护|运营|转化|许可|评估|融资|导航|预警|战略|方案|指导|人才|培育|监控|管理|档案|体系|贯标|维护/u;

/** What there is already, and how long each time lasts, is no count of the service. */
const NO_COUNT =
  /(?:现有|已有|名下|持有|拥有)[^，。；]{0,24}|每[次场期堂][^，。；]{0,8}?\d+(?:\.\d+)?\s*(?:个)?(?:小时|学时|课时|分钟|天|人|名)/gu;

function itemOfSentence(sentence: Sentence, details: string): Item {
  const source = at(
    { ...sentence, text: details.length > sentence.text.length ? details : sentence.text },
    // a line with gaps is what is left of a table without lines
    sentence.line.text.replace(NUMBER_AND_GAP, "").includes("\t") ? 0.5 : 0.8,
  );
  const plain = bareSentence(details).replace(/^[-–•·●◆■▪○*]\s*/u, "");
  const found = (text: string | undefined): Found | undefined =>
    text === undefined || text.trim() === "" ? undefined : { text: text.trim(), source };
  const name = nameIn(plain);
  const told = /(?:数量|次数|频次)\s*[：为]?\s*(?=[\d一二三四五六七八九十两不至])(.*)$/su.exec(plain)?.[1];
  const quantity = QUANTITY.exec(
    (told ?? plain.slice(Math.max(0, name.length - 8))).replaceAll(NO_COUNT, ""),
  );
  const blank = /[_＿]{2,}|若干|不限|不定/u.exec(plain)?.[0];
  const qty = quantity === null ? blank : quantityText(quantity);
  return {
    ...(name !== "" && { name: { text: name, source } }),
    ...(qty !== undefined && { qty: { text: qty, source } }),
    ...(quantity !== null && { unit: { text: quantity[3] ?? "", source } }),
    ...(quantity === null &&
      blank !== undefined && {
        unit: { text: new RegExp(`${blank}\\s*(${UNITS})`, "u").exec(plain)?.[1] ?? "", source },
      }),
    ...optional("due", found(dueIn(plain)) ?? blankAt(LEFT_OPEN.due, plain, source)),
    ...optional("deliverable", found(deliverableIn(plain)) ?? blankAt(LEFT_OPEN.deliverable, plain, source)),
  };
}

/** A label of an item with nothing behind it: the writer left it open. */
const LEFT_OPEN = {
  due: /(?:期限|时间|时限|日期)(?:为|：)\s*(?=[，；。]|$)/u,
  deliverable:
    /(?:成果|交付物|提交物)(?:形式)?(?:为|：|是)\s*(?=[，；。]|$)|(?<=完成并|完成，)(?:提交|交付)[；。]?$/u,
} as const;

const blankAt = (open: RegExp, text: string, source: Source): Found | undefined =>
  open.test(text) ? { text: "", source } : undefined;

const optional = (field: Column, found: Found | undefined): Item =>
  found === undefined ? {} : { [field]: found };

const quantityText = ([, lead = "", count = "", unit = ""]: RegExpExecArray): string => {
  const number = readCount(count);
  return lead === "约" || number === undefined ? `${lead}${count}${unit}` : String(number);
};

/** What the item is called: up to the first stop, without the verb in front. */
function nameIn(text: string): string {
  const own = text.replace(
    /^(?:乙方|受托方|托管机构)?(?:向[^，：]{2,6})?(?:提供|负责|开展|完成|办理)[^，：]{0,8}：/u,
    "",
  );
  const head = own.split(/[：，,；;（(。\t]/u)[0] ?? own;
  const plain = head
    .replace(/若干.*$/u, "")
    .replace(
      /^(?:乙方)?(?:负责|为(?:甲方|丙方|企业)|协助(?:甲方|丙方|企业)?|向(?:甲方|丙方|企业)|提供|开展|进行|组织|完成)+/u,
      "",
    )
    .replace(
      new RegExp(
        `(?:每(?:年|季度|月|半年))?(?:不少于|至少|共)?\\s*(?:\\d{1,4}|[一二三四五六七八九十两]{1,3})\\s*(?:${UNITS}).*$`,
        "u",
      ),
      "",
    )
    .trim();
  // 「盯住甲方现有12件专利的年费」: the count is of what there is, and the name goes on behind it
  return (plain === "" || /(?:现有|已有|名下|持有|拥有)$/u.test(plain) ? head : plain).slice(0, 60);
}

/** Services in one sentence: 「包括专利检索、专利挖掘和……」. */
function runningItems(clauses: readonly Clause[]): readonly Item[] {
  for (const clause of clauses) {
    const counted = sentencesIn(clause).filter(({ text }) => QUANTITY.test(text) && isService(text));
    if (counted.length > 1) return counted.map((sentence) => itemOfSentence(sentence, sentence.text));
    for (const sentence of sentencesIn(clause)) {
      const pieces = countedPieces(sentence);
      if (pieces.length > 1) return pieces.map((piece) => itemOfSentence(piece, piece.text));
      const list = /(?:包括|如下|为|提供|办理|内容[：为]|事项[：为])[：]?\s*([^。]*(?:、[^。]*){1,})/u.exec(
        sentence.text,
      )?.[1];
      if (list === undefined || NOT_SERVICE.test(sentence.text.slice(0, 12))) continue;
      if (/(?:方式|地点|形式|途径|标准|方法|对象|依据)(?:为|是|：|包括)/u.test(sentence.text)) continue;
      const names = list
        .split(/[、；]|以及|及(?=[\p{Script=Han}]{4})/u)
        .map((name) => name.replace(/(?:等)?(?:服务)?[。；]?$/u, "").trim());
      const items = names
        .filter((name) => name.length >= 2 && name.length <= 40)
        .map((name): Item => ({ name: { text: name, source: at(sentence, 0.65) } }));
      if (items.length > 1) return items;
    }
  }
  return [];
}

/** Services with their counts in one sentence, set apart by 、 or ； outside brackets. */
function countedPieces(sentence: Sentence): readonly Sentence[] {
  const list =
    /(?:乙方|受托方)?[^，。；]{0,10}?(?:负责|提供|开展|办理|完成|包括|：)(.*)$/su.exec(sentence.text)?.[1] ??
    "";
  const pieces = list.split(/[、；](?![^（]*）)/u).filter((text) => QUANTITY.test(text));
  return pieces.length < 2 ? [] : pieces.map((text) => ({ ...sentence, text: text.trim() }));
}

function putItem({
  item,
  index,
  law,
  into,
  shared,
}: {
  item: Item;
  index: number;
  law: VariantLaw;
  into: Gathering;
  shared: Shared;
}): void {
  const pointer = `/scope/${index}`;
  const put = (field: string, found: Found | undefined): void => {
    if (found !== undefined) into.put(`${pointer}/${field}`, found.text, found.source);
  };
  const name = item.name;
  put("name", name);
  if (name !== undefined) {
    into.use(name.source.quote);
    for (const sentence of name.source.quote.split(/(?<=[。；;])/u)) into.use(sentence.trim());
  }
  putQuantity(item, pointer, into);
  const due = item.due ?? shared.due;
  put("due", due === undefined ? undefined : { ...due, text: dayOf(due.text) });
  put("deliverable", item.deliverable ?? shared.deliverable);
  // a number of the contract's own is no number of a catalogue
  if (item.code !== undefined && /^(?:(?:HB-S|Z[FPD]-|XI-)\d{1,2}|_{2,})$/iu.test(item.code.text))
    put("code", item.code);
  // a row with no name and no code in the column of codes is a blank row
  else if (item.code !== undefined && isBlank(item.code.text) && isBlank(name?.text)) put("code", item.code);
  else if (name !== undefined) {
    const code = codeFor(name.text, law);
    into.put(`${pointer}/code`, code?.code ?? "", { ...name.source, confidence: code?.confidence ?? 0.3 });
  }
}
