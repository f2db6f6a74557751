import { type Bytes, equalBytes } from "../../kit/bytes.ts";
import { type DerElement, derOid, derOnly, derParts } from "../../kit/der-read.ts";
import type { SigningKey } from "../../ports/keys.ts";
import { KeyError } from "./errors.ts";
import type { SigningWish } from "./key-algorithms.ts";
import { signersKey } from "./pem.ts";
import { assertMac, decrypted, wholeNumber, wrongPkcs12 } from "./pkcs12-password.ts";

/** What a PKCS#12 file holds of a signer. */
export type SignerBundle = {
  readonly key: SigningKey;
  /** The certificate of this key first, then the others in the order of the file, DER. Empty when the file has none for it. */
  readonly certificates: readonly Bytes[];
};

const MOST_BYTES = 1_000_000;
const DATA = "1.2.840.113549.1.7.1";
const ENCRYPTED_DATA = "1.2.840.113549.1.7.6";
const BAGS = "1.2.840.113549.1.12.10.1";
const X509_CERTIFICATE = "1.2.840.113549.1.9.22.1";
const OCTET_STRING = 0x04;

/**
 * Reads a PKCS#12 file (RFC 7292) with its password: MAC verified, one private key, its certificates. AES with PBKDF2, as
 * OpenSSL 3, Java and Windows write it today; RC2 and 3DES of older files are refused. The key counts as held by the signer.
 * Throws `keys.wrong_pkcs12`, `keys.unsupported_pkcs12`, `keys.wrong_password`, and what `readPrivateKeyPem` throws of a key.
 */
export async function readPkcs12(
  file: Bytes,
  password: string,
  wish: SigningWish = {},
): Promise<SignerBundle> {
  const outer = file.length <= MOST_BYTES ? derOnly(file) : undefined;
  const [version, authSafe, macData] = (outer && derParts(outer)) ?? [];
  const safe = contentOf(authSafe, DATA);
  if (wholeNumber(version) !== 3 || safe === undefined) throw wrongPkcs12();
  if (macData !== undefined) await assertMac(macData, safe, password);
  const keys: Bytes[] = [];
  const certificates: Bytes[] = [];
  for (const part of rowOf(safe)) {
    for (const bag of rowOf(await safeContents(part, password))) {
      const { kind, value } = readBag(bag);
      if (kind === `${BAGS}.1`) keys.push(value.whole.slice());
      if (kind === `${BAGS}.2`) keys.push(await shroudedKey(value, password));
      if (kind === `${BAGS}.3`) certificates.push(certificateIn(value));
    }
  }
  const [pkcs8] = keys;
  if (pkcs8 === undefined || keys.length > 1) {
    throw new KeyError(
      "keys.wrong_pkcs12",
      `PKCS#12 中应恰有一个私钥，现有 ${keys.length} 个 · the PKCS#12 must hold exactly one private key, not ${keys.length}`,
    );
  }
  const key = await signersKey(pkcs8, wish);
  return { key, certificates: ownFirst(key, certificates) };
}

/** The elements of a SEQUENCE in these bytes. */
function rowOf(bytes: Bytes): readonly DerElement[] {
  const sequence = derOnly(bytes);
  const parts = sequence?.tag === 0x30 ? derParts(sequence) : undefined;
  if (parts === undefined) throw wrongPkcs12();
  return parts;
}

/** ContentInfo ::= SEQUENCE { type, [0] EXPLICIT content }: the octets of plain data. */
function contentOf(info: DerElement | undefined, type: string): Bytes | undefined {
  const [oid, explicit] = (info && derParts(info)) ?? [];
  const [content] = (explicit && derParts(explicit)) ?? [];
  return derOid(oid) === type && content?.tag === OCTET_STRING ? content.content : undefined;
}

/** The SafeContents of one part: plain, or EncryptedData under the password. */
async function safeContents(info: DerElement, password: string): Promise<Bytes> {
  const plain = contentOf(info, DATA);
  if (plain !== undefined) return plain;
  const [oid, explicit] = derParts(info) ?? [];
  const [encryptedData] = (explicit && derParts(explicit)) ?? [];
  const [, contentInfo] = (encryptedData && derParts(encryptedData)) ?? [];
  const [, algorithm, ciphertext] = (contentInfo && derParts(contentInfo)) ?? [];
  if (derOid(oid) !== ENCRYPTED_DATA) throw wrongPkcs12();
  return decrypted(algorithm, ciphertext?.content, password);
}

/** SafeBag ::= SEQUENCE { bagId, [0] EXPLICIT value, attributes OPTIONAL }. */
function readBag(bag: DerElement): { readonly kind: string; readonly value: DerElement } {
  const [id, explicit] = derParts(bag) ?? [];
  const [value] = (explicit && derParts(explicit)) ?? [];
  const kind = derOid(id);
  if (kind === undefined || value === undefined) throw wrongPkcs12();
  return { kind, value };
}

/** EncryptedPrivateKeyInfo ::= SEQUENCE { AlgorithmIdentifier, OCTET STRING }. */
async function shroudedKey(value: DerElement, password: string): Promise<Bytes> {
  const [algorithm, ciphertext] = derParts(value) ?? [];
  return decrypted(algorithm, ciphertext?.content, password);
}

/** CertBag ::= SEQUENCE { certId, [0] EXPLICIT OCTET STRING }. */
function certificateIn(value: DerElement): Bytes {
  const certificate = contentOf(value, X509_CERTIFICATE);
  if (certificate === undefined) throw wrongPkcs12();
  return certificate.slice();
}

/** A certificate of this key holds its SubjectPublicKeyInfo as one element of the signed part. */
function isFor(key: SigningKey, certificate: Bytes): boolean {
  const outer = derOnly(certificate);
  const [tbs] = (outer && derParts(outer)) ?? [];
  return ((tbs && derParts(tbs)) ?? []).some(({ whole }) => equalBytes(whole, key.publicKey));
}

function ownFirst(key: SigningKey, certificates: readonly Bytes[]): readonly Bytes[] {
  const own = certificates.filter((certificate) => isFor(key, certificate));
  return own.length === 0 ? [] : [...own, ...certificates.filter((one) => !own.includes(one))];
}
