import type { LinkRecord } from "../../ports/link-records.ts";
import type { ContractRecord, EnvelopeRecord, StepRecord } from "../../ports/records.ts";
import type { House } from "../house.ts";
import { LinkError } from "./link-error.ts";
import { allowed, BOUNDS } from "./rate-limit.ts";

/** A link with what it leads to. */
export type FoundLink = {
  readonly link: LinkRecord;
  readonly envelope: EnvelopeRecord;
  readonly steps: readonly StepRecord[];
  readonly step: StepRecord;
  readonly contract: ContractRecord;
};

const unknown = (): LinkError =>
  new LinkError("link.unknown", "没有这个链接，请核对短信或邮件中的地址，或请发起方重发", {});

const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** What a link leads to. `link.unknown` when the register is not whole, which is no news for a stranger. */
export async function whereItLeads(house: House, link: LinkRecord): Promise<FoundLink> {
  const envelope = await house.store.envelope(link.envelopeId);
  const contract = envelope && (await house.store.contract(envelope.contractId));
  const steps = await house.store.steps(link.envelopeId);
  const step = steps.find(({ order }) => order === link.order);
  if (envelope === undefined || contract === undefined || step === undefined) throw unknown();
  return { link, envelope, contract, steps, step };
}

const revoked = (): LinkError =>
  new LinkError("link.revoked", "此链接已经失效（重发或转交后旧链接即失效），请用最新收到的链接", {});

function assertNotRevoked({ revokedAt }: LinkRecord): void {
  if (revokedAt !== null) throw revoked();
}

/** A step is its present recipient's: a link of whoever had it before opens it no more, revoked or not. */
function assertRecipient({ link, step }: Pick<FoundLink, "link" | "step">): void {
  const { recipient } = step;
  if (recipient !== null && (recipient.to !== link.to || recipient.name !== link.name)) throw revoked();
}

const isOver = (house: Pick<House, "clock">, { expiresAt }: LinkRecord): boolean =>
  expiresAt <= house.clock.now().toISOString();

/** Refuses a link that has ended. Only its holder hears which way it did. */
export function assertAlive(house: Pick<House, "clock">, link: LinkRecord): void {
  assertNotRevoked(link);
  if (isOver(house, link)) throw new LinkError("link.expired", "此链接已过期，请联系发起方重发", {});
}

/** Refuses to act with a link that has ended, or whose step is somebody else's by now. */
export function assertActs(house: Pick<House, "clock">, found: Pick<FoundLink, "link" | "step">): void {
  assertAlive(house, found.link);
  assertRecipient(found);
}

/**
 * Whether all that is left of a link are the copies: its days are over, its step is signed. A new code to the number it was sent to
 * opens it for looking, as long as the house keeps the file; nothing is done with it any more.
 */
export const isForCopiesOnly = (
  house: Pick<House, "clock">,
  { link, step }: Pick<FoundLink, "link" | "step">,
): boolean =>
  link.revokedAt === null && link.origin === "message" && step.state === "signed" && isOver(house, link);

/** Refuses a link that can neither be acted with nor looked at. */
export function assertOpens(house: Pick<House, "clock">, found: Pick<FoundLink, "link" | "step">): void {
  if (!isForCopiesOnly(house, found)) assertAlive(house, found.link);
}

/**
 * The link of a token. Every token that opens nothing, of whatever form, is the same `link.unknown`; it is looked up by its
 * keyed digest, so that nothing about a nearly right one can be timed. `count`: a failure counts against the address; a GET
 * counts nothing, because it changes nothing.
 */
export async function foundLink(
  house: House,
  token: string,
  asked: { readonly address: string; readonly count: "failures" | "nothing" },
): Promise<FoundLink> {
  const digest = await house.links.tokenDigest(TOKEN.test(token) ? token : "");
  const link = await house.store.linkByDigest(digest);
  if (link === undefined) {
    if (asked.count === "failures")
      await allowed(house, [{ bound: BOUNDS.unknownOfAddress, of: asked.address }]);
    throw unknown();
  }
  assertNotRevoked(link);
  const found = await whereItLeads(house, link);
  assertRecipient(found);
  assertOpens(house, found);
  return found;
}
