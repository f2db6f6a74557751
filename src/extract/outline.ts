import type { Clause, Outline, OutlineLine, OutlineTable, Part } from "./clause.ts";
import { withoutContents } from "./contents.ts";
import { formIn, opened } from "./forms.ts";
import { withColons } from "./gaps.ts";
import { partyField, ROLE_WORDS } from "./labels.ts";
import { ARTICLE, ITEM, NUMERAL, ORDINAL } from "./marks.ts";
import { normalised } from "./normalise.ts";
import { seatIn } from "./seats.ts";
import { sectioned } from "./sections.ts";
import { headingIn, isAnnexTitle, isSignatureLine, isSignatureTable } from "./outline-marks.ts";
import { unstacked } from "./unstacked.ts";
import type { Block, TableBlock } from "./uploaded-text.ts";

export type { Clause, Outline, OutlineCell, OutlineLine, OutlineTable, Spot } from "./clause.ts";

const partOf = (block: Block): readonly Part[] => {
  if (block.kind === "table") return [{ kind: "table", table: tableOf(block) }];
  const { page, paragraph, size, centred = false } = block;
  const text = withColons(normalised(gapsKept(block.text)))
    .replaceAll(PADDING, "")
    .replace(/^([甲乙丙丁]方)\t(?=[\p{Script=Han}、，]{2}[^\t：]*[，。；][^\t：]*$)/u, "$1：");
  return text === "" ? [] : [{ kind: "line", line: { text, spot: { page, paragraph }, size, centred } }];
};

/**
 * A space between Han may be the typesetter's or part two things: a short heading from its text, a value from the next label.
 * A label closes the brackets it opens, and 元 behind a figure begins none: 「48,000 元（大写：……）」 is one sum.
 */
const gapsKept = (text: string): string =>
  ((text.match(BLOCK_LABEL) ?? []).length >= 2
    ? text.replaceAll(BLOCK_LABEL, "\t$&").replaceAll(BLOCK_SEAT, "\t$&")
    : text
        .replaceAll(BLOCK_SEAT, "\t$&")
        .replaceAll(NAME_THEN_LABEL, "\t")
        .replaceAll(/(?<=[0-9A-Z]{9})(?=[\p{Script=Han}]{2,8}[：:])/gu, "\t")
  )
    .replace(HEADED, "$1\t")
    .replaceAll(
      /(?<=[^\s：:，。；、（])(?<!^[-–•·●◆■▪○*\s\d.．、（）()一二三四五六七八九十第条]{1,9})[ \u3000]+(?!万?元)(?=(?:[\p{Script=Han}/、]|[（(][\p{Script=Han}/、]{1,12}[）)]){1,16}(?<=[\p{Script=Han}/、（）()]{2})[：:])/gu,
      "\t",
    );

/** The underlined space in front of a value that was filled in is no blank. */
const PADDING = /(?<=：)_{2,}(?=[A-Za-z0-9¥]{3,})/gu;

/** Labels of a party's block that was set, or came out, as one line. */
const BLOCK_LABEL =
  /(?<=[^\s：:，。；、（(的及和与方人/])(?<!注册|通讯|通信|联系|办公|单位|项目|业务|法定|电子|经营|机构|详细|手机)(?:统一社会信用代码|法定代表人|(?:项目|单位|企业)?负责人|(?:业务|项目)?联系人|(?:联系|办公)?电话|(?:法定)?住所地?|(?:注册|通讯|通信|联系|办公)?地址|专利代理机构执业许可证号?|开户(?:银行|行)|户名|账号|电子邮箱|邮箱)(?=\s*[：:])/gu;
const NAME_THEN_LABEL =
  /(?<=公司|事务所|中心|合伙[）)]|委员会|研究院)(?=(?:统一社会信用代码|信用代码|住所|地址|法定代表人|负责人|联系人|电话)[^：:，。]{0,6}[：:])/gu;
const BLOCK_SEAT = new RegExp(
  `(?<=[^\\s：:，。；、（(])(?:(?:${ROLE_WORDS})[（(][甲乙丙]\\s*方[）)]|(?<!的)[甲乙丙]\\s*方[（(][\\p{Script=Han}]{2,8}[）)])(?=\\s*[：:])`,
  "gu",
);

