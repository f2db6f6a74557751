/**
 * 五项验收指标 (Zhoukou, section 七): the plan names them and gives no formulas, so how each is counted is configuration.
 * These are our proposal; the words are printed in the form and may be replaced there, `growth` and `times` here.
 */
export const INDICATOR_FORMULAS = [
  {
    id: "ZI-1",
    key: "entry",
    name: "企业入托率",
    method: "签订托管合同的企业数÷园区企业总数×100%",
    growth: false,
    times: 100,
  },
  {
    id: "ZI-2",
    key: "invention",
    name: "发明专利（高价值专利）增长率",
    method: "（期末件数－期初件数）÷期初件数×100%；计算项为期末件数，基数项为期初件数",
    growth: true,
    times: 100,
  },
  {
    id: "ZI-3",
    key: "infringement",
    name: "专利侵权率",
    method: "认定侵权的案件数÷有效专利件数×100%",
    growth: false,
    times: 100,
  },
  {
    id: "ZI-4",
    key: "training",
    name: "企业知识产权培训率",
    method: "参加培训的入托企业数÷入托企业总数×100%",
    growth: false,
    times: 100,
  },
  {
    id: "ZI-5",
    key: "zeroPatent",
    name: "工业企业专利消零率",
    method: "期内取得专利的零专利工业企业数÷期初零专利工业企业数×100%",
    growth: false,
    times: 100,
  },
] as const;
