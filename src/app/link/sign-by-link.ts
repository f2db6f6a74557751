import type {
  CompleteInput,
  PrepareInput,
  Prepared,
  ServerKeyInput,
  SigningResult,
} from "../../../schemas/api/signing-link.ts";
import { utf8 } from "../../kit/bytes.ts";
import { canonicalJson } from "../../kit/canonical-json.ts";
import { sha256Hex } from "../../kit/digest.ts";
import type { LinkCodeRecord } from "../../ports/link-records.ts";
import type { Change } from "../../ports/store.ts";
import { decide } from "../decide.ts";
import type { House } from "../house.ts";
import { seatSeal, sealUse } from "../seals/seat-seal.ts";
import { signWithEventKey } from "../sign-with-event-key.ts";
import { beginSigning } from "../signing/begin-signing.ts";
import { commitSigning } from "../signing/commit-signing.ts";
import { completeSigning } from "../signing/complete-signing.ts";
import { handwrittenMark } from "../signing/handwritten-mark.ts";
import { prepareSigning } from "../signing/prepare-signing.ts";
import { assertSound, fieldOf, HANDWRITTEN, signedStep, stepToSign } from "../signing/signable-step.ts";
import { openSigning } from "../signing/signing-state.ts";
import { STATED_BY_ACCOUNT, trustStatement } from "../signing/trust.ts";
import { storedBytes } from "../stored-file.ts";
import { assertCovers, serverKeyCover } from "./code-covers.ts";
import { type Asker, confirmedCode } from "./codes.ts";
import { assertRead } from "./consent.ts";
import { LinkError } from "./link-error.ts";
import { linkEvent } from "./link-event.ts";
import { allowed, BOUNDS } from "./rate-limit.ts";
import { signingResult } from "./signing-result.ts";
import { type OpenLink, signerCaller } from "./open-link.ts";
import { assertActs, whereItLeads } from "./found-link.ts";

const USUAL_SEAL = "合同专用章";

type Mark = Pick<PrepareInput, "seal" | "strokes">;

/** Strokes as a blob, where the mark is written by hand. Drawn once before they are kept: what cannot be drawn is refused. */
async function keptStrokes(house: House, { step }: OpenLink, mark: Mark): Promise<string | null> {
  if (mark.strokes === undefined) {
    if (step.step === "用印") return null;
    throw new LinkError("link.mark_missing", "这一步由本人手写签名", {});
  }
  const strokes = utf8(canonicalJson(mark.strokes));
  handwrittenMark(strokes);
  return house.blobs.put(strokes);
}

const signatory = ({ link, step }: OpenLink, mark: Mark) => ({
  seat: step.seat,
  signer: link.name,
  signer_role: step.recipient?.role ?? "法定代表人",
  seal_type: mark.seal ?? USUAL_SEAL,
});

/**
 * Certificate and unsigned revision in one step, for a key of the page's. Nothing of the envelope changes; it may be asked for again
 * at any time within its bound, and has to be after somebody else signed. Throws `link.too_many`, `link.consent_missing`, `link.not_read`, `link.mark_missing`, and
 * what `beginSigning` and `prepareSigning` throw.
 */
export async function prepareByLink(house: House, open: OpenLink, input: PrepareInput): Promise<Prepared> {
  assertRead(open);
  await allowed(house, [{ bound: BOUNDS.preparationsOfLink, of: open.link.id }]);
  const caller = await signerCaller(house, open);
  const strokesDigest = await keptStrokes(house, open, input);
  const identity = open.link.identity ?? STATED_BY_ACCOUNT;
  const begun = await beginSigning(
    house,
    caller,
    { id: open.envelope.id, ...signatory(open, input), certificate_request: input.csr },
    { identity, strokesDigest },
  );
  const prepared = await prepareSigning(house, caller, { id: begun.id });
  const shown = await storedBytes(house, prepared.previous_sha256);
  const signing = await house.store.signing(begun.id);
  return {
    state_id: prepared.id,
    field: prepared.field,
    certificate: prepared.certificate,
    chain: prepared.chain,
    previous_sha256: prepared.previous_sha256,
    prepared_sha256: prepared.prepared_sha256 ?? "",
    offset: shown.length,
    appended: prepared.appended,
    signed_at: signing?.signedAt ?? "",
    expires_at: prepared.expires_at,
    trust: prepared.trust,
  };
}

/**
 * The intent code as used, and the link as signed: part of the commit of the signature itself. Read again there: a link that ended,
 * or whose step was handed on, while its request was under way signs nothing.
 */