/** 「3. 起止时间 自……」「第五条 托管期限 自……」 */
const HEADED = new RegExp(
  `^(\\s*(?:第\\s*${NUMERAL}\\s*条|[一二三四五六七八九十]{1,3}\\s*[、.．]|\\d{1,2}\\s*[、.．]?|[（(][一二三四五六七八九十]{1,3}[）)])\\s*[\\p{Script=Han}、]{2,14})[ \\u3000]+(?=\\S{6,})`,
  "u",
);

/** A line of a cell; where it holds several labelled values, the gaps between them stay. */
const cellLine = (line: string): string =>
  normalised(
    (line.match(/[：:]/gu) ?? []).length > 1
      ? gapsKept(line)
      : line.replace(/^(\p{Script=Han}[\p{Script=Han}、]{1,9})\u3000+(?=\S{3,}.*[。；])/u, "$1\t"),
  );

/** Lines of a cell that repeat in another language what the line above says, where a good part of the table does so. */
function withoutTranslation(rows: TableBlock["rows"]): TableBlock["rows"] {
  const cells = rows.flat().filter(({ text }) => text.trim() !== "");
  const twice = cells.filter(({ text }) => TWICE.test(text));
  if (twice.length < 4 || twice.length * 3 < cells.length) return rows;
  return rows.map((row) =>
    row.map((cell) => (TWICE.test(cell.text) ? { ...cell, text: cell.text.replace(TRANSLATION, "") } : cell)),
  );
}

const TRANSLATION = /(?:\n[^\p{Script=Han}\n]*[A-Za-z]{2}[^\p{Script=Han}\n]*)+$/u;
const TWICE = /\p{Script=Han}[^\n]*(?:\n[^\p{Script=Han}\n]*[A-Za-z]{2}[^\p{Script=Han}\n]*)+$/u;

const tableOf = ({ rows: written, page, table, guessed }: TableBlock): OutlineTable => ({
  page,
  rows: withoutTranslation(written).map((row) =>
    row.map(({ text, row: number, column, span }) => ({
      text: text.split("\n").map(cellLine).join("\n"),
      column,
      span,
      spot: { page, cell: { table, row: number, column }, ...(guessed === true && { guessed }) },
    })),
  ),
});

/** 「第二章 托管内容」: articles without a heading of their own are about what their chapter is about. */
const CHAPTER = new RegExp(`^第\\s*${NUMERAL}\\s*[章节]\\s*(.{2,20})$`, "u");

const CHAPTERS = new RegExp(`^第\\s*${NUMERAL}\\s*[章节]\\s*`, "u");

type PartOfContract = "head" | "body" | "tail" | "annex";

type Growing = {
  readonly title: OutlineLine | undefined;
  readonly label: string;
  readonly heading: string;
  readonly lines: OutlineLine[];
  readonly tables: OutlineTable[];
};

/** Cuts a document into head, clauses, signature part and annexes, by whichever numbering it uses for its articles. */
export function outlineOf(blocks: readonly Block[]): Outline {
  const parts = joinedLines(withoutContents(blocks.flatMap(partOf).flatMap(sectioned).flatMap(unstacked)));
  const mark = articleMark(parts);
  const ownMarks = marksOfParts(parts);
  const form = mark === undefined ? formOf(parts) : undefined;
  if (form !== undefined) return form;
  const lastSigned = parts.findLastIndex((part) =>
    part.kind === "line" ? isSignatureLine(part.line.text) : isSignatureTable(part.table),
  );
  const cut = new Cutting(mark);
  for (const [index, part] of parts.entries()) {
    if (part.kind === "table") cut.table(part.table);
    else if (ownMarks === undefined || cut.stage === "tail" || !PART.test(part.line.text))
      cut.line(part.line, {
        mark: ownMarks?.[index] ?? mark,
        place: index > lastSigned ? "behind signatures" : "before",
      });
  }
  return {
    head: merged(cut.of("head")),
    clauses: opened(cut.of("body")),
    tail: merged(cut.of("tail")),
    annexes: cut.of("annex"),
  };
}

