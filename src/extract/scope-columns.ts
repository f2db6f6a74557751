import type { OutlineCell, OutlineTable } from "./clause.ts";
import { dueIn } from "./service-details.ts";

/** What a column of a table of services tells. */
export type ScopeColumn = "code" | "name" | "qty" | "unit" | "due" | "deliverable";

const COLUMNS: readonly (readonly [ScopeColumn, RegExp])[] = [
  ["code", /^(?:服务)?(?:编码|代码|编号)$/u],
  ["qty", /数量|次数|频[次度]|工作量|件数|计量|规模/u],
  ["unit", /^(?:计量)?单位$/u],
  ["due", /期限|时间|时限|时点|节点|日期|截止|进度|何时|最[晚迟]|完成(?:期|日)|^完成$/u],
  ["deliverable", /成果|交付|产出|输出|提交|形式|验收|形成|凭证|证明|东西|何物/u],
  ["name", /事[项务]|服务内容|服务项目|托管内容|工作内容|项目|内容|名称|服务|任务|工作|托管/u],
];

/** Which columns a table's header names; undefined when it is no table of services. */
export function headerOf(row: readonly OutlineCell[]): ReadonlyMap<ScopeColumn, OutlineCell> | undefined {
  const columns = new Map<ScopeColumn, OutlineCell>();
  for (const cell of row) {
    const words = cell.text.replaceAll(/\s/gu, "");
    const column = COLUMNS.find(([name, pattern]) => pattern.test(words) && !columns.has(name))?.[0];
    if (
      column !== undefined &&
      words.length <= 16 &&
      !/金额|费用|付款|支付|专利号|申请号|企业名称|附件/u.test(words)
    )
      columns.set(column, cell);
    if (/金额|付款|支付|申请号|专利号|企业名称|附件名称|权利人|次序|阶段/u.test(words)) return undefined;
  }
  const details = ["qty", "unit", "due", "deliverable"] as const;
  return columns.has("name") && details.filter((detail) => columns.has(detail)).length >= 2
    ? columns
    : undefined;
}

const COUNT =
  /^(?:不少于|至少|共|约)?\s*(?:\d{1,4}|[一二三四五六七八九十两若干]{1,3})\s*\p{Script=Han}{1,2}(?:以上)?$/u;
const SERVICE =
  /服务|咨询|培训|检索|分析|挖掘|布局|规划|申请|代理|撰写|制度|维权|保护|运营|转化|许可|评估|融资|导航|预警|战略|方案|指导|人才|培育|监控|管理|维护/u;
const HANDED =
  /报告|方案|记录|清单|文[本件书]|课件|签到|通知书|台账|证书|材料|档案|建议书|意见|资料|制度|总结|讲义|规划书|证明|纪要|简报|手册|单/u;
const OTHER = /金额|付款|支付|申请号|专利号|权利人|信用代码|电话|住所|法定代表人/u;

type Column = { readonly head: OutlineCell; readonly cells: readonly string[] };

const share = (column: Column, is: (text: string) => boolean): number =>
  column.cells.filter(is).length / Math.max(1, column.cells.length);

/**
 * The columns of a table of services whose header is in words of its own, known by what stands in them: counts, days, names
 * of services, things handed over. Undefined unless there are counts, days and names.
 */
export function columnsByContent({ rows }: OutlineTable): ReadonlyMap<ScopeColumn, OutlineCell> | undefined {
  const [header = [], ...body] = rows;
  if (header.length < 4 || body.length < 2 || header.some(({ text }) => OTHER.test(text) || /\d/.test(text)))
    return undefined;
  const columns = header.map(
    (head): Column => ({
      head,
      cells: body.flatMap((row) => {
        const cell = row.find(({ column }) => column === head.column);
        return cell === undefined || cell.text.trim() === "" ? [] : [cell.text.replaceAll("\n", "").trim()];
      }),
    }),
  );
  const taken = new Set<Column>();
  const pick = (is: (text: string) => boolean, least: number): Column | undefined => {
    const best = columns
      .filter((column) => !taken.has(column) && column.cells.length * 2 >= body.length)
      .map((column) => ({ column, rate: share(column, is) }))
      .sort((one, other) => other.rate - one.rate)[0];
    if (best === undefined || best.rate < least) return undefined;
    taken.add(best.column);
    return best.column;
  };
  const qty = pick((text) => COUNT.test(text), 0.6);
  const due = pick(
    (text) => dueIn(text) !== undefined && /\d|每|月|季/u.test(text) && text.length <= 30,
    0.6,
  );
  const name = pick((text) => SERVICE.test(text) && !/^\d+$/.test(text), 0.6);
  if (qty === undefined || due === undefined || name === undefined) return undefined;
  const deliverable = pick((text) => HANDED.test(text), 0.5);
  return new Map<ScopeColumn, OutlineCell>([
    ["name", name.head],
    ["qty", qty.head],
    ["due", due.head],
    ...(deliverable === undefined ? [] : [["deliverable", deliverable.head] as const]),
  ]);
}

const DOWNWARDS: readonly (readonly [ScopeColumn, RegExp])[] = [
  ["name", /^(?:服务|托管|委托)?(?:事项|事务|项目|内容|任务)(?:名称)?$/u],
  ["qty", /^(?:服务)?(?:数量|次数|频次|工作量)$/u],
  ["due", /^(?:完成|交付|提交)?(?:期限|时间|时限|日期)$/u],
  ["deliverable", /^(?:交付|提交|工作|服务)?(?:成果|交付物|成果形式)(?:形式|及要求)?$/u],
];

/** One service told downwards: rows 「事项 | 信息分析」「数量 | 3份」「完成期限 | ……」「成果 | ……」. */
export function itemDownwards({ rows }: OutlineTable): ReadonlyMap<ScopeColumn, OutlineCell> | undefined {
  const found = new Map<ScopeColumn, OutlineCell>();
  for (const [label, value, ...more] of rows) {
    if (label === undefined || value === undefined || more.length > 0) continue;
    const words = label.text.replaceAll(/[\s：:]/gu, "");
    const field = DOWNWARDS.find(([, pattern]) => pattern.test(words))?.[0];
    if (field !== undefined && !found.has(field)) found.set(field, value);
  }
  return found.has("name") && found.size >= 3 && rows.length <= 8 ? found : undefined;
}
