import { expect } from "vitest";
import { fromBase64, toBase64, toHex } from "../../src/kit/bytes.ts";

/** A page signed, and in nothing it sent stands its private number (32 bytes, given in base64), in any form. */
export function assertNothingPrivate(seen: {
  readonly sent: readonly string[];
  readonly privateNumbers: readonly string[];
}): void {
  const { sent, privateNumbers } = seen;
  expect(privateNumbers.length).toBeGreaterThan(0);
  expect(sent.some((each) => each.includes("/complete"))).toBe(true);
  for (const number of privateNumbers) {
    const raw = fromBase64(number) ?? new Uint8Array();
    expect(raw).toHaveLength(32);
    const hex = toHex(raw);
    for (const form of [number, toBase64(raw), toBase64(raw).slice(0, 40), hex, hex.toUpperCase()])
      expect(sent.filter((each) => each.includes(form))).toEqual([]);
  }
}
