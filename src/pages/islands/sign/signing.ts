import { concat, fromBase64, toBase64 } from "../../../kit/bytes.ts";
import {
  certificateRequest,
  confirmPrepared,
  newSigningKey,
  signPrepared,
} from "../../../sign/client/index.ts";
import type { Contract, Flow } from "./flow.ts";
import { Problem } from "./link-api.ts";
import { fetchDocument } from "./fetch-document.ts";

/** Whether this page can make a key: over plain http, and in very old browsers, it cannot. */
export const hasCrypto = (): boolean => globalThis.isSecureContext && globalThis.crypto?.subtle !== undefined;

/** A key for each contract, its certificate, and the revision that is to be signed, checked against what was shown. */
export async function prepareAll(flow: Flow): Promise<void> {
  for (const contract of flow.contracts) await prepare(flow, contract);
}

/**
 * The bytes shown are what is signed. When another party signed in between, the document is fetched again and shown again:
 * `link.document_changed` leads back to the reading.
 */
async function prepare(flow: Flow, contract: Contract): Promise<void> {
  const { mark } = flow;
  if (mark === undefined) throw new Error(flow.words.choose);
  if (contract.displayed === undefined) await fetchDocument(contract);
  const displayed = contract.displayed ?? new Uint8Array();
  const key = await newSigningKey();
  const csr = toBase64(await certificateRequest(key));
  const prepared = await contract.api.prepare({ csr, ...mark });
  const { task } = contract;
  if (prepared.previous_sha256 !== task.document.sha256) {
    contract.task = await contract.api.task();
    delete contract.displayed;
    throw new Problem("link.document_changed", flow.words.documentChanged, { status: 409, retryAfter: 0 });
  }
  const bytes = concat(displayed, fromBase64(prepared.appended) ?? new Uint8Array());
  contract.confirmed = await confirmPrepared({
    displayed,
    prepared: bytes,
    field: task.field,
    certificate: fromBase64(prepared.certificate) ?? new Uint8Array(),
    publicKey: key.publicKey,
    signer: { name: task.me.name, organisation: task.me.organisation },
    now: new Date(),
  });
  Object.assign(contract, { key, prepared, preparedBytes: bytes });
}

/** What one 意愿 code will cover. */
export const stateIds = (flow: Flow): string[] =>
  flow.contracts.flatMap(({ prepared }) => prepared?.state_id ?? []);

async function signatureOf({ confirmed, key, prepared }: Contract) {
  if (confirmed === undefined || key === undefined || prepared === undefined) throw new Error("prepare");
  return { state_id: prepared.state_id, signature: toBase64(await signPrepared(confirmed, key.privateKey)) };
}

/** Signs in the page, sends signatures and code, and forgets the keys. Several contracts go in one answer. */
export async function completeAll(flow: Flow, code: string): Promise<void> {
  const [first] = flow.contracts;
  if (first === undefined) return;
  if (flow.contracts.length === 1) {
    flow.result = await first.api.complete({ ...(await signatureOf(first)), code });
  } else {
    const items = [];
    for (const contract of flow.contracts)
      items.push({ link_id: contract.task.link_id, ...(await signatureOf(contract)) });
    const { results } = await flow.api.completeAll({ code, items });
    const failed = results.find(({ code: why }) => why !== null);
    flow.result = results[0]?.result ?? (await flow.api.result());
    if (failed !== undefined && results.every(({ result }) => result === null))
      throw new Problem(failed.code ?? "unknown", flow.words.faultTitle, { status: 409, retryAfter: 0 });
  }
  for (const contract of flow.contracts) {
    delete contract.key;
    delete contract.confirmed;
  }
}

/** Where the page has no WebCrypto and the sender allows it: the server's key for this event, understood as such. */
export async function signOnServer(flow: Flow, code: string): Promise<void> {
  const [first] = flow.contracts;
  if (first === undefined || flow.mark === undefined) return;
  flow.result = await first.api.serverKey({ code, understood: "server-holds-the-key", ...flow.mark });
}
