import { at, gone } from "./case.ts";
import { pair, type Pair } from "./pair.ts";

const clause = (name: string, text: string) => at(`/clauses/${name}`, text);

/** Rules about clauses without a field of their own. */
export const clausePairs: readonly Pair[] = [
  pair(
    "DOC-10.M",
    "V1",
    [
      "a definitions clause that does not say what partial custody is",
      clause("定义", "本合同的用语依照法律的规定理解"),
    ],
    ["a definitions clause that says it", clause("定义", "部分托管是指甲方委托部分知识产权事务的形式")],
  ),
  pair(
    "DOC-10.M",
    "V5",
    ["Xuhui: a blank clause of terms", clause("名词和术语解释", "")],
    ["Xuhui: full custody is explained", clause("名词和术语解释", "完全式托管指乙方作为丙方的专利部门")],
  ),
  pair(
    "SUB-11.M",
    "V3",
    ["a clause on conflicts of interest that was left blank", clause("利益冲突声明", "")],
    ["the agency states that it has none", clause("利益冲突声明", "乙方与本合同所涉专利没有利害关系")],
  ),
  pair(
    "PER-05.M",
    "V1",
    ["a heading on sub-mandates without words", clause("转委托", "")],
    ["sub-mandates need consent", clause("转委托", "未经甲方书面同意不得转委托")],
  ),
  pair(
    "PER-05.U",
    "V1",
    ["the agency may sub-mandate as it likes", at("/method", "书面交付，乙方可以将全部事项转委托他人")],
    ["the agency may sub-mandate with consent", at("/method", "书面交付，经甲方书面同意乙方可以转委托")],
  ),
  pair(
    "PER-05.U",
    "V5",
    ["Xuhui: free sub-mandate in a clause", clause("其他", "乙方有权自行分包")],
    ["Xuhui: the agency may not", clause("其他", "乙方无权分包")],
  ),
  pair(
    "FEE-09.U",
    "V3",
    ["the treasury's subsidy is promised whole", at("/fee/costs", "官费由甲方承担，服务费由政府全额补贴")],
    [
      "the subsidy is what the bureau decides",
      at("/fee/costs", "官费由甲方承担，政府补贴以主管部门文件为准"),
    ],
  ),
  pair(
    "FEE-09.U",
    "ZK-PART",
    ["Zhoukou in parts: the park is said to bear everything", clause("补贴", "托管单位保证足额补贴甲方")],
    ["Zhoukou in parts: the park may help", clause("补贴", "托管单位可以酌情补贴甲方")],
  ),
  pair(
    "FEE-11.M",
    "V1",
    ["a clause on invoices left blank", clause("发票", "")],
    ["the rate of tax is written", clause("发票", "以上金额含税，税率6%，乙方开具增值税发票")],
  ),
  pair(
    "FEE-11.U",
    "V1",
    ["travel is paid in dollars", at("/fee/costs", "官费由甲方承担，境外差旅费按美元结算")],
    ["nothing may be asked in foreign money", at("/fee/costs", "官费由甲方承担，乙方不得以外币计价")],
  ),
  pair(
    "FEE-12.M",
    "V1",
    [
      "nothing is charged and nobody says free",
      at("/fee/amount", "0.00"),
      gone("/fee/schedule"),
      at("/fee/payer", "甲方"),
    ],
    [
      "nothing is charged and a clause says so",
      at("/fee/amount", "0.00"),
      at("/fee/payer", "甲方"),
      clause("声明", "乙方无偿提供服务"),
    ],
  ),
  pair(
    "ACC-03.M",
    "V1",
    ["a clause on satisfaction left blank", clause("满意度评价", "")],
    ["a clause on satisfaction with a score", clause("满意度评价", "期满由甲方按百分制评分")],
  ),
  pair(
    "ACC-03.M",
    "V3",
    ["Zhoukou: an assessment nobody scores", clause("考核", "每年进行一次")],
    ["Zhoukou: enterprises score the agency", clause("考核", "每年由甲方对乙方打分")],
  ),
  pair(
    "CNF-02.M",
    "V1",
    ["secrecy without an end", at("/confidentiality", "乙方对甲方的技术信息保密")],
    [
      "secrecy until the information is public",
      at("/confidentiality", "乙方对甲方的技术信息保密，直至信息公开"),
    ],
  ),
  pair(
    "CNF-02.U",
    "V1",
    ["everything is secret for ever", at("/confidentiality", "乙方对甲方的一切信息永久保密")],
    [
      "unpublished information is secret for ever",
      at("/confidentiality", "乙方对甲方未公开的全部信息永久保密"),
    ],
  ),
  pair(
    "IPR-02.U",
    "V1",
    ["the agency files in its own name", at("/ipOwnership", "成果归甲方所有，专利由乙方以自己的名义申请")],
    [
      "the agency must not file in its own name",
      at("/ipOwnership", "成果归甲方所有，乙方不得以自己的名义申请专利"),
    ],
  ),
  pair(
    "IPR-02.U",
    "V3",
    ["Zhoukou: the agency is the applicant", clause("申请", "专利申请人为服务机构")],
    ["Zhoukou: the enterprise is the applicant", clause("申请", "专利申请人为托管对象")],
  ),
  pair(
    "LIA-02.U",
    "V1",
    ["forty per cent of the fee", at("/breach", "任一方违约的，按当期服务费的40%支付违约金")],
    ["thirty per cent is not above thirty", at("/breach", "任一方违约的，按当期服务费的30%支付违约金")],
  ),
  pair(
    "LIA-02.U",
    "V1",
    ["half, in words, in the next part", at("/breach", "违约方支付违约金，标准为服务费的百分之五十")],
    [
      "half is what remains to be paid, not the damages",
      at("/breach", "违约方支付剩余服务费的50%，并赔偿损失"),
    ],
  ),
  pair(
    "LIA-03.U",
    "V1",
    ["nobody answers for intent", clause("免责", "乙方因故意或者重大过失造成的损失，乙方不承担责任")],
    [
      "only what is not intended is excused",
      clause("免责", "非因乙方故意或者重大过失造成的损失，乙方不承担责任"),
    ],
  ),
  pair(
    "LIA-03.U",
    "V5",
    ["Xuhui: injuries are excused", clause("免责", "甲方对丙方人员的人身伤害概不负责")],
    ["Xuhui: force majeure excuses", clause("免责", "因不可抗力不能履行的，免除责任")],
  ),
  pair(
    "LIA-04.M",
    "V1",
    ["standard terms nobody pointed out", at("/evidence/standardTerms", true)],
    [
      "standard terms that are pointed out",
      at("/evidence/standardTerms", true),
      clause("提示", "乙方已提请甲方注意以加粗标明的条款"),
    ],
  ),
  pair(
    "DSP-03.U",
    "V1",
    ["a court where nobody is", at("/dispute/body", "北京市海淀区人民法院")],
    ["a court where the enterprise is", at("/dispute/body", "石家庄市裕华区人民法院")],
  ),
  pair(
    "DSP-03.U",
    "V7",
    ["Xuhui: a court of another province", at("/dispute/body", "由苏州市人民法院管辖")],
    ["Xuhui: the district's court", at("/dispute/body", "由上海市徐汇区人民法院管辖")],
  ),
  pair(
    "CHG-02.M",
    "V1",
    ["a clause on termination that settles nothing", clause("提前解除", "一方可以提前十日书面通知对方解除")],
    ["a clause on termination that settles", clause("提前解除", "提前解除的，按已完成的事项结算")],
  ),
  pair(
    "P3-02.M",
    "V5",
    ["an organiser that only recommends", at("/duties/甲方", "推选机构")],
    ["an organiser that inspects and brings together", at("/duties/甲方", "推选机构，检查服务并组织对接")],
  ),
  pair(
    "DOC-08.M",
    "V1",
    [
      "an electronic signature nobody agreed to",
      at("/signatures/0/electronic", true),
      at("/signatures/0/certificate", null),
      ...certified(0),
    ],
    [
      "an electronic signature both agreed to",
      at("/signatures/0/electronic", true),
      ...certified(0),
      at("/effect/clause", "双方同意以电子签名订立本合同，双方签章之日起生效"),
    ],
  ),
];

/** A sound certificate for a signature. */
export function certified(place: number) {
  return [
    at(`/signatures/${place}/certificate`, {
      subject: "石家庄恒砺传感科技有限公司",
      serial: "01A2",
      issuer: "示例电子认证服务有限公司",
      notBefore: "2022-01-01T00:00:00+08:00",
      notAfter: "2023-01-01T00:00:00+08:00",
      soleControl: true,
      licensedIssuer: true,
      trustedTime: true,
    }),
  ];
}
