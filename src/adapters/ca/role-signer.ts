import type { Bytes } from "../../kit/bytes.ts";
import { toBase64, utf8 } from "../../kit/bytes.ts";
import { ecdsaToDer } from "../../kit/ecdsa.ts";
import { keptSecret } from "../keys/key-vault.ts";
import { importPrivateKey, newKeyPair } from "../keys/signing-key.ts";
import {
  type BuiltInAuthorities,
  type CaParts,
  DEMO_ORGANISATION,
  issuedPointers,
  storedPart,
  yearsAfter,
} from "./authorities.ts";
import { issueCertificate } from "./issue-certificate.ts";
import {
  basicConstraints,
  CLOCK_SKEW_HOURS,
  distinguishedName,
  KEY_USAGES,
  keyUsage,
  noCheck,
  PURPOSES,
  purpose,
  RESPONDER_DAYS,
  TSA_YEARS,
} from "./profile.ts";

/** A key of the house that answers under the issuing CA. */
export type RoleSigner = { readonly certificate: Bytes; sign(bytes: Bytes): Promise<Bytes> };

type Role = "tsa" | "ocsp";
const HOUR = 3_600_000;

/** The period whose key is in use: a year for the TSA, a quarter for the responder. */
function periodOf(role: Role, now: Date): string {
  const year = now.getUTCFullYear();
  return role === "tsa" ? `${year}` : `${year}Q${Math.floor(now.getUTCMonth() / 3) + 1}`;
}

/** ECDSA P-256 with SHA-256 in DER, as certificates and CMS carry it. */
export const signWith =
  (privateKey: CryptoKey) =>
  async (bytes: Bytes): Promise<Bytes> =>
    ecdsaToDer(
      new Uint8Array(await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, privateKey, bytes)),
    );

/**
 * The key and certificate of the period, made at first use and kept encrypted. Periods follow the calendar, so every process
 * changes to the next key at the same instant, and no certificate is ever near its end while it is in use.
 */
export async function roleSigner(
  parts: CaParts,
  authorities: BuiltInAuthorities,
  role: Role,
): Promise<RoleSigner> {
  const secret = await keptSecret(parts, `pki/${role}/${periodOf(role, parts.clock.now())}`, async () =>
    utf8(JSON.stringify(await makeRole(parts, authorities, role))),
  );
  const part = storedPart(secret, role);
  const privateKey = await importPrivateKey(part("key"), "ECDSA-P256-SHA256");
  return { certificate: part("certificate"), sign: signWith(privateKey) };
}

/** Which period's signer is in use: a cache of it is good for that long. */
export const rolePeriod = periodOf;

const ROLES = {
  tsa: {
    commonName: "知契演示时间戳 / Zhiqi Demo TSA",
    extensions: () => [purpose(PURPOSES.timestamps, "critical")],
    endOf: (begin: Date) => yearsAfter(begin, TSA_YEARS),
  },
  ocsp: {
    commonName: "知契演示状态应答 / Zhiqi Demo OCSP",
    extensions: () => [purpose(PURPOSES.ocsp, "plain"), noCheck()],
    endOf: (begin: Date) => new Date(begin.getTime() + RESPONDER_DAYS * 24 * HOUR),
  },
} as const;

async function makeRole(
  { clock, ids, publicUrl }: CaParts,
  { issuing, serials }: BuiltInAuthorities,
  role: Role,
): Promise<Readonly<Record<"certificate" | "key", string>>> {
  const { commonName, extensions, endOf } = ROLES[role];
  const pair = await newKeyPair("stored");
  const early = new Date(clock.now().getTime() - CLOCK_SKEW_HOURS * HOUR);
  const begin = early < issuing.notBefore ? issuing.notBefore : early;
  const end = endOf(begin);
  const certificate = await issueCertificate(issuing, {
    subject: distinguishedName({ organisation: DEMO_ORGANISATION, commonName }),
    publicKey: pair.publicKey,
    notBefore: begin,
    notAfter: end > issuing.notAfter ? issuing.notAfter : end,
    serial: await serials.next(ids),
    extensions: [
      basicConstraints(undefined),
      keyUsage(KEY_USAGES.answer),
      ...extensions(),
      ...issuedPointers(publicUrl),
    ],
  });
  const key = new Uint8Array(await crypto.subtle.exportKey("pkcs8", pair.privateKey));
  return { certificate: toBase64(certificate), key: toBase64(key) };
}
