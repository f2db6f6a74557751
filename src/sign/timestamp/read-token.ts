import { type Bytes, equalBytes } from "../../kit/bytes.ts";
import { type DerElement, derOid, derOnly, derParts } from "../../kit/der-read.ts";
import { attributeValues, readSignedData, type SignedDataParts } from "../archive/read-signed-data.ts";
import { derTime } from "../archive/der-time.ts";
import { digestOf, isSignedBy } from "../archive/signed-by.ts";
import { purposesOf, readX509, type X509 } from "../archive/x509.ts";

/** A timestamp token that holds together: its signature, its certificate's purpose, its own account of that certificate. */
export type Token = {
  /** ContentInfo, DER. */
  readonly der: Bytes;
  readonly genTime: Date;
  /** WebCrypto name of the imprint's digest. */
  readonly digestName: string;
  readonly imprint: Bytes;
  /** Contents of the INTEGER; undefined when there is none. */
  readonly nonce: Bytes | undefined;
  /** The authority's certificate, and all that the token carries. */
  readonly signer: X509;
  readonly certificates: readonly Bytes[];
};

const TST_INFO = "1.2.840.113549.1.9.16.1.4";
const CONTENT_TYPE = "1.2.840.113549.1.9.3";
const MESSAGE_DIGEST = "1.2.840.113549.1.9.4";
const SIGNING_CERTIFICATE = "1.2.840.113549.1.9.16.2.12";
const SIGNING_CERTIFICATE_V2 = "1.2.840.113549.1.9.16.2.47";
const SUBJECT_KEY_IDENTIFIER = "2.5.29.14";
/** [0] IMPLICIT OCTET STRING. */
const KEY_IDENTIFIER_TAG = 0x80;
const TIME_STAMPING = "1.3.6.1.5.5.7.3.8";

/**
 * Reads a token and proves what can be proved of it alone (RFC 3161 §2.3, §2.4.2; RFC 5816). The answer is the token, or why
 * it is none, in words. Whether its authority is trusted, and whether it is about the right bytes, is the caller's question.
 */
export async function readToken(der: Bytes): Promise<Token | string> {
  const data = readSignedData(der);
  if (data === undefined) return "not a CMS signature with one signer";
  if (data.contentType !== TST_INFO || data.content === undefined) return "not a timestamp (id-ctTSTInfo)";
  const told = readTstInfo(data.content);
  if (told === undefined) return "its TSTInfo cannot be read";
  const signer = signerOf(data);
  if (signer === undefined) return "the authority's certificate is not inside";
  const flaw = await flawOf(data, signer, told.genTime);
  return flaw ?? { ...told, der, signer, certificates: data.certificates };
}

/** TSTInfo ::= SEQUENCE { version, policy, messageImprint, serialNumber, genTime, … nonce INTEGER … }. */
function readTstInfo(
  content: Bytes,
): Pick<Token, "genTime" | "digestName" | "imprint" | "nonce"> | undefined {
  const info = derOnly(content);
  const [version, policy, messageImprint, serial, time, ...rest] = (info && derParts(info)) ?? [];
  const [algorithm, imprint] = (messageImprint && derParts(messageImprint)) ?? [];
  const genTime = derTime(time);
  const digestName = digestOf(algorithm);
  if (version?.content[0] !== 1 || derOid(policy) === undefined || serial?.tag !== 0x02) return undefined;
  if (genTime === undefined || digestName === undefined || imprint?.tag !== 0x04) return undefined;
  const nonce = rest.find(({ tag }) => tag === 0x02)?.content;
  return { genTime, digestName, imprint: imprint.content, nonce };
}

/** The certificate inside that the signer's identifier names: by issuer and serial number, or by key identifier. */
export function signerOf({ certificates, signer }: SignedDataParts): X509 | undefined {
  const readable = certificates.flatMap((der) => readX509(der) ?? []);
  if (signer.identifier.tag === KEY_IDENTIFIER_TAG) {
    return readable.find((each) => {
      const own = each.extensions.get(SUBJECT_KEY_IDENTIFIER);
      return own !== undefined && equalBytes(own.value.subarray(2), signer.identifier.content);
    });
  }
  const [issuer, serial] = derParts(signer.identifier) ?? [];
  if (issuer === undefined || serial === undefined) return undefined;
  return readable.find(
    (each) => equalBytes(each.issuer, issuer.whole) && equalBytes(each.serial, serial.content),
  );
}

async function flawOf(data: SignedDataParts, certificate: X509, genTime: Date): Promise<string | undefined> {
  const { signer, content } = data;
  const digestName = digestOf(signer.digestAlgorithm);
  const attributes = signer.attributes === undefined ? undefined : derOnly(signer.attributes);
  if (digestName === undefined) return "its digest is too weak or unknown";
  if (attributes === undefined || content === undefined || signer.attributes === undefined)
    return "it has no signed attributes";
  const list = derParts(attributes) ?? [];
  const [contentType] = attributeValues(list, CONTENT_TYPE);
  if (derOid(contentType) !== TST_INFO) return "its signed content type is another one";
  const [digest] = attributeValues(list, MESSAGE_DIGEST);
  const expected = new Uint8Array(await crypto.subtle.digest(digestName, content));
  if (!digest || !equalBytes(digest.content, expected)) return "its content was changed";
  if (!(await namesCertificate(list, certificate))) return "its signing certificate is another one";
  const holds = await isSignedBy({
    publicKey: certificate.publicKey,
    algorithm: signer.signatureAlgorithm,
    digest: digestName,
    signed: signer.attributes,
    signature: signer.signature,
  });
  if (!holds) return "its signature does not hold";
  return purposeFlaw(certificate, genTime);
}

/** RFC 3161 §2.3: exactly one purpose, timeStamping, critical. */
function purposeFlaw(certificate: X509, genTime: Date): string | undefined {
  const limited = purposesOf(certificate);
  const [only, second] = limited?.purposes ?? [];
  const alone = only === TIME_STAMPING && second === undefined;
  if (!alone || limited?.critical === false) return "its certificate is not for timestamps alone";
  if (genTime < certificate.notBefore || genTime > certificate.notAfter)
    return "its certificate was not valid at that time";
  return undefined;
}

/** ESSCertIDv2 (RFC 5816) or ESSCertID (RFC 2634, SHA-1, as an identifier only: the signature does not rest on it). */
async function namesCertificate(attributes: readonly DerElement[], { der }: X509): Promise<boolean> {
  const [v2] = attributeValues(attributes, SIGNING_CERTIFICATE_V2);
  if (v2 !== undefined) {
    const parts = firstCertId(v2);
    const named = parts[0]?.tag === 0x30 ? digestOf(parts[0]) : "SHA-256";
    const hash = parts.find(({ tag }) => tag === 0x04);
    return named !== undefined && hash !== undefined && (await hashes(named, der, hash));
  }
  const [v1] = attributeValues(attributes, SIGNING_CERTIFICATE);
  const hash = v1 && firstCertId(v1)[0];
  return hash !== undefined && (await hashes("SHA-1", der, hash));
}

function firstCertId(signingCertificate: DerElement): readonly DerElement[] {
  const [certs] = derParts(signingCertificate) ?? [];
  const [certId] = (certs && derParts(certs)) ?? [];
  return (certId && derParts(certId)) ?? [];
}

const hashes = async (name: string, der: Bytes, { content }: DerElement): Promise<boolean> =>
  equalBytes(new Uint8Array(await crypto.subtle.digest(name, der)), content);
