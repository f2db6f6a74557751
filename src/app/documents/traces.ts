import { mayOweAPlan, namesSomebodyElse, saysASum } from "./absent-parts.ts";
import type { Read } from "./read.ts";
import type { Clause, Outline } from "../../extract/outline.ts";

/** How an element is looked for that was not read. */
type Trace = {
  /** Every way of saying it that is known, not only those that are understood. */
  readonly says: RegExp;
  /** Words that look like it and speak of something else: taken out before looking. */
  readonly not?: RegExp;
  /** Clauses by their headings that never speak of it (首部 and 签章处 are the parts without clauses). */
  readonly outside?: RegExp;
};

const NOT_PERFORMANCE =
  /^(?:首部|签章处)$|争议|纠纷|通知|送达|付款|支付|费|价|酬|验收|保密|违约|附件|托管(?:形式|方式|模式|类型)|当事人|生效|变更|解除/u;

/** Clauses that list services with what is handed over: their words are names of services. */
const SERVICES = "事项|事务|服务内容|服务项目|任务|清单|一览|用途";

/**
 * Words by which an element is present in some form, whatever its clause is called and however it is told. An element that
 * was not read is missing only when none of them stands where it could; with a trace it is a question for a person.
 */
const TRACES: Readonly<Record<string, Trace>> = {
  "DOC-02": {
    says: /字\s*第|〔\d{4}〕|编\s*号|(?:合同|协议)(?:书)?\s*号|\bN[oO][.．:：]\s*[A-Z0-9]/u,
    not: /(?:证书?|许可证?|专利|项目|清单|附件|产品|发票|服务|事项)[^，。；：]{0,4}编?号|编号\s*(?:名称|内容|事项|服务)|(?:发|函|办|规)[^，。；]{0,6}〔\d{4}〕/gu,
  },
  "DOC-04": {
    says: /(?:签(?:订|署|约)|订立)(?:日期|时间|日)?[^。\n]{0,8}\d{4}|\d{4}[^。\n]{0,30}(?:签(?:订|署|约)|订立)/u,
  },
  "DOC-05": {
    says: /签于|[订立]于|(?:签(?:订|约|署)|订立)(?:地|于|在|[^，。；\n]{0,4}、\s*地)|(?:日|于)[，、\s]*在\p{Script=Han}{1,8}[省市县区]|(?:在|于)[^。；\n]{2,30}(?:签(?:订|署|约)|订立)/u,
  },
  "DOC-06": {
    says: /一式|(?:合同|协议)(?:书|文本)?[^。；\n]{0,6}[\d一二两三四五六七八九十壹贰叁肆伍陆柒捌]\s*份|各[\d一二两三壹贰叁]\s*份|正本|副本|各(?:执|持|留|存)|[\d一二两三四五六七八九十壹贰叁肆伍陆柒捌]\s*份[^。\n]{0,12}(?:执|持|存|保管|备案|留)/u,
    not: /(?:执照|许可证|证书|证照|登记簿)[^，。；]{0,4}[正副]本/gu,
    outside: new RegExp(SERVICES, "u"),
  },
  "DOC-07": {
    says: /生效|起效|即具|即(?:告)?成立|(?:成立|盖章|签[字章署])[^。；]{0,12}(?:有效|约束力)/u,
    not: /(?:合同|协议)?(?:签订|签署)?生效(?:之日起?|后|时)?(?:[^，。；]{0,10}(?:日|天|周|月)(?:以?内|前)|后)|法律效力/gu,
  },
  "DOC-10": {
    says: /托管[”』」]?[^。；\n]{0,16}(?:是指|系指|指的?是|指|意思|含义|就是)|(?:是指|系指|所称|含义)[^。；\n]{0,40}托管|”\s*(?:：|指|即)[^。；\n]{0,40}(?:委托|交|办理|托管)|即(?:由)?[甲乙丙]方|托管[（(][^）)]{4,}|(?:完全|全部|部分|顾问|单项|全面|专项)式?(?:知识产权)?托管(?!方式|形式|服务)[”』」]?[^，。；\n]{0,4}(?:[，：—－（(]|就是|是(?!否)|即|指|仅|只)[^。；\n]{0,30}(?:委托|交|托管|办理|承担|事务|事项|管理|自理|意见|咨询|部门|决策)|(?:即为?|称为?|属于?|叫做?)[^，。；\n]{0,4}(?:完全|全部|部分|顾问|单项)式?托管/u,
  },
  "SUB-01": {
    says: /(?:完全|全部|部分|顾问|单项|专项)式?(?:的)?(?:知识产权)?(?:托管|服务)|托管(?:形式|方式|模式|类型)/u,
  },
  "SUB-02": {
    says: /服务(?:内容|事项|范围|项目|清单)|(?:托管|委托|工作)(?:内容|事项|范围|事务|清单)|(?:以下|下列|如下)[^。\n]{0,12}(?:服务|工作|事[项务])/u,
  },
  "SUB-11": {
    says: /利益冲突|利害关系|回避|冲突|利益(?:相反|相悖|对立)|对手|对方当事人|相反(?:的)?(?:当事人|利益|委托)|同时(?:代理|接受)/u,
    not: /(?:与|同)[^，。；]{0,20}(?:条款|合同|协议|约定|法律)[^，。；]{0,8}冲突|冲突(?:的条款|时|之处)/gu,
  },
  "TRM-01": {
    says: /期限|为期|有效期|起止|周期|(?:托管|服务|合同|协议|履行|合作|委托)(?:的)?(?:期|时间)|\d{4}\s*[年.\-/][^。；]{2,14}(?:至|到|—|-|~)\s*\d{4}/u,
    not: /(?:保密|付款|支付|验收|质保|异议|交付|完成|专利|保护|诉讼|答复|举证|整改)[^，。；]{0,4}(?:的)?(?:期限?|有效期)|(?:有效|服务|托管|合同|协议|履行|合作)期(?:限)?(?:间|内|满|末|届满|结束|到期)|期限(?:届满|内)|期[满末]|按(?:照)?[^，。；]{0,6}(?:期限|时间)|数量、(?:完成)?(?:期限|时间)|限期|逾期|完成(?:期限|时间)/gu,
    outside: /^签章处$|保密|付款|支付|费|验收|违约|争议|事项|服务内容|清单/u,
  },
  "PER-01": {
    says: /地点|履行地|场所|住所|所在地|到场|[到来驻入]厂|驻[场点站厂]|厂[区内里]|车间|办公(?:室|楼|地|区)|入[企园]|(?:到|赴|去|来|在|(?<![属当])于|至)[^，。；]{0,6}(?:[甲乙丙]方(?:公司|企业|单位|园区)?|企业|公司|单位|客户|园区|本地)(?:上门|的(?:住|办|经|会|厂|现|场)|所|指定|内|处|现场|驻|办公|经营|会议|厂|服务|提供|开展|进行|[，。；、])|(?:[甲乙丙]方|企业|公司|双方)(?:的)?(?:现场|处(?!理|置)|驻地|办公)|线上[^。；]{0,12}(?:线下|提供|进行|完成|履行)|远程(?:提供|履行|完成|办理)/u,
    not: /[^。；\n]*(?:法院|仲裁|争议|纠纷|送达)[^。；\n]*|(?:签(?:订|约|署)|交货)(?:的)?地点|经营场所变更|(?:在|于|自|至)[^，。；]{0,6}[甲乙丙]方[^，。；]{0,6}(?:收到|签收|确认|提出|提供|付款|支付|同意|通知)/gu,
    outside: new RegExp(`${NOT_PERFORMANCE.source}|${SERVICES}|情况|信息`, "u"),
  },
  "PER-02": {
    says: /方式|方法|办法|途径|现场|线上|线下|网上|网络|远程|上门|入企|驻[场点站]|当面|面对面|派员|走访|视频|电话|邮件|微信|会议|面谈|讲座|到[^，。；]{0,8}(?:企业|厂|车间|公司|住所)/u,
    not: /(?:托管|付款|支付|解决|结算|计费|通知|送达|联系|计算|收费|处理|分成|合作)(?:的)?(?:形式|方式|途径)|书面(?:形式|方式)|以[^，。；]{0,4}书面[^，。；]{0,4}方式|电子签名[^。；]*|(?:电话|邮件|邮箱)\s*[：:]?\s*[\d\w]*|任何方式|其他方式|(?:联系|办公|移动)电话|(?:验收|考核|计算|评价)(?:的)?(?:方法|办法)|(?<=\n)(?:企业)?现场(?:指导|诊断|服务)(?=\n)/gu,
    outside: new RegExp(`${NOT_PERFORMANCE.source}|${SERVICES}`, "u"),
  },
  "PER-03": {
    says: /联系人|联络|对接|专员|项目(?:负责|经理|主管)|负责人|经办|接洽|指派|指定/u,
    not: /(?:企业|单位|机构|主要|法定代表人[（(/]?)(?:的)?负责人|负责人(?=[：:（(签])|指定(?:的)?(?:账户|银行|收款|地点|邮箱)|经办人[：:]/gu,
    outside: /^签章处$/u,
  },
  "PER-04": {
    says: /报告|汇报|简报|小结|[月季年周]报|通报|报送|上报|进度|进展|每(?:个)?(?:月|季|周|旬|半年|两)[^。；]{0,24}(?:报|送|告知|反馈|提交|通气|碰头|例会)|书面(?:反馈|告知|说明)/u,
    not: /(?:检索|分析|评估|评价|监测|调研|查新|预警|导航|培训|诊断|验收|审计|财务|排查|论证|战略|布局|绩效|总结|研究|咨询|挖掘|规划|战略|情报|鉴定|尽调|调查|成果|(?:服务|项目)(?!后|的))[^，。；]{0,8}报告|如实报告|向[^，。；]{0,12}(?:主管|部门|机关|局)[^，。；]{0,4}报告|书面(?:告知|通知)|(?:成果|文件|方案|规划|课件|制度|意见书?)[、和与]报告|报告(?:[、和与及]|以及)(?:方案|规划|文件|制度|成果|图表|课件)|(?:形成|完成|出具|交付|撰写)的[^，。；每]{0,6}报告|报告书|(?:付款|支付)进度|(?:了解|检查|监督|查看|掌握|跟踪|询问)[^，。；]{0,10}(?:进度|进展)|报告(?:\d|[一二两三])份|(?<=\n)[^\n，。；每]{0,8}报告(?=\n|$)|(?:书面)?(?:告知|说明)(?:对方|甲方|乙方)?(?:变更|更换|地址)/gu,
    outside: new RegExp(`^(?:首部|签章处)$|保密|违约|争议|附件|送达|通知|${SERVICES}`, "u"),
  },
  "PER-05": {
    says: /转[^，。；\p{L}]{0,2}(?:给|由)|转给|转由|转手|转移|限由|只能由|仅由|自己的(?:团队|人员)|再交给|交给(?:他人|第三|其他|别)|别人|别家|转委托|再委托|复委托|转托|转包|分包|转交|转让|亲自|另行委托|(?:第三(?:方|人|者)|他人|其他(?:机构|单位))[^。\n]{0,14}(?:办理|处理|完成|实施|承担|协助|代为|代办|履行)|交(?:由|给|予)[^。\n]{0,6}(?:他人|第三|其他)|委托(?:给)?[^，。；]{0,6}(?:合作|其他|外部|第三|专业)[^，。；]{0,6}(?:机构|方|人|单位)|假手|自行(?:完成|处理)/u,
    not: /(?:成果|专利|技术|商标|权利|著作权|申请权|知识产权)[^，。；]{0,4}(?:的)?转让|转让[与和、及][^，。；]{0,4}许可|许可[与和、及]转让|转让(?:费|收入|合同)|(?:转让|许可)他人|第三方[^，。；]{0,6}费[^，。；]*|余[^，。；]{0,8}自行处理/gu,
    outside: /^(?:首部|签章处)$|保密|秘密|费|付款|支付|争议|成果|归属|权属|事项|服务内容/u,
  },
  "PER-06": { says: /总结|绩效|评估报告|评价报告|成效|结项/u, outside: /^签章处$|保密|争议/u },
  "FEE-01": {
    says: /支付|付款|付清|缴纳|(?:费|款|酬)[^。\n]{0,12}(?:承担|负担)|(?:承担|负担)[^。\n]{0,12}(?:费|款|酬)|应付|付[给予]|[甲乙丙]方(?:付|出)/u,
    not: /[官规]费[^，。；]*|差旅[^，。；]*|支付[^，。；]{0,10}违约金/gu,
  },
  "FEE-02": { says: /\d[\d,.]*\s*万?元|[¥￥]\s*\d|[壹贰叁肆伍陆柒捌玖][^。\n]{0,12}元/u },
  "FEE-04": {
    says: /分期|分[一二两三四\d]\s*[期次笔]|一次性|首[期付]款?|尾款|余款|预付|定金|[日前内后]\s*(?:向[^，。；]{1,6})?(?:支付|付|缴)|付清|付款(?:时间|方式|期限|进度|节点)|每(?:月|季|年)[^。；]{0,10}付|签(?:订|约|署)[^。；]{0,14}(?:付|支)|验收[^。；]{0,14}(?:付|支)/u,
    not: /逾期[^，。；]*|违约金[^，。；]*|官费[^，。；]*/gu,
    outside: /违约/u,
  },
  "FEE-07": {
    says: /官费|规费|官方(?:收取的?)?费|行政(?:事业性)?收费|差旅|交通费|食宿|其他费用|其它费用|年费|代[缴垫]|第三方[^。\n]{0,6}费|自理/u,
    outside: /违约|保密|事项|服务内容|清单/u,
  },
  "FEE-08": {
    says: /(?:账|帐)\s*[号户]|开户|户\s*名|(?<![0-9A-Z])\d{15,32}(?![0-9A-Z])|银行/u,
    not: /银行(?:转账|汇款|同期|贷款|间|机构|卡|票据)|转账/gu,
    outside: /^签章处$/u,
  },
  "FEE-11": { says: /税/u, not: /税务(?:登记|关系|机关)?|税号|纳税人识别号|关税|税收(?:关系)?|纳税信用/gu },
  "FEE-12": { says: /无偿|免费|免收|不收|公益/u },
  "ACC-01": {
    says: /验收|点收|[甲丙]方签[字收]|照[^，。；]{0,12}对|清点|核查|核验|检验|书面确认|异议|考核|核对|签收|评审|合格|质量(?:要求|标准)|确认单|确认书/u,
    not: /(?:无异议|有异议)[^，。；]{0,6}(?:变更|地址)|合格(?:的)?(?:代理|人员|资质)|不合格人员|专利[^，。；]{0,4}异议|商标[^，。；]{0,4}异议|异议(?:答辩|申请|程序)|可核查|可查/gu,
    outside: new RegExp(
      `^(?:首部|签章处)$|付款|支付|费|钱|怎么付|价款|报酬|争议|保密|通知|送达|${SERVICES}`,
      "u",
    ),
  },
  "ACC-02": { says: /指标|附录\s*[A-ZＡ]|[AZ]I?\d?-\d/u },
  "ACC-03": {
    says: /满意|打分|评分|评[^，。；]{0,4}分|星级|评级|测评|评价|评议|问卷|回访/u,
    not: /(?:绩效|价值|专利|资产|风险|信用|稳定性|企业|质量)[^，。；]{0,4}评价|评价(?:总结|报告|认定|指标)/gu,
  },
  "CNF-01": {
    says: /保密|守密|泄密|保守|秘密|泄[露漏]|外泄|披露|透露|不公开|不得[^。；]{0,12}(?:对外|告诉|外传|给别人|给他人|转交)|守口/u,
  },
  "IPR-01": {
    says: /(?:知识产权|著作权|版权|专利权|商标权|所有权|成果|权利|权益)[^。\n]{0,40}(?:归|属|享有|所有|拥有)|权属|归属|(?:成果|文件|专利|商标|报告|东西)[^。\n]{0,20}(?:都是|均是|登记为|登记在|写|为)[^。\n，；]{0,6}[甲乙丙]方(?:的|名下|$|[，。；])/u,
    not: /属实|附属|所属|下属|隶属|归档|归还|归集|归口|归责|所有(?:的)?(?:义务|责任|服务|工作|费用|事项|资料|文件|款项)|属于(?:本合同|违约|保密)/gu,
    outside: /^(?:首部|签章处)$|争议|送达/u,
  },
  "LIA-01": {
    says: /违约|赔偿|守约|承担[^，。；]{0,12}损失|赔[给付]|违反(?:本|合同|协议|约定)|滞纳金|罚[款金]|(?:逾期|延误|迟延|每(?:迟|拖|晚)|不履行|没有做到|没做到)[^。；]{0,30}(?:扣|赔|加付|支付|承担|退)|补救措施|继续履行|逾期利息|按期[^。；]{0,16}(?:退|利息)|赔(?:对方|[甲乙丙]方)/u,
    not: /(?:严重|根本)?违反[^。；]{0,30}解除[^。；]*|违约[^，。；]{0,4}，[^。；]{0,10}(?:可以|有权)?[^。；]{0,6}解除|(?:严重|根本)违约|(?:可以|有权)解除[^。；]*/gu,
    outside: /争议/u,
  },
  "DSP-01": { says: /仲裁|诉讼|起诉|诉至|法院|争议|纠纷|争端|管辖/u, outside: /事项|服务内容|清单/u },
  "CHG-01": {
    says: /变更|解除|修改|解约|退出|改(?:合同|协议|动)|提前(?:终止|结束|退)|补充协议|单方终止|终止(?:本|合同|协议|托管|服务)|(?:本|合同|协议)(?:可以?|得以?)终止/u,
    not: /(?:地址|联系|人员|电话|信息|账[户号]|名称|专员|代表|住所|著录|权利人|材料|方案|稿件?|文本|成果|报告)[^，。；]{0,10}(?:变更|修改)|(?:变更|修改)[^，。；]{0,6}(?:地址|联系|人员|登记|手续|事务|方案|完善|意见|后重新)|(?:变更|修改)[^，。；]{0,4}(?:的)?，?应[^，。；]{0,10}(?:通知|告知)|(?:合同|协议)?(?:终止|解除|届满)(?:或者?(?:终止|解除))?(?:之日|后|时|以后|前|之后)|按[^，。；]{0,6}修改|应当?(?:予以)?修改|[日天]内[^，。；]{0,4}修改|未尽事[宜项][^。；]*/gu,
    outside: /^(?:首部|签章处)$|通知|送达|保密|事项|服务内容|清单/u,
  },
  "PRJ-01": { says: /项目(?:名称|编号)/u },
  "PRJ-03": { says: /企业(?:清单|名单|名录)|(?:清单|名单|名录)/u },
  "PRJ-04": { says: /补助|经费|资金/u },
  "ZK-01": { says: /托管单位|管委会|管理委员会/u },
  "ZK-03": { says: /中标|招标|投标|比选|遴选|选聘|竞争性/u },
};

/** Clauses that hold an element of their own: what they were read for is there, and a part of it is looked for inside. */
const PARTS: Readonly<Record<string, { readonly clause: RegExp; readonly says: RegExp }>> = {
  "CNF-02": {
    clause: /保密|秘密|泄露|披露/u,
    says: /[\d一二两三四五六七八九十半]\s*(?:个|周)?(?:年|月|日)|终止后|届满后|解除后|结束后|到期后|永久|长期|始终|持续|期限|期间|公开(?:之|为止|前|后)|公知|解密|仍[然]?(?:有效|负有|承担)/u,
  },
  "CHG-02": {
    clause: /解除|终止|撤销|退出/u,
    says: /结算|结清|清算|清结|据实|退还|退回|返还|退款|退费|已(?:经)?(?:完成|提供|发生|履行|支付|收取|形成|做)|(?<![仍尚而内后期拒])未(?:完成|履行)|赔偿|交[给由还]|补偿|报酬|按(?:比例|实际)|互不|交接|移交|不再收|收费|收取|少补|不退|退钱|照价|取得[^，。；]{0,6}(?:费用|报酬)|退[给甲]|(?:做|干|完成)了?多少/u,
  },
};

/** Labels of a party's lines: more of them than values means that one was not understood. */
const LABELS: Readonly<Record<string, readonly [RegExp, string]>> = {
  "PTY-03": [/(?<![0-9A-Za-z])[0-9][0-9A-Za-z]{16,18}(?![0-9A-Za-z])/gu, "uscc"],
  "PTY-05": [/[省市区县][^，。；：\n]{1,24}(?:路|街|道|巷|号|楼|园|村|镇|乡|大厦|中心)/gu, "address"],
  "PTY-07": [
    /(?:法定代表人|负责人|法人代表|法人|执行事务合伙人)\s*[：为是]?\s*\p{Script=Han}{2}/gu,
    "legalRep",
  ],
  "PTY-09": [/(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)0\d{2,3}[-—\s]?\d{7,8}(?!\d)/gu, "contact/phone"],
};

/** What a single service's own words leave open. */
const OF_ITEM: Readonly<Record<string, RegExp>> = {
  "SUB-04": /[\d一二两三四五六七八九十壹贰叁]\s*(?![年月日号元第])\p{Script=Han}|不限|按需|全年/u,
  "SUB-05":
    /[日月底年天周期](?:之?前|以前|内|末|止)|每\s*(?:个)?(?:月|季|年|周)|\d{4}\s*[年.\-/]|\d月|全程|全年|期间|随时|届满/u,
  "SUB-06": /提交|交付|出具|形成|报告|证书|记录|方案|清单|文[本件档]|资料|台账|材料|成果|表|书/u,
};

/** Whether the text holds traces of an element that was not read. A value at the place itself, blank or not, was read. */
export function hasTrace(
  finding: { readonly id: string; readonly pointer: string; readonly message?: string },
  { text, outline, values }: Read,
): boolean {
  const rule = finding.id.slice(0, -2);
  const part = PARTS[rule];
  if (rule === "CNF-02" && hasPeriodApart(outline, values)) return true;
  if (part !== undefined) return clausesOn(outline, part.clause).some((words) => part.says.test(words));
  if (rule === "DOC-01")
    return outline.head.lines.slice(0, 8).some(({ text }, at, lines) => {
      const line = `${text}${text.length < 40 && /^[\p{Script=Han}（）]{1,8}$/u.test(lines[at + 1]?.text ?? "") ? (lines[at + 1]?.text ?? "") : ""}`;
      return line.length <= 48 && /^[^：:，。]*(?:合同|协议)[^：:，。]*$/u.test(line);
    });
  if (rule === "ATT-03") return namesAnnex(finding.message ?? "", { text, outline, values });
  if (rule === "DSP-02") return namesCommission(text);
  if (rule === "DUT-02") return truthOf(finding.pointer, outline);
  const known = values.find(({ pointer }) => pointer === finding.pointer);
  if (known !== undefined && !isWhole(rule)) return false;
  const ofItem = OF_ITEM[rule];
  const item = /^\/scope\/\d+/.exec(finding.pointer)?.[0];
  if (ofItem !== undefined && item !== undefined) {
    const name = values.find(({ pointer }) => pointer === `${item}/name`);
    const called = typeof name?.value === "string" ? name.value : "";
    const words = (name?.at.quote ?? "").replace(called, "");
    // the year of a day is no count of years
    return ofItem.test(rule === "SUB-04" ? words.replaceAll(/\d{4}\s*[-年./][\d\s月日./-]*/gu, "") : words);
  }
  if (rule === "PTY-01") return namesSomebodyElse(finding, { text, outline, values });
  if (rule === "FEE-03") return saysASum({ text, outline, values });
  if (rule === "SUB-07") return mayOweAPlan({ text, outline, values });
  if (rule === "PTY-08") return isTraced("PER-03", outline);
  const labels = LABELS[rule];
  if (labels !== undefined) {
    const [pattern, field] = labels;
    const read = values.filter(
      ({ pointer, value }) =>
        pointer.startsWith("/parties/") && pointer.endsWith(`/${field}`) && value !== "",
    ).length;
    return new Set(text.match(pattern) ?? []).size > read;
  }
  if (rule === "DUT-01") return mayOweSomething(finding.pointer, outline);
  return isTraced(rule, outline);
}

/** What is said of a seat in an article on these is that article's and no list of duties. */
const NOT_DUTIES =
  /费|款|价|酬|支付|违约|保密|秘密|验收|考核|成果|归属|争议|变更|解除|附件|期限|期间|生效|份数|定义|释义|依据|送达|通知|转委托|报告|专员|负责人|名义|法院|仲裁/u;

/** Whether a clause that could be about duties begins a sentence with the seat, or binds all of them. */
function mayOweSomething(pointer: string, { clauses }: Outline): boolean {
  const seat = decodeURIComponent(pointer.split("/").at(-1) ?? "");
  const owes = new RegExp(
    `^[^\\p{Script=Han}]{0,8}(?:第[^，。；]{1,4}条)?由?(?:${seat}(?!名称|盖章|签)\\p{Script=Han}{3}|${seat}：|(?:双方|各方|三方)[^，。；]{0,4}(?:应|须|义务|职责|责任|权利|承担))`,
    "u",
  );
  // clauses that call the party by another name may bind it under that name
  if (!clauses.some(({ lines }) => lines.some(({ text }) => text.includes(seat)))) return true;
  return clauses
    .filter(({ heading }) => !NOT_DUTIES.test(heading))
    .some(({ lines, tables }) =>
      [...lines, ...tables.flatMap(({ rows }) => rows.flat())]
        .flatMap(({ text }) => text.split(/(?<=[。；])|\n/u))
        .some((sentence) => owes.test(sentence) && !NOT_DUTIES.test(sentence)),
    );
}

/** Whether a rule's words stand in a clause that could speak of it, or in no clause at all. */
function isTraced(rule: string, outline: Outline): boolean {
  const trace = TRACES[rule];
  if (trace === undefined) return false;
  const { says, not, outside } = trace;
  const parts = [
    { ...outline.head, heading: "首部" },
    ...outline.clauses,
    { ...outline.tail, heading: "签章处" },
    ...outline.annexes,
  ];
  // a contract without clauses says everything in its head
  const isWhole = outline.clauses.length === 0;
  return parts.some((clause) => {
    if (!isWhole && outside !== undefined && isOutside(clause.heading, outside)) return false;
    const words = wordsOf(clause);
    return says.test(not === undefined ? words : words.replaceAll(not, "、"));
  });
}

/** A list that was read says what it lacks; what a sentence or the title of an annex says of it is asked all the same. */
const namesAnnex = (message: string, { text, outline: { annexes, clauses }, values }: Read): boolean => {
  const word = /方案|中标|清单/u.exec(message.replaceAll("附件清单", ""))?.[0] ?? "方案|中标|清单";
  const wanted = new RegExp(word, "u");
  if (annexes.some(({ label, heading }) => wanted.test(`${label}${heading}`))) return true;
  const named = clauses.filter(({ heading }) => /附件/u.test(heading));
  // 「附件清单」 is what the clause is called, not an attachment
  if (named.some((clause) => wanted.test(wordsOf({ ...clause, heading: "" })))) return true;
  const isListed = clauses.some(({ heading }) => /附件/u.test(heading));
  if (new RegExp(`(?:^|[。；\\s\\d）、])附(?:件)?[：:][^。；\\n]{0,16}(?:${word})`, "u").test(text))
    return true;
  return isListed || values.some(({ pointer }) => pointer.startsWith("/attachments/"))
    ? new RegExp(
        `附件[^。；\\n]{0,6}[：:《][^。；\\n]{0,16}(?:${word})|(?:${word})[》）]?[^。；\\n]{0,8}附件`,
        "u",
      ).test(text)
    : /附件|随附|附后|(?:^|[。\n])附[：:]/u.test(text);
};

/** Whether a commission stands in the text with a name of its own, not only as 「向仲裁委员会申请」. */
const namesCommission = (text: string): boolean =>
  /(?:\p{Script=Han}{2,30}|[A-Z]{3,20})仲裁(?:委|院|中心)|贸仲/u.test(
    text.replaceAll(
      /向|提交|提请|申请|报请|交由|由|请|至|可以?|应当?|或者?|给|到|有管辖权的?|当地的?|有关|相关|所在地的?|约定的?|选定的?/gu,
      "、",
    ),
  );

/** Rules about what a list or a text as a whole lacks: that it was read says nothing of what it lacks. */
const isWhole = (rule: string): boolean =>
  /^(?:DSP-02|ATT-03|PER-05|ACC-03|DOC-10|PER-03|SUB-07|SUB-11|FEE-11)$/.test(rule);

/** A heading of several things is outside when each of them is. */
const isOutside = (heading: string, outside: RegExp): boolean =>
  outside.test(heading) &&
  (/^(?:首部|签章处)$/u.test(heading) ||
    heading.split(/[与和及、]|以及/u).every((part) => part === "" || outside.test(part)));

/** A heading of several things promises each of them: which of them the clause speaks of, its lines tell. */
const wordsOf = ({ heading, lines, tables }: Clause): string =>
  [
    /[与和及、]|其他|其它/u.test(heading) ? "" : heading,
    ...lines.map(({ text }) => text),
    ...tables.flatMap(({ rows }) => rows.flat().map(({ text }) => text)),
  ].join("\n");

/** Clauses that speak of something, as one text each; of a long one only the paragraphs that do and those behind them. */
function clausesOn(outline: Outline, pattern: RegExp): readonly string[] {
  return [outline.head, ...outline.clauses].flatMap((clause) => {
    if (pattern.test(clause.heading)) return [wordsOf(clause)];
    // what a breach of it costs is no part of it
    return clause.lines.flatMap(({ text }, at) =>
      pattern.test(text) && !/违约/u.test(clause.heading)
        ? [linesFrom(clause, at, text.length < 8 ? 4 : 2)]
        : [],
    );
  });
}

/** A row 「期限 | 永久」 of a form whose titles were not tied to its rows may be the period of secrecy. */
function hasPeriodApart({ clauses }: Outline, values: Read["values"]): boolean {
  const read = values.find(({ pointer }) => pointer === "/confidentiality");
  return (
    read !== undefined &&
    read.confidence <= 0.8 &&
    clauses.some(({ heading }) => /^(?:保密)?期限$/u.test(heading))
  );
}

/** Some lines as one text: below a title that stands alone there are several. */
const linesFrom = ({ lines }: Clause, from: number, count: number): string =>
  lines
    .slice(from, from + count)
    .map(({ text }) => text)
    .join("\n");

/** Whether somebody undertakes that what a seat hands over is true: the seat by name, both, or a sentence of its own list. */
function truthOf(pointer: string, outline: Outline): boolean {
  const seat = /[甲乙丙丁]方/u.exec(decodeURIComponent(pointer))?.[0] ?? "";
  const TRUE = /真实|如实|属实|不实|真伪|是真的|虚假|弄虚作假|伪造|隐瞒/u;
  return outline.clauses.some(({ heading, lines }) => {
    let whose = /[甲乙丙丁]方/u.exec(heading)?.[0] ?? "";
    return lines
      .flatMap(({ text }) => text.split(/(?<=[。；])/u))
      .some((sentence) => {
        whose = /^[^，。；]{0,8}?([甲乙丙丁]方|[双各三]方)/u.exec(sentence)?.[1] ?? whose;
        return TRUE.test(sentence) && (whose === "" || whose === seat || /[双各三]方/u.test(whose));
      });
  });
}
