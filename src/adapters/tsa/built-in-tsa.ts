import { type Bytes } from "../../kit/bytes.ts";
import {
  derContext,
  derEnumerated,
  derGeneralizedTime,
  derNull,
  derObjectId,
  derOctets,
  derSequence,
  derSetOf,
  derSmallInteger,
  derUnsigned,
  inDerOrder,
} from "../../kit/der.ts";
import { type DerElement, derOid, derOnly, derParts } from "../../kit/der-read.ts";
import { sha256 } from "../../kit/digest.ts";
import type { Ids } from "../../ports/ids.ts";
import { ECDSA_SHA256 } from "../ca/revocation-list.ts";
import { TIMESTAMP_POLICY } from "../ca/profile.ts";
import type { RoleSigner } from "../ca/role-signer.ts";

/** Who stamps, when, and the certificates above it (issuing CA first). */
export type Stamper = {
  readonly signer: RoleSigner;
  readonly chain: readonly Bytes[];
  readonly now: Date;
  readonly ids: Pick<Ids, "random">;
};

/** PKIFailureInfo bits (RFC 3161 §2.4.2). */
const FAILURES = {
  badAlg: 0,
  badRequest: 2,
  badDataFormat: 5,
  unacceptedPolicy: 15,
  unacceptedExtension: 16,
};
type Failure = keyof typeof FAILURES;

const DIGEST_BYTES: Readonly<Record<string, number>> = {
  "2.16.840.1.101.3.4.2.1": 32,
  "2.16.840.1.101.3.4.2.2": 48,
  "2.16.840.1.101.3.4.2.3": 64,
};
const SHA256 = derSequence(derObjectId("2.16.840.1.101.3.4.2.1"));
const TST_INFO = derObjectId("1.2.840.113549.1.9.16.1.4");
const SIGNED_DATA = derObjectId("1.2.840.113549.1.7.2");
/** CMSVersion 3: the content is not id-data (RFC 5652 §5.1). */
const DATA_VERSION = derSmallInteger(3);
const SIGNER_VERSION = derSmallInteger(1);
/** One second: the system's clock, synchronised by whoever runs it. */
const ACCURACY = derSequence(derSmallInteger(1));

/** What is read of a TimeStampReq. */
type Question = {
  readonly imprint: DerElement;
  readonly nonce: DerElement | undefined;
  readonly withCertificate: boolean;
};

/**
 * Answers a TimeStampReq (RFC 3161) over SHA-256, -384 or -512, DER in and out: a token with the time of `now` in whole
 * seconds, or a refusal with its reason. It stamps anything that is asked in good form; its time is the clock's.
 */
export async function answerTimestamp(request: Bytes, stamper: Stamper): Promise<Bytes> {
  const question = readRequest(request);
  if (typeof question === "string") return refusal(question);
  return derSequence(derSequence(derSmallInteger(0)), await token(question, stamper));
}

/** PKIStatusInfo: rejection, with the one bit of PKIFailureInfo. */
function refusal(why: Failure): Bytes {
  const bit = FAILURES[why];
  const octets = new Uint8Array(Math.floor(bit / 8) + 1);
  octets[octets.length - 1] = 0x80 >> (bit % 8);
  const unused = 7 - (bit % 8);
  const bits = Uint8Array.of(0x03, octets.length + 1, unused, ...octets);
  return derSequence(derSequence(derSmallInteger(2), bits));
}

/** TimeStampReq ::= SEQUENCE { version, messageImprint, reqPolicy?, nonce?, certReq?, extensions [0]? }. */
function readRequest(request: Bytes): Question | Failure {
  const outer = derOnly(request);
  const [version, imprint, ...rest] = (outer && derParts(outer)) ?? [];
  if (version?.tag !== 0x02 || version.content[0] !== 1 || imprint === undefined) return "badDataFormat";
  const [algorithm, digest] = derParts(imprint) ?? [];
  const length = DIGEST_BYTES[derOid((algorithm && derParts(algorithm))?.[0]) ?? ""];
  if (length === undefined) return "badAlg";
  if (digest?.tag !== 0x04 || digest.content.length !== length) return "badDataFormat";
  const policy = rest.find(({ tag }) => tag === 0x06);
  if (policy !== undefined && derOid(policy) !== TIMESTAMP_POLICY) return "unacceptedPolicy";
  if (rest.some(({ tag }) => tag === 0xa0)) return "unacceptedExtension";
  const nonce = rest.find(({ tag }) => tag === 0x02);
  if (nonce !== undefined && nonce.content.length > 64) return "badRequest";
  const certReq = rest.find(({ tag }) => tag === 0x01);
  return { imprint, nonce, withCertificate: (certReq?.content[0] ?? 0) !== 0 };
}

async function token(question: Question, { signer, chain, now, ids }: Stamper): Promise<Bytes> {
  const tstInfo = derSequence(
    derSmallInteger(1),
    derObjectId(TIMESTAMP_POLICY),
    question.imprint.whole,
    derUnsigned(ids.random(16)),
    derGeneralizedTime(now),
    ACCURACY,
    ...(question.nonce === undefined ? [] : [question.nonce.whole]),
  );
  const attributes = derSetOf(
    attribute("1.2.840.113549.1.9.3", TST_INFO),
    attribute("1.2.840.113549.1.9.4", derOctets(await sha256(tstInfo))),
    attribute("1.2.840.113549.1.9.16.2.47", await signingCertificate(signer.certificate)),
  );
  const signature = await signer.sign(attributes);
  const implicit = attributes.slice();
  implicit[0] = 0xa0;
  const [issuer, serial] = issuerAndSerial(signer.certificate);
  const signerInfo = derSequence(
    SIGNER_VERSION,
    derSequence(issuer, serial),
    SHA256,
    implicit,
    ECDSA_SHA256,
    derOctets(signature),
  );
  const certificates = question.withCertificate
    ? [derContext(0, ...inDerOrder([signer.certificate, ...chain]))]
    : [];
  const data = derSequence(
    DATA_VERSION,
    derSetOf(SHA256),
    derSequence(TST_INFO, derContext(0, derOctets(tstInfo))),
    ...certificates,
    derSetOf(signerInfo),
  );
  return derSequence(SIGNED_DATA, derContext(0, data));
}

const attribute = (oid: string, value: Bytes): Bytes => derSequence(derObjectId(oid), derSetOf(value));

/** RFC 5816: ESSCertIDv2 with the default hash and the issuer and serial number. */
async function signingCertificate(certificate: Bytes): Promise<Bytes> {
  const [issuer, serial] = issuerAndSerial(certificate);
  const issuerSerial = derSequence(derSequence(derContext(4, issuer)), serial);
  const certId = derSequence(derOctets(await sha256(certificate)), issuerSerial);
  return derSequence(derSequence(certId));
}

/** Name and INTEGER of a certificate of ours, as they stand in it: version, serialNumber, signature, issuer, … */
function issuerAndSerial(certificate: Bytes): readonly [Bytes, Bytes] {
  const outer = derOnly(certificate);
  const [tbs] = (outer && derParts(outer)) ?? [];
  const [, serial, , issuer] = (tbs && derParts(tbs)) ?? [];
  return [issuer?.whole ?? derNull(), serial?.whole ?? derEnumerated(0)];
}
