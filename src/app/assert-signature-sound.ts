import type { Contract, PartySignature } from "../../schemas/contract.ts";
import { AppError } from "./app-error.ts";
import { checkOn } from "./check-on.ts";
import type { House } from "./house.ts";

/** The one signature that is looked at stands first. */
const OWN = "/signatures/0";

/**
 * Refuses a signature that the filing desk would have to refuse: somebody other than the person the contract names, without
 * a letter of authority among its attachments (SIG-04), and whatever else the rules find on this signature by itself. What
 * is still missing of the other parties does not count. Throws `app.signature_unsound` with the findings.
 */
export function assertSignatureSound(
  house: Pick<House, "clock">,
  contract: Contract,
  signature: PartySignature,
): void {
  const { findings } = checkOn(house, { ...contract, signatures: [signature] }, { stage: "sign" });
  const own = findings.filter(
    (finding) => finding.severity === "B" && `${finding.pointer}/`.startsWith(`${OWN}/`),
  );
  if (own.length === 0) return;
  throw new AppError(
    "app.signature_unsound",
    `这样签署备案时会被退回：${own.map((one) => one.message).join("；")}`,
    {
      findings: own,
    },
  );
}
