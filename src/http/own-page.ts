import type { MiddlewareHandler } from "hono";
import { PAGE_HEADER, PAGE_HEADER_VALUE } from "../../schemas/api/signing-link.ts";
import { LinkError } from "../app/link/link-error.ts";
import type { Env } from "./env.ts";

/**
 * Lets only this site's own page write: the header no form and no other site can send without being asked for first (we never answer
 * such a question), the origin, and what the browser says of where the request comes from. `link.cross_site`.
 */
export function ownPage(): MiddlewareHandler<Env> {
  return async (c, next) => {
    const header = c.req.header(PAGE_HEADER) === PAGE_HEADER_VALUE;
    const origin = c.req.header("origin");
    const own = new Set([c.var.house.publicUrl, new URL(c.req.url).origin]);
    const site = c.req.header("sec-fetch-site");
    const here = origin !== undefined && own.has(origin);
    if (!header || !here || (site !== undefined && site !== "same-origin"))
      throw new LinkError("link.cross_site", "请从签署页面操作", {});
    await next();
  };
}
