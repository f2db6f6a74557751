import type { LinkState } from "../../../schemas/api/signing-link.ts";
import type { House } from "../house.ts";
import { stateNow, stepsInTurn } from "./envelope-moves.ts";
import { type FoundLink, foundLink, isForCopiesOnly } from "./found-link.ts";
import { maskedTo } from "./masked-to.ts";

/** What a signer can do with a link now. */
export function standingOfLink(
  house: Pick<House, "clock">,
  { envelope, step, steps }: Pick<FoundLink, "envelope" | "step" | "steps">,
): LinkState["state"] {
  if (step.state === "signed") return "signed";
  if (stateNow(envelope, house.clock.now()) !== "signing") return "over";
  return stepsInTurn(envelope, steps).some(({ order }) => order === step.order) ? "open" : "waiting";
}

/** Name of the organisation that sent an envelope; empty when it is not known. */
export const senderName = async (house: Pick<House, "store">, tenantId: string): Promise<string> =>
  (await house.store.organisation(tenantId))?.name ?? "";

/** What anybody with the link may be told, before any code. Reads only. Throws `link.unknown`, `link.expired`, `link.revoked`. */
export async function linkState(house: House, token: string): Promise<LinkState> {
  const found = await foundLink(house, token, { address: "", count: "nothing" });
  const { link, envelope } = found;
  return {
    state: standingOfLink(house, found),
    envelope_state: stateNow(envelope, house.clock.now()),
    sender: await senderName(house, envelope.tenantId),
    sent_to: maskedTo(link.to),
    expires_at: link.expiresAt,
    copies_only: isForCopiesOnly(house, found),
    test_mode: link.mode === "test",
    framed: link.frameOrigin !== null,
  };
}

/** The site that may frame a link's page; null: nobody, also for tokens that open nothing. Reads only. */
export async function frameOriginOf(house: House, token: string): Promise<string | null> {
  const digest = await house.links.tokenDigest(token);
  const link = await house.store.linkByDigest(digest);
  return link?.frameOrigin ?? null;
}
