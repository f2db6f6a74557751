import { equalBytes, toHex } from "../../kit/bytes.ts";
import { type Scheme, schemeOf, signatureHolds } from "../rules/v08-algorithms.ts";
import { type Certificate, caOf, KEY_USAGE, mayUse } from "../cms/certificate.ts";
import {
  bitsOf,
  children,
  contentsOf,
  type Der,
  encodingOf,
  expectTag,
  oidOf,
  readDer,
  TAG,
  timeOf,
} from "../cms/der.ts";
import { unsound } from "../unsound.ts";
import type { RevocationFact } from "./revocation-fact.ts";

/** A revocation list (RFC 5280 §5), read and not yet judged. `revoked`: serial number in hexadecimal to the time. */
export type RevocationList = {
  readonly signed: Uint8Array;
  readonly signature: Uint8Array;
  readonly scheme: Scheme;
  readonly issuer: Uint8Array;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | undefined;
  readonly revoked: ReadonlyMap<string, Date>;
  /** Which certificates it speaks of (issuingDistributionPoint). */
  readonly scope: "all" | "users" | "authorities";
};

const MOST_BYTES = 8_000_000;
const OID_SCOPE = "2.5.29.28";
const OID_NUMBER = "2.5.29.20";
const isTime = (element: Der | undefined): boolean =>
  element?.tag === TAG.utcTime || element?.tag === TAG.generalizedTime;

/** Reads a CertificateList. Indirect lists, delta lists and lists by reason are refused. Throws Unsound. */
export function readCrl(encoding: Uint8Array): RevocationList {
  if (encoding.length > MOST_BYTES) throw unsound("verify.too_large", "a revocation list");
  const [body, algorithm, signature] = children(
    expectTag(readDer(encoding), TAG.sequence, "a revocation list"),
  );
  const fields = children(expectTag(body, TAG.sequence, "a revocation list"));
  if (fields[0]?.tag === TAG.integer) fields.shift();
  const [, issuer, thisUpdate, ...rest] = fields;
  const nextUpdate = isTime(rest[0]) ? timeOf(rest.shift()) : undefined;
  const listed = rest[0]?.tag === TAG.sequence ? children(rest[0]) : [];
  if (body === undefined) throw unsound("verify.cms_malformed", "a revocation list");
  return {
    signed: encodingOf(body),
    signature: bitsOf(signature),
    scheme: schemeOf(algorithm),
    issuer: encodingOf(expectTag(issuer, TAG.sequence, "an issuer")),
    thisUpdate: timeOf(thisUpdate),
    nextUpdate,
    revoked: new Map(listed.map(readEntry)),
    scope: scopeOf(rest.find((part) => part.tag === 0xa0)),
  };
}

function readEntry(entry: Der): [string, Date] {
  const [serial, time] = children(entry);
  return [toHex(contentsOf(expectTag(serial, TAG.integer, "a serial number"))), timeOf(time)];
}

function scopeOf(extensions: Der | undefined): RevocationList["scope"] {
  let scope: RevocationList["scope"] = "all";
  const listed = extensions ? children(expectTag(children(extensions)[0], TAG.sequence, "extensions")) : [];
  for (const extension of listed) {
    const parts = children(extension);
    const oid = oidOf(parts[0]);
    const critical = parts[1]?.tag === TAG.boolean && contentsOf(parts[1])[0] !== 0;
    if (oid === OID_SCOPE) scope = readScope(contentsOf(expectTag(parts.at(-1), TAG.octets, "an extension")));
    else if (critical && oid !== OID_NUMBER)
      throw unsound("verify.cms_malformed", "a partial revocation list");
  }
  return scope;
}

/** issuingDistributionPoint (§5.2.5): [1] users only, [2] authorities only; [3] reasons, [4] indirect, [5] attributes are refused. */
function readScope(encoding: Uint8Array): RevocationList["scope"] {
  const yes = children(readDer(encoding)).filter(
    (part) => part.tag !== 0xa0 && (part.tag === 0x83 || contentsOf(part)[0] !== 0),
  );
  if (yes.some((part) => part.tag !== 0x81 && part.tag !== 0x82))
    throw unsound("verify.cms_malformed", "a partial revocation list");
  return yes.some((part) => part.tag === 0x81) ? "users" : yes.length > 0 ? "authorities" : "all";
}

/** V11: what a list says about a certificate, if it is its issuer's own list; undefined when not. */
export async function factFromCrl(
  list: RevocationList,
  about: { readonly certificate: Certificate; readonly issuer: Certificate },
): Promise<RevocationFact | undefined> {
  const { certificate, issuer } = about;
  if (!equalBytes(list.issuer, certificate.issuer) || !equalBytes(issuer.subject, list.issuer))
    return undefined;
  const needed = caOf(certificate).ca ? "authorities" : "users";
  if (list.scope !== "all" && list.scope !== needed) return undefined;
  if (issuer.extensions.has("2.5.29.15") && !mayUse(issuer, KEY_USAGE.crlSign)) return undefined;
  if (!(await signatureHolds(issuer.key, list.scheme, { signed: list.signed, signature: list.signature })))
    return undefined;
  const { thisUpdate, nextUpdate } = list;
  return { revokedAt: list.revoked.get(toHex(certificate.serial)), thisUpdate, nextUpdate, from: "CRL" };
}
