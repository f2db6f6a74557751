import { type Bytes, concat, equalBytes, utf8 } from "../../kit/bytes.ts";
import { type DerElement, derOid, derParts } from "../../kit/der-read.ts";
import { KeyError } from "./errors.ts";

const PBES2 = "1.2.840.113549.1.5.13";
const PBKDF2 = "1.2.840.113549.1.5.12";
/** RFC 8018 B.1.2: the default is HMAC with SHA-1. */
const HMACS: Readonly<Record<string, string>> = {
  "1.2.840.113549.2.7": "SHA-1",
  "1.2.840.113549.2.9": "SHA-256",
  "1.2.840.113549.2.10": "SHA-384",
  "1.2.840.113549.2.11": "SHA-512",
};
const AES_CBC_BITS: Readonly<Record<string, number>> = {
  "2.16.840.1.101.3.4.1.2": 128,
  "2.16.840.1.101.3.4.1.22": 192,
  "2.16.840.1.101.3.4.1.42": 256,
};
/** Digests of a MAC: name, and the block size that RFC 7292 B.2 calls v. */
const MACS: Readonly<Record<string, readonly [name: string, block: number]>> = {
  "1.3.14.3.2.26": ["SHA-1", 64],
  "2.16.840.1.101.3.4.2.1": ["SHA-256", 64],
  "2.16.840.1.101.3.4.2.2": ["SHA-384", 128],
  "2.16.840.1.101.3.4.2.3": ["SHA-512", 128],
};
/** Files of today use thousands; a hostile one could ask for hours of work. */
const MOST_ROUNDS = { mac: 100_000, cipher: 2_000_000 } as const;

/** The file is protected in a way that has no place here any more, or never had. */
export const unsupportedPkcs12 = (what: string): KeyError =>
  new KeyError(
    "keys.unsupported_pkcs12",
    `这个 PKCS#12 的加密方式（${what}）不能用，请用 openssl pkcs12 -export 重新导出 · this PKCS#12 is protected with ${what}: export it again with OpenSSL 3`,
    { what },
  );

/** The bytes are not what RFC 7292 says. */
export const wrongPkcs12 = (): KeyError =>
  new KeyError("keys.wrong_pkcs12", "这不是一个完好的 PKCS#12 文件 · this is not a sound PKCS#12 file");

const wrongPassword = (): KeyError =>
  new KeyError(
    "keys.wrong_password",
    "口令打不开这个 PKCS#12 文件 · the password does not open this PKCS#12 file",
  );

/** The value of a small positive INTEGER; -1 for anything else. */
export function wholeNumber(element: DerElement | undefined): number {
  if (element?.tag !== 0x02 || element.content.length > 5) return -1;
  return element.content.reduce((value, octet) => value * 256 + octet, 0);
}

/**
 * Bytes that a password protects by PBES2 (RFC 8018 §6.2): PBKDF2 and AES-CBC. Throws `keys.unsupported_pkcs12`,
 * `keys.wrong_password`, `keys.wrong_pkcs12`.
 */
export async function decrypted(
  algorithm: DerElement | undefined,
  ciphertext: Bytes | undefined,
  password: string,
): Promise<Bytes> {
  const [type, parameters] = (algorithm && derParts(algorithm)) ?? [];
  if (derOid(type) !== PBES2) throw unsupportedPkcs12(derOid(type) ?? "?");
  const [derivation, cipher] = (parameters && derParts(parameters)) ?? [];
  const [kind, settings] = (derivation && derParts(derivation)) ?? [];
  const [scheme, vector] = (cipher && derParts(cipher)) ?? [];
  const bits = AES_CBC_BITS[derOid(scheme) ?? ""];
  if (derOid(kind) !== PBKDF2 || bits === undefined) throw unsupportedPkcs12(derOid(scheme) ?? "?");
  const [salt, rounds, ...more] = (settings && derParts(settings)) ?? [];
  const prf = more.find(({ tag }) => tag === 0x30);
  const hash = prf === undefined ? "SHA-1" : HMACS[derOid(derParts(prf)?.[0]) ?? ""];
  const iterations = wholeNumber(rounds);
  if (hash === undefined) throw unsupportedPkcs12("PRF");
  if (!salt || !vector || !ciphertext || iterations < 1) throw wrongPkcs12();
  if (iterations > MOST_ROUNDS.cipher) throw unsupportedPkcs12(`${iterations} rounds`);
  const secret = await crypto.subtle.importKey("raw", utf8(password), "PBKDF2", false, ["deriveKey"]);
  const key = await crypto.subtle.deriveKey(
    { name: "PBKDF2", hash, salt: salt.content, iterations },
    secret,
    { name: "AES-CBC", length: bits },
    false,
    ["decrypt"],
  );
  try {
    const iv = vector.content;
    return new Uint8Array(await crypto.subtle.decrypt({ name: "AES-CBC", iv }, key, ciphertext));
  } catch {
    throw wrongPassword();
  }
}

/** Verifies MacData over the authenticated content (RFC 7292 §4, appendix B). Throws `keys.wrong_password`. */
export async function assertMac(macData: DerElement, content: Bytes, password: string): Promise<void> {
  const [digestInfo, salt, rounds] = derParts(macData) ?? [];
  const [algorithm, digest] = (digestInfo && derParts(digestInfo)) ?? [];
  const oid = derOid((algorithm && derParts(algorithm))?.[0]);
  const mac = MACS[oid ?? ""];
  if (mac === undefined) throw unsupportedPkcs12(`MAC ${oid}`);
  const iterations = rounds === undefined ? 1 : wholeNumber(rounds);
  if (!digest || !salt || iterations < 1) throw wrongPkcs12();
  if (iterations > MOST_ROUNDS.mac) throw unsupportedPkcs12(`${iterations} rounds`);
  const [hash, block] = mac;
  const raw = await macKey({ hash, block, password, salt: salt.content, iterations });
  const key = await crypto.subtle.importKey("raw", raw, { name: "HMAC", hash }, false, ["sign"]);
  const computed = new Uint8Array(await crypto.subtle.sign("HMAC", key, content));
  if (!equalBytes(computed, digest.content)) throw wrongPassword();
}

/** RFC 7292 B.2 with ID 3, for a key as long as the digest: one block, so that I is never changed. */
async function macKey(of: {
  readonly hash: string;
  readonly block: number;
  readonly password: string;
  readonly salt: Uint8Array;
  readonly iterations: number;
}): Promise<Bytes> {
  const diversifier = new Uint8Array(of.block).fill(3);
  let derived = concat(diversifier, filled(of.salt, of.block), filled(bmpString(of.password), of.block));
  for (let round = 0; round < of.iterations; round += 1)
    derived = new Uint8Array(await crypto.subtle.digest(of.hash, derived));
  return derived;
}

/** Repeated up to the next whole number of blocks; nothing stays nothing. */
function filled(part: Uint8Array, block: number): Bytes {
  const out = new Uint8Array(Math.ceil(part.length / block) * block);
  for (let at = 0; at < out.length; at += 1) out[at] = part[at % part.length] ?? 0;
  return out;
}

/** Big-endian UTF-16 with a zero behind it (B.1). */
function bmpString(text: string): Bytes {
  const out = new Uint8Array(text.length * 2 + 2);
  for (let at = 0; at < text.length; at += 1) new DataView(out.buffer).setUint16(at * 2, text.charCodeAt(at));
  return out;
}
