import type { Notifier } from "../../src/ports/notifier.ts";

/** A channel that takes every message and delivers none: for tests whose subject is not the way of a message. */
export const acceptingNotifier: Notifier = {
  name: "accepting",
  send: () => Promise.resolve({ reference: null }),
};
