import type { CheckReport, ReportLanguage, Stage } from "../../../schemas/check-report.ts";
import type { Contract } from "../../../schemas/contract.ts";
import { lawFor } from "../../../schemas/jurisdictions/index.ts";
import { checkCompleteness } from "../../completeness/check-completeness.ts";
import type { Bytes } from "../../kit/bytes.ts";
import { dayInShanghai } from "../../kit/dates.ts";
import type { Clock } from "../../ports/clock.ts";
import { readContractFile } from "./read-contract-file.ts";
import { readVariant } from "./read-variant.ts";

/** The latest stage for which the contract holds something: a filing, else signatures, else it is a draft. */
export const stageOf = (contract: Contract): Stage =>
  contract.filing ? "file" : (contract.signatures?.length ?? 0) > 0 ? "sign" : "draft";

/**
 * Checks the contract in a file. `variant` overrules the one written in it, `stage` the one its content suggests, `asOf`
 * (a day) today in Shanghai. Throws `desk.unknown_variant` and what reading the file throws; findings are values.
 */
export function checkContractFile(request: {
  readonly clock: Clock;
  readonly bytes: Bytes;
  readonly file: string;
  readonly variant: string | undefined;
  readonly stage: Stage | undefined;
  readonly asOf: string | undefined;
  readonly language?: ReportLanguage | undefined;
}): CheckReport {
  const read = readContractFile(request.bytes);
  const contract = request.variant === undefined ? read : { ...read, variant: readVariant(request.variant) };
  return checkCompleteness(contract, {
    law: lawFor(contract.variant),
    stage: request.stage ?? stageOf(contract),
    asOf: request.asOf ?? dayInShanghai(request.clock.now()),
    file: request.file,
    language: request.language,
  });
}
