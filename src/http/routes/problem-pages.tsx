import { Hono } from "hono";
import { renderPage } from "../../pages/page.tsx";
import { ProblemPage } from "../../pages/problem.tsx";
import type { Env } from "../env.ts";
import { HttpError } from "../http-error.ts";
import { PROBLEMS } from "../problem-table.ts";
import { wantsPage } from "../wants-page.ts";

/** `/problems/<code>`: what a code means, for people and for programs. */
export const problemPages = new Hono<Env>().get("/:code", async (c) => {
  const code = c.req.param("code");
  const kind = Object.hasOwn(PROBLEMS, code) ? PROBLEMS[code] : undefined;
  if (kind === undefined) throw new HttpError("http.not_found", "没有这个错误代码。");
  const facts = { code, status: kind.status, zh: kind.zh, en: kind.en };
  return wantsPage(c) ? c.html(await renderPage(<ProblemPage facts={facts} />)) : c.json(facts);
});
