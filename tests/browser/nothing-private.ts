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

/**
 * A script for the page: makes its keys where the test can read them too (`tellKey(d, extractable)`), and hands the page ones that
 * are not extractable, as it asked; only so can a test look for the private number in everything the page sends. A page without
 * WebCrypto is left alone.
 */
export const WATCH_KEYS = `if (globalThis.isSecureContext) {
  const { subtle } = crypto;
  const made = subtle.generateKey.bind(subtle);
  subtle.generateKey = async (algorithm, extractable, usages) => {
    const pair = await made(algorithm, true, usages);
    const { d } = await subtle.exportKey("jwk", pair.privateKey);
    const pkcs8 = await subtle.exportKey("pkcs8", pair.privateKey);
    const privateKey = await subtle.importKey("pkcs8", pkcs8, algorithm, extractable, ["sign"]);
    await globalThis.tellKey(d, extractable);
    return { privateKey, publicKey: pair.publicKey };
  };
}`;
