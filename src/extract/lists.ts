import type { Gathering, Source } from "./gathering.ts";
import type { Clause, Outline, OutlineCell, OutlineTable } from "./outline.ts";
import { at, bareSentence, type Sentence, sentencesIn, sentencesOf } from "./sentences.ts";
import { asDay, DAY, readCount } from "./written.ts";

/** A cell on one line. */
export const flat = (cell: OutlineCell | undefined): string => (cell?.text ?? "").replaceAll("\n", "").trim();

type Column = readonly [string, RegExp];

/** Rows of the first table whose header names the columns asked for, as pointers. */
function putRows(
  table: { readonly table: OutlineTable; readonly clause: Clause },
  columns: readonly Column[],
  put: { readonly into: Gathering; readonly pointer: string; readonly days: readonly string[] },
): void {
  const header = table.table.rows[0] ?? [];
  table.table.rows.slice(1).forEach((row, index) => {
    for (const [field, pattern] of columns) {
      const head = header.find((cell) => pattern.test(flat(cell)));
      const cell = row.find(({ column }) => column === head?.column);
      if (head === undefined) continue;
      const broken = row.length < header.length;
      if (cell === undefined) {
        // a row with fewer cells than its header was not understood: a person looks
        if (broken)
          put.into.put(`${put.pointer}/${index}/${field}`, "", {
            spot: row[0]?.spot ?? {},
            quote: row.map(flat).join(" "),
            clause: table.clause,
            confidence: 0.5,
          });
        continue;
      }
      const source: Source = {
        spot: cell.spot,
        quote: row.map(flat).join(" "),
        clause: table.clause,
        confidence: broken ? 0.5 : 0.9,
      };
      const own = LINES_OF_RIGHT.find(([name]) => name === field)?.[1].exec(cell.text)?.[1];
      const lined = /申请号\s*：/u.test(cell.text);
      if (lined && own === undefined) continue;
      const text = lined ? (own ?? "").trim() : flat(cell);
      // 「至2041年3月14日」
      const day = put.days.includes(field) ? asDay(DAY.exec(text)?.[0] ?? text) : text;
      put.into.put(`${put.pointer}/${index}/${field}`, day, source);
    }
  });
}

/** Every table with the clause it stands in. */
export const tablesOf = (
  outline: Outline,
): readonly { readonly table: OutlineTable; readonly clause: Clause }[] =>
  [outline.head, ...outline.clauses, outline.tail, ...outline.annexes].flatMap((clause) =>
    clause.tables.map((table) => ({ table, clause })),
  );

/** Whether the first row of a table names all of these. */
export const headerHas = (table: OutlineTable, ...patterns: readonly RegExp[]): boolean =>
  patterns.every((pattern) => (table.rows[0] ?? []).some((cell) => pattern.test(flat(cell))));

/** A cell may hold several numbers of a right, each on its labelled line. */
const LINES_OF_RIGHT: readonly Column[] = [
  ["applicationNo", /申请号\s*：\s*([^\n；]*?)(?=权利号|专利号|申请日|\n|$)/u],
  ["patentNo", /(?:权利号|专利号|注册号)\s*：\s*([^\n；]*?)(?=申请日|申请号|\n|$)/u],
  ["filingDate", /申请日\s*：\s*([^\n；]*)/u],
];

/** Existing rights in custody. */
export function findRights(outline: Outline, into: Gathering): void {
  const found = tablesOf(outline).find(({ table }) => headerHas(table, /专利号|注册号|申请号/u));
  if (found === undefined) {
    findRightsInProse(outline, into);
    return;
  }
  into.put("/ipInvolved", true, {
    spot: found.table.rows[0]?.[0]?.spot ?? {},
    quote: (found.table.rows[0] ?? []).map(flat).join(" "),
    clause: found.clause,
    confidence: 0.9,
  });
  putRows(
    found,
    [
      ["kind", /类型|类别|种类/u],
      ["name", /名称|^商标$|^专利$|标题/u],
      ["owner", /权利人|权人|申请人|所有人|注册人|持有人/u],
      ["filingDate", /申请日/u],
      ["applicationNo", /申请号/u],
      ["patentNo", /专利号|注册号|权利号/u],
      ["validUntil", /有效期|届满|到期|专用(?:权)?期|期限|截止/u],
    ],
    { into, pointer: "/ipList", days: ["filingDate", "validUntil"] },
  );
  const isMarks = headerHas(found.table, /注册号/u) && headerHas(found.table, /商标|^类别$|核定/u);
  found.table.rows.slice(1).forEach((row, index) => {
    if (isMarks) putMark(row, { index, clause: found.clause }, into);
    putApplicationNo(index, into);
  });
}

