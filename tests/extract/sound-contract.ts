import type { Paragraphs } from "./word-file.ts";

/** An article: what it is about, its heading, its text. */
type Article = readonly [about: string, heading: string, text: string];

/** A sound contract of two parties in Hebei, article by article. Names and numbers are invented. */
export const ARTICLES: readonly Article[] = [
  [
    "def",
    "定义",
    "本合同所称部分托管，是指甲方只将第二条所列事项交由乙方办理，其余知识产权事务由甲方自行管理的托管形式。",
  ],
  ["scope", "托管形式与服务事项", "采用部分托管。乙方向甲方提供下列服务："],
  ["term", "托管期限", "托管期限自2025年1月1日起至2025年12月31日止。"],
  ["place", "履行地点和方式", "履行地点：甲方住所地。履行方式：现场指导、视频会议与书面交付相结合。"],
  [
    "dutA",
    "甲方的权利和义务",
    "甲方应当如实提供办理托管事务所需的资料，并对其真实性负责；按期支付托管费；有权检查服务进度。",
  ],
  [
    "dutB",
    "乙方的权利和义务",
    "乙方应当按照本合同约定的数量、期限完成各项服务，保证所提交文件真实；有权收取托管费。乙方声明就甲方委托的专利申请没有代理有利益冲突的其他当事人。",
  ],
  ["report", "报告", "乙方每季度末向甲方提交一份书面工作报告；托管期届满后15日内提交绩效评价总结。"],
  ["sub", "转委托", "未经甲方书面同意，乙方不得将托管事务转委托给第三人。"],
  [
    "fee",
    "费用及支付",
    "托管费总额为人民币30000.00元（大写：人民币叁万元整），含税，税率6%，由甲方向乙方支付。2025年1月20日前支付15000.00元，2025年12月10日前支付15000.00元。专利官费由甲方承担，乙方差旅费由乙方承担。收款账户：户名河北衡鉴知识产权服务有限公司，开户行示例银行石家庄裕华支行，账号1300000000001234567。",
  ],
  [
    "acc",
    "验收与评价",
    "验收标准：交付成果的名称、数量与第二条表列一致，内容完整。验收方法：甲方收到成果后七个工作日内逐项核对并签署验收单。期满时由甲方填写满意度评价表。",
  ],
  ["cnf", "保密", "乙方对在服务中知悉的甲方技术信息和经营信息负有保密义务，保密期限为托管期内及届满后三年。"],
  [
    "ipr",
    "成果归属",
    "乙方为履行本合同完成的报告、方案以及由此产生的专利申请权和专利权归甲方所有。乙方不得以自己的名义申请专利。",
  ],
  [
    "lia",
    "违约责任",
    "乙方逾期完成服务的，每逾期一日按该项服务费的千分之一支付违约金；甲方逾期付款的，每逾期一日按逾期金额的万分之五支付违约金；给对方造成损失的，赔偿实际损失。",
  ],
  [
    "chg",
    "变更与解除",
    "变更本合同须经双方书面同意。任何一方可以提前三十日书面通知对方解除本合同，解除后按已完成的服务结算，多付的费用在十日内退还。",
  ],
  ["dsp", "争议解决", "因本合同发生争议，双方协商解决；协商不成的，向甲方住所地人民法院提起诉讼。"],
  ["notice", "通知与送达", "双方的书面通知按首部所列地址和邮箱送达。"],
  [
    "eff",
    "生效及其他",
    "本合同自双方签字盖章之日起生效。本合同一式三份，甲方、乙方各执一份，报石家庄市知识产权主管部门备案一份。甲方为科技型小型企业，双方近三年无不良信用记录，本合同为初次签订。附件：托管服务工作方案；营业执照复印件；信用查询结果；托管机构备案登记表。",
  ],
];

const SERVICES = [
  ["序号", "服务事项", "数量", "完成期限", "交付成果"],
  ["1", "托管服务工作方案的制定与实施", "1份", "2025年1月31日", "工作方案文本"],
  ["2", "专利代理服务", "3件", "2025年10月31日", "受理通知书"],
  ["3", "知识产权管理人员培训", "2场", "2025年6月30日", "课件和签到表"],
];

const HEAD = [
  "知识产权托管服务合同",
  "合同编号：HBTG-2024-0031",
  "甲方：石家庄槐岭软件股份有限公司",
  "统一社会信用代码：91130102MAY2010896",
  "住所：河北省石家庄市长安区建设北大街12号",
  "法定代表人：陌上桑",
  "联系人：桑梓",
  "联系电话：0311-86012345",
  "乙方：河北衡鉴知识产权服务有限公司",
  "统一社会信用代码：91130104MA63LNU09L",
  "住所：河北省石家庄市裕华区槐安东路8号",
  "法定代表人：司空曙",
  "联系人：司空图",
  "联系电话：0311-86054321",
  "专利代理机构执业许可证号：13107",
  "签订地点：河北省石家庄市",
  "甲乙双方依照《中华人民共和国民法典》和《专利代理条例》，就知识产权托管服务订立本合同。",
];

const TAIL = ["甲方（盖章）：", "法定代表人（签字）：", "乙方（盖章）：", "法定代表人（签字）："];

const NUMERALS = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
const numeral = (count: number): string =>
  count <= 10 ? (NUMERALS[count - 1] ?? "") : `十${NUMERALS[count - 11] ?? ""}`;

const sentences = (text: string): readonly string[] => text.split(/(?<=。)/u).filter((part) => part !== "");

/** Ways to set the same articles: with headings, numbered 1.1, and with no headings at all. */
export const LAYOUTS: Readonly<Record<string, (article: Article, at: number) => Paragraphs>> = {
  "under a heading": ([, heading, text], at) => [`第${numeral(at + 1)}条 ${heading}`, ...sentences(text)],
  "numbered by decimals": ([, heading, text], at) => [
    `${at + 1} ${heading}`,
    ...sentences(text).map((sentence, of) => `${at + 1}.${of + 1} ${sentence}`),
  ],
  "numbered by decimals before a tab": ([, heading, text], at) => [
    `${at + 1}\t${heading}`,
    ...sentences(text).map((sentence, of) => `${at + 1}.${of + 1}\t${sentence}`),
  ],
  "without a heading": ([, , text], at) => [`第${numeral(at + 1)}条 ${text}`],
};

/** The contract with these articles for its body; the services stand below the one about them. */
export function contractOf(articles: readonly Article[], layout: string): Paragraphs {
  const set = LAYOUTS[layout];
  if (set === undefined) throw new Error(`no layout ${layout}`);
  const body = articles
    .filter(([, , words]) => words !== "")
    .flatMap((article, at) => (article[0] === "scope" ? [...set(article, at), SERVICES] : set(article, at)));
  return [...HEAD, ...body, ...TAIL];
}

/** The contract with the text of one article instead of its own; an empty text leaves the article out. */
export const contractWith = (about: string, text: string, layout: string): Paragraphs =>
  contractOf(
    ARTICLES.map(([of, heading, own]): Article => [of, heading, of === about ? text : own]),
    layout,
  );