/** Puts lines and tables into head, articles, signature part and annexes as they come. */
class Cutting {
  readonly #mark: RegExp | undefined;
  readonly #groups: { readonly group: Growing; stage: PartOfContract }[] = [];
  #current: Growing;
  #chapter = "";
  stage: PartOfContract = "head";

  constructor(mark: RegExp | undefined) {
    this.#mark = mark;
    this.#current = this.#open(undefined, "", "", "head");
  }

  of(wanted: PartOfContract): Clause[] {
    return this.#groups.flatMap(({ group, stage }) => (stage === wanted ? [group] : []));
  }

  table(table: OutlineTable): void {
    if (this.stage === "body" && isSignatureTable(table)) this.#open(undefined, "", "", "tail");
    this.#current.tables.push({ ...table, below: this.#current.lines.length });
  }

  line(
    line: OutlineLine,
    { mark, place }: { readonly mark: RegExp | undefined; readonly place: "before" | "behind signatures" },
  ): void {
    const { stage } = this;
    const isOpen = stage === "head" || stage === "body";
    const chapter = isOpen && this.#mark !== CHAPTERS ? CHAPTER.exec(line.text)?.[1] : undefined;
    if (chapter !== undefined) {
      this.#chapter = chapter.replaceAll(/\s/gu, "");
      return;
    }
    const article = isOpen ? mark?.exec(line.text) : undefined;
    if (stage !== "head" && place === "behind signatures" && isAnnexTitle(line))
      this.#open(line, line.text, "", "annex");
    else if (stage === "body" && isSignatureLine(line.text)) {
      this.#open(undefined, "", "", "tail");
      this.#current.lines.push(line);
    } else if (article) this.#article(line, article[0]);
    else this.#current.lines.push(line);
  }

  #article(line: OutlineLine, number: string): void {
    const words = line.text.slice(number.length);
    const { heading, rest } = headingIn(
      this.#mark === BARE_NUMBER ? words.replace(RUN_ON_HEADING, "$1\t") : words,
    );
    this.#open(line, number.trim(), heading === "" ? this.#chapter : heading, "body");
    if (rest !== "") this.#current.lines.push({ ...line, text: rest });
  }

  #open(title: OutlineLine | undefined, label: string, heading: string, stage: PartOfContract): Growing {
    const group: Growing = { title, label, heading, lines: [], tables: [] };
    this.#groups.push({ group, stage });
    this.#current = group;
    this.stage = stage;
    return group;
  }
}

/** A contract that is one form, without numbered articles. */
function formOf(parts: readonly Part[]): Outline | undefined {
  let lines = 0;
  const form = formIn(
    parts.flatMap((part) => {
      if (part.kind === "line") lines += 1;
      return part.kind === "table" ? [{ ...part.table, below: lines }] : [];
    }),
  );
  if (form === undefined) return undefined;
  const last = parts.findLastIndex(({ kind }) => kind === "table");
  const linesOf = (some: readonly Part[]): OutlineLine[] =>
    some.flatMap((part) => (part.kind === "line" ? [part.line] : []));
  const part: Clause = { label: "", heading: "", title: undefined, lines: [], tables: [] };
  return {
    head: { ...part, lines: linesOf(parts.slice(0, last)), tables: form.tables },
    clauses: form.clauses,
    tail: {
      ...part,
      lines: linesOf(parts.slice(last)),
      tables: form.signing.map((table) => ({ ...table, below: undefined })),
    },
    annexes: [],
  };
}

/** Several groups as one; where its tables stand among the lines stays known. */
function merged(clauses: readonly Clause[]): Clause {
  const lines: OutlineLine[] = [];
  const tables: OutlineTable[] = [];
  for (const clause of clauses) {
    const above = lines.length;
    lines.push(...clause.lines);
    for (const table of clause.tables)
      tables.push(table.below === undefined ? table : { ...table, below: above + table.below });
  }
  return { label: "", heading: "", title: undefined, lines, tables };
}

