import { type Certificate, KEY_USAGE, mayUse, purposesOf } from "../cms/certificate.ts";
import type { ReasonCode } from "../../../schemas/verification-reasons.ts";
import { Unsound } from "../unsound.ts";
import { buildPath } from "../rules/v09-path.ts";
import { judgeRevocation, type RevocationGround } from "../rules/v11-revocation.ts";
import { judgeTime, type TrustedTime } from "./judge-time.ts";

/** Trust in one signer. `trusted` means the chain ends in an anchor by key and every certificate in it may do what it does. */
export type TrustOutcome = {
  readonly trust: "trusted" | "untrusted" | "unknown";
  readonly reasons: readonly ReasonCode[];
  /** The certificates from signer to anchor, where a path was found. */
  readonly path: readonly Certificate[];
  /** Whether the document itself carries what settles revocation for the whole path (level B-LT). */
  readonly kept: boolean;
};

/** Where trust begins, which instants are known, and what the signer signs. */
export type TrustGround = {
  readonly role: "signature" | "timestamp";
  readonly anchors: readonly Certificate[];
  readonly at: Date;
  readonly time: TrustedTime | undefined;
} & Omit<RevocationGround, "at" | "time">;

/** V8, V9, V11: path, key usage, validity in time. Revocation (V11) is asked of what the document carries, then of the network. */
export async function judgeTrust(
  signer: Certificate,
  pool: readonly Certificate[],
  ground: TrustGround,
): Promise<TrustOutcome> {
  try {
    return await judge(signer, pool, ground);
  } catch (error) {
    if (error instanceof Unsound) return { ...UNTRUSTED, reasons: ["verify.path_not_allowed"] };
    throw error;
  }
}

/** Purposes of certificates that are for machines: TLS servers, code, timestamps, OCSP. One with no other purpose is not for signing. */
const OTHER_PURPOSES = new Set(["1", "3", "8", "9"].map((last) => `1.3.6.1.5.5.7.3.${last}`));

const UNTRUSTED = { trust: "untrusted", path: [], kept: false } as const;

async function judge(
  signer: Certificate,
  pool: readonly Certificate[],
  ground: TrustGround,
): Promise<TrustOutcome> {
  const outcome = await buildPath(signer, [...pool, ...ground.evidence.certificates], ground.anchors);
  if (!outcome.found)
    return {
      ...UNTRUSTED,
      trust: outcome.reason === "verify.issuer_unknown" ? "unknown" : "untrusted",
      reasons: [outcome.reason],
    };
  const purposes = purposesOf(signer)?.oids;
  const forSigning =
    ground.role === "timestamp" || purposes === undefined || purposes.some((oid) => !OTHER_PURPOSES.has(oid));
  if (!forSigning || !mayUse(signer, KEY_USAGE.digitalSignature, KEY_USAGE.nonRepudiation)) {
    return { ...UNTRUSTED, reasons: ["verify.certificate_not_for_signing"] };
  }
  const timely = judgeTime(outcome.path, ground.time, ground.at);
  const reasons: ReasonCode[] = outcome.weak ? ["verify.weak_algorithm"] : [];
  if (timely !== undefined) reasons.push(timely);
  const { path } = outcome;
  const revocation = await judgeRevocation(path, ground);
  return { trust: "trusted", reasons: [...reasons, ...revocation.reasons], path, kept: revocation.kept };
}
