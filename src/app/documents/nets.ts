import type { ExtractedValue } from "../../../schemas/extraction.ts";
import type { Clause } from "../../extract/outline.ts";
import type { Read } from "./read.ts";

/** A finding's number and place. */
type Found = { readonly id: string; readonly pointer: string };

/** What rests on knowing who is who. */
const ON_PARTIES = /^(?:PTY-01|DUT-01|DUT-02|PER-03|FEE-01|P3-0[12])\.M$/;

/** What a clause of its own says in every contract that says it. */
const ON_CLAUSES =
  /^(?:ACC-01|ACC-03|CNF-01|IPR-01|LIA-01|DSP-01|CHG-01|CHG-02|PER-0[1456]|DUT-01|DOC-07|FEE-0[147]|TRM-01|SUB-02)\.M$/;

/** Words of the headings of clauses that are known: of every element and of what no rule asks for. */
const KNOWN_HEADING =
  /期|限|时间|费|款|价|酬|支付|结算|资金|经费|金额|验收|考核|评价|满意|质量|标准|保密|秘密|信息|成果|归属|权属|产权|违约|责任|赔偿|变更|解除|终止|争议|纠纷|仲裁|诉讼|管辖|法律|生效|效力|份数|文本|附则|附件|其他|其它|杂项|通知|送达|联系|联络|通讯|不可抗力|廉洁|定义|释义|术语|名词|解释|背景|前言|鉴于|总则|宗旨|目的|依据|原则|声明|承诺|保证|陈述|条款|约定|服务|托管|委托|事项|内容|范围|任务|清单|项目|方式|方法|形式|地点|履行|实施|权利|义务|职责|分工|当事人|主体|双方|三方|各方|甲方|乙方|丙方|人员|专员|团队|报告|汇报|沟通|会议|总结|绩效|合同|协议|备案|签|知识产权|专利|商标|冲突|补助|企业|监督|管理|转|基本|说明|概况|目标|特别|补充|续|税|发票|账|户名|模式|办理|对接|工作|方案|计划|资料|材料|协助|配合|培训|档案|风险|损失|免责|适用|数据|个人|电子|印章/u;

/** Why a missing element may only be unread here, beyond the words that stand in the text: the parties, the services or the clauses as a whole were not understood. */
export function isCaught({ id, pointer }: Found, read: Read): boolean {
  if (ON_PARTIES.test(id) && hasUnreadParties(read)) return true;
  if (ON_CLAUSES.test(id) && speaksItsOwn(read)) return true;
  return /^SUB-0[456]\.M$/.test(id) && isColumnUnread(pointer, read.values);
}

/** More organisations with a code of their own stand in the text than parties were read with one. */
function hasUnreadParties({ text, values }: Read): boolean {
  const codes = new Set(text.match(/(?<![0-9A-Za-z])[0-9][0-9A-Z]{14,19}(?![0-9A-Za-z])/gu) ?? []);
  const withLetters = [...codes].filter((code) => /[A-Z]/.test(code) || code.length === 18);
  const read = values.filter(({ pointer, value }) => /^\/parties\/\d+\/uscc$/.test(pointer) && value !== "");
  const named = values.filter(({ pointer, value }) => /^\/parties\/\d+\/name$/.test(pointer) && value !== "");
  // the enterprises of a subsidy project have codes too
  const listed = values.filter(({ pointer }) => /^\/project\/enterprises\/\d+\/uscc$/.test(pointer)).length;
  const seats = values.filter(({ pointer }) => /^\/parties\/\d+\/seat$/.test(pointer)).length;
  const isWhole = seats > 1 && read.length === seats && named.length === seats;
  return !isWhole && withLetters.length - listed > Math.min(read.length, named.length);
}

/** No clauses to tell from each other; or several clauses, and a quarter of them, have strange headings. */
function speaksItsOwn({ outline, text }: Read): boolean {
  // a long text in which no clauses were found
  if (outline.clauses.length < 3 && text.length > 700) return true;
  const strange = outline.clauses.filter(isStrange).length;
  return strange >= 3 && strange * 4 >= outline.clauses.length;
}

/** A heading with none of the words contracts use: the contract speaks its own language. */
const isStrange = ({ heading }: Clause): boolean => heading !== "" && !KNOWN_HEADING.test(heading);

/** Fewer than half of the services have this detail: it is told in a way that was not understood, or elsewhere. */
function isColumnUnread(pointer: string, values: readonly ExtractedValue[]): boolean {
  const field = pointer.split("/").at(-1) ?? "";
  if (values.some((each) => each.pointer === pointer)) return false;
  const names = values.filter((each) => /^\/scope\/\d+\/name$/.test(each.pointer)).length;
  const told = values.filter(
    (each) => new RegExp(`^/scope/\\d+/${field}$`).test(each.pointer) && each.value !== "",
  ).length;
  return names > 1 && told * 2 < names;
}
