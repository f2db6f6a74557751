import type { LinkRecord } from "../../ports/link-records.ts";
import type { MessageKind } from "../../ports/notifier.ts";
import type { Change } from "../../ports/store.ts";
import type { Caller } from "../caller.ts";
import type { House } from "../house.ts";
import type { EnvelopeAndSteps } from "../visible-envelope.ts";
import { invitations, invitedSteps } from "./invite.ts";
import { plannedMessage } from "./make-link.ts";

/** The newest link of each step that was sent one: who is told of what happens to the envelope. */
export function newestLinks(links: readonly LinkRecord[]): readonly LinkRecord[] {
  const own = links.filter(({ origin }) => origin === "message");
  return own.filter((link, at) => own.findIndex(({ order }) => order === link.order) === at);
}

/** News of an envelope for everybody who was invited to it, and for the house's own people where there is a chat. */
export async function plannedNews(house: House, envelopeId: string, kind: MessageKind): Promise<Change[]> {
  const links = newestLinks(await house.store.linksOf(envelopeId));
  const [any] = links;
  const chat: LinkRecord[] =
    any === undefined || house.channels.chat === undefined ? [] : [{ ...any, channel: "chat", to: "" }];
  return [...links, ...chat].flatMap((link) => plannedMessage(house, link, { kind }));
}

/** After a signature: whoever comes next is invited; after the last one everybody hears that it is done. */
export async function afterMessages(
  house: House,
  caller: Caller,
  { envelope, steps }: EnvelopeAndSteps,
): Promise<Change[]> {
  if (!steps.some(({ recipient }) => recipient !== null)) return [];
  if (envelope.state === "completed") return plannedNews(house, envelope.id, "completed");
  const wish = { envelope, steps, mode: caller.mode, actor: caller.organisationId };
  return invitations(house, wish, await invitedSteps(house, envelope.id));
}
