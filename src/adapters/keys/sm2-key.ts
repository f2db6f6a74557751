import { sm2 } from "sm-crypto-v2";
import { type Bytes, concat, fromBase64, fromHex, toHex } from "../../kit/bytes.ts";
import { derBits, derObjectId, derSequence } from "../../kit/der.ts";
import { type DerElement, derOid, derOnly, derParts } from "../../kit/der-read.ts";
import type { Sm2Key } from "../../ports/sm2-key.ts";
import { KeyError } from "./errors.ts";

const EC_PUBLIC_KEY = "1.2.840.10045.2.1";
const SM2_CURVE = "1.2.156.10197.1.301";
const KEY_OCTETS = 32;
/** 04 ‖ x ‖ y. */
const POINT_OCTETS = 65;

/** The key of these 32 octets. */
function sm2KeyOf(privateHex: string): Sm2Key {
  const publicHex = sm2.getPublicKeyFromPrivateKey(privateHex);
  const point = fromHex(publicHex);
  if (point?.length !== POINT_OCTETS)
    throw new KeyError("keys.unsupported_algorithm", "SM2 私钥不对 · this is no SM2 key");
  const algorithm = derSequence(derObjectId(EC_PUBLIC_KEY), derObjectId(SM2_CURVE));
  return {
    publicKey: derSequence(algorithm, derBits(point)),
    sign: (bytes) => {
      const signature = fromHex(
        sm2.doSignature(bytes, privateHex, { der: true, hash: true, publicKey: publicHex }),
      );
      if (signature === undefined) throw new TypeError("the SM2 library gave no signature");
      return signature;
    },
  };
}

/** A new SM2 key that is nowhere kept, from 48 octets of chance (FIPS 186-4 B.4.1: more than the order has, so no bias shows). */
export function newSm2Key(random: (length: number) => Bytes): Sm2Key {
  const order = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n;
  const secret = (BigInt(`0x${toHex(random(48))}`) % (order - 2n)) + 1n;
  return sm2KeyOf(secret.toString(16).padStart(2 * KEY_OCTETS, "0"));
}

/** The SM2 key of a PEM text (PKCS#8, as OpenSSL writes it), unencrypted. Throws `keys.wrong_pem`, `keys.unsupported_algorithm`. */
export function readSm2KeyPem(text: string): Sm2Key {
  const body = /-----BEGIN PRIVATE KEY-----([^-]*)-----END PRIVATE KEY-----/.exec(
    text.slice(0, 100_000),
  )?.[1];
  const outer = derOnly(fromBase64((body ?? "").replaceAll(/\s/g, "")) ?? new Uint8Array());
  const [, algorithm, wrapped] = (outer && derParts(outer)) ?? [];
  if (algorithm === undefined || wrapped?.tag !== 0x04)
    throw new KeyError(
      "keys.wrong_pem",
      "PEM 中没有未加密的 PKCS#8 私钥 · no unencrypted PKCS#8 key in the PEM",
    );
  const [type, curve] = (derParts(algorithm) ?? []).map((part: DerElement) => derOid(part));
  if (type !== EC_PUBLIC_KEY || curve !== SM2_CURVE)
    throw new KeyError("keys.unsupported_algorithm", "这不是 SM2 私钥 · this is no SM2 key");
  const key = derOnly(wrapped.content);
  const [, secret] = (key && derParts(key)) ?? [];
  if (secret?.tag !== 0x04 || secret.content.length > KEY_OCTETS)
    throw new KeyError("keys.wrong_pem", "SM2 私钥读不出来 · the SM2 key cannot be read");
  return sm2KeyOf(toHex(concat(new Uint8Array(KEY_OCTETS - secret.content.length), secret.content)));
}
