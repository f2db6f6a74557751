import type { Bytes } from "../../kit/bytes.ts";
import { derContext, derObjectId, derOctets, derSequence, derSetOf } from "../../kit/der.ts";
import { sha256 } from "../../kit/digest.ts";
import type { SignerCertificate } from "./certificate.ts";

/** id-data (RFC 5652 §4): the content type of a detached PAdES signature. */
export const ID_DATA = derObjectId("1.2.840.113549.1.7.1");
const CONTENT_TYPE = derObjectId("1.2.840.113549.1.9.3");
const MESSAGE_DIGEST = derObjectId("1.2.840.113549.1.9.4");
const SIGNING_CERTIFICATE_V2 = derObjectId("1.2.840.113549.1.9.16.2.47");

/** Attribute ::= SEQUENCE { attrType, attrValues SET OF }, here with one value. */
const attribute = (type: Bytes, value: Bytes): Bytes => derSequence(type, derSetOf(value));

/**
 * The attributes of a PAdES B-B signature over a document of this digest (EN 319 142-1 §6.3), as the DER SET OF that the key
 * signs (RFC 5652 §5.4): contentType, messageDigest, signing-certificate-v2; no signing-time, since PAdES claims the time in
 * /M. The same input always gives the same bytes, so prepare and complete may each build them.
 */
export async function signedAttributes(digest: Bytes, certificate: SignerCertificate): Promise<Bytes> {
  return derSetOf(
    attribute(CONTENT_TYPE, ID_DATA),
    attribute(MESSAGE_DIGEST, derOctets(digest)),
    attribute(SIGNING_CERTIFICATE_V2, await signingCertificateV2(certificate)),
  );
}

/** RFC 5035 §3: SEQUENCE { certs { ESSCertIDv2 } }. SHA-256 is the default hash, and DER leaves defaults out. */
async function signingCertificateV2({ der, issuer, serialNumber }: SignerCertificate): Promise<Bytes> {
  const directoryName = derContext(4, issuer);
  const issuerSerial = derSequence(derSequence(directoryName), serialNumber);
  const certId = derSequence(derOctets(await sha256(der)), issuerSerial);
  return derSequence(derSequence(certId));
}
