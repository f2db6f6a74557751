import { describe, expect, it } from "vitest";
import {
  ENVELOPE_EVENTS,
  ENVELOPE_MOVES,
  ENVELOPE_STATES,
  type EnvelopeState,
  envelopeMove,
  isOpenForSigning,
} from "../../schemas/envelope-moves.ts";

const ended: readonly EnvelopeState[] = ["declined", "voided", "terminated"];

describe("the life of an envelope", () => {
  it("reaches every state from the draft", () => {
    const reached = new Set<EnvelopeState>(["draft"]);
    for (const state of reached) for (const { to } of Object.values(ENVELOPE_MOVES[state])) reached.add(to);
    expect([...reached].toSorted()).toEqual([...ENVELOPE_STATES].toSorted());
  });

  it.each(ended)("ends with %s", (state) => {
    expect(ENVELOPE_EVENTS.filter((event) => envelopeMove(state, event) !== undefined)).toEqual([]);
  });

  it("is signed only while it is being signed", () => {
    expect(ENVELOPE_STATES.filter(isOpenForSigning)).toEqual(["signing"]);
  });

  it("undoes nothing that is completed but by an agreement of all parties", () => {
    expect(Object.keys(ENVELOPE_MOVES.completed)).toEqual(["terminate"]);
  });

  it("asks a reason of whoever refuses, withdraws or hands on", () => {
    for (const moves of Object.values(ENVELOPE_MOVES))
      for (const [event, { reason }] of Object.entries(moves))
        expect(reason, event).toBe(["decline", "void", "transfer"].includes(event));
  });
});
