import { describe, expect, it } from "vitest";
import { checked, idsOf } from "./documents.ts";
import { type Paragraphs, wordOf } from "./word-file.ts";

const BEFORE: Paragraphs = [
  "知识产权顾问式托管合同",
  "合同编号：XH-2024-31",
  "签订地点：上海市徐汇区",
  "甲方（组织方）：上海徐汇枫澜生命健康产业协会",
  "统一社会信用代码：51310104MJ49082P4U",
  "住所：上海市徐汇区枫林路420号2楼",
  "法定代表人：顾延陵",
  "联系人：毕舒",
  "联系电话：021-64031187",
  "乙方（托管机构）：上海澄析知识产权代理有限公司",
  "统一社会信用代码：91310104MA1FR6L34Q",
  "住所：上海市徐汇区漕宝路70号C座1802室",
  "法定代表人：翁致和",
  "联系人：祝南星",
  "联系电话：13817264095",
  "专利代理机构执业许可证号：31402",
  "丙方（托管企业）：上海谱衍生物医药技术有限公司",
  "统一社会信用代码：91310104MA1FY2X89A",
  "住所：上海市徐汇区桂平路391号3号楼5层",
  "法定代表人：连承泽",
  "联系人：杭佳",
  "联系电话：021-54267730",
  "三方依据《中华人民共和国民法典》和《徐汇区生命健康融合产业知识产权托管工作规范》订立本合同。",
  "第一条 定义",
  "顾问式托管，是指丙方保留日常工作，由乙方就约定的顾问性事务提供意见和支持的托管形式。",
  "第二条 托管形式和期限",
  "采用顾问式托管。托管期限自2025年1月1日至2025年12月31日。",
  "第三条 顾问事项",
  [
    ["序号", "服务事项", "数量", "完成期限", "成果"],
    ["1", "信息分析", "2份", "2025年9月30日", "专利信息分析报告"],
    ["2", "制度建设", "1套", "2025年5月31日", "制度文本"],
    ["3", "战略规划", "1份", "2025年8月31日", "战略规划书"],
  ],
  "第四条 履行地点和方式",
  "履行地点：丙方住所。履行方式：到场服务与线上咨询并行。乙方每季度末提交书面工作报告。未经丙方书面同意不得转委托。",
];

const AFTER: Paragraphs = [
  "第八条 费用",
  "服务费由丙方支付，总额72000.00元（大写：人民币柒万贰仟元整），含税，税率6%。2025年1月20日前支付36000.00元，2025年8月20日前支付36000.00元。收款账户：户名上海澄析知识产权代理有限公司，开户行招商银行上海漕河泾支行，账号121934785610802。官费由丙方承担，乙方差旅费由乙方承担。",
  "第九条 验收与考核",
  "验收标准：报告、制度内容齐全，数量与第三条一致。验收方法：丙方收到成果后十个工作日内书面确认。考核采用附录A的A1-4、A1-5、A5-2三项指标，每年12月由甲方牵头考核，丙方填写满意度评价表。",
  "第十条 保密",
  "甲方、乙方对丙方的实验数据、研发计划保密，保密期限至合同终止后五年。",
  "第十一条 成果归属",
  "乙方交付的成果归丙方所有，乙方不得以自己名义申请专利。",
  "第十二条 违约责任",
  "逾期付款、逾期交付的，按相应金额每日万分之三支付违约金；造成损失的赔偿损失。",
  "第十三条 变更与解除",
  "变更须三方书面同意。提前三十日书面通知可以解除，按已完成工作量结算并退还余款。",
  "第十四条 争议解决",
  "向丙方住所地人民法院提起诉讼。",
  "第十五条 生效",
  "本合同自三方盖章之日起生效。一式三份，三方各执一份。附件：托管方案。",
  "甲方（盖章）：",
  "乙方（盖章）：",
  "丙方（盖章）：",
];

type Duties = Readonly<Record<string, string>>;

const SOUND = {
  甲方: "推荐并对接托管机构；指导签订合同和制定托管方案；监督合同履行，协调各方关系；向主管部门报告托管情况",
  乙方: "编制托管方案并按丙方需要调整方案和人员；按期完成服务；帮助丙方建立知识产权档案；提交工作报告；有权取得服务费",
  丙方: "如实提供资料；按期支付服务费；参加年度考核；有权更换不胜任的顾问",
};

const of = (duties: Duties): readonly (readonly [string, string])[] => Object.entries(duties);
const items = (text: string): readonly string[] => text.split("；");

/** Ways to say what each of three parties does. */
const WAYS: Readonly<Record<string, (duties: Duties) => Paragraphs>> = {
  "an article each": (duties) =>
    of(duties).flatMap(([seat, text], at) => [
      `第${["五", "六", "七"][at]}条 ${seat}的权利和义务`,
      `${text}。`,
    ]),
  "a line each behind a colon": (duties) => [
    "第五条 各方职责",
    ...of(duties).map(([seat, text]) => `${seat}：${text}。`),
  ],
  "numbered items under each name": (duties) => [
    "第五条 三方的权利和义务",
    ...of(duties).flatMap(([seat, text], at) => [
      `（${["一", "二", "三"][at]}）${seat}的权利义务`,
      ...items(text).map((item, of_) => `${of_ + 1}．${item}；`),
    ]),
  ],
  "an article that runs through them": (duties) => [
    `第五条 ${of(duties)
      .map(([seat, text]) => `${seat}${text}。`)
      .join("")}`,
  ],
  "a table": (duties) => [
    "第五条 各方职责",
    [["当事人", "职责"], ...of(duties).map(([seat, text]) => [seat, `${text}。`])],
  ],
  "decimals under decimals": (duties) => [
    "第五条 职责",
    ...of(duties).flatMap(([seat, text], at) => [
      `5.${at + 1} ${seat}`,
      ...items(text).map((item, of_) => `5.${at + 1}.${of_ + 1} ${item}。`),
    ]),
  ],
};

describe.each(Object.keys(WAYS))("duties of three parties as %s", (way) => {
  const findings = async (duties: Duties): Promise<readonly string[]> =>
    idsOf(
      await checked(wordOf([...BEFORE, ...(WAYS[way]?.(duties) ?? []), ...AFTER]), { variant: "XH-ADV" }),
    );

  it("are read whole", async () => {
    expect(await findings(SOUND)).toEqual([]);
  });

  it("lack supervision where the organiser's say nothing of it", async () => {
    expect(
      await findings({ ...SOUND, 甲方: "推荐并对接托管机构；提供培训场地；向主管部门报告托管情况" }),
    ).toEqual(["P3-02.M"]);
  });

  it("are no duties where a party only assists", async () => {
    expect(await findings({ ...SOUND, 甲方: "协助乙方、丙方开展工作" })).toContain("DUT-01.U");
  });
});
