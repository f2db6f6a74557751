/** The six pilot tasks of the notice (section 三), in its order. */
export const PILOT_TASKS = [
  ["navigation", "建立专利导航产业和企业发展工作机制"],
  ["operation", "提升中小企业知识产权运营能力"],
  ["protection", "加强中小企业知识产权保护力度"],
  ["management", "提升中小企业知识产权管理水平"],
  ["services", "优化中小企业知识产权公共服务"],
  ["talent", "加强中小企业知识产权人才培养"],
] as const;
