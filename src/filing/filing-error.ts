import { HouseError } from "../kit/errors.ts";

/** Why something of a filing could not be computed. Refused state changes are values, not errors (filing-states.ts). */
export type FilingFault = "filing.wrong_number" | "filing.no_filing_law";

/** A fault of the caller: a number out of range, or a variant that is not filed anywhere. */
export class FilingError extends HouseError<FilingFault> {}
