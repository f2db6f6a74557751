import { equalBytes } from "../../kit/bytes.ts";
import { isWeak, signatureHolds } from "./v08-algorithms.ts";
import { type Certificate, caOf, KEY_USAGE, mayUse } from "../cms/certificate.ts";
import type { ReasonCode } from "../../../schemas/verification-reasons.ts";

/** A path from the signer to an anchor, or why there is none. `path` is signer first, anchor last. */
export type PathOutcome =
  | { readonly found: true; readonly path: readonly Certificate[]; readonly weak: boolean }
  | { readonly found: false; readonly reason: ReasonCode };

/** Critical extensions we understand. Name and policy constraints are not among them: a path with them fails, it is never waved through. */
const UNDERSTOOD = new Set([
  "2.5.29.15",
  "2.5.29.17",
  "2.5.29.18",
  "2.5.29.19",
  "2.5.29.31",
  "2.5.29.32",
  "2.5.29.37",
  "1.3.6.1.5.5.7.1.3",
]);
const KEY_USAGE_EXTENSION = "2.5.29.15";
const NAME_CONSTRAINTS = "2.5.29.30";
const MAX_DEPTH = 8;
const MAX_CHECKS = 64;

type Search = {
  readonly pool: readonly Certificate[];
  readonly anchors: readonly Certificate[];
  checksLeft: number;
  reason: ReasonCode;
};

/**
 * V9: a chain by key, never by name: each certificate's signature holds under the next one's key, and the last key is an
 * anchor's. CAs are CAs, may sign certificates, respect path length. Validity in time is judged apart (`judge-time`).
 */
export async function buildPath(
  signer: Certificate,
  pool: readonly Certificate[],
  anchors: readonly Certificate[],
): Promise<PathOutcome> {
  if (!understood(signer)) return { found: false, reason: "verify.path_not_allowed" };
  const search: Search = { pool, anchors, checksLeft: MAX_CHECKS, reason: "verify.issuer_unknown" };
  if (anchors.some((anchor) => equalBytes(anchor.encoding, signer.encoding)))
    return { found: true, path: [signer], weak: false };
  const path = await extend([signer], search);
  if (path === undefined) return { found: false, reason: search.reason };
  return {
    found: true,
    path,
    weak: path.slice(0, -1).some((one, at) => isWeak(one.scheme, path[at + 1]?.key ?? one.key)),
  };
}

async function extend(
  path: readonly Certificate[],
  search: Search,
): Promise<readonly Certificate[] | undefined> {
  const last = path.at(-1);
  if (last === undefined || path.length > MAX_DEPTH) return undefined;
  for (const [issuers, isAnchor] of [
    [search.anchors, true],
    [search.pool, false],
  ] as const) {
    for (const issuer of issuers) {
      if (!equalBytes(issuer.subject, last.issuer) || isIn(path, issuer)) continue;
      if (search.checksLeft <= 0) return undefined;
      search.checksLeft -= 1;
      if (
        !(await signatureHolds(issuer.key, last.scheme, { signed: last.signed, signature: last.signature }))
      ) {
        if (isAnchor) search.reason = "verify.issuer_key_differs";
        continue;
      }
      if (!mayIssue(issuer, path.length - 1)) {
        search.reason = "verify.path_not_allowed";
        continue;
      }
      const longer = [...path, issuer];
      const whole = isAnchor ? longer : await extend(longer, search);
      if (whole !== undefined) return whole;
    }
  }
  return undefined;
}

/** A certificate may be there twice (in the CMS and in the DSS): it is told by its bytes. */
const isIn = (path: readonly Certificate[], certificate: Certificate): boolean =>
  path.some((one) => equalBytes(one.encoding, certificate.encoding));

/** `below`: CA certificates between this issuer and the signer. A CA without key usage is not limited by it (RFC 5280 §6.1.4 (n)). */
function mayIssue(issuer: Certificate, below: number): boolean {
  const { ca, pathLength } = caOf(issuer);
  const mayCertify = !issuer.extensions.has(KEY_USAGE_EXTENSION) || mayUse(issuer, KEY_USAGE.keyCertSign);
  return ca && below <= pathLength && mayCertify && understood(issuer);
}

const understood = (certificate: Certificate): boolean =>
  !certificate.extensions.has(NAME_CONSTRAINTS) &&
  [...certificate.extensions].every(([oid, extension]) => !extension.critical || UNDERSTOOD.has(oid));
