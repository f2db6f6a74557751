import type { Allowance } from "../app/link/link-error.ts";
import { rateHeaders } from "./rate-headers.ts";
import type { MiddlewareHandler } from "hono";
import type { House } from "../app/house.ts";
import type { AddressOf } from "./client-address.ts";
import type { Env } from "./env.ts";
import { HttpError } from "./http-error.ts";
import { preferredLanguage } from "./language.ts";
import { readTrace } from "./trace.ts";

/** Published versions of the wire, oldest first. A caller pins one with `Zhiqi-Version`; without it, it gets the newest. */
const VERSIONS: readonly string[] = ["2026-11-22"];
export const NEWEST_VERSION = "2026-11-22";

/** What every request gets: the house (which tells what its bounds have left), an id, a trace, a language, a version; and what every answer says of them. */
export function requestFrame(house: House, addressOf: AddressOf): MiddlewareHandler<Env> {
  return async (c, next) => {
    const counted: Allowance[] = [];
    c.set("house", { ...house, tellAllowance: (allowance) => counted.push(allowance) });
    c.set("address", addressOf(c.req.raw) ?? "");
    c.set("requestId", house.ids.next("req"));
    c.set("trace", readTrace(c.req.header("traceparent")));
    c.set("language", preferredLanguage(c.req.header("accept-language")));
    await next();
    c.res.headers.set("Request-Id", c.var.requestId);
    for (const [name, value] of rateHeaders(counted)) c.res.headers.set(name, value);
    c.res.headers.append("Vary", "Accept-Language");
  };
}

/** Refuses versions that were never published; every answer names the one it speaks. */
export function wireVersion(): MiddlewareHandler<Env> {
  return async (c, next) => {
    const asked = c.req.header("zhiqi-version");
    if (asked !== undefined && !VERSIONS.includes(asked)) {
      throw new HttpError(
        "http.unknown_version",
        `没有 ${asked.slice(0, 20)} 版接口，已发布：${VERSIONS.join("、")}。`,
      );
    }
    await next();
    c.res.headers.set("Zhiqi-Version", asked ?? NEWEST_VERSION);
  };
}
