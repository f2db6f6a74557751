import { Certificate } from "pkijs";
import { type Bytes, equalBytes } from "../../kit/bytes.ts";
import {
  derBits,
  derContext,
  derContextPrimitive,
  derEnumerated,
  derGeneralizedTime,
  derObjectId,
  derOctets,
  derSequence,
} from "../../kit/der.ts";
import { type DerElement, derOid, derOnly, derParts } from "../../kit/der-read.ts";
import type { BuiltInAuthorities } from "./authorities.ts";
import { OCSP_HOURS } from "./profile.ts";
import { ECDSA_SHA256 } from "./revocation-list.ts";
import { REVOCATION_REASONS, type RevokedCertificate } from "./revoked.ts";
import type { RoleSigner } from "./role-signer.ts";

/** What the responder knows and answers with. */
export type Responder = {
  readonly authorities: BuiltInAuthorities;
  readonly signer: RoleSigner;
  readonly now: Date;
  revocationOf(serial: Bytes): Promise<RevokedCertificate | undefined>;
};

const HOUR = 3_600_000;
/** More questions in one request than anybody has. */
const MOST_QUESTIONS = 16;
const BASIC = derObjectId("1.3.6.1.5.5.7.48.1.1");
const NONCE = "1.3.6.1.5.5.7.48.1.2";
const ARCHIVE_CUTOFF = "1.3.6.1.5.5.7.48.1.6";
const HASHES: Readonly<Record<string, string>> = {
  "1.3.14.3.2.26": "SHA-1",
  "2.16.840.1.101.3.4.2.1": "SHA-256",
  "2.16.840.1.101.3.4.2.2": "SHA-384",
  "2.16.840.1.101.3.4.2.3": "SHA-512",
};
/** OCSPResponse of a request that is none (RFC 6960 §4.2.1: malformedRequest). */
const MALFORMED = derSequence(derEnumerated(1));

const extension = (oid: string, value: Bytes): Bytes => derSequence(derObjectId(oid), derOctets(value));

/**
 * Answers an OCSPRequest (RFC 6960), DER in and out. Good only for certificates that the issuing CA really gave, revoked with
 * time and reason, else unknown. The nonce comes back; archive cutoff is the CA's beginning, so an answer about a certificate
 * that ended is as good as one about a living one. Never throws for what was asked: nonsense is `malformedRequest`.
 */
export async function answerOcsp(request: Bytes, responder: Responder): Promise<Bytes> {
  const asked = readRequest(request);
  if (asked === undefined) return MALFORMED;
  const { signer, now } = responder;
  const answers = await Promise.all(asked.certIds.map((certId) => singleResponse(certId, responder)));
  const key = new Uint8Array(await crypto.subtle.digest("SHA-1", publicKeyBits(signer.certificate)));
  const data = derSequence(
    derContext(2, derOctets(key)),
    derGeneralizedTime(now),
    derSequence(...answers),
    ...(asked.nonce === undefined ? [] : [derContext(1, derSequence(asked.nonce))]),
  );
  const certificates = derContext(0, derSequence(signer.certificate));
  const basic = derSequence(data, ECDSA_SHA256, derBits(await signer.sign(data)), certificates);
  return derSequence(derEnumerated(0), derContext(0, derSequence(BASIC, derOctets(basic))));
}

/** CertID ::= SEQUENCE { hashAlgorithm, issuerNameHash, issuerKeyHash, serialNumber }. */
type CertId = {
  readonly whole: Bytes;
  readonly hash: string | undefined;
  readonly nameHash: Bytes;
  readonly keyHash: Bytes;
  readonly serial: Bytes;
};

async function singleResponse(certId: CertId, responder: Responder): Promise<Bytes> {
  const { authorities, now } = responder;
  return derSequence(
    certId.whole,
    await statusOf(certId, responder),
    derGeneralizedTime(now),
    derContext(0, derGeneralizedTime(new Date(now.getTime() + OCSP_HOURS * HOUR))),
    derContext(1, derSequence(extension(ARCHIVE_CUTOFF, derGeneralizedTime(authorities.issuing.notBefore)))),
  );
}

/** CertStatus: good [0], revoked [1], unknown [2]. */
async function statusOf(certId: CertId, responder: Responder): Promise<Bytes> {
  const { authorities } = responder;
  const ours = (await isOurs(certId, authorities)) && (await authorities.serials.knows(certId.serial));
  if (!ours) return derContextPrimitive(2, new Uint8Array());
  const revoked = await responder.revocationOf(certId.serial);
  if (revoked === undefined) return derContextPrimitive(0, new Uint8Array());
  const reason = derContext(0, derEnumerated(REVOCATION_REASONS[revoked.reason]));
  return derContext(1, derGeneralizedTime(revoked.revokedAt), reason);
}

async function isOurs(certId: CertId, { issuing }: BuiltInAuthorities): Promise<boolean> {
  if (certId.hash === undefined) return false;
  const digest = async (bytes: Bytes): Promise<Bytes> =>
    new Uint8Array(await crypto.subtle.digest(certId.hash ?? "", bytes));
  const name = new Uint8Array(issuing.name.toSchema().toBER());
  return (
    equalBytes(certId.nameHash, await digest(name)) &&
    equalBytes(certId.keyHash, await digest(publicKeyBits(issuing.certificate)))
  );
}

function readRequest(
  request: Bytes,
): { readonly certIds: readonly CertId[]; readonly nonce: Bytes | undefined } | undefined {
  const outer = derOnly(request);
  const [tbs] = (outer && derParts(outer)) ?? [];
  const fields = tbs && derParts(tbs);
  const questions = fields?.find(({ tag }) => tag === 0x30);
  const list = questions && derParts(questions);
  if (list === undefined || list.length === 0 || list.length > MOST_QUESTIONS) return undefined;
  const certIds = list.map(readCertId);
  if (certIds.includes(undefined)) return undefined;
  const wrapped = fields?.find(({ tag }) => tag === 0xa2);
  const [extensions] = (wrapped && derParts(wrapped)) ?? [];
  const nonce = ((extensions && derParts(extensions)) ?? []).find(
    (each) => derOid(derParts(each)?.[0]) === NONCE,
  );
  return { certIds: certIds.filter((one) => one !== undefined), nonce: nonce?.whole };
}

function readCertId(question: DerElement): CertId | undefined {
  const [certId] = derParts(question) ?? [];
  const [algorithm, nameHash, keyHash, serial] = (certId && derParts(certId)) ?? [];
  if (!certId || !algorithm || nameHash?.tag !== 0x04 || keyHash?.tag !== 0x04 || serial?.tag !== 0x02)
    return undefined;
  const hash = HASHES[derOid(derParts(algorithm)?.[0]) ?? ""];
  return {
    whole: certId.whole,
    hash,
    nameHash: nameHash.content,
    keyHash: keyHash.content,
    serial: serial.content,
  };
}

/** The public key's bits of a certificate, as OCSP hashes them: without tag, length and unused bits. */
const publicKeyBits = (certificate: Bytes): Bytes =>
  Certificate.fromBER(certificate).subjectPublicKeyInfo.subjectPublicKey.valueBlock.valueHexView.slice();
