import { SealType } from "../../../schemas/api/envelope.ts";
import type { SigningTask } from "../../../schemas/api/signing-link.ts";
import {
  PRIVACY_NOTICE,
  SIGNING_STATEMENT,
  type SigningStatement,
} from "../../../schemas/signing-statements.ts";
import { HouseError } from "../../kit/errors.ts";
import type { StepRecord } from "../../ports/records.ts";
import type { House } from "../house.ts";
import { usableSeal } from "../seals/seat-seal.ts";
import { fieldOf } from "../signing/signable-step.ts";
import { STATED_BY_ACCOUNT, trustStatement } from "../signing/trust.ts";
import { storedBytes } from "../stored-file.ts";
import { movesOf, stateNow } from "./envelope-moves.ts";
import type { FoundLink } from "./found-link.ts";
import { senderName, standingOfLink } from "./link-state.ts";
import { maskedTo } from "./masked-to.ts";
import { isSibling, type OpenLink, signerCaller } from "./open-link.ts";

/** The versions a signer agrees to, as they are kept. */
export const CONSENT_VERSIONS = `${SIGNING_STATEMENT.version}/${PRIVACY_NOTICE.version}`;

/** Both languages, Chinese first: the page shows the one it is switched to. */
const shownStatement = ({ version, title, text }: SigningStatement): SigningTask["statement"] => ({
  version,
  title: title.join(" · "),
  text: text.flat(),
});

/** Parties with their steps; who signs for the others is their own business. */
export function partiesOf(steps: readonly StepRecord[]): SigningTask["parties"] {
  const seats = [...new Set(steps.map(({ seat }) => seat))];
  return seats.map((seat) => {
    const own = steps.filter((step) => step.seat === seat);
    return {
      seat,
      organisation: own[0]?.organisation ?? "",
      steps: own.map(({ order, step, state, signedAt }) => ({
        order,
        does: step,
        state,
        signed_at: signedAt,
      })),
    };
  });
}

/** Kinds of seals this signer may use; a hand signs a step of hands. */
async function sealsOf(house: House, open: OpenLink): Promise<SigningTask["marks"]["seals"]> {
  if (open.step.step !== "用印") return [];
  const caller = await signerCaller(house, open);
  const { organisation } = open.step;
  const found = [];
  for (const kind of SealType.options.toReversed()) {
    const usable = await usableSeal(house, caller, { kind, organisation }).catch((error: unknown) => {
      if (error instanceof HouseError) return undefined;
      throw error;
    });
    if (usable !== undefined)
      found.push({
        kind,
        name: organisation,
        standing: usable.standing,
        picture: `seals/${encodeURIComponent(kind)}.svg`,
      });
  }
  return found;
}

async function othersOf(house: House, { link }: FoundLink): Promise<SigningTask["others"]> {
  const { tenantId, mode, toFingerprint } = link;
  const now = house.clock.now().toISOString();
  const links = await house.store.linksTo({ tenantId, mode, toFingerprint, now });
  const others = [];
  for (const other of links.filter((one) => one.envelopeId !== link.envelopeId && isSibling(link, one))) {
    const envelope = await house.store.envelope(other.envelopeId);
    const contract = envelope && (await house.store.contract(envelope.contractId));
    const steps = await house.store.steps(other.envelopeId);
    const step = steps.find(({ order }) => order === other.order);
    if (envelope === undefined || contract === undefined || step === undefined) continue;
    const state = standingOfLink(house, { envelope, steps, step });
    const { title, contractNo } = contract;
    if (state === "open") others.push({ link_id: other.id, title, contract_no: contractNo, state });
  }
  return others;
}

/** Bytes of a stored file, by its row: a task is asked for often, a file is large. */
async function sizeOf(house: House, digest: string): Promise<number> {
  const [row] = await house.store.documentsByDigest(digest);
  return row?.size ?? (await storedBytes(house, digest)).length;
}

/** What the signer's page shows, after the code. */
export async function signingTask(house: House, open: OpenLink): Promise<SigningTask> {
  const { link, envelope, steps, step, contract, session } = open;
  const now = house.clock.now();
  const state = standingOfLink(house, open);
  return {
    link_id: link.id,
    envelope_id: envelope.id,
    state,
    envelope_state: stateNow(envelope, now),
    title: contract.title,
    contract_no: contract.contractNo,
    sender: await senderName(house, envelope.tenantId),
    deadline: envelope.expiresAt,
    test_mode: link.mode === "test",
    framed: link.frameOrigin !== null,
    return_url: link.returnUrl,
    parties: partiesOf(steps),
    me: {
      seat: step.seat,
      step: step.order,
      name: link.name,
      does: step.step,
      role: step.recipient?.role ?? "法定代表人",
      organisation: step.organisation,
      phone: maskedTo(link.to),
    },
    field: fieldOf(step),
    document: {
      sha256: envelope.currentDigest,
      size: await sizeOf(house, envelope.currentDigest),
      pages: envelope.pages,
    },
    statement: shownStatement(SIGNING_STATEMENT),
    privacy: shownStatement(PRIVACY_NOTICE),
    consented: link.consentVersions === CONSENT_VERSIONS,
    reading: {
      seconds: envelope.terms?.readingSeconds ?? 3,
      scroll_to_end: envelope.terms?.scrollToEnd ?? false,
      done: link.readAt !== null,
    },
    marks: {
      seals: await sealsOf(house, open),
      handwriting: step.step === "用印" ? "allowed" : "required",
    },
    keys: envelope.terms?.keys ?? "browser",
    trust: trustStatement(house, "browser", link.identity ?? STATED_BY_ACCOUNT),
    moves: state === "open" ? movesOf(envelope, "signer", now) : [],
    others: await othersOf(house, open),
    session_expires_at: session.expiresAt,
  };
}
