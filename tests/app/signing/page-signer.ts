import { createContract } from "../../../src/app/create-contract.ts";
import type { Caller } from "../../../src/app/caller.ts";
import type { House } from "../../../src/app/house.ts";
import { sendEnvelope } from "../../../src/app/send-envelope.ts";
import { beginSigning } from "../../../src/app/signing/begin-signing.ts";
import { prepareSigning } from "../../../src/app/signing/prepare-signing.ts";
import { type Bytes, concat, fromBase64, toBase64 } from "../../../src/kit/bytes.ts";
import {
  certificateRequest,
  confirmPrepared,
  newSigningKey,
  type PageKey,
  signPrepared,
} from "../../../src/sign/client/index.ts";
import { demoHouse, draftV1 } from "../test-house.ts";

export const FIRST = {
  seat: "甲方",
  signer: "周启明",
  signer_role: "法定代表人",
  seal_type: "合同专用章",
} as const;
export const SECOND = { ...FIRST, seat: "乙方", signer: "许知远" } as const;

/** A demo house with an envelope on its way. */
export async function sentEnvelope() {
  const demo = await demoHouse();
  const { id } = await createContract(demo.house, demo.callers.agency, { contract: draftV1() });
  const envelope = await sendEnvelope(demo.house, demo.callers.agency, { contract_id: id });
  return { ...demo, envelope };
}

export const bytesOf = (text: string): Bytes => fromBase64(text) ?? new Uint8Array();

/** A page begins: its key, and the certificate for it. */
export async function begun(
  house: House,
  caller: Caller,
  id: string,
  who: typeof FIRST | typeof SECOND = FIRST,
) {
  const key = await newSigningKey();
  const request = toBase64(await certificateRequest(key));
  const signing = await beginSigning(house, caller, { id, ...who, certificate_request: request });
  return { key, signing };
}

/** The page's part between prepare and complete, over what the server gave. */
export async function pageSignature(
  house: House,
  key: PageKey,
  given: Awaited<ReturnType<typeof prepareSigning>>,
): Promise<string> {
  const displayed = (await house.blobs.get(given.previous_sha256)) ?? new Uint8Array();
  const confirmed = await confirmPrepared({
    displayed,
    prepared: concat(displayed, bytesOf(given.appended)),
    field: given.field,
    certificate: bytesOf(given.certificate),
    publicKey: key.publicKey,
    now: house.clock.now(),
  });
  return toBase64(await signPrepared(confirmed, key.privateKey));
}

/** All the way to the signature, which is not yet sent. */
export async function readyToComplete(
  house: House,
  caller: Caller,
  id: string,
  who: typeof FIRST | typeof SECOND = FIRST,
) {
  const { key, signing } = await begun(house, caller, id, who);
  const given = await prepareSigning(house, caller, { id: signing.id });
  return { key, signing: given, signature: await pageSignature(house, key, given) };
}
