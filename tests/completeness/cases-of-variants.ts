import { at, type Case, gone } from "./case.ts";
import { whole } from "./pair.ts";

const allWhole = [
  whole,
  at("/change", "变更或者解除须经双方书面确认，解除的按已完成的事项结算"),
  at("/clauses", {
    定义: "部分托管是指甲方委托部分事务",
    转委托: "未经甲方书面同意不得转委托",
    税费: "以上金额含税",
    评价: "期满由甲方填写满意度评价表",
    信用: "双方近三年没有不良信用记录",
  }),
];

/** Rules that only one family of variants has, or has otherwise, and rules that speak beside others. */
export const variantCases: readonly Case[] = [
  ["Xuhui asks for an indicator", [at("/acceptance/indicators", [])], ["ACC-02.M"], "V5"],
  [
    "Xuhui's norm has thirty-three indicators and A9-1 is none",
    [at("/acceptance/indicators/0", "A9-1")],
    ["ACC-02.U"],
    "V5",
  ],
  ["A4-4 is one of Xuhui's indicators", [at("/acceptance/indicators/0", "A4-4")], [], "V5"],
  ["Zhoukou may do without indicators", [at("/acceptance/indicators", [])], [], "V3"],
  ["Zhoukou's indicators end at five", [at("/acceptance/indicators", ["ZI-6"])], ["ACC-02.U"], "V3"],
  ["in the whole text the agency does not answer for its papers", allWhole, ["DUT-02.M"]],
  [
    "in the whole text both answer for their papers",
    [...allWhole, at("/duties/乙方", "保证所交材料真实，按约完成服务")],
    [],
  ],
  ["custody in parts is charged", [at("/fee/amount", "0.00")], ["FEE-06.U"], "ZK-PART"],
  [
    "custody in parts costs something",
    [
      at("/fee/amount", "0.01"),
      at("/fee/amountCn", "人民币壹分"),
      at("/fee/schedule", [{ due: "2022-04-01", amount: "0.01" }]),
    ],
    [],
    "ZK-PART",
  ],
  [
    "nobody answers for the work",
    [gone("/parties/0/contact"), gone("/parties/1/contact")],
    ["PER-03.M", "PTY-08.M", "PTY-09.M"],
  ],
  [
    "a clause names who answers for the work",
    [
      gone("/parties/0/contact"),
      gone("/parties/1/contact"),
      at("/clauses", { 人员: "双方各指定一名项目负责人" }),
    ],
    ["PTY-08.M", "PTY-09.M"],
  ],
  ["parties are left out altogether", [at("/parties", [])], ["PTY-01.M"]],
  ["a summary is promised in other words", [at("/endSummary", "期满后三十日内交绩效评价总结")], []],
  ["the project has no number", [at("/project/no", "")], ["PRJ-01.M"], "HB-SUB"],
  ["the project is of another year", [at("/project/year", 2020)], ["PRJ-01.U"], "HB-SUB"],
  [
    "the project has another number of its year",
    [at("/project/no", "HBTG2021-009"), at("/project/year", "2021")],
    [],
    "HB-SUB",
  ],
  ["the bureau does not supervise", [at("/duties/丙方", "负责绩效评估")], ["PRJ-02.M"], "HB-SUB"],
  ["the bureau supervises and evaluates", [at("/duties/丙方", "负责日常监督、绩效评估")], [], "HB-SUB"],
  ["no enterprise is listed", [at("/project/enterprises", [])], ["PRJ-03.M"], "HB-SUB"],
  ["a large enterprise is listed", [at("/project/enterprises/0/smeClass", "大型")], ["PRJ-03.U"], "HB-SUB"],
  ["a medium enterprise is listed", [at("/project/enterprises/0/smeClass", "中型企业")], [], "HB-SUB"],
  ["the park is not on the list", [at("/park/confirmed", false)], ["ZK-01.U"], "V3"],
  [
    "the park is on the list",
    [at("/park/confirmed", true), at("/park/name", "周口高新技术产业开发区管委会")],
    [],
    "V3",
  ],
  ["the enterprise is outside the park", [at("/park/enterpriseInPark", false)], ["ZK-02.Q"], "V3"],
  ["nobody says where the enterprise is", [at("/park/enterpriseInPark", null)], [], "V3"],
  [
    "a bid without notice and number",
    [at("/attachments/0/name", "中选告知书"), at("/park/bidNo", "")],
    ["ATT-03.M", "ZK-03.M"],
    "V3",
  ],
  ["a bid's line is blank and the notice is attached", [at("/park/bidNo", "")], [], "V3"],
];
