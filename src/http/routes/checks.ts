import { Hono } from "hono";
import { z } from "zod";
import { CheckReport, Stage } from "../../../schemas/check-report.ts";
import { Contract, Variant } from "../../../schemas/contract.ts";
import { needScope } from "../../app/caller.ts";
import { checkContractFile } from "../../app/desk/check-contract-file.ts";
import type { Env } from "../env.ts";
import { operation } from "../openapi.ts";
import { parseJson } from "../read-body.ts";
import { readJsonBytes, readQuery } from "../read-input.ts";

const CheckQuery = z
  .object({
    stage: Stage.optional().describe("默认按内容：有 filing 为 file，有 signatures 为 sign，否则 draft"),
    as_of: z.iso.date().optional().describe("以哪一天为准（中国日历日），默认今天"),
    variant: Variant.optional().describe("按另一合同类型核验"),
  })
  .strict();

/** `/v1/checks`: the check alone; nothing is stored. */
export const checks = new Hono<Env>().post(
  "/",
  operation({
    id: "checkDocument",
    tag: "合同",
    summary: "只核验，不保存",
    description: "请求体就是合同 JSON。",
    scope: "contracts:read",
    body: Contract,
    query: CheckQuery,
    answer: { schema: CheckReport, says: "核验结果" },
    problems: [400, 422],
  }),
  async (c) => {
    const query = readQuery(c, CheckQuery);
    const bytes = await readJsonBytes(c);
    parseJson(bytes);
    needScope(c.var.caller, "contracts:read");
    const report = checkContractFile({
      clock: c.var.house.clock,
      bytes,
      file: "contract.json",
      variant: query.variant,
      stage: query.stage,
      asOf: query.as_of,
    });
    return c.json(report);
  },
);
