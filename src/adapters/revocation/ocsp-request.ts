import { Certificate } from "pkijs";
import type { Bytes } from "../../kit/bytes.ts";
import { derNull, derObjectId, derOctets, derSequence } from "../../kit/der.ts";
import { derOnly, derParts } from "../../kit/der-read.ts";

/** SHA-1 names the issuer here and proves nothing; it is what every responder understands (RFC 6960 §4.3). */
const SHA1 = derSequence(derObjectId("1.3.14.3.2.26"), derNull());

/** OCSPRequest about one certificate (RFC 6960 §4.1), without nonce: archived answers may come from a responder's store. */
export async function ocspRequest(question: {
  readonly certificate: Bytes;
  readonly issuer: Bytes;
}): Promise<Bytes> {
  const issuer = Certificate.fromBER(question.issuer);
  const digest = async (bytes: BufferSource): Promise<Bytes> =>
    new Uint8Array(await crypto.subtle.digest("SHA-1", bytes));
  const name = await digest(issuer.subject.toSchema().toBER());
  const key = await digest(issuer.subjectPublicKeyInfo.subjectPublicKey.valueBlock.valueHexView.slice());
  const certId = derSequence(SHA1, derOctets(name), derOctets(key), serialOf(question.certificate));
  return derSequence(derSequence(derSequence(derSequence(certId))));
}

/** The serial number as it stands in the certificate, an INTEGER in DER. */
function serialOf(certificate: Bytes): Bytes {
  const outer = derOnly(certificate);
  const [tbs] = (outer && derParts(outer)) ?? [];
  const fields = (tbs && derParts(tbs)) ?? [];
  const serial = fields.find(({ tag }) => tag === 0x02);
  if (serial === undefined) throw new TypeError("a certificate has a serial number");
  return serial.whole;
}
