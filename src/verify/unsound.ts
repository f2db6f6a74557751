import { REASONS, type ReasonCode } from "../../schemas/verification-reasons.ts";
import { HouseError } from "../kit/errors.ts";

/** Ends one check with a reason. Caught inside the room: it never leaves `verifyDocument`. */
export class Unsound extends HouseError<ReasonCode> {}

/** An `Unsound` whose message is the reason's English answer; `what` tells the detail. */
export const unsound = (code: ReasonCode, what: string): Unsound =>
  new Unsound(code, `${REASONS[code].answer.en} (${what})`);
