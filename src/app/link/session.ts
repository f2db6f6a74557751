import { LINK_BOUNDS, type SessionOpened } from "../../../schemas/api/signing-link.ts";
import { type Bytes, toBase64 } from "../../kit/bytes.ts";
import type { LinkRecord, LinkSessionRecord } from "../../ports/link-records.ts";
import { decide } from "../decide.ts";
import type { House } from "../house.ts";
import { type Asker, confirmedCode, usedUp } from "./codes.ts";
import {
  assertActs,
  assertAlive,
  assertOpens,
  type FoundLink,
  foundLink,
  whereItLeads,
} from "./found-link.ts";
import { LinkError } from "./link-error.ts";
import { linkEvent } from "./link-event.ts";
import { isSibling, type OpenLink } from "./open-link.ts";
import { signingTask } from "./signing-task.ts";

const TOKEN_BYTES = 32;

/** What the browser brings with each request: empty texts where it brings nothing. */
export type Presented = { readonly session: string; readonly device: string };

const base64Url = (bytes: Bytes): string =>
  toBase64(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

/** What is kept of a browser's device token; a framed page has none, its session is its own device. */
const deviceOf = (house: House, link: LinkRecord, device: string): Promise<string> =>
  house.links.fingerprint("device", link.frameOrigin === null ? device : `frame ${link.id}`);

/** A session that was opened: its secrets for the browser, and the task. */
export type Opened = {
  /** Goes into the cookie, or of a framed page into the answer. */
  readonly session: string;
  /** A device token the browser did not have before. */
  readonly device: string;
  readonly answer: SessionOpened;
};

async function committedOpening(
  house: House,
  found: FoundLink,
  opening: { readonly session: LinkSessionRecord; readonly identity: NonNullable<LinkRecord["identity"]> },
): Promise<LinkRecord> {
  const { session, identity } = opening;
  return decide(async () => {
    const link = (await house.store.link(found.link.id)) ?? found.link;
    assertOpens(house, { ...found, link });
    const set = {
      openedAt: link.openedAt ?? session.createdAt,
      identity,
      deviceFingerprint: session.deviceFingerprint,
    };
    const facts = { session: session.id, identity: identity.kind, device: session.deviceFingerprint };
    await house.store.commit([
      ...(await linkEvent(house, link, { type: "link.opened", facts, set })),
      { insert: "linkSessions", row: session },
    ]);
    return { ...link, ...set, version: link.version + 1 };
  });
}

/**
 * The code opens a session of half an hour, bound to the link and to this browser. The identity provider is asked before the code
 * is used up: when it does not answer, the same code opens later. Throws `link.*` and `identity.*`.
 */
export async function openSession(
  house: House,
  token: string,
  asked: Asker & { readonly code: string; readonly device: string },
): Promise<Opened> {
  const found = await foundLink(house, token, { address: asked.address, count: "failures" });
  const { link, step } = found;
  const code = await confirmedCode(house, link, { ...asked, purpose: "open" });
  const identity = await house.identity.identify({
    reference: `${link.id}:${code.id}`,
    name: link.name,
    to: link.to,
    namedBy: step.recipient?.namedBy ?? "sender",
    organisation: step.organisation,
    uscc: step.uscc,
  });
  await usedUp(house, code);
  const secret = base64Url(house.ids.random(TOKEN_BYTES));
  const device = asked.device === "" ? base64Url(house.ids.random(TOKEN_BYTES)) : asked.device;
  const now = house.clock.now();
  const session: LinkSessionRecord = {
    id: house.ids.next("ses"),
    digest: await house.links.tokenDigest(secret),
    linkId: link.id,
    deviceFingerprint: await deviceOf(house, link, device),
    createdAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + LINK_BOUNDS.sessionMinutes * 60_000).toISOString(),
    endedAt: null,
  };
  const opened = { ...found, link: await committedOpening(house, found, { session, identity }), session };
  const task = await signingTask(house, opened);
  return { session: secret, device, answer: { session: link.frameOrigin === null ? null : secret, task } };
}

/** To look is allowed as long as the copies are; to act only while the link lives. */
export type Purpose = "look" | "act";

/**
 * The link as its session sees it. Throws what `foundLink` does, `link.expired` for acting with a link whose days are over,
 * `link.session_missing` without one of this link and this browser, `link.session_over` after half an hour.
 */
export async function openLink(
  house: House,
  token: string,
  presented: Presented & Asker & { readonly purpose: Purpose },
): Promise<OpenLink> {
  const found = await foundLink(house, token, { address: presented.address, count: "nothing" });
  if (presented.purpose === "act") assertAlive(house, found.link);
  const missing = (): LinkError => new LinkError("link.session_missing", "请先以验证码打开此链接", {});
  if (presented.session === "") throw missing();
  const session = await house.store.linkSession(await house.links.tokenDigest(presented.session));
  const device = await deviceOf(house, found.link, presented.device);
  if (session === undefined || session.linkId !== found.link.id || session.deviceFingerprint !== device)
    throw missing();
  if (session.endedAt !== null || session.expiresAt <= house.clock.now().toISOString())
    throw new LinkError("link.session_over", "已超过 30 分钟，请重新获取验证码打开", {});
  return { ...found, session };
}

/** Another link of the same recipient from the same sender, by the session of this one. Any other is `link.unknown`. */
export async function siblingLink(house: House, own: OpenLink, linkId: string): Promise<OpenLink> {
  const link = await house.store.link(linkId);
  if (link === undefined || !isSibling(own.link, link))
    throw new LinkError("link.unknown", "没有这份待签合同", {});
  const identity = link.identity ?? own.link.identity;
  const found = await whereItLeads(house, { ...link, identity });
  assertActs(house, found);
  return { ...found, session: own.session };
}
