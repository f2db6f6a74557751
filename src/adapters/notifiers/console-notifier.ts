import type { Notifier } from "../../ports/notifier.ts";

/**
 * The default: nothing leaves the house. The message counts as delivered; in test mode and in a demo the console page shows
 * its text, made again from what is stored, because the text itself may hold a link or a code and is kept nowhere.
 */
export const consoleNotifier: Notifier = {
  name: "console",
  send: () => Promise.resolve({ reference: null }),
};
