// The signer's side of the protocol on a page, as the product's page will drive it: the room's client and fetch, nothing else.
import { concat, fromBase64, toBase64 } from "../../src/kit/bytes.ts";
import {
  certificateRequest,
  ConfirmError,
  confirmPrepared,
  newSigningKey,
  signPrepared,
} from "../../src/sign/client/index.ts";

/** What the test hands to the page. */
export type PageOrder = {
  readonly key: string;
  readonly contractId: string;
  readonly envelopeId: string;
  readonly seat: string;
  readonly signer: string;
  readonly organisation: string;
};

type Answer = Readonly<Record<string, string>>;

async function ask(order: PageOrder, path: string, body: object): Promise<Answer> {
  const answer = await fetch(path, {
    method: "POST",
    headers: {
      authorization: `Bearer ${order.key}`,
      "content-type": "application/json",
      "idempotency-key": crypto.randomUUID(),
    },
    body: JSON.stringify(body),
  });
  const told = (await answer.json()) as Answer;
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${told["code"]}`);
  return told;
}

async function shownDocument(order: PageOrder): Promise<Uint8Array<ArrayBuffer>> {
  const answer = await fetch(`/v1/contracts/${order.contractId}/documents/pdf`, {
    headers: { authorization: `Bearer ${order.key}` },
  });
  return new Uint8Array(await answer.arrayBuffer());
}

/** Signs one seat; what it answers is for the test to look at. */
async function signSeat(order: PageOrder): Promise<Record<string, unknown>> {
  const displayed = await shownDocument(order);
  const key = await newSigningKey();
  const signing = await ask(order, `/v1/envelopes/${order.envelopeId}/signings`, {
    seat: order.seat,
    signer: order.signer,
    signer_role: "法定代表人",
    certificate_request: toBase64(await certificateRequest(key)),
  });
  const given = await ask(order, `/v1/signings/${signing["id"]}/prepare`, {});
  const bytes = (name: string): Uint8Array<ArrayBuffer> => fromBase64(given[name] ?? "") ?? new Uint8Array();
  try {
    const confirmed = await confirmPrepared({
      displayed,
      prepared: concat(displayed, bytes("appended")),
      field: order.seat,
      certificate: bytes("certificate"),
      publicKey: key.publicKey,
      signer: { name: order.signer, organisation: order.organisation },
      now: new Date(),
    });
    const signature = toBase64(await signPrepared(confirmed, key.privateKey));
    const done = await ask(order, `/v1/signings/${signing["id"]}/complete`, { signature });
    return { done, extractable: key.privateKey.extractable, type: key.privateKey.type };
  } catch (error) {
    if (error instanceof ConfirmError) return { refused: error.code };
    throw error;
  }
}

Object.assign(globalThis, { signSeat });
