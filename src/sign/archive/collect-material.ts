import { type Bytes, equalBytes } from "../../kit/bytes.ts";
import { derParts } from "../../kit/der-read.ts";
import type { RevocationSource } from "../../ports/revocation.ts";
import { readToken } from "../timestamp/read-token.ts";
import { certificatePath, readAll } from "./certificate-path.ts";
import type { FoundSignature } from "./read-signatures.ts";
import { attributeValues, readSignedData, type SignedDataParts } from "./read-signed-data.ts";
import { type Material, type StandingDesk, standingDesk } from "./standing.ts";
import { commonNameOf, type X509 } from "./x509.ts";

/** What one signature needs to be checked for decades. */
export type SignatureMaterial = { readonly signature: FoundSignature; readonly material: Material };

/** A certificate that nothing sound could be archived about. */
export type Gap = { readonly field: string; readonly certificate: string; readonly why: string };

const SIGNATURE_TIMESTAMP = "1.2.840.113549.1.9.16.2.14";
const NO_CHECK = "1.3.6.1.5.5.7.48.1.5";

/** A certificate that signed something at a trusted time. */
type Use = { readonly leaf: X509; readonly usedAt: Date; readonly pool: readonly Bytes[] };

/**
 * Collects certificates, OCSP answers and CRLs for every signature and timestamp: each path up to its root, what issuers say
 * of every certificate on it, and the certificates of those who say it. What could not be had is a gap, with the reason.
 * Throws `archive.certificate_revoked`.
 */
export async function collectMaterial(
  signatures: readonly FoundSignature[],
  parts: { readonly source: RevocationSource; readonly stored: Material; readonly now: Date },
): Promise<{ readonly found: readonly SignatureMaterial[]; readonly gaps: readonly Gap[] }> {
  const desk = standingDesk(parts);
  const found: SignatureMaterial[] = [];
  const gaps: Gap[] = [];
  let provedAt = parts.now;
  // Newest first: a document timestamp is a trusted time for everything before it.
  for (const signature of signatures.toReversed()) {
    const read = await usesOf(signature, provedAt);
    if (typeof read === "string") {
      gaps.push({ field: signature.field, certificate: "", why: read });
      continue;
    }
    if (signature.kind === "document timestamp") provedAt = read.at(-1)?.usedAt ?? provedAt;
    const collector = new Collector(desk, { ...parts, field: signature.field });
    for (const use of read) await collector.takePath(use);
    found.unshift({ signature, material: collector.material() });
    gaps.push(...collector.gaps);
  }
  return { found, gaps };
}

/** The certificates that a signature rests on: its timestamp's, then its own. In words why it cannot be read. */
async function usesOf(signature: FoundSignature, provedAt: Date): Promise<readonly Use[] | string> {
  if (signature.kind === "document timestamp") {
    const token = await readToken(signature.contents);
    if (typeof token === "string") return `the document timestamp is not sound: ${token}`;
    return [{ leaf: token.signer, usedAt: token.genTime, pool: token.certificates }];
  }
  const data = readSignedData(signature.contents);
  const leaf = data && signerOf(data);
  if (data === undefined || leaf === undefined) return "the signature is not a CMS with its certificate";
  const uses: Use[] = [];
  for (const { whole } of attributeValues(data.signer.unsigned, SIGNATURE_TIMESTAMP)) {
    const token = await readToken(whole.slice());
    if (typeof token === "string") return `the timestamp is not sound: ${token}`;
    uses.push({ leaf: token.signer, usedAt: token.genTime, pool: token.certificates });
  }
  const usedAt = uses[0]?.usedAt ?? provedAt;
  return [...uses, { leaf, usedAt, pool: [...data.certificates, ...uses.flatMap(({ pool }) => pool)] }];
}

function signerOf({ certificates, signer }: SignedDataParts): X509 | undefined {
  const [issuer, serial] = derParts(signer.identifier) ?? [];
  if (issuer === undefined || serial === undefined) return undefined;
  return readAll(certificates).find(
    (each) => equalBytes(each.issuer, issuer.whole) && equalBytes(each.serial, serial.content),
  );
}

/** Whether the CMS of a signature carries a timestamp over it. */
export const hasSignatureTimestamp = ({ contents }: FoundSignature): boolean =>
  attributeValues(readSignedData(contents)?.signer.unsigned ?? [], SIGNATURE_TIMESTAMP).length > 0;

/** Gathers what one signature needs, each thing once. */
class Collector {
  readonly gaps: Gap[] = [];
  readonly #certificates: Bytes[] = [];
  readonly #answers: Record<"ocsps" | "crls", Bytes[]> = { ocsps: [], crls: [] };
  readonly #desk: StandingDesk;
  readonly #place: {
    readonly source: RevocationSource;
    readonly stored: Material;
    readonly field: string;
  };

  constructor(
    desk: StandingDesk,
    place: { readonly source: RevocationSource; readonly stored: Material; readonly field: string },
  ) {
    this.#desk = desk;
    this.#place = place;
  }

  material(): Material {
    return { certificates: this.#certificates, ...this.#answers };
  }

  async takePath({ leaf, usedAt, pool }: Use): Promise<void> {
    const { source, stored } = this.#place;
    const path = await certificatePath(leaf, { pool: readAll([...pool, ...stored.certificates]), source });
    for (const [at, certificate] of path.certificates.entries()) {
      put(this.#certificates, certificate.der);
      const issuer = path.certificates[at + 1];
      if (issuer !== undefined) await this.#takeStanding(certificate, { issuer, usedAt });
    }
    const last = path.certificates.at(-1);
    if (!path.complete && last !== undefined) this.#miss(last, "its issuer's certificate is not to be had");
  }

  async #takeStanding(
    certificate: X509,
    { issuer, usedAt }: { readonly issuer: X509; readonly usedAt: Date },
  ): Promise<void> {
    if (certificate.extensions.has(NO_CHECK)) return;
    const proof = await this.#desk.standingAt({ certificate, issuer }, usedAt);
    if (typeof proof === "string") {
      this.#miss(certificate, proof);
      return;
    }
    put(this.#answers[proof.kind], proof.answer);
    for (const signer of proof.standing.signers) {
      const known = this.#certificates.some((one) => equalBytes(one, signer.der));
      put(this.#certificates, signer.der);
      if (!known) await this.#takeStanding(signer, { issuer, usedAt });
    }
  }

  #miss(certificate: X509, why: string): void {
    this.gaps.push({ field: this.#place.field, certificate: commonNameOf(certificate), why });
  }
}

/** Adds bytes that are not there yet. */
function put(list: Bytes[], one: Bytes): void {
  if (!list.some((other) => equalBytes(other, one))) list.push(one);
}
