import { Constructed, fromBER, Integer, Null, ObjectIdentifier, OctetString, Sequence } from "asn1js";
import { type Bytes, fromBase64 } from "../../kit/bytes.ts";
import type { SigningKey } from "../../ports/keys.ts";
import { KeyError } from "./errors.ts";
import { algorithmOf, type SigningWish } from "./key-algorithms.ts";
import { importPrivateKey, publicKeyOf, webCryptoKey } from "./signing-key.ts";

/** One armoured block: its label and the bytes in it. */
type PemBlock = { readonly label: string; readonly der: Bytes };

const MOST_PEM_CHARACTERS = 1_000_000;
const RSA_ENCRYPTION = "1.2.840.113549.1.1.1";
const EC_PUBLIC_KEY = "1.2.840.10045.2.1";
/** NIST SP 800-131A, notes/signing V8: shorter moduli are refused by every judge. */
const SHORTEST_RSA_BITS = 2048;

function pemBlocks(text: string): PemBlock[] {
  if (text.length > MOST_PEM_CHARACTERS)
    throw new KeyError(
      "keys.wrong_pem",
      "PEM 文件太长，不像密钥或证书链 · the PEM file is too long for a key or a chain",
    );
  if (text.includes("BEGIN ENCRYPTED PRIVATE KEY") || text.includes("Proc-Type: 4,ENCRYPTED")) {
    throw new KeyError(
      "keys.encrypted_pem",
      "私钥受口令保护，请先解密：`openssl pkey -in K.pem -out plain.pem` · the private key is protected by a passphrase: decrypt it first",
    );
  }
  return [...text.matchAll(/-----BEGIN ([A-Z0-9 ]{1,40})-----([^-]*)-----END \1-----/g)].map(
    ([, label = "", body = ""]) => {
      const der = fromBase64(body.trim());
      if (der === undefined || der.length === 0)
        throw new KeyError(
          "keys.wrong_pem",
          `PEM 中的 ${label} 不是 base64，请重新导出 · the PEM block ${label} is not base64`,
        );
      return { label, der };
    },
  );
}

/** The certificates of a PEM text in their order, DER. Other blocks are passed over. Throws `keys.wrong_pem` when there is none. */
export function readCertificatesPem(text: string): Bytes[] {
  const certificates = pemBlocks(text).filter(({ label }) => label === "CERTIFICATE");
  if (certificates.length === 0)
    throw new KeyError(
      "keys.wrong_pem",
      "PEM 中没有证书（CERTIFICATE）· there is no CERTIFICATE block in the PEM text",
    );
  return certificates.map(({ der }) => der);
}

/**
 * The one private key of a PEM text: PKCS#8, SEC 1 (`EC PRIVATE KEY`) or PKCS#1 (`RSA PRIVATE KEY`), ECDSA P-256 or P-384, or
 * RSA from 2048 bits. It counts as held by the signer, whose file it is. Throws `keys.wrong_pem`, `keys.encrypted_pem`,
 * `keys.unsupported_algorithm`, `keys.weak_key`.
 */
export async function readPrivateKeyPem(text: string, wish: SigningWish = {}): Promise<SigningKey> {
  const keys = pemBlocks(text).filter(({ label }) => label.endsWith("PRIVATE KEY"));
  const [block] = keys;
  if (block === undefined || keys.length > 1) {
    throw new KeyError(
      "keys.wrong_pem",
      `PEM 中应恰有一个私钥，现有 ${keys.length} 个 · the PEM text must hold exactly one private key, not ${keys.length}`,
    );
  }
  return signersKey(asPkcs8(block), wish);
}

/** A key of the signer's own from PKCS#8 bytes. Throws `keys.wrong_pem`, `keys.unsupported_algorithm`, `keys.weak_key`. */
export async function signersKey(pkcs8: Bytes, wish: SigningWish): Promise<SigningKey> {
  const algorithm = algorithmOf(pkcs8, wish);
  const privateKey = await importPrivateKey(pkcs8, algorithm);
  assertStrong(privateKey);
  const publicKey = await publicKeyOf(pkcs8, algorithm);
  return webCryptoKey({ privateKey, publicKey, algorithm, heldBy: "signer" });
}

function assertStrong(key: CryptoKey): void {
  const bits = "modulusLength" in key.algorithm ? Number(key.algorithm.modulusLength) : undefined;
  if (bits !== undefined && bits < SHORTEST_RSA_BITS) {
    throw new KeyError(
      "keys.weak_key",
      `RSA 密钥至少 ${SHORTEST_RSA_BITS} 位，这个只有 ${bits} 位，请换新的 · an RSA key needs ${SHORTEST_RSA_BITS} bits, this one has ${bits}`,
      { bits },
    );
  }
}

/** The older forms wrapped as PKCS#8 (RFC 5208 §5), which is what WebCrypto imports. */
function asPkcs8({ label, der }: PemBlock): Bytes {
  if (label === "PRIVATE KEY") return der;
  if (label === "RSA PRIVATE KEY")
    return wrapped(der, [new ObjectIdentifier({ value: RSA_ENCRYPTION }), new Null()]);
  if (label === "EC PRIVATE KEY")
    return wrapped(der, [new ObjectIdentifier({ value: EC_PUBLIC_KEY }), sec1Curve(der)]);
  throw new KeyError(
    "keys.unsupported_algorithm",
    `不能使用 ${label} 这种密钥，请导出为 PKCS#8 · a key of kind ${label} cannot be used: export it as PKCS#8`,
    { label },
  );
}

function wrapped(key: Bytes, algorithm: (ObjectIdentifier | Null)[]): Bytes {
  const value = [
    new Integer({ value: 0 }),
    new Sequence({ value: algorithm }),
    new OctetString({ valueHex: key }),
  ];
  return new Uint8Array(new Sequence({ value }).toBER());
}

/** RFC 5915 §3: ECPrivateKey { 1, privateKey, [0] parameters, [1] publicKey }; the parameters name the curve. */
function sec1Curve(der: Bytes): ObjectIdentifier {
  const { result } = fromBER(der);
  const parts = result instanceof Sequence ? result.valueBlock.value : [];
  const parameters = parts.find((part) => part.idBlock.tagClass === 3 && part.idBlock.tagNumber === 0);
  const curve = parameters instanceof Constructed ? parameters.valueBlock.value[0] : undefined;
  if (curve instanceof ObjectIdentifier) return curve;
  throw new KeyError(
    "keys.unsupported_algorithm",
    "EC 私钥没有写明曲线，请导出为 PKCS#8 · the EC key does not name its curve: export it as PKCS#8",
  );
}