/** OCR leaves every printed line a paragraph: a long line that does not end is joined with one that begins nothing. */
function joinedLines(parts: readonly Part[]): readonly Part[] {
  const out: Part[] = [];
  const broken = isBroken(parts);
  for (const part of parts) {
    const last = out.at(-1);
    if (
      part.kind === "line" &&
      last?.kind === "line" &&
      (broken || /[，、（]$/u.test(last.line.text)) &&
      runsOn(last.line, part.line)
    )
      out[out.length - 1] = { kind: "line", line: { ...last.line, text: last.line.text + part.line.text } };
    else out.push(part);
  }
  return out;
}

/** Most long lines end in mid-sentence: the lines are those of the page, not of the writer. */
function isBroken(parts: readonly Part[]): boolean {
  const long = parts.flatMap((part) =>
    part.kind === "line" && part.line.text.length >= 18 ? [part.line.text] : [],
  );
  const open = long.filter((text) => !/[。；：！？）”》_]$/u.test(text));
  return open.length >= 6 && open.length > 0.35 * long.length;
}

function runsOn(before: OutlineLine, after: OutlineLine): boolean {
  const text = before.text;
  // 「……；账号：」 and the number on the next line
  const open = /(?:^|[，；。\t])([\p{Script=Han}]{2,8})：$/u.exec(text)?.[1];
  if (
    open !== undefined &&
    partyField(open) !== undefined &&
    text.length >= 18 &&
    /^[\dA-Z]/u.test(after.text)
  )
    return !ARTICLE.test(after.text) && !ITEM.test(after.text);
  const labelled =
    /^[\p{Script=Han}\s]{1,12}：/u.test(text) && !/[：。；\t]$/u.test(text) && after.text.length <= 14;
  if (
    labelled &&
    !after.centred &&
    !/@[\w.-]+$/u.test(text) &&
    !/^\d{1,2}\s*\p{Script=Han}{2}/u.test(after.text) &&
    Math.abs(after.size - before.size) < 2 &&
    seatIn(after.text) === undefined &&
    !/[：\t]/u.test(after.text) &&
    !ARTICLE.test(after.text) &&
    !ORDINAL.test(after.text) &&
    !ITEM.test(after.text)
  )
    return true;
  if (
    text.length < 18 ||
    before.centred ||
    after.centred ||
    /[。；：！？_\t]$/u.test(text) ||
    text.replace(/^(?:[^\t。；，：]{1,20}\t){1,2}/u, "").includes("\t")
  )
    return false;
  // what stands behind a party's label is a line or little more
  const isField = partyField(text.split("：")[0] ?? "") !== undefined && text.includes("：");
  if (/@[\w.-]+$/u.test(text) || (isField && after.text.length > 20)) return false;
  if (/[，、（]$/u.test(text)) return !ARTICLE.test(after.text);
  const starts = ARTICLE.test(after.text) || ORDINAL.test(after.text) || ITEM.test(after.text);
  return !starts && !/^[^：，。；]{1,20}：/u.test(after.text) && /[。；，]/u.test(text + after.text);
}

const isSequence = (count: number): boolean => count >= 3;

/** 「4顾问费丙方支付……」: a number and its heading set without a space. */
const BARE_NUMBER = /^\d{1,2}(?=\p{Script=Han}{2})/u;

/** What a heading is called that runs on into its text. */
const RUN_ON_HEADING =
  /^((?:(?:托管|服务|顾问|合同|双方|三方|各方|甲方|乙方|丙方)?(?:形式|内容|事项|期限|期间|费用?|价款|报酬|义务|职责|责任)|释义|定义|(?:履行)?地点[及和与、]?(?:方式)?|做法|报告|验收|考核|保密|(?:成果)?归属|成果|违约(?:责任)?|变更[、和]?解除|争议(?:解决)?|通知|生效|其他|附则)(?=\S{4}))/u;

/** Whether at least six lines begin with numbers that count up, of which one here and there may be lost in a table. */
function countsUp(lines: readonly string[]): boolean {
  const numbers = lines.flatMap((line) => BARE_NUMBER.exec(line)?.[0] ?? []).map(Number);
  const steps = numbers.slice(1).map((number, at) => number - (numbers[at] ?? 0));
  return numbers.length >= 6 && steps.every((step) => step === 1 || step === 2);
}

