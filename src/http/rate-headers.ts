import type { Allowance } from "../app/link/link-error.ts";

/** RateLimit-Policy and RateLimit (draft-ietf-httpapi-ratelimit-headers) of the tightest bound that was counted. */
export function rateHeaders(rate: Allowance | undefined): readonly (readonly [string, string])[] {
  if (rate === undefined) return [];
  const left = Math.max(0, rate.remaining);
  return [
    ["RateLimit-Policy", `"link";q=${rate.limit};w=${rate.windowSeconds}`],
    ["RateLimit", `"link";r=${left};t=${rate.resetSeconds}`],
  ];
}
