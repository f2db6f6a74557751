import type { ConsentInput, ReadingInput, SigningTask } from "../../../schemas/api/signing-link.ts";
import { PRIVACY_NOTICE, SIGNING_STATEMENT } from "../../../schemas/signing-statements.ts";
import type { LinkRecord } from "../../ports/link-records.ts";
import { decide } from "../decide.ts";
import type { House } from "../house.ts";
import { LinkError } from "./link-error.ts";
import { linkEvent } from "./link-event.ts";
import type { OpenLink } from "./open-link.ts";
import { CONSENT_VERSIONS, signingTask } from "./signing-task.ts";

/** Clocks of phones and networks: so much earlier is not earlier. */
const TOLERANCE_MS = 500;

/**
 * A link that is reached by the session of another one of the same signer counts as opened too: by the code that opened that one, on
 * that device, and the audit trail says by which link.
 */
async function openedBySession(house: House, { session, link: open }: OpenLink): Promise<void> {
  if (session.linkId === open.id) return;
  const { deviceFingerprint } = session;
  await decide(async () => {
    const link = (await house.store.link(open.id)) ?? open;
    if (link.openedAt !== null && link.deviceFingerprint === deviceFingerprint) return;
    const identity = link.identity ?? open.identity;
    const set = { openedAt: link.openedAt ?? house.clock.now().toISOString(), identity, deviceFingerprint };
    const facts = {
      session: session.id,
      by_link: session.linkId,
      identity: identity?.kind ?? null,
      device: deviceFingerprint,
    };
    await house.store.commit(await linkEvent(house, link, { type: "link.opened", facts, set }));
  });
}

/** Writes what happened to the link and answers with the task as it is then. */
async function recorded(
  house: House,
  open: OpenLink,
  what: (link: LinkRecord) => {
    readonly type: string;
    readonly facts: Readonly<Record<string, unknown>>;
    readonly set: Partial<LinkRecord>;
  },
): Promise<SigningTask> {
  await openedBySession(house, open);
  const link = await decide(async () => {
    const current = (await house.store.link(open.link.id)) ?? open.link;
    const { type, facts, set } = what(current);
    await house.store.commit(await linkEvent(house, current, { type, facts, set }));
    return { ...current, ...set, identity: open.link.identity, version: current.version + 1 };
  });
  return signingTask(house, { ...open, link });
}

/**
 * The signer agrees to 签署声明 and 个人信息告知 in their present versions; from here on the reading time runs, by our clock. Throws
 * `link.consent_outdated` for a version that is not the present one.
 */
export async function recordConsent(house: House, open: OpenLink, input: ConsentInput): Promise<SigningTask> {
  const now = house.clock.now().toISOString();
  const present =
    input.statement_version === SIGNING_STATEMENT.version && input.privacy_version === PRIVACY_NOTICE.version;
  if (!present)
    throw new LinkError("link.consent_outdated", "声明已更新，请重新阅读后确认", {
      versions: CONSENT_VERSIONS,
    });
  return recorded(house, open, (link) => ({
    type: "link.consented",
    facts: { statement: input.statement_version, privacy: input.privacy_version, session: open.session.id },
    set: {
      consentVersions: CONSENT_VERSIONS,
      shownDigest: open.envelope.currentDigest,
      shownAt: link.shownAt ?? now,
    },
  }));
}

/**
 * What was read, as evidence: the page's own count beside the time that passed by our clock since the document was to be had.
 * Throws `link.consent_missing`, `link.document_changed` for a digest that was never shown here, `link.not_read` when it was too
 * quick, or not to the end where the sender asks for that.
 */
export async function recordReading(house: House, open: OpenLink, input: ReadingInput): Promise<SigningTask> {
  const { link, envelope, steps } = open;
  if (link.consentVersions !== CONSENT_VERSIONS || link.shownAt === null)
    throw new LinkError("link.consent_missing", "请先阅读并同意签署声明与个人信息告知", {});
  const revisions = [envelope.revision1Digest, envelope.currentDigest, ...steps.map(({ digest }) => digest)];
  if (!revisions.includes(input.sha256))
    throw new LinkError("link.document_changed", "读到的不是这份文件，请刷新后重新阅读", {});
  const now = house.clock.now();
  const passedMs = now.getTime() - Date.parse(link.shownAt);
  const needed = envelope.terms?.readingSeconds ?? 3;
  const left = Math.ceil((needed * 1000 - TOLERANCE_MS - passedMs) / 1000);
  if (left > 0) throw new LinkError("link.not_read", `请再阅读 ${left} 秒`, { left });
  const everyPage =
    new Set(input.pages_seen.filter((page) => page <= envelope.pages)).size === envelope.pages;
  if (envelope.terms?.scrollToEnd === true && !(input.scrolled_to_end && everyPage))
    throw new LinkError("link.not_read", "请读到最后一页", { pages: envelope.pages });
  return recorded(house, open, () => ({
    type: "link.read",
    facts: {
      sha256: input.sha256,
      pages: new Set(input.pages_seen).size,
      of: envelope.pages,
      page_seconds: Math.round(input.seconds),
      our_seconds: Math.round(passedMs / 1000),
      scrolled_to_end: input.scrolled_to_end,
      session: open.session.id,
    },
    set: { readDigest: input.sha256, readAt: now.toISOString() },
  }));
}

/** Refuses to go on to the signature before consent and reading. */
export function assertRead({ link }: OpenLink): void {
  if (link.consentVersions !== CONSENT_VERSIONS)
    throw new LinkError("link.consent_missing", "请先阅读并同意签署声明与个人信息告知", {});
  if (link.readAt === null) throw new LinkError("link.not_read", "请先阅读合同", {});
}
