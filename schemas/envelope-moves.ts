/**
 * The life of an envelope as one table, shared by code, interface documents and tests. A pair that is not here is refused.
 * Nothing here asks whether the one who moves may: `EnvelopeMove.by` says who it is offered to, the use cases enforce it.
 */

/** Where an envelope stands. */
export const ENVELOPE_STATES = [
  "draft",
  "signing",
  "completed",
  "declined",
  "voided",
  "expired",
  "terminated",
] as const;
export type EnvelopeState = (typeof ENVELOPE_STATES)[number];

/** What people call a state, in Chinese and English. */
export const ENVELOPE_STATE_NAMES: Readonly<Record<EnvelopeState, readonly [string, string]>> = {
  draft: ["草稿", "draft"],
  signing: ["签署中", "signing"],
  completed: ["已完成", "completed"],
  declined: ["已拒签", "declined"],
  voided: ["已撤销", "voided"],
  expired: ["已过期", "expired"],
  terminated: ["已解除", "terminated"],
};

/**
 * What happens to an envelope. sign 签署 is one step's; complete is the last step's own consequence; terminate follows from a
 * 解除协议 that all parties signed; expire is the clock's; the sender's: send 发出, remind 催签, extend 延期, void 撤销; the
 * signer's: sign, decline 拒签, transfer 转交.
 */
export const ENVELOPE_EVENTS = [
  "send",
  "sign",
  "complete",
  "remind",
  "extend",
  "transfer",
  "decline",
  "void",
  "expire",
  "terminate",
] as const;
export type EnvelopeEvent = (typeof ENVELOPE_EVENTS)[number];

/** One permitted move: where it leads, who is offered it, whether a reason must be given. */
export type EnvelopeMove = {
  readonly to: EnvelopeState;
  readonly by: "sender" | "signer" | "clock" | "house";
  readonly reason: boolean;
};

const move = (to: EnvelopeState, by: EnvelopeMove["by"]): EnvelopeMove => ({ to, by, reason: false });
const reasoned = (to: EnvelopeState, by: EnvelopeMove["by"]): EnvelopeMove => ({ to, by, reason: true });

/**
 * The whole machine. A completed contract changes only by a new agreement that all parties sign; what was declined, voided or
 * has expired is over, and is sent anew as another envelope. An expired one may still be extended: its signatures stand.
 */
export const ENVELOPE_MOVES: Readonly<
  Record<EnvelopeState, Readonly<Partial<Record<EnvelopeEvent, EnvelopeMove>>>>
> = {
  draft: { send: move("signing", "sender"), void: reasoned("voided", "sender") },
  signing: {
    sign: move("signing", "signer"),
    complete: move("completed", "house"),
    remind: move("signing", "sender"),
    extend: move("signing", "sender"),
    transfer: reasoned("signing", "signer"),
    decline: reasoned("declined", "signer"),
    void: reasoned("voided", "sender"),
    expire: move("expired", "clock"),
  },
  completed: { terminate: move("terminated", "house") },
  expired: { extend: move("signing", "sender"), void: reasoned("voided", "sender") },
  declined: {},
  voided: {},
  terminated: {},
};

/** The move, or undefined when the table does not know it. */
export const envelopeMove = (state: EnvelopeState, event: EnvelopeEvent): EnvelopeMove | undefined =>
  ENVELOPE_MOVES[state][event];

/** Whether links of an envelope still open for signing. */
export const isOpenForSigning = (state: EnvelopeState): boolean => envelopeMove(state, "sign") !== undefined;
