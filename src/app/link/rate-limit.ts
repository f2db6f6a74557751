import type { House } from "../house.ts";
import { type Allowance, LinkError } from "./link-error.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** One bound: at most so many within a window that begins with the first. */
export type Bound = { readonly name: string; readonly most: number; readonly windowMs: number };

/** What is bounded. Wrong codes are counted over all codes of a link: no new code gives new tries for ever. */
export const BOUNDS = {
  codesOfLink: { name: "codes/link", most: 10, windowMs: HOUR },
  codesOfPhone: { name: "codes/phone", most: 20, windowMs: DAY },
  // A park that signs in one hall has one address: links, phones and tenants are what holds a flood of codes back.
  codesOfAddress: { name: "codes/address", most: 600, windowMs: HOUR },
  codesOfTenant: { name: "codes/tenant", most: 2000, windowMs: HOUR },
  triesOfLink: { name: "tries/link", most: 15, windowMs: HOUR },
  triesOfPhone: { name: "tries/phone", most: 30, windowMs: DAY },
  triesOfAddress: { name: "tries/address", most: 1200, windowMs: HOUR },
  // Each is a certificate and a file that is kept: nobody looks at his signature so often.
  preparationsOfLink: { name: "preparations/link", most: 60, windowMs: HOUR },
  unknownOfAddress: { name: "unknown/address", most: 120, windowMs: HOUR },
  sendsOfTenant: { name: "sends/tenant", most: 3000, windowMs: HOUR },
} as const satisfies Record<string, Bound>;

/** What is counted, and for whom; an address that is not known is not counted. */
export type Counted = { readonly bound: Bound; readonly of: string };

/** Counts one under each in one write. Nobody finds a phone number or an address in the keys. */
async function counted(house: House, asked: readonly Counted[]): Promise<Allowance[]> {
  if (asked.length === 0) return [];
  const now = house.clock.now();
  const named = await Promise.all(
    asked.map(async ({ bound, of }) => ({
      bound,
      key: `${bound.name}:${await house.links.fingerprint(bound.name, of)}`,
      expiresAt: new Date(now.getTime() + bound.windowMs).toISOString(),
    })),
  );
  const counts = await house.store.count({ keys: named, now: now.toISOString() });
  return named.map(({ bound, key, expiresAt }) => {
    const { count, expiresAt: end } = counts.get(key) ?? { count: 1, expiresAt };
    return {
      limit: bound.most,
      remaining: bound.most - count,
      resetSeconds: Math.max(1, Math.ceil((Date.parse(end) - now.getTime()) / 1000)),
      windowSeconds: bound.windowMs / 1000,
    };
  });
}

/**
 * Counts one under each, and refuses with `link.too_many` (or the given code) when one of them is passed: `facts.retry_after`
 * seconds. Counted also when refused: who goes on asking waits for the whole window. What is left is told to `house.tellAllowance`.
 */
export async function allowed(
  house: House,
  asked: readonly Counted[],
  code: "link.too_many" | "link.locked" = "link.too_many",
): Promise<void> {
  const found = await counted(
    house,
    asked.filter(({ of }) => of !== ""),
  );
  for (const one of found) house.tellAllowance?.(one);
  const tightest = found.toSorted((a, b) => a.remaining - b.remaining)[0];
  if (tightest === undefined || tightest.remaining >= 0) return;
  const wait = ` ${Math.ceil(tightest.resetSeconds / 60)} 分钟后`;
  const words =
    code === "link.locked"
      ? `输错次数过多，此链接暂时锁定，请${wait}再试或联系发起方`
      : `请求过于频繁，请${wait}再试`;
  throw new LinkError(code, words, { retry_after: tightest.resetSeconds });
}
