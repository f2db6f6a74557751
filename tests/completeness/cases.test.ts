import { describe, expect, it } from "vitest";
import type { Case } from "./case.ts";
import { documentCases, partyCases, subjectCases } from "./cases-of-elements.ts";
import { finerPoints } from "./cases-of-finer-points.ts";
import {
  agreementJudgements,
  authorityJudgements,
  ownershipJudgements,
  partyJudgements,
  quantityJudgements,
  serviceJudgements,
} from "./cases-of-judgement.ts";
import {
  clauseCases,
  filingCases,
  moneyCases,
  performanceCases,
  signingCases,
  wordingCases,
} from "./cases-of-terms.ts";
import { variantCases } from "./cases-of-variants.ts";
import { idsOf } from "./samples.ts";

const groups: readonly (readonly [string, readonly Case[]])[] = [
  ["document", documentCases],
  ["parties", partyCases],
  ["subject", subjectCases],
  ["term and performance", performanceCases],
  ["money", moneyCases],
  ["clauses", clauseCases],
  ["signing", signingCases],
  ["wording", wordingCases],
  ["filing", filingCases],
  ["variants", variantCases],
  ["quantities as people write them", quantityJudgements],
  ["services as people write them", serviceJudgements],
  ["who owns and who answers", ownershipJudgements],
  ["letters of authority", authorityJudgements],
  ["names and electronic signatures", agreementJudgements],
  ["telephones, payers, projects", partyJudgements],
  ["finer points", finerPoints],
];

describe.each(groups)("rules on %s", (_, cases) => {
  it.each(cases.map(([says, patch, expected, base = "V1"]) => ({ says, patch, expected, base })))(
    "$says",
    ({ patch, expected, base }) => {
      expect(idsOf(base, patch)).toEqual(expected.toSorted());
    },
  );
});
