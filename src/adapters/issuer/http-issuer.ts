import { Certificate } from "pkijs";
import { type Bytes, equalBytes, fromUtf8, toBase64, utf8 } from "../../kit/bytes.ts";
import type {
  CertificateIssuer,
  CertificateSubject,
  IssuedCertificate,
} from "../../ports/certificate-issuer.ts";
import { readCertificatesPem } from "../keys/pem.ts";
import { askOutside, type Patience } from "../outside/ask-outside.ts";
import { certificationRequest } from "./certification-request.ts";
import { IssuerError } from "./errors.ts";

/** An issuer of somebody else: a licensed CA behind the contract in this room's README. */
export type HttpIssuer = {
  readonly url: string;
  /** `Authorization` header, when the issuer wants one. */
  readonly authorization?: string | undefined;
  /** Roots its certificates must end under, DER. */
  readonly anchors: readonly Bytes[];
  readonly patience?: Partial<Patience> | undefined;
};

const HOUR = 3_600_000;
const MOST_ANSWER = 256 * 1024;
const COMMON_NAME = "2.5.4.3";
/** Longer chains are no chains of event certificates. */
const MOST_CERTIFICATES = 8;

/**
 * Certificates from a configured issuer: POST application/json with the PKCS#10, answered with a PEM chain, the signer's
 * certificate first. What comes is checked before it is used: key, name, time, and a chain of valid signatures to an anchor.
 * Throws `issuer.*`.
 */
export function httpIssuer(issuer: HttpIssuer): CertificateIssuer {
  return {
    kind: "configured",
    issue: async ({ subject, key, certificationRequest: given, notBefore, hours }) => {
      const notAfter = new Date(notBefore.getTime() + hours * HOUR);
      const request = given ?? (await certificationRequest(subject, key));
      const certificates = await askIssuer(issuer, orderOf({ subject, request, notBefore, notAfter }));
      const { publicKey } = key;
      return await checkedChain(certificates, { subject, publicKey, notBefore, anchors: issuer.anchors });
    },
    anchors: () => Promise.resolve(issuer.anchors),
  };
}

/** The order as it goes over the wire. */
const orderOf = (order: {
  readonly subject: CertificateSubject;
  readonly request: Bytes;
  readonly notBefore: Date;
  readonly notAfter: Date;
}): Bytes =>
  utf8(
    JSON.stringify({
      pkcs10: toBase64(order.request),
      subject: {
        common_name: order.subject.commonName,
        organisation: order.subject.organisation,
        organisation_identifier: `NTRCN-${order.subject.uscc}`,
      },
      not_before: order.notBefore.toISOString(),
      not_after: order.notAfter.toISOString(),
    }),
  );

async function askIssuer(issuer: HttpIssuer, body: Bytes): Promise<readonly Bytes[]> {
  const answer = await askOutside({
    url: issuer.url,
    body,
    headers: {
      "Content-Type": "application/json",
      Accept: "application/pem-certificate-chain",
      ...(issuer.authorization === undefined ? {} : { Authorization: issuer.authorization }),
    },
    most: MOST_ANSWER,
    patience: issuer.patience,
  });
  if ("failed" in answer) {
    throw new IssuerError(
      `issuer.${answer.failed}`,
      `证书签发服务没有给出证书（${issuer.url}） · no certificate from ${issuer.url}: ${answer.failed}`,
      { place: issuer.url, ...(answer.status === undefined ? {} : { status: answer.status }) },
    );
  }
  try {
    return readCertificatesPem(fromUtf8(answer.bytes)).slice(0, MOST_CERTIFICATES);
  } catch (cause) {
    throw unsound("not a PEM chain of certificates", cause);
  }
}

const unsound = (why: string, cause?: unknown): IssuerError =>
  new IssuerError(
    "issuer.unsound",
    `签发服务给出的证书不能用：${why} · its certificate is not usable`,
    { why },
    { cause },
  );

type Expected = {
  readonly subject: CertificateSubject;
  readonly publicKey: Bytes;
  readonly notBefore: Date;
  readonly anchors: readonly Bytes[];
};

async function checkedChain(ders: readonly Bytes[], expected: Expected): Promise<IssuedCertificate> {
  const [first, ...above] = ders;
  if (first === undefined) throw unsound("no certificate came");
  const leaf = read(first);
  const key = new Uint8Array(leaf.subjectPublicKeyInfo.toSchema().toBER());
  if (!equalBytes(key, expected.publicKey)) throw unsound("it is for another key");
  const name: unknown = leaf.subject.typesAndValues.find(({ type }) => type === COMMON_NAME)?.value.valueBlock
    .value;
  if (name !== expected.subject.commonName) throw unsound("it names somebody else");
  if (leaf.notBefore.value > expected.notBefore || leaf.notAfter.value <= expected.notBefore)
    throw unsound("it is not valid at the time of signing");
  const chain = await chainTo(leaf, above.map(read), expected.anchors.map(read));
  if (chain === undefined) throw unsound("its chain does not end under a configured anchor");
  return { certificate: first, chain: chain.map(derOf) };
}

/** Issuers from the leaf's own up to the anchor, each proved by its signature; undefined when an anchor is not reached. */
async function chainTo(
  leaf: Certificate,
  above: readonly Certificate[],
  anchors: readonly Certificate[],
): Promise<Certificate[] | undefined> {
  const chain: Certificate[] = [];
  let child = leaf;
  for (let steps = 0; steps < MOST_CERTIFICATES; steps += 1) {
    const anchor = await issuerAmong(child, anchors);
    if (anchor !== undefined) return [...chain, anchor];
    const next = await issuerAmong(child, above);
    if (next === undefined || chain.includes(next)) return undefined;
    chain.push(next);
    child = next;
  }
  return undefined;
}

async function issuerAmong(
  child: Certificate,
  candidates: readonly Certificate[],
): Promise<Certificate | undefined> {
  for (const candidate of candidates) {
    const named = candidate !== child && candidate.subject.isEqual(child.issuer);
    if (named && (await child.verify(candidate).catch(() => false))) return candidate;
  }
  return undefined;
}

function read(der: Bytes): Certificate {
  try {
    return Certificate.fromBER(der);
  } catch (cause) {
    throw unsound("not an X.509 certificate", cause);
  }
}

const derOf = (certificate: Certificate): Bytes => new Uint8Array(certificate.toSchema(false).toBER());
