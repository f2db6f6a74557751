import { BitString, fromBER, Sequence } from "asn1js";

import { Certificate } from "pkijs";
import { type Bytes, equalBytes } from "../../kit/bytes.ts";
import type { SigningKey } from "../../ports/keys.ts";
import { SignError } from "../errors.ts";

/** A signer's certificate as the signature needs it. All bytes are those it was given as, never a re-encoding. */
export type SignerCertificate = {
  readonly der: Bytes;
  readonly parsed: Certificate;
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Bytes;
  /** Name and INTEGER, DER: together they identify the certificate in a signature. */
  readonly issuer: Bytes;
  readonly serialNumber: Bytes;
};

/** RFC 5280 §4.2.1.3: bit 0 digitalSignature, bit 1 nonRepudiation (contentCommitment). */
const KEY_USAGE = "2.5.29.15";
const SIGNATURE_USES = 0b1100_0000;

/** Reads one DER certificate. Proves nothing about it: no chain, no signature, no dates. Throws `sign.certificate_unreadable`. */
export function readCertificate(der: Bytes): SignerCertificate {
  return readable(() => {
    const certificate = oneSequence(der);
    const [tbs] = certificate.valueBlock.value;
    if (!(tbs instanceof Sequence)) throw new Error("there is no tbsCertificate");
    // version [0] (a v1 certificate has none), serialNumber, signature, issuer, validity, subject, subjectPublicKeyInfo
    const parts = tbs.valueBlock.value.map((part) => new Uint8Array(part.valueBeforeDecodeView));
    const first = tbs.valueBlock.value[0]?.idBlock.tagClass === 3 ? 1 : 0;
    const [serialNumber, , issuer, , , publicKey] = parts.slice(first);
    if (serialNumber === undefined || issuer === undefined || publicKey === undefined) {
      throw new Error("tbsCertificate ends early");
    }
    return { der, parsed: new Certificate({ schema: certificate }), publicKey, issuer, serialNumber };
  });
}

/** The bytes back, once they are one DER certificate by their outer form. Throws `sign.certificate_unreadable`. */
export function chainCertificate(der: Bytes): Bytes {
  return readable(() => {
    if (oneSequence(der).valueBlock.value.length !== 3) throw new Error("a certificate has three parts");
    return der;
  });
}

function oneSequence(der: Bytes): Sequence {
  const { offset, result } = fromBER(der);
  if (offset !== der.length || !(result instanceof Sequence)) throw new Error("not one DER sequence");
  return result;
}

function readable<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (cause) {
    throw new SignError(
      "sign.certificate_unreadable",
      "this is not one X.509 certificate in DER",
      {},
      { cause },
    );
  }
}

/**
 * Throws unless this key may sign with this certificate at this time: `sign.certificate_mismatch` when the certificate
 * names another public key, `sign.certificate_not_usable` outside its validity or without a signature keyUsage.
 */
export function assertUsable(certificate: SignerCertificate, key: SigningKey, signedAt: Date): void {
  if (!equalBytes(certificate.publicKey, key.publicKey)) {
    throw new SignError(
      "sign.certificate_mismatch",
      "the certificate is not for this key: its public key is another one",
    );
  }
  const notBefore = certificate.parsed.notBefore.value;
  const notAfter = certificate.parsed.notAfter.value;
  if (!(signedAt >= notBefore && signedAt <= notAfter)) {
    throw new SignError(
      "sign.certificate_not_usable",
      "the certificate is not valid at the time of signing: get a new one",
      {
        notBefore: notBefore.toISOString(),
        notAfter: notAfter.toISOString(),
      },
    );
  }
  const usage = certificate.parsed.extensions?.find(
    (extension) => extension.extnID === KEY_USAGE,
  )?.parsedValue;
  if (usage instanceof BitString && ((usage.valueBlock.valueHexView[0] ?? 0) & SIGNATURE_USES) === 0) {
    throw new SignError(
      "sign.certificate_not_usable",
      "the certificate's keyUsage has neither digitalSignature nor nonRepudiation",
    );
  }
}
