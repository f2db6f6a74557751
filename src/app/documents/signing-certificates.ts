import type { SigningCertificate } from "../../../schemas/contract-evidence.ts";
import { type Bytes, toHex } from "../../kit/bytes.ts";
import { HouseError } from "../../kit/errors.ts";
import { type Certificate, subjectText } from "../../verify/cms/certificate.ts";
import { readDer } from "../../verify/cms/der.ts";
import { readCms } from "../../verify/cms/read-cms.ts";
import { signaturesIn } from "../evidence/read-signatures.ts";

/**
 * The certificates the signatures of a PDF were made with, by the name of their field, as they stand in the file: whether
 * their issuers are to be trusted is not judged here. A signature that cannot be read has none. Throws nothing for any bytes.
 */
export function signingCertificates(pdf: Bytes): ReadonlyMap<string, SigningCertificate> {
  const found = quietly(() => signaturesIn(pdf)) ?? [];
  return new Map(
    found.flatMap(({ field, cms }) => {
      const certificate = quietly(() => readCms(readDer(cms)).candidates[0]);
      return certificate === undefined ? [] : [[field, told(certificate)] as const];
    }),
  );
}

const told = (certificate: Certificate): SigningCertificate => ({
  subject: nameAt(certificate, certificate.subject),
  serial: toHex(Uint8Array.from(certificate.serial)).slice(0, 80),
  issuer: nameAt(certificate, certificate.issuer),
  notBefore: certificate.notBefore.toISOString(),
  notAfter: certificate.notAfter.toISOString(),
});

const nameAt = (certificate: Certificate, subject: Uint8Array): string | undefined =>
  quietly(() => subjectText({ ...certificate, subject }))?.slice(0, 200);

function quietly<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (fault) {
    if (fault instanceof HouseError) return undefined;
    throw fault;
  }
}
