import type { MessageKind } from "../../schemas/api/message.ts";
import { HouseError } from "../kit/errors.ts";

export type { MessageKind } from "../../schemas/api/message.ts";

/** How a message travels: to a phone, to a mail box, to a group chat of the sender's. */
export type Channel = "sms" | "mail" | "chat";

/** One message to one person. It may hold a signer's link or code: never logged, never stored in clear. */
export type Message = {
  /** The same for every try at the same message, so that a gateway can tell a repetition. */
  readonly id: string;
  readonly kind: MessageKind;
  /** Phone number (+86 and eleven digits, or eleven digits), mail address; unused for chat. */
  readonly to: string;
  readonly subject: string;
  /** The whole message as plain text, for channels that take text. */
  readonly text: string;
  /** The values of the kind's template, for gateways that take parameters. One line each. */
  readonly parameters: Readonly<Record<string, string>>;
};

/** What the channel answered: its own number for the message, when it gives one. */
export type Delivery = { readonly reference: string | null };

/** A channel for messages. Sending twice may deliver twice; whoever calls keeps the state of delivery. */
export interface Notifier {
  /** Shown to operators beside the state of delivery. */
  readonly name: string;
  /** Hands the message over. Throws NotifierError; nothing of the message is in its facts. */
  send(message: Message): Promise<Delivery>;
}

/**
 * - `notifier.unreachable`: nobody answers; try again later.
 * - `notifier.timeout`: no whole answer in time; it may have been delivered; try again later.
 * - `notifier.busy`: the channel asks to wait (its rate limit); try again later.
 * - `notifier.refused`: the channel will not take this message (`facts.reason` in its own word): wrong number, no such
 *   template, no money; trying again does not help until somebody changes something.
 * - `notifier.wrong_answer`: the answer is not what the channel's documentation says.
 * - `notifier.no_template`: no approved template is configured for this kind.
 */
export type NotifierFault =
  | "notifier.unreachable"
  | "notifier.timeout"
  | "notifier.busy"
  | "notifier.refused"
  | "notifier.wrong_answer"
  | "notifier.no_template";
export class NotifierError extends HouseError<NotifierFault> {}

/** Whether a later try may succeed by itself. */
export const mayComeLater = (fault: NotifierFault): boolean =>
  fault === "notifier.unreachable" || fault === "notifier.timeout" || fault === "notifier.busy";
