import type { CustodyProject } from "../../src/report/custody-project.ts";

/** A project with some of its facts changed. */
export const project = (facts: Partial<CustodyProject> = {}): CustodyProject => ({
  agency: "河北云衡知识产权代理有限公司",
  enterprise: "石家庄恒砺传感科技有限公司",
  signedOn: "2022-03-28",
  termStart: "2022-04-01",
  termEnd: "2023-03-31",
  firstSigning: true,
  subsidyYear: null,
  ...facts,
});
