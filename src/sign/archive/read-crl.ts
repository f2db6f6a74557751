import { type Bytes, equalBytes } from "../../kit/bytes.ts";
import { type DerElement, derOnly, derParts } from "../../kit/der-read.ts";
import { derTime } from "./der-time.ts";
import type { Standing, Subject } from "./read-ocsp.ts";
import { isSignedBy } from "./signed-by.ts";
import { bitOctets, readExtensions } from "./x509.ts";

/** TBSCertList in parts (RFC 5280 §5.1). */
type CrlFields = {
  readonly issuer: DerElement;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | undefined;
  readonly revoked: readonly DerElement[];
  readonly extensions: DerElement | undefined;
};

/**
 * Reads a complete CRL about a certificate: issued and signed by its issuer, without critical extensions (a partial or
 * indirect list is no answer here). The answer is the standing, or in words why there is none.
 */
export async function readCrl(crl: Bytes, { certificate, issuer }: Subject): Promise<Standing | string> {
  const outer = derOnly(crl);
  const [tbs, algorithm, signatureBits] = (outer && derParts(outer)) ?? [];
  const signature = bitOctets(signatureBits);
  const fields = tbs && fieldsOf(tbs);
  if (tbs === undefined || algorithm === undefined || signature === undefined || fields === undefined)
    return "it is not a CRL";
  if (!equalBytes(fields.issuer.whole, issuer.subject)) return "the CRL is another issuer's";
  const extensions = readExtensions(fields.extensions && derParts(fields.extensions)?.[0]);
  if (extensions === undefined || [...extensions.values()].some(({ critical }) => critical))
    return "the CRL is not a complete one";
  const holds = await isSignedBy({ publicKey: issuer.publicKey, algorithm, signed: tbs.whole, signature });
  if (!holds) return "the CRL's signature does not hold";
  const entry = fields.revoked.find((one) =>
    equalBytes(derParts(one)?.[0]?.content ?? new Uint8Array(), certificate.serial),
  );
  return {
    state: entry === undefined ? "good" : "revoked",
    revokedAt: entry && derTime(derParts(entry)?.[1]),
    thisUpdate: fields.thisUpdate,
    nextUpdate: fields.nextUpdate,
    signers: [],
  };
}

function fieldsOf(tbs: DerElement): CrlFields | undefined {
  const parts = derParts(tbs) ?? [];
  const first = parts[0]?.tag === 0x02 ? 1 : 0;
  const [, issuer, updated, ...rest] = parts.slice(first);
  const thisUpdate = derTime(updated);
  if (issuer === undefined || thisUpdate === undefined) return undefined;
  const list = rest.find(({ tag }) => tag === 0x30);
  return {
    issuer,
    thisUpdate,
    nextUpdate: derTime(rest[0]),
    revoked: (list && derParts(list)) ?? [],
    extensions: rest.find(({ tag }) => tag === 0xa0),
  };
}