/** A table of registered marks gives their classes, not that they are marks; a mark is known by its registration alone. */
function putMark(
  row: readonly OutlineCell[],
  { index, clause }: { readonly index: number; readonly clause: Clause },
  into: Gathering,
): void {
  const number = into.values.find(({ pointer }) => pointer === `/ipList/${index}/patentNo`);
  if (number === undefined || typeof number.value !== "string" || !/^\d{6,9}[A-Z]?$/u.test(number.value))
    return;
  const source: Source = {
    spot: row[0]?.spot ?? {},
    quote: row.map(flat).join(" "),
    clause,
    confidence: number.confidence,
  };
  into.replace(`/ipList/${index}/kind`, "商标", source);
  into.put(`/ipList/${index}/applicationNo`, number.value, { ...source, confidence: 0.7 });
}

/** A patent's number is its application's behind ZL: where only the one is told the other follows. */
function putApplicationNo(index: number, into: Gathering): void {
  const patent = into.values.find(({ pointer }) => pointer === `/ipList/${index}/patentNo`);
  const number =
    typeof patent?.value === "string" ? /^ZL\s?(\d{12}\.?[\dX])$/u.exec(patent.value)?.[1] : undefined;
  if (patent !== undefined && number !== undefined)
    into.put(`/ipList/${index}/applicationNo`, number, {
      spot: patent.at,
      quote: patent.at.quote,
      confidence: Math.min(patent.confidence, 0.7),
    });
}

