import { distinguishedName } from "../ca/profile.ts";
import type { Bytes } from "../../kit/bytes.ts";
import { derBits, derContext, derNull, derObjectId, derSequence, derSmallInteger } from "../../kit/der.ts";
import type { CertificateSubject, CertifiedKey } from "../../ports/certificate-issuer.ts";
import { IssuerError } from "./errors.ts";

const bare = (oid: string): Bytes => derSequence(derObjectId(oid));
const withNull = (oid: string): Bytes => derSequence(derObjectId(oid), derNull());

/** PKCS#1 and ECDSA keys; PSS keys are of the same type and ask with what an issuer surely reads. */
const SIGNATURES: Readonly<Record<string, Bytes>> = {
  "ECDSA-P256-SHA256": bare("1.2.840.10045.4.3.2"),
  "ECDSA-P384-SHA256": bare("1.2.840.10045.4.3.2"),
  "ECDSA-P256-SHA384": bare("1.2.840.10045.4.3.3"),
  "ECDSA-P384-SHA384": bare("1.2.840.10045.4.3.3"),
  "ECDSA-P256-SHA512": bare("1.2.840.10045.4.3.4"),
  "ECDSA-P384-SHA512": bare("1.2.840.10045.4.3.4"),
  "RSA-PKCS1-SHA256": withNull("1.2.840.113549.1.1.11"),
  "RSA-PKCS1-SHA384": withNull("1.2.840.113549.1.1.12"),
  "RSA-PKCS1-SHA512": withNull("1.2.840.113549.1.1.13"),
};

/** PKCS#10 (RFC 2986), DER, for a key that we hold, naming the subject as our certificates do. Throws `issuer.key_elsewhere`. */
export async function certificationRequest(subject: CertificateSubject, key: CertifiedKey): Promise<Bytes> {
  const algorithm = SIGNATURES[key.algorithm];
  if (key.sign === undefined || algorithm === undefined) {
    throw new IssuerError(
      "issuer.key_elsewhere",
      "密钥不在这里，需要它签的 PKCS#10 · the key is elsewhere: its PKCS#10 is needed",
      { algorithm: key.algorithm },
    );
  }
  const name = distinguishedName({
    organisation: subject.organisation,
    organisationId: `NTRCN-${subject.uscc}`,
    commonName: subject.commonName,
  });
  const asked = derSequence(
    derSmallInteger(0),
    new Uint8Array(name.toSchema().toBER()),
    key.publicKey,
    derContext(0),
  );
  return derSequence(asked, algorithm, derBits(await key.sign(asked)));
}
