import type { AskCodeInput } from "../../../../schemas/api/signing-link.ts";
import { concat, fromBase64, toBase64 } from "../../../kit/bytes.ts";
import {
  certificateRequest,
  confirmPrepared,
  newSigningKey,
  signPrepared,
} from "../../../sign/client/index.ts";
import { el } from "./el.ts";
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
 * The bytes shown are what is signed. When another party signed in between, the document has to be fetched and shown again:
 * `link.document_changed`, with a screen that leads back to the reading.
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
    await readAgain(flow, contract);
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

/** What one 意愿 code will cover: what is prepared; without a key of the page's, the document that was shown and the mark on it. */
export function intended({ contracts, mark }: Flow): Omit<AskCodeInput, "purpose"> {
  const [first] = contracts;
  if (!hasCrypto() && first !== undefined)
    return { server_key: { sha256: first.task.document.sha256, ...mark } };
  return { state_ids: contracts.flatMap(({ prepared }) => prepared?.state_id ?? []) };
}

async function signatureOf({ confirmed, key, prepared }: Contract) {
  if (confirmed === undefined || key === undefined || prepared === undefined) throw new Error("prepare");
  return { state_id: prepared.state_id, signature: toBase64(await signPrepared(confirmed, key.privateKey)) };
}

/** Somebody else signed meanwhile: what was prepared is of no use, and the document has to be looked at again. */
async function readAgain(flow: Flow, contract: Contract): Promise<never> {
  const { words } = flow;
  contract.task = await contract.api.task();
  for (const stale of ["displayed", "prepared", "confirmed", "preparedBytes", "key"] as const)
    delete contract[stale];
  flow.reading = Math.max(0, flow.contracts.indexOf(contract));
  const again = el(
    "button",
    { class: "primary", type: "button", onclick: () => flow.visit("reading") },
    words.readAgain,
  );
  flow.go((at) =>
    at.show({
      step: 2,
      title: at.words.documentChangedTitle,
      content: [el("p", { class: "notice", role: "status" }, at.words.documentChanged)],
      actions: [again],
    }),
  );
  throw new Problem("link.document_changed", words.documentChanged, { status: 409, retryAfter: 0 });
}

/** Whether a refusal may be the echo of an answer that got lost: a mistyped code and a bound are not. */
const mayBeSigned = (error: unknown): error is Problem =>
  error instanceof Problem &&
  error.status >= 400 &&
  error.status < 500 &&
  !["link.code_wrong", "link.code_spent", "link.locked", "link.too_many"].includes(error.code) &&
  !error.code.startsWith("link.session");

/** What the register knows of each contract: signed, whoever heard of it. */
async function signedMeanwhile(flow: Flow): Promise<boolean> {
  for (const contract of flow.contracts) {
    const result = await contract.api.result();
    if (result.state === "signed") contract.result = result;
  }
  return flow.contracts.some(({ result }) => result !== undefined);
}

async function sendOne(contract: Contract, code: string): Promise<void> {
  contract.result = await contract.api.complete({ ...(await signatureOf(contract)), code });
}

/** Several in one answer; one that fails says why and holds up none of the others. */
async function sendAll(flow: Flow, code: string): Promise<void> {
  const items = [];
  for (const contract of flow.contracts)
    items.push({ link_id: contract.task.link_id, ...(await signatureOf(contract)) });
  const { results } = await flow.api.completeAll({ code, items });
  for (const contract of flow.contracts) {
    const told = results.find(({ link_id: id }) => id === contract.task.link_id);
    if (told?.result != null) contract.result = told.result;
    else contract.refused = told?.code ?? "unknown";
  }
}

/**
 * Signs in the page, sends signatures and code, and forgets the keys. An answer that got lost is asked for again: whatever was
 * signed shows as signed, nothing is signed twice. Throws when nothing was signed, also when the document changed meanwhile.
 */
export async function completeAll(flow: Flow, code: string): Promise<void> {
  const [first] = flow.contracts;
  if (first === undefined) return;
  try {
    // The code was asked for under the visit's own link: another link's contract goes by the answer for several.
    const own = flow.contracts.length === 1 && first.api === flow.api;
    await (own ? sendOne(first, code) : sendAll(flow, code));
  } catch (error) {
    if (!mayBeSigned(error)) throw error;
    if (!(await signedMeanwhile(flow))) {
      if (error.code === "app.signing_outdated") await readAgain(flow, first);
      throw error;
    }
  }
  await judge(flow, first);
  for (const contract of flow.contracts) {
    delete contract.key;
    delete contract.confirmed;
  }
}

/** Several of which none was signed are a failure; of which some were, a result. */
async function judge(flow: Flow, first: Contract): Promise<void> {
  const unsigned = flow.contracts.filter(({ result }) => result === undefined);
  if (unsigned.length === flow.contracts.length) {
    const outdated = unsigned.find(({ refused }) => refused === "app.signing_outdated");
    if (outdated !== undefined) await readAgain(flow, outdated);
    const code = unsigned[0]?.refused ?? "unknown";
    throw new Problem(code, flow.words.faultTitle, { status: 409, retryAfter: 0 });
  }
  for (const contract of unsigned) contract.refused = await refusalOf(flow, contract);
  flow.result = first.result ?? (await flow.api.result());
}

/** Why one of several was not signed, in words. */
async function refusalOf({ words }: Flow, { api, refused }: Contract): Promise<string> {
  if (refused === "app.signing_outdated") return words.documentChanged;
  const now = await api.result().catch(() => undefined);
  if (now?.state === "over") return [words.overText, now.reason ?? ""].join(" ").trim();
  return refused ?? words.faultTitle;
}

/** Where the page has no WebCrypto and the sender allows it: the server's key for this event, understood as such. */
export async function signOnServer(flow: Flow, code: string): Promise<void> {
  const [first] = flow.contracts;
  if (first === undefined || flow.mark === undefined) return;
  try {
    first.result = await first.api.serverKey({ code, understood: "server-holds-the-key", ...flow.mark });
  } catch (error) {
    if (!mayBeSigned(error) || !(await signedMeanwhile(flow))) throw error;
  }
  flow.result = first.result;
}
