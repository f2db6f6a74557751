import { type Bytes, equalBytes, toBase64, toHex } from "../kit/bytes.ts";
import { hmacKey, hmacSha256, hmacSha256Hex } from "../kit/hmac.ts";
import type { LinkSecrets } from "../ports/link-secrets.ts";

const CODES = 1_000_000;
/** The largest multiple of the number of codes within 32 bits: above it a code would come up more often than others. */
const EVEN = Math.floor(2 ** 32 / CODES) * CODES;

const base64Url = (bytes: Bytes): string =>
  toBase64(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

/** The first of the MAC's 32-bit numbers that gives an even spread; all eight above the bound is a chance of 10⁻²⁷. */
function evenNumber(mac: Bytes): number {
  const view = new DataView(mac.buffer, mac.byteOffset, mac.length);
  for (let at = 0; at < mac.length; at += 4) if (view.getUint32(at) < EVEN) return view.getUint32(at);
  return 0;
}

/** Secrets of signers' links under keys derived from the master key, one for each purpose. */
export function linkSecrets(masterKey: Bytes): LinkSecrets {
  // What is made is kept, never a promise under way: on Workers that belongs to the request that began it.
  const made = new Map<string, CryptoKey>();
  const keyFor = async (purpose: string): Promise<CryptoKey> => {
    const key = made.get(purpose) ?? (await hmacKey(await hmacSha256(masterKey, `zhiqi: link ${purpose}`)));
    made.set(purpose, key);
    return key;
  };
  const masterOnce = async (): Promise<CryptoKey> => {
    const key = made.get("") ?? (await hmacKey(masterKey));
    made.set("", key);
    return key;
  };
  const keyed = async (purpose: string, text: string): Promise<Bytes> =>
    hmacSha256(await keyFor(purpose), text);
  const codeOf = async (seed: string): Promise<string> =>
    String(evenNumber(await keyed("code", seed)) % CODES).padStart(6, "0");
  return {
    token: async (seed) => base64Url(await keyed("token", seed)),
    tokenDigest: async (token) => toHex(await keyed("digest", token)),
    code: codeOf,
    async isCode(seed, typed) {
      // Compared as MACs: what can be timed is unrelated to the digits.
      const [right, given] = await Promise.all([
        keyed("compare", await codeOf(seed)),
        keyed("compare", typed),
      ]);
      return equalBytes(right, given);
    },
    fingerprint: async (purpose, value) =>
      hmacSha256Hex(await masterOnce(), `zhiqi: fingerprint ${purpose}\n${value}`),
    seed: toHex,
  };
}
