import type { LinkRecord, LinkSessionRecord } from "../../ports/link-records.ts";
import type { Caller } from "../caller.ts";
import type { House } from "../house.ts";
import type { FoundLink } from "./found-link.ts";

/** A link opened: what it leads to, and the session that may act for its recipient. */
export type OpenLink = FoundLink & { readonly session: LinkSessionRecord };

/** The same person as far as we know: named alike by the same sender, reached at the same number. */
export const isSibling = (own: LinkRecord, other: LinkRecord): boolean =>
  other.tenantId === own.tenantId &&
  other.mode === own.mode &&
  other.toFingerprint === own.toFingerprint &&
  other.name === own.name &&
  other.origin === "message";

/** The signer as a caller: of its step's organisation, for this one step, under its session. */
export async function signerCaller(
  house: Pick<House, "store">,
  { link, step, session }: OpenLink,
): Promise<Caller> {
  const organisation = await house.store.organisationByUscc(step.uscc);
  return {
    organisationId: organisation?.id ?? `link:${link.id}`,
    role: "enterprise",
    personId: null,
    keyId: session.id,
    mode: link.mode,
    scopes: ["envelopes:sign", "contracts:read"],
    uscc: step.uscc,
    authorityCode: null,
    link: { envelopeId: link.envelopeId, order: link.order, sentBy: link.tenantId },
  };
}
