import { type Context, Hono } from "hono";
import { RuleList, RuleQuery } from "../../../schemas/api/rule.ts";
import { Variant } from "../../../schemas/contract.ts";
import { listRules } from "../../app/list-rules.ts";
import { renderPage } from "../../pages/page.tsx";
import { RulesPage } from "../../pages/rules.tsx";
import { RULES_STYLE } from "../../pages/rules-style.ts";
import type { Env } from "../env.ts";
import { operation } from "../openapi.ts";
import { readQuery } from "../read-input.ts";

/** Law changes seldom, and a reader who prints it wants it fresh within the hour. */
const CACHE = "public, max-age=3600";

/** `/v1/rules`: the catalogue of required elements. Public. */
export const rules = new Hono<Env>().get(
  "/",
  operation({
    id: "listRules",
    tag: "合同",
    summary: "基本要素规则目录",
    description:
      "全部规则，按目录次序：问什么、为什么、依据、理由、轻重、阶段、适用的合同类型、核对日期。各地另有规定的在 `elsewhere`。",
    scope: "public",
    query: RuleQuery,
    answer: { schema: RuleList, says: "规则目录" },
    problems: [400, 404],
  }),
  (c) => {
    const { jurisdiction, variant, lang } = readQuery(c, RuleQuery);
    const list = listRules({ jurisdiction, variant, language: lang ?? c.var.language });
    return c.json(list, 200, { ...publicHeaders(list.language) });
  },
);

/** `/rules`: the catalogue for people, without any script. */
export const rulePages = new Hono<Env>()
  .get("/rules", async (c) => {
    const language = languageOf(c);
    const variant = Variant.safeParse(c.req.query("variant")).data;
    const list = listRules({ variant, language });
    const find = (c.req.query("q") ?? "").slice(0, 60).trim();
    const page = <RulesPage rules={list} choice={{ find, variant }} />;
    return c.html(await renderPage(page), 200, publicHeaders(language));
  })
  .get("/rules.css", (c) =>
    c.body(RULES_STYLE, 200, { "Content-Type": "text/css; charset=utf-8", "Cache-Control": CACHE }),
  );

const languageOf = (c: Context<Env>) => {
  const asked = c.req.query("lang");
  return asked === "en" || asked === "zh" ? asked : c.var.language;
};

const publicHeaders = (language: "zh" | "en") => ({
  "Cache-Control": CACHE,
  "Content-Language": language === "zh" ? "zh-CN" : "en",
  Vary: "Accept-Language",
});
