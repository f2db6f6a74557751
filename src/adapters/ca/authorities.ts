import { Certificate } from "pkijs";
import { type Bytes, fromBase64, fromUtf8, toBase64, utf8 } from "../../kit/bytes.ts";
import type { Clock } from "../../ports/clock.ts";
import type { SecretRows } from "../../ports/secret-rows.ts";
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
  pointers,
  ROOT_YEARS,
} from "./profile.ts";
import { type SerialNumbers, serialNumbers } from "./serial-numbers.ts";

/** Everything the built-in CA stands on. */
export type CaParts = VaultParts & {
  readonly secrets: SecretRows;
  readonly clock: Clock;
  /** Where `/pki` is served; written into certificates as the place of CRL, OCSP and issuer. Absent: certificates name no place. */
  readonly publicUrl?: string | undefined;
  /** `none`: event certificates name no place; those of CA, TSA and responder do. For houses that only their own machine can reach. */
  readonly eventPlaces?: "none" | undefined;
};

/** The CA as it is kept: one secret, so that two processes at first start end with the same root and the same issuer. */
type StoredCa = Readonly<Record<"root" | "rootKey" | "issuing" | "issuingKey", string>>;

/** One of the two CAs, ready to sign. */
export type OwnAuthority = Authority & {
  readonly certificate: Bytes;
  readonly notBefore: Date;
  readonly notAfter: Date;
};

/** Both CAs, and the serial numbers that the issuing one gives. */
export type BuiltInAuthorities = {
  readonly root: OwnAuthority;
  readonly issuing: OwnAuthority;
  readonly serials: SerialNumbers;
  /** Issuing CA first, root last, DER. */
  readonly chain: readonly [issuing: Bytes, root: Bytes];
};

/** Name of the secret; the number is the version of its form. */
const SECRET = "ca/built-in/1";
/** O of every certificate that the house makes for itself. */
export const DEMO_ORGANISATION = "知契 Zhiqi（演示 Demo）";
const HOUR = 3_600_000;

/** The built-in CA, made at first use. Throws `keys.wrong_master_key`, `keys.secret_damaged`, `ca.damaged`. */
export async function builtInAuthorities(parts: CaParts): Promise<BuiltInAuthorities> {
  const stored = readStored(
    await keptSecret(parts, SECRET, async () => utf8(JSON.stringify(await makeCa(parts)))),
  );
  return {
    root: await ownAuthority(stored.root, stored.rootKey),
    issuing: await ownAuthority(stored.issuing, stored.issuingKey),
    serials: await serialNumbers(stored.issuingKey),
    chain: [stored.issuing, stored.root],
  };
}

async function ownAuthority(certificate: Bytes, privateKey: Bytes): Promise<OwnAuthority> {
  const parsed = Certificate.fromBER(certificate);
  const publicKey = new Uint8Array(parsed.subjectPublicKeyInfo.toSchema().toBER());
  return {
    certificate,
    name: parsed.subject,
    keyId: await keyIdOf(publicKey),
    privateKey: await importPrivateKey(privateKey, "ECDSA-P256-SHA256"),
    notBefore: parsed.notBefore.value,
    notAfter: parsed.notAfter.value,
  };
}

/** Root and issuing CA. The root's key is kept for what only a root can say later: a CRL about its issuing CA, a new issuing CA. */
async function makeCa({ clock, ids, publicUrl }: CaParts): Promise<StoredCa> {
  const begin = new Date(clock.now().getTime() - CLOCK_SKEW_HOURS * HOUR);
  const rootPair = await newKeyPair("stored");
  const issuingPair = await newKeyPair("stored");
  const root: Authority = {
    name: distinguishedName({
      organisation: DEMO_ORGANISATION,
      commonName: "知契演示根证书 / Zhiqi Demo Root",
    }),
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
      organisation: DEMO_ORGANISATION,
      commonName: "知契演示签发证书 / Zhiqi Demo Issuing CA",
    }),
    publicKey: issuingPair.publicKey,
    notBefore: begin,
    notAfter: yearsAfter(begin, ISSUING_YEARS),
    serial: ids.random(16),
    extensions: [
      basicConstraints(0),
      keyUsage(KEY_USAGES.certify),
      ...(publicUrl === undefined
        ? []
        : pointers({ crl: `${publicUrl}/pki/root.crl`, issuer: `${publicUrl}/pki/root.cer` })),
    ],
  });
  return {
    root: toBase64(rootCertificate),
    rootKey: await exported(rootPair.privateKey),
    issuing: toBase64(issuing),
    issuingKey: await exported(issuingPair.privateKey),
  };
}

/** Extensions of whatever the issuing CA issues: where its CRL, its responder and its certificate are. */
export const issuedPointers = (publicUrl: string | undefined): ReturnType<typeof pointers> =>
  publicUrl === undefined
    ? []
    : pointers({
        crl: `${publicUrl}/pki/ca.crl`,
        issuer: `${publicUrl}/pki/ca.cer`,
        ocsp: `${publicUrl}/pki/ocsp`,
      });

const exported = async (key: CryptoKey): Promise<string> =>
  toBase64(new Uint8Array(await crypto.subtle.exportKey("pkcs8", key)));

/** The same day and time so many years later. */
export function yearsAfter(begin: Date, years: number): Date {
  const end = new Date(begin);
  end.setUTCFullYear(end.getUTCFullYear() + years);
  return end;
}

function readStored(secret: Bytes): Record<keyof StoredCa, Bytes> {
  const part = storedPart(secret, "CA");
  return {
    root: part("root"),
    rootKey: part("rootKey"),
    issuing: part("issuing"),
    issuingKey: part("issuingKey"),
  };
}

/** Reads base64 parts of a secret that is a JSON object. Throws `ca.damaged` for one that is not there. */
export function storedPart(secret: Bytes, what: string): (name: string) => Bytes {
  const stored: unknown = JSON.parse(fromUtf8(secret));
  return (name) => {
    const text: unknown =
      typeof stored === "object" && stored !== null ? Reflect.get(stored, name) : undefined;
    const bytes = typeof text === "string" ? fromBase64(text) : undefined;
    if (bytes === undefined)
      throw new CaError("ca.damaged", `the stored ${what} has no ${name}: restore it from a backup`, {
        name,
      });
    return bytes;
  };
}
