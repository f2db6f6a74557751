import type { Context } from "hono";
import { HouseError } from "../kit/errors.ts";
import { FaultPage } from "../pages/problem.tsx";
import { renderPage } from "../pages/page.tsx";
import type { Env } from "./env.ts";
import { problemOf, problemResponse } from "./problem.ts";
import { wantsPage } from "./wants-page.ts";

/** What the runtime is told of a fault of ours: enough to find it, nothing of the request's content. */
export type Fault = {
  readonly requestId: string;
  readonly traceId: string | undefined;
  readonly method: string;
  readonly path: string;
  readonly error: unknown;
};

/** A signer's link is a secret: the log has its place, not its token. */
const pathWithoutSecrets = (path: string): string => path.replace(/^\/s\/[^/]+/, "/s/…");

/** Seconds after which asking again makes sense, by what was thrown, status or code. */
const retryAfter = (status: number, code: string, error: unknown): string | undefined => {
  const said = error instanceof HouseError ? error.facts["retry_after"] : undefined;
  if (typeof said === "number") return String(said);
  if (code === "app.idempotency_in_flight" || code === "app.receipt_not_ready") return "1";
  return status === 503 ? "5" : undefined;
};

/** How to come back with what is missing: a key, or for a signer's link a code. */
const challenge = (code: string): string =>
  code.startsWith("link.") ? 'Session realm="zhiqi"' : 'Bearer realm="zhiqi"';

/** The one answer for everything that was thrown: a problem document, or a page for a browser. Tells `report` of faults of ours. */
export async function faultResponse(
  c: Context<Env>,
  error: unknown,
  house: { readonly publicUrl: string; readonly report: (fault: Fault) => void },
): Promise<Response> {
  const { language, requestId, trace } = c.var;
  const problem = problemOf(error, { language, requestId, publicUrl: house.publicUrl });
  if (problem.status >= 500) {
    house.report({
      requestId,
      traceId: trace?.traceId,
      method: c.req.method,
      path: pathWithoutSecrets(c.req.path),
      error,
    });
  }
  const headers = new Headers();
  const seconds = retryAfter(problem.status, problem.code, error);
  if (seconds !== undefined) headers.set("Retry-After", seconds);
  if (problem.status === 401) headers.set("WWW-Authenticate", challenge(problem.code));
  if (!wantsPage(c)) return problemResponse(problem, language, headers);
  headers.set("Content-Type", "text/html; charset=utf-8");
  const page = <FaultPage title={problem.title} detail={problem.detail} requestId={requestId} />;
  return new Response(await renderPage(page), { status: problem.status, headers });
}

/** One line of JSON for the log of a runtime: what failed where, with the stack, and no content of the request. */
export function faultLine(fault: Fault): string {
  const { error, ...where } = fault;
  const code = error instanceof HouseError ? error.code : undefined;
  const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : undefined;
  return JSON.stringify({ level: "error", ...where, code, error: said, cause });
}
