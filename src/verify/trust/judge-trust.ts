import { type Certificate, KEY_USAGE, mayUse } from "../cms/certificate.ts";
import type { ReasonCode } from "../../../schemas/verification-reasons.ts";
import { Unsound } from "../unsound.ts";
import { buildPath } from "./build-path.ts";
import { judgeTime, type TrustedTime } from "./judge-time.ts";

/** Trust in one signer. `trusted` means the chain ends in an anchor by key and every certificate in it may do what it does. */
export type TrustOutcome = {
  readonly trust: "trusted" | "untrusted" | "unknown";
  readonly reasons: readonly ReasonCode[];
};

/** Where trust begins and which instants are known. */
export type TrustGround = {
  readonly anchors: readonly Certificate[];
  readonly at: Date;
  readonly time: TrustedTime | undefined;
};

/** V8, V9: path, key usage, validity in time. Revocation (V11) is not asked here, and that is said. */
export async function judgeTrust(
  signer: Certificate,
  pool: readonly Certificate[],
  ground: TrustGround,
): Promise<TrustOutcome> {
  try {
    return await judge(signer, pool, ground);
  } catch (error) {
    if (error instanceof Unsound) return { trust: "untrusted", reasons: ["verify.path_not_allowed"] };
    throw error;
  }
}

async function judge(
  signer: Certificate,
  pool: readonly Certificate[],
  ground: TrustGround,
): Promise<TrustOutcome> {
  const outcome = await buildPath(signer, pool, ground.anchors);
  if (!outcome.found)
    return {
      trust: outcome.reason === "verify.issuer_unknown" ? "unknown" : "untrusted",
      reasons: [outcome.reason],
    };
  if (!mayUse(signer, KEY_USAGE.digitalSignature, KEY_USAGE.nonRepudiation)) {
    return { trust: "untrusted", reasons: ["verify.certificate_not_for_signing"] };
  }
  const timely = judgeTime(outcome.path, ground.time, ground.at);
  const reasons: ReasonCode[] = outcome.weak ? ["verify.weak_algorithm"] : [];
  if (timely !== undefined) reasons.push(timely);
  return { trust: "trusted", reasons: [...reasons, "verify.revocation_not_checked"] };
}
