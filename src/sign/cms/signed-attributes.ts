import { Constructed, ObjectIdentifier, OctetString, Sequence, Set as DerSet } from "asn1js";
import { Attribute } from "pkijs";
import type { Bytes } from "../../kit/bytes.ts";
import { sha256 } from "../../kit/digest.ts";
import type { SignerCertificate } from "./certificate.ts";
import { byDerOrder } from "./der-order.ts";

/** id-data (RFC 5652 §4): the content type of a detached PAdES signature. */
export const ID_DATA = "1.2.840.113549.1.7.1";
const CONTENT_TYPE = "1.2.840.113549.1.9.3";
const MESSAGE_DIGEST = "1.2.840.113549.1.9.4";
const SIGNING_CERTIFICATE_V2 = "1.2.840.113549.1.9.16.2.47";

/** What the signer's key really signs. */
export type SignedAttributes = {
  readonly attributes: readonly Attribute[];
  /** DER SET OF, the bytes a SigningKey signs (RFC 5652 §5.4). */
  readonly toBeSigned: Bytes;
};

/**
 * The attributes of a PAdES B-B signature over a document of this digest (EN 319 142-1 §6.3): contentType, messageDigest,
 * signing-certificate-v2; no signing-time, since PAdES claims the time in /M. The same input always gives the same bytes,
 * so prepare and complete may each build them and compare.
 */
export async function signedAttributes(
  digest: Bytes,
  certificate: SignerCertificate,
): Promise<SignedAttributes> {
  const attributes = [
    new Attribute({ type: CONTENT_TYPE, values: [new ObjectIdentifier({ value: ID_DATA })] }),
    new Attribute({ type: MESSAGE_DIGEST, values: [new OctetString({ valueHex: digest })] }),
    new Attribute({ type: SIGNING_CERTIFICATE_V2, values: [await signingCertificateV2(certificate)] }),
  ]
    .map((attribute) => ({ attribute, der: new Uint8Array(attribute.toSchema().toBER()) }))
    .sort((a, b) => byDerOrder(a.der, b.der))
    .map(({ attribute }) => attribute);
  const set = new DerSet({ value: attributes.map((attribute) => attribute.toSchema()) });
  return { attributes, toBeSigned: new Uint8Array(set.toBER()) };
}

/** RFC 5035 §3: SEQUENCE { certs { ESSCertIDv2 } }. SHA-256 is the default hash, and DER leaves defaults out. */
async function signingCertificateV2({ der, parsed }: SignerCertificate): Promise<Sequence> {
  const directoryName = new Constructed({
    idBlock: { tagClass: 3, tagNumber: 4 },
    value: [parsed.issuer.toSchema()],
  });
  const issuerSerial = new Sequence({
    value: [new Sequence({ value: [directoryName] }), parsed.serialNumber],
  });
  const certId = new Sequence({ value: [new OctetString({ valueHex: await sha256(der) }), issuerSerial] });
  return new Sequence({ value: [new Sequence({ value: [certId] })] });
}
