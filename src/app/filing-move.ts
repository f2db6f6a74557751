import { type FilingEvent, type FilingState, nextFilingState } from "../filing/filing-states.ts";
import type { FilingRecord } from "../ports/records.ts";
import { AppError } from "./app-error.ts";
import type { Caller } from "./caller.ts";
import { isReviewer } from "./visible-filing.ts";

/** Refuses with `app.wrong_state` unless every step of an act leads on to the next by the table of states. */
export function assertMove(filing: FilingRecord, events: readonly FilingEvent[]): void {
  let state: FilingState = filing.state;
  for (const event of events) {
    const step = nextFilingState(state, event);
    if (!step.ok) throw new AppError("app.wrong_state", step.reason, { state, version: filing.version });
    state = step.state;
  }
}

/** Only a reviewer of the filing's own authority decides; `act` is what is refused, in words. */
export function needReviewer(caller: Caller, filing: FilingRecord, act: string): void {
  if (isReviewer(caller, filing)) return;
  throw new AppError("app.role_missing", `只有受理的备案机关可以${act}`, { role: "bureau" });
}
