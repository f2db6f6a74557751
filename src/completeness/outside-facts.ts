import type { Stage } from "../../schemas/check-report.ts";
import type { Contract } from "../../schemas/contract.ts";
import type { Jurisdiction, Rule } from "../../schemas/jurisdictions/index.ts";
import { coversServices } from "./clause-rule.ts";
import { isAskedFor } from "./whole-text.ts";

/** What a rule rests on beside the contract, and whether that was given. A rule that lacks it has judged nothing. */
type Known = (contract: Contract) => boolean;

const isGiven = (value: unknown): boolean => value !== null && value !== undefined;

const PATENT_FILING = ["HB-S10", "ZF-4", "ZP-1", "XI-5"];

const FACTS: Readonly<Record<string, Known>> = {
  "PTY-04": ({ evidence, parties }) =>
    (parties ?? []).every(({ seat }) => evidence?.register?.some((entry) => entry.seat === seat) ?? false),
  "SUB-10": (contract) =>
    !coversServices(PATENT_FILING, { contract }) || isGiven(contract.evidence?.licences),
  "ATT-01": ({ attachments }) => (attachments ?? []).every(({ fileSha256 }) => isGiven(fileSha256)),
  "ATT-04": ({ evidence }) => isGiven(evidence?.qualifications),
  "ZK-01": ({ park }) => isGiven(park?.confirmed),
  "ZK-02": ({ park }) => isGiven(park?.enterpriseInPark),
  "ZK-03": ({ park }) => isGiven(park?.bidWinner),
  "FIL-04": ({ filing }) => isGiven(filing?.figures),
  "FIL-05": ({ filing }) => isAskedFor(filing, "creditEntry"),
  "FIL-06": ({ evidence }) => isGiven(evidence?.otherContracts),
};

/**
 * Rules of a filing that look at facts outside the contract nobody handed in: registers, licences, files, credit, a park's list.
 * Nothing was found there because nothing was looked at; a person has to verify them otherwise. Empty before stage file.
 */
export function outsideFacts(
  contract: Contract,
  { law, stage }: { readonly law: Jurisdiction; readonly stage: Stage },
): readonly Rule[] {
  if (stage !== "file") return [];
  return law.rules.filter(({ id }) => FACTS[id]?.(contract) === false);
}
