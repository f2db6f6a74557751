import { type Bytes, equalBytes } from "../../kit/bytes.ts";
import type { RevocationSource } from "../../ports/revocation.ts";
import { isSignedBy } from "./signed-by.ts";
import { readX509, type X509 } from "./x509.ts";

/** A certificate and those above it, and whether the last one is an end: self-issued and self-signed, or a known anchor. */
export type CertificatePath = { readonly certificates: readonly X509[]; readonly complete: boolean };

/** Longer paths are loops or attacks. */
const LONGEST_PATH = 8;

/** Whether the issuer's key signed the certificate, and the names agree. */
export async function isIssuedBy(certificate: X509, issuer: X509): Promise<boolean> {
  if (!equalBytes(certificate.issuer, issuer.subject)) return false;
  return await isSignedBy({
    publicKey: issuer.publicKey,
    algorithm: certificate.signatureAlgorithm,
    signed: certificate.tbs,
    signature: certificate.signature,
  });
}

const isSelfIssued = (certificate: X509): boolean => equalBytes(certificate.issuer, certificate.subject);

/**
 * The path upwards from a certificate, through certificates at hand and, where one is missing, through those that the
 * certificate itself points to. Proves signatures; trust is not its question.
 */
export async function certificatePath(
  leaf: X509,
  known: { readonly pool: readonly X509[]; readonly source: Pick<RevocationSource, "issuersOf"> },
): Promise<CertificatePath> {
  const certificates = [leaf];
  let current = leaf;
  while (certificates.length < LONGEST_PATH) {
    if (isSelfIssued(current)) return { certificates, complete: await isIssuedBy(current, current) };
    const above =
      (await issuerIn(current, known.pool)) ??
      (await issuerIn(current, readAll(await known.source.issuersOf(current.der))));
    if (above === undefined) return { certificates, complete: false };
    certificates.push(above);
    current = above;
  }
  return { certificates, complete: false };
}

async function issuerIn(certificate: X509, candidates: readonly X509[]): Promise<X509 | undefined> {
  for (const candidate of candidates) if (await isIssuedBy(certificate, candidate)) return candidate;
  return undefined;
}

/** The certificates among these bytes that can be read, each once. */
export function readAll(ders: readonly Bytes[]): readonly X509[] {
  const read = ders.flatMap((der) => readX509(der) ?? []);
  return read.filter((one, at) => read.findIndex((other) => equalBytes(other.der, one.der)) === at);
}
