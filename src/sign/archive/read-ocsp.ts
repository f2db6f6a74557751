import { type Bytes, equalBytes } from "../../kit/bytes.ts";
import { type DerElement, derOid, derOnly, derParts } from "../../kit/der-read.ts";
import { isIssuedBy } from "./certificate-path.ts";
import { derTime } from "./der-time.ts";
import { digestNameOf, isSignedBy } from "./signed-by.ts";
import { bitOctets, purposesOf, readX509, type X509 } from "./x509.ts";

/** What an issuer says of one certificate, proved to be said by it. `signers`: certificates needed to check that. */
export type Standing = {
  readonly state: "good" | "revoked";
  /** Only of a revoked one. */
  readonly revokedAt: Date | undefined;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | undefined;
  readonly signers: readonly X509[];
};

/** Which certificate is asked about. */
export type Subject = { readonly certificate: X509; readonly issuer: X509 };

const BASIC = "1.3.6.1.5.5.7.48.1.1";
const OCSP_SIGNING = "1.3.6.1.5.5.7.3.9";

/**
 * Reads an OCSPResponse about a certificate (RFC 6960): its signature by the issuer, or by a responder that the issuer
 * certified for it, and its answer. The answer is the standing, or in words why there is none.
 */
export async function readOcsp(response: Bytes, subject: Subject): Promise<Standing | string> {
  const basic = basicResponse(response);
  const [data, algorithm, signatureBits, wrapped] = (basic && derParts(basic)) ?? [];
  const signature = bitOctets(signatureBits);
  if (data === undefined || algorithm === undefined || signature === undefined)
    return "the responder gave no answer";
  const [list] = (wrapped && derParts(wrapped)) ?? [];
  const carried = ((list && derParts(list)) ?? []).flatMap(({ whole }) => readX509(whole.slice()) ?? []);
  const signers = await responderOf({ signed: data.whole, algorithm, signature }, carried, subject.issuer);
  if (signers === undefined) return "its signer may not answer for this issuer";
  return (await standingIn(data, subject, signers)) ?? "it says nothing about this certificate";
}

function basicResponse(response: Bytes): DerElement | undefined {
  const outer = derOnly(response);
  const [status, wrapped] = (outer && derParts(outer)) ?? [];
  if (status?.tag !== 0x0a || status.content[0] !== 0) return undefined;
  const [bytes] = (wrapped && derParts(wrapped)) ?? [];
  const [type, octets] = (bytes && derParts(bytes)) ?? [];
  return derOid(type) === BASIC && octets?.tag === 0x04 ? derOnly(octets.content) : undefined;
}

type Signed = { readonly signed: Bytes; readonly algorithm: DerElement; readonly signature: Bytes };

/** Empty when the issuer signed by itself; undefined when nobody entitled signed (RFC 6960 §4.2.2.2). */
async function responderOf(
  answer: Signed,
  carried: readonly X509[],
  issuer: X509,
): Promise<readonly X509[] | undefined> {
  if (await isSignedBy({ ...answer, publicKey: issuer.publicKey })) return [];
  for (const candidate of carried) {
    const entitled = purposesOf(candidate)?.purposes.includes(OCSP_SIGNING) === true;
    if (!entitled || !(await isIssuedBy(candidate, issuer))) continue;
    if (await isSignedBy({ ...answer, publicKey: candidate.publicKey })) return [candidate];
  }
  return undefined;
}

/** ResponseData ::= SEQUENCE { version?, responderID, producedAt, responses, extensions? }. */
async function standingIn(
  data: DerElement,
  subject: Subject,
  signers: readonly X509[],
): Promise<Standing | string | undefined> {
  const responses = (derParts(data) ?? []).find(({ tag }) => tag === 0x30);
  for (const single of (responses && derParts(responses)) ?? []) {
    const [certId, status, thisUpdate, ...rest] = derParts(single) ?? [];
    const from = derTime(thisUpdate);
    if (certId === undefined || status === undefined || from === undefined) continue;
    if (!(await isAbout(certId, subject))) continue;
    if (status.tag === 0x82) return "the responder does not know this certificate";
    const [until] = derParts(rest.find(({ tag }) => tag === 0xa0) ?? status) ?? [];
    const nextUpdate = rest.some(({ tag }) => tag === 0xa0) ? derTime(until) : undefined;
    const revokedAt = status.tag === 0xa1 ? derTime(derParts(status)?.[0]) : undefined;
    const state = status.tag === 0x80 ? "good" : "revoked";
    return { state, revokedAt, thisUpdate: from, nextUpdate, signers };
  }
  return undefined;
}

/** CertID ::= SEQUENCE { hashAlgorithm, issuerNameHash, issuerKeyHash, serialNumber }. The hash only names the issuer. */
async function isAbout(certId: DerElement, { certificate, issuer }: Subject): Promise<boolean> {
  const [algorithm, nameHash, keyHash, serial] = derParts(certId) ?? [];
  const name = digestNameOf(algorithm);
  if (name === undefined || !nameHash || !keyHash || !serial) return false;
  if (!equalBytes(serial.content, certificate.serial)) return false;
  const digest = async (bytes: Bytes): Promise<Bytes> =>
    new Uint8Array(await crypto.subtle.digest(name, bytes));
  return (
    equalBytes(nameHash.content, await digest(issuer.subject)) &&
    equalBytes(keyHash.content, await digest(publicKeyBits(issuer)))
  );
}

function publicKeyBits({ publicKey }: X509): Bytes {
  const info = derOnly(publicKey);
  return bitOctets((info && derParts(info))?.[1]) ?? new Uint8Array();
}
