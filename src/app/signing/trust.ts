import type { TrustStatement } from "../../../schemas/api/trust.ts";
import type { KeyHolder } from "../../ports/keys.ts";
import type { StepRecord } from "../../ports/records.ts";
import type { House } from "../house.ts";

/** How the signer's identity came to us, as whoever admitted the signer knows it. */
export type IdentityFact = TrustStatement["identity"];

/** Signing by API key: we know the organisation's account, the person's name only from its caller. */
export const STATED_BY_ACCOUNT: IdentityFact = {
  kind: "stated_by_account",
  says: "签署人姓名由调用方提供，未经核验",
};

/** The four facts of a signature that is made here and now with this key. */
export const trustStatement = (
  house: Pick<House, "issuer" | "timestamps">,
  key: KeyHolder,
  identity: IdentityFact,
): TrustStatement => ({
  certificate: house.issuer.kind,
  time: house.timestamps.kind === "configured" ? "external" : "built-in",
  identity,
  key,
});

/** Weakest first. */
const ORDER = {
  certificate: ["built-in", "configured"],
  time: ["none", "built-in", "external"],
  key: ["server", "service", "signer", "browser"],
} as const;
const IDENTITY_ORDER = ["stated_by_account", "phone_named_by_sender", "code_confirmed", "real_name"] as const;

const weakest = <Word>(order: readonly Word[], words: readonly Word[]): Word | undefined =>
  order.find((word) => words.includes(word));

/**
 * The statement that holds for all signatures of an envelope: of each fact the weakest. Before the first one, what a
 * signature by the server would have.
 */
export function weakestTrust(
  house: Pick<House, "issuer" | "timestamps">,
  steps: readonly StepRecord[],
): TrustStatement {
  const made = steps.flatMap(({ trust }) => trust ?? []);
  const none = trustStatement(house, "server", STATED_BY_ACCOUNT);
  const kind = weakest(
    IDENTITY_ORDER,
    made.map(({ identity }) => identity.kind),
  );
  return {
    certificate:
      weakest(
        ORDER.certificate,
        made.map(({ certificate }) => certificate),
      ) ?? none.certificate,
    time:
      weakest(
        ORDER.time,
        made.map(({ time }) => time),
      ) ?? none.time,
    key:
      weakest(
        ORDER.key,
        made.map(({ key }) => key),
      ) ?? none.key,
    identity: made.find(({ identity }) => identity.kind === kind)?.identity ?? none.identity,
  };
}
