import { equalBytes } from "../../kit/bytes.ts";
import { hashOf, type Scheme, schemeOf, signatureHolds } from "../rules/v08-algorithms.ts";
import { type Certificate, keyIsFor, purposesOf, readCertificate } from "../cms/certificate.ts";
import {
  bitsOf,
  children,
  contentsOf,
  type Der,
  encodingOf,
  expectTag,
  oidOf,
  readDer,
  TAG,
  timeOf,
} from "../cms/der.ts";
import { digestOf } from "../cms/digest.ts";
import { unsound } from "../unsound.ts";
import type { RevocationFact } from "./revocation-fact.ts";

/** A basic OCSP answer (RFC 6960 §4.2.1), read and not yet judged. */
export type OcspAnswer = {
  readonly signed: Uint8Array;
  readonly signature: Uint8Array;
  readonly scheme: Scheme;
  readonly responder: Der;
  readonly producedAt: Date;
  readonly singles: readonly Der[];
  readonly certificates: readonly Certificate[];
};

const OID_BASIC = "1.3.6.1.5.5.7.48.1.1";
const OID_OCSP_SIGNING = "1.3.6.1.5.5.7.3.9";
const MOST_SINGLES = 64;

/** Reads an OCSPResponse, or the BasicOCSPResponse alone as CMS carries it. Throws Unsound. */
export function readOcsp(encoding: Uint8Array): OcspAnswer {
  const whole = expectTag(readDer(encoding), TAG.sequence, "an OCSP answer");
  const [first, wrapped] = children(whole);
  if (first?.tag !== 0x0a) return readBasic(whole);
  const [kind, body] = children(
    expectTag(children(expectTag(wrapped, 0xa0, "an answer"))[0], TAG.sequence, "an answer"),
  );
  if (contentsOf(first)[0] !== 0 || oidOf(kind) !== OID_BASIC)
    throw unsound("verify.cms_malformed", "no OCSP answer");
  return readBasic(readDer(contentsOf(expectTag(body, TAG.octets, "an answer"))));
}

function readBasic(basic: Der): OcspAnswer {
  const [body, algorithm, signature, extra] = children(expectTag(basic, TAG.sequence, "an OCSP answer"));
  const fields = children(expectTag(body, TAG.sequence, "an OCSP answer"));
  if (fields[0]?.tag === 0xa0) fields.shift();
  const [responder, producedAt, singles] = fields;
  if (body === undefined || responder === undefined) throw unsound("verify.cms_malformed", "no OCSP answer");
  const listed = extra ? children(expectTag(children(extra)[0], TAG.sequence, "certificates")) : [];
  return {
    signed: encodingOf(body),
    signature: bitsOf(signature),
    scheme: schemeOf(algorithm),
    responder,
    producedAt: timeOf(producedAt),
    singles: children(expectTag(singles, TAG.sequence, "answers")).slice(0, MOST_SINGLES),
    certificates: listed.slice(0, 8).map((one) => readCertificate(encodingOf(one))),
  };
}

/** V11: what an answer says about a certificate, if it is about it and its responder may say so; undefined when not. */
export async function factFromOcsp(
  answer: OcspAnswer,
  about: { readonly certificate: Certificate; readonly issuer: Certificate },
): Promise<RevocationFact | undefined> {
  for (const single of answer.singles) {
    const [id, status, thisUpdate, next] = children(single);
    if (id === undefined || status === undefined || !(await isAbout(id, about))) continue;
    if (!(await authorised(answer, about.issuer))) return undefined;
    const nextUpdate = next?.tag === 0xa0 ? timeOf(children(next)[0]) : undefined;
    const said = { thisUpdate: timeOf(thisUpdate), nextUpdate, from: "OCSP" } as const;
    if (status.tag === 0x80) return { ...said, revokedAt: undefined };
    if (status.tag === 0xa1) return { ...said, revokedAt: timeOf(children(status)[0]) };
  }
  return undefined;
}

async function isAbout(id: Der, about: { certificate: Certificate; issuer: Certificate }): Promise<boolean> {
  const [algorithm, name, key, serial] = children(id);
  if (serial === undefined || !equalBytes(contentsOf(serial), about.certificate.serial)) return false;
  const hash = hashOf(algorithm);
  return (
    equalBytes(
      contentsOf(expectTag(name, TAG.octets, "a name hash")),
      await digestOf(hash, about.issuer.subject),
    ) &&
    equalBytes(
      contentsOf(expectTag(key, TAG.octets, "a key hash")),
      await digestOf(hash, about.issuer.keyBits),
    )
  );
}

/** The issuer itself may answer, or a responder it certified for that (RFC 6960 §4.2.2.2). */
async function authorised(answer: OcspAnswer, issuer: Certificate): Promise<boolean> {
  const parts = { signed: answer.signed, signature: answer.signature };
  if (await signatureHolds(issuer.key, answer.scheme, parts)) return true;
  for (const responder of answer.certificates) {
    const delegated =
      equalBytes(responder.issuer, issuer.subject) &&
      purposesOf(responder)?.oids.includes(OID_OCSP_SIGNING) === true &&
      responder.notBefore <= answer.producedAt &&
      answer.producedAt <= responder.notAfter;
    if (!delegated || !keyIsFor(responder, issuer)) continue;
    const certified = { signed: responder.signed, signature: responder.signature };
    if (!(await signatureHolds(issuer.key, responder.scheme, certified))) continue;
    if (await signatureHolds(responder.key, answer.scheme, parts)) return true;
  }
  return false;
}
