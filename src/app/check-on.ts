import type { CheckReport, ReportLanguage, Stage } from "../../schemas/check-report.ts";
import type { Contract } from "../../schemas/contract.ts";
import { lawFor } from "../../schemas/jurisdictions/index.ts";
import { checkCompleteness } from "../completeness/check-completeness.ts";
import { dayInShanghai } from "../kit/dates.ts";
import type { House } from "./house.ts";

/** Checks a contract by the law of its variant, as of a day; today in China unless said. */
export function checkOn(
  house: Pick<House, "clock">,
  contract: Contract,
  asked: {
    readonly stage: Stage;
    readonly asOf?: string | undefined;
    readonly language?: ReportLanguage | undefined;
  },
): CheckReport {
  return checkCompleteness(contract, {
    stage: asked.stage,
    asOf: asked.asOf ?? dayInShanghai(house.clock.now()),
    law: lawFor(contract.variant),
    language: asked.language,
  });
}
