import {
  ENVELOPE_EVENTS,
  ENVELOPE_STATE_NAMES,
  type EnvelopeEvent,
  type EnvelopeMove,
  type EnvelopeState,
  envelopeMove,
} from "../../../schemas/envelope-moves.ts";
import type { EnvelopeRecord, StepRecord } from "../../ports/records.ts";
import { AppError } from "../app-error.ts";

type Standing = Pick<EnvelopeRecord, "state" | "expiresAt">;

/** The state as it is now: past its deadline an envelope is expired, also before the clock's own work has said so. */
export const stateNow = ({ state, expiresAt }: Standing, now: Date): EnvelopeState =>
  state === "signing" && expiresAt !== null && expiresAt <= now.toISOString() ? "expired" : state;

/** The move of the one table, or `app.move_refused` with what is permitted. */
export function permittedMove(envelope: Standing, event: EnvelopeEvent, now: Date): EnvelopeMove {
  const state = stateNow(envelope, now);
  const move = envelopeMove(state, event);
  if (move !== undefined) return move;
  throw new AppError("app.move_refused", `签署流程${ENVELOPE_STATE_NAMES[state][0]}，不能这样办`, {
    state,
    event,
  });
}

/** What the table offers to this kind of mover now. */
export const movesOf = (envelope: Standing, by: EnvelopeMove["by"], now: Date): EnvelopeEvent[] =>
  ENVELOPE_EVENTS.filter((event) => envelopeMove(stateNow(envelope, now), event)?.by === by);

/** Steps that may be signed now: of a sequential envelope the next one, of a parallel one the next of each seat. */
export function stepsInTurn(
  { flow }: Pick<EnvelopeRecord, "flow">,
  steps: readonly StepRecord[],
): readonly StepRecord[] {
  const waiting = steps.filter(({ state }) => state === "waiting");
  if (flow === "sequential") return waiting.slice(0, 1);
  return waiting.filter((step, at) => waiting.findIndex(({ seat }) => seat === step.seat) === at);
}
