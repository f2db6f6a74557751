import type { MiddlewareHandler } from "hono";
import { authenticate } from "../app/authenticate.ts";
import type { Env } from "./env.ts";

/** Lets only callers with a valid key on (`Authorization: Bearer zq_…`); asked before a byte of the body is read. */
export function needKey(): MiddlewareHandler<Env> {
  return async (c, next) => {
    const [, key = ""] = /^Bearer +(\S+)$/i.exec(c.req.header("authorization") ?? "") ?? [];
    c.set("caller", await authenticate(c.var.house, key));
    await next();
  };
}
