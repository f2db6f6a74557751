import type { Allowance } from "../app/link/link-error.ts";

/**
 * RateLimit-Policy and RateLimit (draft-ietf-httpapi-ratelimit-headers) of the tightest of the bounds that were counted, whether the
 * request was refused or not; nothing where none was counted.
 */
export function rateHeaders(counted: readonly Allowance[]): readonly (readonly [string, string])[] {
  const tightest = counted.toSorted((a, b) => a.remaining - b.remaining)[0];
  if (tightest === undefined) return [];
  const left = Math.max(0, tightest.remaining);
  return [
    ["RateLimit-Policy", `"link";q=${tightest.limit};w=${tightest.windowSeconds}`],
    ["RateLimit", `"link";r=${left};t=${tightest.resetSeconds}`],
  ];
}
