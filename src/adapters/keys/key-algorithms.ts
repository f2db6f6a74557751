import { type DerElement, derOid, derOnly, derParts } from "../../kit/der-read.ts";
import type { Bytes } from "../../kit/bytes.ts";
import type { KeyKind, SignatureAlgorithm, SignatureDigest } from "../../kit/signature-algorithm.ts";
import { KeyError } from "./errors.ts";

/** How a key is to sign, where the key itself leaves a choice. */
export type SigningWish = {
  /** SHA-256 when absent; for P-384 SHA-384. */
  readonly digest?: SignatureDigest | undefined;
  /** RSA only; PKCS#1 v1.5 when absent. */
  readonly padding?: "PSS" | undefined;
};

const RSA_ENCRYPTION = "1.2.840.113549.1.1.1";
const EC_PUBLIC_KEY = "1.2.840.10045.2.1";
const CURVES: Readonly<Record<string, KeyKind>> = {
  "1.2.840.10045.3.1.7": "ECDSA-P256",
  "1.3.132.0.34": "ECDSA-P384",
};

const unsupported = (algorithm: string | undefined): KeyError =>
  new KeyError(
    "keys.unsupported_algorithm",
    "只能用 ECDSA P-256、ECDSA P-384 或 RSA 密钥签名 · only ECDSA P-256, ECDSA P-384 and RSA keys can sign",
    { algorithm },
  );

/** The algorithm a PKCS#8 key signs with. Throws `keys.wrong_pem` for what is no PKCS#8, `keys.unsupported_algorithm`. */
export function algorithmOf(pkcs8: Bytes, wish: SigningWish): SignatureAlgorithm {
  const outer = derOnly(pkcs8);
  const [, identifier] = (outer && derParts(outer)) ?? [];
  const [type, parameters] = (identifier && derParts(identifier)) ?? [];
  if (derOid(type) === undefined) {
    throw new KeyError(
      "keys.wrong_pem",
      "私钥不是 PKCS#8 格式，请重新导出 · the private key is not PKCS#8: export it again",
    );
  }
  return algorithmOfKey(type, parameters, wish);
}

/** The same from the two parts of an AlgorithmIdentifier. */
function algorithmOfKey(
  type: DerElement | undefined,
  parameters: DerElement | undefined,
  { digest, padding }: SigningWish,
): SignatureAlgorithm {
  const oid = derOid(type);
  const curve = oid === EC_PUBLIC_KEY ? CURVES[derOid(parameters) ?? ""] : undefined;
  if (curve === undefined && oid !== RSA_ENCRYPTION) throw unsupported(oid);
  if (curve !== undefined && padding !== undefined) throw unsupported(`${curve} ${padding}`);
  const kind = curve ?? (padding === "PSS" ? "RSA-PSS" : "RSA-PKCS1");
  return `${kind}-${digest ?? (kind === "ECDSA-P384" ? "SHA384" : "SHA256")}`;
}
