/** The eight aspects that 表二 asks 绩效评估情况 to cover at least, in the order of its 备注. */
export const TOPICS = [
  ["applications", "知识产权申请"],
  ["standards", "知识产权管理体系贯标"],
  ["recognition", "企业评价认定"],
  ["use", "知识产权转化运用"],
  ["training", "人才培养"],
  ["rules", "管理制度"],
  ["strategy", "战略规划"],
  ["protection", "权益维护"],
] as const;
