import type { Context } from "hono";

/** Whether the reader is a browser that asked for a page. `/v1` never answers with pages. */
export const wantsPage = (c: Context): boolean =>
  !c.req.path.startsWith("/v1/") && /\btext\/html\b/i.test(c.req.header("accept") ?? "");