/** 「一种……（实用新型），专利权人……，申请日……，申请号……，专利号……，有效期至……」 in one sentence. */
function findRightsInProse(outline: Outline, into: Gathering): void {
  const told: readonly Column[] = [
    ["applicationNo", /申请号\s*(?:为|：)?\s*([A-Z]{0,2}\d[\d.X]{8,16})/u],
    ["patentNo", /(?:专利号|注册号)\s*(?:为|：)?\s*([A-Z]{0,2}\s?\d[\d.X]{6,16})/u],
    ["kind", /(发明|实用新型|外观设计|商标)/u],
    ["owner", /(?:专利权人|权利人|注册人)\s*(?:为|是|：)?\s*([^，。；]{2,30})/u],
    ["filingDate", /申请日\s*(?:为|：)?\s*([^，。；]{6,14})/u],
    ["validUntil", /有效期(?:限)?(?:至|到|届满日为?)\s*([^，。；]{6,14})/u],
    ["name", /(?:专利|商标)[^：，。]{0,8}[：:]\s*([^，。；（(]{2,60})/u],
  ];
  let index = 0;
  for (const sentence of sentencesOf(outline)) {
    if (!/(?:专利号|注册号)\s*(?:为|：)?\s*[A-Z]{0,2}\s?\d{6}/u.test(sentence.text) || index >= 20) continue;
    into.put("/ipInvolved", true, at(sentence, 0.85));
    for (const [field, pattern] of told) {
      const value = pattern.exec(sentence.text)?.[1]?.trim();
      if (value === undefined) continue;
      const words = field === "filingDate" || field === "validUntil" ? asDay(value) : value;
      into.put(`/ipList/${index}/${field}`, words, at(sentence, 0.8));
    }
    index += 1;
  }
}

const ATTACHMENT =
  /^附(?:件|[：:])\s*([一二三四五六七八九十\d]{1,3})?\s*[：:、.]?\s*[《]?([^》。；（(]{2,60}?)[》]?(?:[（(][^）)]*[）)])?[。；;]?$/u;

/** Attachments the contract lists; one whose pages follow is there. */
export function findAttachments(outline: Outline, into: Gathering): void {
  const listed = [...listedInTables(outline), ...listedInLines(outline)];
  const annexes = outline.annexes.map(({ label, lines }) => `${label} ${lines[0]?.text ?? ""}`);
  const seen = new Set<string>();
  let index = 0;
  for (const { no, name, source } of listed) {
    const words = name.replaceAll(/[《》\s]/gu, "");
    if (seen.has(words) || index >= 60) continue;
    seen.add(words);
    into.put(`/attachments/${index}/no`, no ?? index + 1, source);
    into.put(`/attachments/${index}/name`, words, source);
    const there = annexes.some(
      (title) => words.length > 1 && title.replaceAll(/[《》\s]/gu, "").includes(words),
    );
    if (there) into.put(`/attachments/${index}/present`, true, source);
    index += 1;
  }
}

type Listed = { readonly no: number | undefined; readonly name: string; readonly source: Source };

function listedInTables(outline: Outline): readonly Listed[] {
  return tablesOf(outline)
    .filter(({ table }) => headerHas(table, /附件/u))
    .flatMap(({ table, clause }) => {
      const name = (table.rows[0] ?? []).find((cell) => /附件名称|名称|附件/u.test(flat(cell)))?.column;
      return table.rows.slice(1).flatMap((row) => {
        const cell = row.find(({ column }) => column === name);
        if (cell === undefined || flat(cell) === "") return [];
        return [
          {
            no: readCount(flat(row[0])),
            name: flat(cell),
            source: { spot: cell.spot, quote: row.map(flat).join(" "), clause, confidence: 0.95 },
          },
        ];
      });
    });
}

function listedInLines(outline: Outline): readonly Listed[] {
  const listed: Listed[] = [];
  for (const clause of [
    ...outline.clauses.filter(({ heading }) => /附件/u.test(heading)),
    outline.tail,
    ...outline.clauses,
    ...outline.annexes,
  ]) {
    const isList = /附件/u.test(clause.heading);
    let inList = isList;
    for (const sentence of wholeLines(clause)) {
      inList ||= /^附件\s*(?:清单|目录)?\s*：?$/u.test(sentence.text.trim());
      const found = ATTACHMENT.exec(bareSentence(sentence.text));
      const named =
        /《([^》]{2,40})》[^。；《]{0,6}(?:为|作为|系|是)(?:本(?:合同|协议)(?:书)?(?:的)?)?附件/u.exec(
          sentence.text,
        );
      if (named !== null) listed.push({ no: undefined, name: named[1] ?? "", source: at(sentence, 0.85) });
      if (found !== null && !/如下|组成部分|同等/u.test(found[2] ?? ""))
        listed.push({ no: readCount(found[1] ?? ""), name: found[2] ?? "", source: at(sentence, 0.85) });
      const bare = bareSentence(sentence.text);
      if (isList && found === null && /^\p{Script=Han}{4,30}$/u.test(bare))
        listed.push({ no: undefined, name: bare, source: at(sentence, 0.8) });
      const told =
        /附件(?:包括|如下|有|为|清单)[^：]{0,6}：(.+)$/su.exec(sentence.line.text)?.[1] ??
        /附件：((?=[\d（一]|[^。]*[；、]).+)$/su.exec(sentence.line.text)?.[1];
      if (told !== undefined && sentence.text.includes("附件"))
        for (const name of told.split(
          /(?:^|[；;，、。]\s*)(?:[（(]?[\d一二三四五六七八九十]{1,2}[）)、.．]\s*)?/u,
        ))
          if (/^《?\p{Script=Han}[^：。]{2,40}$/u.test(name.trim()))
            listed.push({ no: undefined, name: name.trim(), source: at(sentence, 0.8) });
      const item =
        inList || (clause.lines[0]?.text ?? "").startsWith("附件")
          ? /^[（(]?(\d{1,2}|[一二三四五六七八九十]{1,2})[）)、.．]\s*《?([^》。；]{2,40})》?[。；]?$/u.exec(
              sentence.text.trim(),
            )
          : null;
      if (item !== null)
        listed.push({ no: readCount(item[1] ?? ""), name: item[2] ?? "", source: at(sentence, 0.8) });
    }
  }
  return listed;
}

/** Lines and the sentences in them: 「附件一 方案」 is one entry, 「……。附件一：《方案》。」 has one at its end. */
const wholeLines = (clause: Clause): readonly Sentence[] =>
  clause.lines.flatMap((line): Sentence[] => {
    const text = line.text.replaceAll("\t", " ");
    return /^附件|^[（(]?[\d一二三]/u.test(text) && !/[。；]./u.test(text)
      ? [{ text, clause, line }]
      : [...sentencesIn({ ...clause, lines: [line] })];
  });

/** Indicators by the names the norms give them (Xuhui appendix A, Zhoukou part seven). */
const INDICATOR_NAMES: readonly (readonly [string, string])[] = [
  ["A1-1", "专题讲座"],
  ["A1-2", "网上宣传"],
  ["A1-3", "发布资讯"],
  ["A1-4", "咨询服务"],
  ["A1-5", "知识产权档案"],
  ["A2-11", "保密制度"],
  ["A3-1", "预警机制"],
  ["A3-4", "法律途径意识能力"],
  ["A4-3", "品牌价值"],
  ["A5-1", "园区职能部门意见"],
  ["A5-2", "入托企业意见"],
  ["A5-3", "上级领导部门意见"],
  ["ZI-1", "企业入托率"],
  ["ZI-2", "专利增长率"],
  ["ZI-2", "高价值专利"],
  ["ZI-3", "专利侵权率"],
  ["ZI-4", "企业知识产权培训率"],
  ["ZI-5", "专利消零率"],
];

/** Indicator numbers of the norm, or their names: A1-4, ZI-2. */
export function findIndicators(outline: Outline, into: Gathering): void {
  const clauses = [...outline.clauses, ...outline.annexes];
  const found = clauses
    .flatMap(sentencesIn)
    .flatMap((sentence) => [
      ...[...sentence.text.matchAll(/(?<![A-Z0-9-])(?:A[1-9]-\d{1,2}|ZI-\d{1,2})(?![A-Z0-9-])/gu)].map(
        ([id]) => ({ id, sentence }),
      ),
      ...byClassAndItem(sentence.text).map((id) => ({ id, sentence })),
    ]);
  const named = clauses
    .filter((clause) =>
      /考核|验收|评价|指标/u.test(`${clause.heading}${clause.lines.map(({ text }) => text).join("")}`),
    )
    .flatMap(sentencesIn)
    .filter(({ text }) => /指标|考核/u.test(text))
    .flatMap((sentence) =>
      INDICATOR_NAMES.filter(([, name]) => sentence.text.includes(name)).map(([id]) => ({ id, sentence })),
    );
  const boxes = tablesOf(outline).flatMap(boxedIndicators);
  const ticked = boxes.filter(({ isTicked }) => isTicked);
  const told = (found.length > 0 || boxes.length > 0 ? found : named).map(({ id, sentence }) => ({
    id,
    source: at(sentence, 0.9),
  }));
  const seen = new Set<string>();
  for (const { id, source } of [...told, ...ticked]) {
    if (seen.has(id)) continue;
    into.put(`/acceptance/indicators/${seen.size}`, id, source);
    seen.add(id);
  }
  // a list of boxes, none of them ticked: nothing was agreed
  const [first] = boxes;
  if (seen.size === 0 && first !== undefined) into.put("/acceptance/indicators", "", first.source);
}

/** 「附录A第二类第1项至第11项、第六类第1项」 as A2-1, A2-11, A6-1: the ends of a range stand for it. */
function byClassAndItem(text: string): readonly string[] {
  if (!/附录/u.test(text)) return [];
  let group = 0;
  return [...text.matchAll(/第([一二三四五六七八九\d]{1,2})(类|项)/gu)].flatMap(([, number = "", kind]) => {
    const count = readCount(number) ?? 0;
    if (kind === "类") group = count;
    return kind === "项" && group > 0 ? [`A${group}-${count}`] : [];
  });
}

type Boxed = { readonly id: string; readonly isTicked: boolean; readonly source: Source };

/** Rows of a table with the number of an indicator and a box to tick. */
const boxedIndicators = ({
  table,
  clause,
}: {
  readonly table: OutlineTable;
  readonly clause: Clause;
}): readonly Boxed[] =>
  table.rows.flatMap((row) => {
    const code = row.find((cell) => /^(?:A[1-9]-\d{1,2}|ZI-\d{1,2})$/u.test(flat(cell)));
    const box = row.find((cell) => /^[□☐☑☒√■✓✔]$/u.test(flat(cell)));
    if (code === undefined || box === undefined) return [];
    const source = { spot: box.spot, quote: row.map(flat).join(" "), clause, confidence: 0.9 };
    return [{ id: flat(code), isTicked: !/^[□☐]$/u.test(flat(box)), source }];
  });
