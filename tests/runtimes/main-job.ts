import { draftContract, type Json } from "../http/open-house.ts";

/** How a runtime is asked. */
export type Fetcher = (path: string, init?: RequestInit) => Promise<Response>;

/** What the main job leaves behind on a runtime. */
export type Outcome = {
  readonly draftDocx: Uint8Array;
  readonly draftPdf: Uint8Array;
  readonly signedPdf: Uint8Array;
  readonly receiptPdf: Uint8Array;
  readonly receipt: Json;
  readonly report: Json;
};

/** Contract → envelope → two signatures → filing → acceptance → receipt → verification, over HTTP alone. */
export async function runMainJob(
  fetcher: Fetcher,
  place: { readonly keys: Record<string, string>; readonly drain: () => Promise<unknown> },
): Promise<Outcome> {
  const { ask, file } = asker(fetcher, place.keys);
  const contract = await ask("agency", "/v1/contracts", { contract: await draftContract() });
  const draftDocx = await file("agency", `/v1/contracts/${contract.id}/documents/docx`);
  const draftPdf = await file("agency", `/v1/contracts/${contract.id}/documents/pdf`);
  const envelope = await ask("agency", "/v1/envelopes", { contract_id: contract.id });
  const signer_role = "法定代表人";
  await ask("enterprise", `/v1/envelopes/${envelope.id}/sign`, {
    seat: "甲方",
    signer: "周启明",
    signer_role,
  });
  await ask("agency", `/v1/envelopes/${envelope.id}/sign`, { seat: "乙方", signer: "许知远", signer_role });
  const signedPdf = await file("agency", `/v1/contracts/${contract.id}/documents/pdf`);
  const filing = await ask("agency", "/v1/filings", {
    contract_id: contract.id,
    sme_class: "小型",
    first_signing: true,
  });
  const accepted = await ask("bureau", `/v1/filings/${filing.id}/accept`, {});
  await place.drain();
  const receipt = await ask(undefined, `/v1/receipts/${accepted.register_no}`);
  const receiptPdf = await file(undefined, `/v1/receipts/${accepted.register_no}/receipt.pdf`);
  const verified = await fetcher("/v1/verifications", {
    method: "POST",
    headers: { "content-type": "application/pdf" },
    body: new Uint8Array(signedPdf),
  });
  const { report } = await verified.json();
  return { draftDocx, draftPdf, signedPdf, receiptPdf, receipt, report };
}

function asker(fetcher: Fetcher, keys: Record<string, string>) {
  let asked = 0;
  const send = async (who: string | undefined, path: string, init: RequestInit): Promise<Response> => {
    asked += 1;
    const answer = await fetcher(path, {
      ...init,
      headers: {
        ...(who ? { authorization: `Bearer ${keys[who]}` } : {}),
        "content-type": "application/json",
        "idempotency-key": `job-${asked}`,
      },
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  };
  return {
    ask: async (who: string | undefined, path: string, body?: object): Promise<Json> =>
      (await send(who, path, body ? { method: "POST", body: JSON.stringify(body) } : {})).json(),
    file: async (who: string | undefined, path: string) =>
      new Uint8Array(await (await send(who, path, {})).arrayBuffer()),
  };
}