/** 「第二部分 通用条款」 */
const PART = /^第[一二三四五六]部分(?:\s*\S{2,12})?$/u;

/** The mark of every line, where the parts of a contract number their articles differently; undefined where they do not. */
function marksOfParts(parts: readonly Part[]): readonly (RegExp | undefined)[] | undefined {
  const starts = parts.flatMap((part, at) => (part.kind === "line" && PART.test(part.line.text) ? [at] : []));
  if (starts.length < 2) return undefined;
  const sections = starts.map((from, at) => ({
    from,
    mark: articleMark(parts.slice(from + 1, starts[at + 1] ?? parts.length)),
  }));
  if (new Set(sections.map(({ mark }) => mark?.source)).size < 2) return undefined;
  return parts.map((_, at) => sections.findLast(({ from }) => from <= at)?.mark);
}

/** （一） */
const IN_BRACKETS = /^[（(][一二三四五六七八九十]{1,3}[）)]\s*/u;

/** Whether （一） to （六） or further count up once, the first of them before any 1.: then these are items of theirs. */
function inBracketsOver(lines: readonly string[]): boolean {
  const numbers = lines.flatMap((line) => IN_BRACKETS.exec(line)?.[0].replaceAll(/[（()）\s]/gu, "") ?? []);
  const first = lines.findIndex((line) => IN_BRACKETS.test(line));
  const item = lines.findIndex((line) => /^\d{1,2}\s*[、.．](?!\d)/u.test(line));
  return (
    numbers.length >= 6 && numbers[0] === "一" && new Set(numbers).size === numbers.length && first < item
  );
}

/** Which mark numbers the articles: 第一条 when there are any, else 一、, else 1. at the start of lines. */
function articleMark(parts: readonly Part[]): RegExp | undefined {
  const lines = parts.flatMap((part) => (part.kind === "line" ? [part.line.text] : []));
  const marks = [
    new RegExp(`^第\\s*${NUMERAL}\\s*条(?:之[一二三四五])?\\s*[：:、.]?\\s*`, "u"),
    /^(?:Article|Clause|Section)\s+\d{1,2}[.:：、]?\s*/iu,
    /^[壹贰叁肆伍陆柒捌玖拾]{1,3}\s*[、.．]\s*/u,
    /^[壹贰叁肆伍陆柒捌玖拾]{1,3}\s*(?=[\p{Script=Han}、]{2,14}$)/u,
    /^[一二三四五六七八九十]{1,3}\s*[、.．]\s*/u,
    /^[甲乙丙丁戊己庚辛壬癸]\s*[、.．]\s*(?![甲乙丙丁方])/u,
    /^[甲乙丙丁戊己庚辛壬癸]\s*[、.．]\s*(?=\p{Script=Han})(?![乙丙丁][、方双]|方|双)/u,
    /^【\s*[一二三四五六七八九十]{1,3}\s*】\s*/u,
    ...(inBracketsOver(lines) ? [IN_BRACKETS] : []),
    /^\d{1,2}\s*[、.．](?!\d)\s*/u,
    /^\d{1,2}\s*(?=[\p{Script=Han}、]{2,16}(?:$|\t))/u,
    IN_BRACKETS,
    /^[A-Z](?:\s*[.、．]\s*|\s+)(?=\p{Script=Han})/u,
    /^§\s*\d{1,2}\s*/u,
    /^[①-⑳]\s*(?=\p{Script=Han}{2,12}(?:。|$))/u,
  ];
  const found =
    marks.find((mark) => isSequence(lines.filter((line) => mark.test(line)).length)) ??
    (countsUp(lines) ? BARE_NUMBER : undefined);
  // chapters over nothing but 1.1, 1.2 are the articles
  const chapters = lines.filter((line) => CHAPTER.test(line)).length;
  const isArticle = found !== undefined && lines.filter((line) => found.test(line)).length >= chapters;
  return isSequence(chapters) && !isArticle ? CHAPTERS : found;
}