async function linkSigned(house: House, open: OpenLink, code: LinkCodeRecord): Promise<Change[]> {
  const { link, step } = await again(house, open);
  assertActs(house, { link, step });
  const facts = { session: open.session.id, code: code.id };
  return [
    ...(await linkEvent(house, link, { type: "link.signed", facts })),
    { update: "linkCodes", key: { id: code.id }, set: { usedAt: house.clock.now().toISOString() } },
  ];
}

const again = async (house: House, open: OpenLink): Promise<OpenLink> => {
  const link = (await house.store.link(open.link.id)) ?? open.link;
  return { ...(await whereItLeads(house, link)), session: open.session };
};

/** One signature, with a code that was confirmed. Throws what `completeSigning` throws. */
export async function completedByLink(
  house: House,
  open: OpenLink,
  given: { readonly code: LinkCodeRecord; readonly stateId: string; readonly signature: string },
): Promise<SigningResult> {
  const { code, stateId, signature } = given;
  assertRead(open);
  assertCovers(code, stateId);
  const caller = await signerCaller(house, open);
  await completeSigning(house, caller, { id: stateId, signature }, () => linkSigned(house, open, code));
  return signingResult(house, await again(house, open));
}

/**
 * The signature and the 意愿 code together: code and signature are used in one commit, so that neither counts without the other,
 * and of any number at once one wins. Throws `link.code_*`, `link.locked`, and what `completeSigning` throws; what is signed already
 * is `app.signing_completed` before any code is looked at.
 */
export async function completeByLink(
  house: House,
  open: OpenLink,
  input: CompleteInput & Asker,
): Promise<SigningResult> {
  const { state_id: stateId, signature } = input;
  await openSigning(house, await signerCaller(house, open), stateId);
  const typed = { purpose: "intent", code: input.code, address: input.address } as const;
  const code = await confirmedCode(house, open.link, typed);
  return completedByLink(house, open, { code, stateId, signature });
}

/**
 * Signs with a key that the server makes for this event, where the page has no WebCrypto, the sender allows it and the signer
 * understood what it means; by a code for the very document and mark. The statement of trust says so. Throws
 * `link.server_key_refused` and what the other way throws.
 */
export async function signWithServerKey(
  house: House,
  open: OpenLink,
  input: ServerKeyInput & Asker,
): Promise<SigningResult> {
  if (open.envelope.terms?.keys !== "server-allowed")
    throw new LinkError(
      "link.server_key_refused",
      "发起方不允许由服务器代为保管密钥，请换用支持的浏览器",
      {},
    );
  assertRead(open);
  const typed = { purpose: "intent", code: input.code, address: input.address } as const;
  const code = await confirmedCode(house, open.link, typed);
  const strokesDigest = await keptStrokes(house, open, input);
  await decide(async () => signedByServer(house, await again(house, open), { input, code, strokesDigest }));
  return signingResult(house, await again(house, open));
}

async function signedByServer(
  house: House,
  open: OpenLink,
  given: { readonly input: Mark; readonly code: LinkCodeRecord; readonly strokesDigest: string | null },
): Promise<void> {
  const { input, strokesDigest } = given;
  const caller = await signerCaller(house, open);
  assertCovers(given.code, await serverKeyCover({ ...input, sha256: open.envelope.currentDigest }));
  const who = signatory(open, input);
  const signedAt = house.clock.now();
  const sealType = strokesDigest === null ? who.seal_type : HANDWRITTEN;
  const by = { signer: who.signer, signerRole: who.signer_role, sealType };
  const step = signedStep(stepToSign(house, caller, open, who.seat), by, signedAt);
  await assertSound(house, open, step);
  const seal =
    strokesDigest === null
      ? await seatSeal(house, caller, { kind: sealType, organisation: step.organisation })
      : undefined;
  const pdf = await signWithEventKey(house, {
    pdf: await storedBytes(house, open.envelope.currentDigest),
    field: fieldOf(step),
    person: who.signer,
    office: who.signer_role,
    organisation: step.organisation,
    uscc: step.uscc,
    seal: seal?.picture ?? handwrittenMark(await storedBytes(house, strokesDigest ?? "")),
    signedAt,
  });
  const at = { envelopeId: open.envelope.id, seat: step.seat, digest: await sha256Hex(pdf) };
  const use = seal === undefined ? { changes: [], facts: {} } : sealUse(house, caller, { seal, ...at });
  const also = [...use.changes, ...(await linkSigned(house, open, given.code))];
  const trust = trustStatement(house, "server", open.link.identity ?? STATED_BY_ACCOUNT);
  await commitSigning(house, caller, { ...open, made: { step, pdf, trust, also, facts: use.facts } });
}
