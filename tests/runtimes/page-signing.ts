import { concat, fromBase64, toBase64 } from "../../src/kit/bytes.ts";
import {
  certificateRequest,
  confirmPrepared,
  newSigningKey,
  signPrepared,
} from "../../src/sign/client/index.ts";
import { draftContract, type Json } from "../http/open-house.ts";
import type { Fetcher } from "./main-job.ts";

/** A runtime asked by one party with its API key. */
function asParty(fetcher: Fetcher, key: string) {
  return async (
    path: string,
    body: object,
    once = crypto.randomUUID(),
  ): Promise<{ status: number; json: Json }> => {
    const answer = await fetcher(path, {
      method: "POST",
      headers: {
        authorization: `Bearer ${key}`,
        "content-type": "application/json",
        "idempotency-key": once,
      },
      body: JSON.stringify(body),
    });
    return { status: answer.status, json: await answer.json() };
  };
}

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => fromBase64(text) ?? new Uint8Array();

/**
 * A contract whose first party signs with a key of its own up to the last step, and then completes `times` times at once, each
 * time under another Idempotency-Key. The answers: status, and the problem's code where it is one.
 */
export async function completeAtOnce(
  fetcher: Fetcher,
  keys: Readonly<Record<string, string>>,
  { times, now }: { readonly times: number; readonly now: Date },
): Promise<{ answers: readonly string[]; envelope: Json }> {
  const agency = asParty(fetcher, keys["agency"] ?? "");
  const enterprise = asParty(fetcher, keys["enterprise"] ?? "");
  const contract = (await agency("/v1/contracts", { contract: await draftContract() })).json;
  const envelope = (await agency("/v1/envelopes", { contract_id: contract.id })).json;
  const document = `/v1/contracts/${contract.id}/documents/pdf`;
  const shown = await fetcher(document, { headers: { authorization: `Bearer ${keys["enterprise"]}` } });
  const displayed = new Uint8Array(await shown.arrayBuffer());
  const key = await newSigningKey();
  const begun = await enterprise(`/v1/envelopes/${envelope.id}/signings`, {
    seat: "甲方",
    signer: "周启明",
    signer_role: "法定代表人",
    certificate_request: toBase64(await certificateRequest(key)),
  });
  const given = (await enterprise(`/v1/signings/${begun.json.id}/prepare`, {})).json;
  const confirmed = await confirmPrepared({
    displayed,
    prepared: concat(displayed, bytesOf(given.appended)),
    field: given.field,
    certificate: bytesOf(given.certificate),
    publicKey: key.publicKey,
    now,
  });
  const signature = toBase64(await signPrepared(confirmed, key.privateKey));
  const answers = await Promise.all(
    Array.from({ length: times }, async () => {
      const { status, json } = await enterprise(`/v1/signings/${begun.json.id}/complete`, { signature });
      return `${status} ${json.code ?? json.version}`;
    }),
  );
  const after = await fetcher(`/v1/envelopes/${envelope.id}`, {
    headers: { authorization: `Bearer ${keys["enterprise"]}` },
  });
  return { answers, envelope: await after.json() };
}
