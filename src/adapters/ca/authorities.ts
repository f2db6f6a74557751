import { Certificate } from "pkijs";
import { type Bytes, fromBase64, fromUtf8, toBase64, utf8 } from "../../kit/bytes.ts";
import type { Clock } from "../../ports/clock.ts";
import { keptSecret, type VaultParts } from "../keys/key-vault.ts";
import { importPrivateKey, newKeyPair } from "../keys/signing-key.ts";
import { CaError } from "./errors.ts";
import { type Authority, issueCertificate, keyIdOf } from "./issue-certificate.ts";
import {
  basicConstraints,
  CLOCK_SKEW_HOURS,
  distinguishedName,
  ISSUING_YEARS,
  KEY_USAGES,
  keyUsage,
  ROOT_YEARS,
} from "./profile.ts";

/** Everything the built-in CA stands on. */
export type CaParts = VaultParts & { readonly clock: Clock };

/** The CA as it is kept: one secret, so that two processes at first start end with the same root and the same issuer. */
type StoredCa = Readonly<Record<"root" | "rootKey" | "issuing" | "issuingKey", string>>;

/** The issuing CA ready to issue, and the certificates above an event certificate. */
export type BuiltInAuthorities = {
  readonly issuing: Authority;
  readonly issuingNotBefore: Date;
  readonly issuingNotAfter: Date;
  /** Issuing CA first, root last, DER. */
  readonly chain: readonly [issuing: Bytes, root: Bytes];
};

/** Name of the secret; the number is the version of its form. */
const SECRET = "ca/built-in/1";
const ORGANISATION = "知契 Zhiqi（演示 Demo）";
const HOUR = 3_600_000;

/** The built-in CA, made at first use. Throws `keys.wrong_master_key`, `keys.secret_damaged`, `ca.damaged`. */
export async function builtInAuthorities(parts: CaParts): Promise<BuiltInAuthorities> {
  const stored = readStored(
    await keptSecret(parts, SECRET, async () => utf8(JSON.stringify(await makeCa(parts)))),
  );
  const certificate = Certificate.fromBER(stored.issuing);
  const publicKey = new Uint8Array(certificate.subjectPublicKeyInfo.toSchema().toBER());
  return {
    issuing: {
      name: certificate.subject,
      keyId: await keyIdOf(publicKey),
      privateKey: await importPrivateKey(stored.issuingKey, "ECDSA-P256-SHA256"),
    },
    issuingNotBefore: certificate.notBefore.value,
    issuingNotAfter: certificate.notAfter.value,
    chain: [stored.issuing, stored.root],
  };
}

/** Root and issuing CA. The root's key is kept for what only a root can say later: a CRL about its issuing CA, a new issuing CA. */
async function makeCa({ clock, ids }: CaParts): Promise<StoredCa> {
  const begin = new Date(clock.now().getTime() - CLOCK_SKEW_HOURS * HOUR);
  const rootPair = await newKeyPair("stored");
  const issuingPair = await newKeyPair("stored");
  const root: Authority = {
    name: distinguishedName({ organisation: ORGANISATION, commonName: "知契演示根证书 / Zhiqi Demo Root" }),
    keyId: await keyIdOf(rootPair.publicKey),
    privateKey: rootPair.privateKey,
  };
  const rootCertificate = await issueCertificate(root, {
    subject: root.name,
    publicKey: rootPair.publicKey,
    notBefore: begin,
    notAfter: yearsAfter(begin, ROOT_YEARS),
    serial: ids.random(16),
    extensions: [basicConstraints(1), keyUsage(KEY_USAGES.certify)],
  });
  const issuing = await issueCertificate(root, {
    subject: distinguishedName({
      organisation: ORGANISATION,
      commonName: "知契演示签发证书 / Zhiqi Demo Issuing CA",
    }),
    publicKey: issuingPair.publicKey,
    notBefore: begin,
    notAfter: yearsAfter(begin, ISSUING_YEARS),
    serial: ids.random(16),
    extensions: [basicConstraints(0), keyUsage(KEY_USAGES.certify)],
  });
  return {
    root: toBase64(rootCertificate),
    rootKey: await exported(rootPair.privateKey),
    issuing: toBase64(issuing),
    issuingKey: await exported(issuingPair.privateKey),
  };
}

const exported = async (key: CryptoKey): Promise<string> =>
  toBase64(new Uint8Array(await crypto.subtle.exportKey("pkcs8", key)));

function yearsAfter(begin: Date, years: number): Date {
  const end = new Date(begin);
  end.setUTCFullYear(end.getUTCFullYear() + years);
  return end;
}

function readStored(secret: Bytes): { root: Bytes; issuing: Bytes; issuingKey: Bytes } {
  const stored: unknown = JSON.parse(fromUtf8(secret));
  const part = (name: keyof StoredCa): Bytes => {
    const text: unknown =
      typeof stored === "object" && stored !== null ? Reflect.get(stored, name) : undefined;
    const bytes = typeof text === "string" ? fromBase64(text) : undefined;
    if (bytes === undefined)
      throw new CaError("ca.damaged", `the stored CA has no ${name}: restore it from a backup`, { name });
    return bytes;
  };
  return { root: part("root"), issuing: part("issuing"), issuingKey: part("issuingKey") };
}
