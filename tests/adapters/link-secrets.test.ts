import { assert, asyncProperty, nat, string } from "fast-check";
import { describe, expect, it } from "vitest";
import { linkSecrets } from "../../src/adapters/link-secrets.ts";

const secrets = linkSecrets(new Uint8Array(32).fill(7));
const others = linkSecrets(new Uint8Array(32).fill(8));
const seed = (at: number): string => at.toString(16).padStart(64, "0");

describe("secrets of signers' links", () => {
  it("give the same token and code for a seed again, and others under another key", async () => {
    expect(await secrets.token(seed(1))).toBe(await secrets.token(seed(1)));
    expect(await secrets.token(seed(1))).not.toBe(await others.token(seed(1)));
    expect(await secrets.token(seed(1))).not.toBe(await secrets.token(seed(2)));
  });

  it("have tokens of 256 bits that stand in an address as they are", async () => {
    expect(await secrets.token(seed(3))).toMatch(/^[\w-]{43}$/);
  });

  it("store nothing a token could be read from: the digest is no token", async () => {
    const token = await secrets.token(seed(1));
    const digest = await secrets.tokenDigest(token);
    expect(digest).toMatch(/^[0-9a-f]{64}$/);
    expect(await secrets.tokenDigest(digest)).not.toBe(digest);
  });

  it("accept a code's own six digits and no others", async () => {
    await assert(
      asyncProperty(nat(1e6), string({ maxLength: 12 }), async (at, typed) => {
        const code = await secrets.code(seed(at));
        expect(code).toMatch(/^\d{6}$/);
        expect(await secrets.isCode(seed(at), code)).toBe(true);
        expect(await secrets.isCode(seed(at), typed)).toBe(typed === code);
      }),
      { numRuns: 60, seed: 5 },
    );
  });

  it("spread codes evenly over the million: each leading digit about a tenth", async () => {
    const codes = await Promise.all(Array.from({ length: 4000 }, (_, at) => secrets.code(seed(at))));
    const counts = Array.from(
      { length: 10 },
      (_, digit) => codes.filter((code) => code[0] === `${digit}`).length,
    );
    for (const count of counts) expect(Math.abs(count - 400)).toBeLessThan(100);
    expect(new Set(codes).size).toBeGreaterThan(3900);
  });
});
