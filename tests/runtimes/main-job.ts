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

type Keys = Record<string, string>;
type Asker = ReturnType<typeof asker>;

/** Contract → envelope → two signatures → filing → acceptance → receipt → verification, over HTTP alone. */
export async function runMainJob(
  fetcher: Fetcher,
  place: { readonly keys: Keys; readonly drain: () => Promise<unknown> },
): Promise<Outcome> {
  const { ask, file } = asker(fetcher, place.keys, "job");
  const contract = await ask("agency", "/v1/contracts", { contract: await draftContract() });
  const documents = `/v1/contracts/${contract.id}/documents`;
  const draftDocx = await file("agency", `${documents}/docx`);
  const draftPdf = await file("agency", `${documents}/pdf`);
  await sign({ ask, file }, contract.id);
  const signedPdf = await file("agency", `${documents}/pdf`);
  const filing = await submit({ ask, file }, contract.id);
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

/** Another contract, signed and submitted; eight reviewers accept it at the same moment. Their answers: status and code. */
export async function acceptAtOnce(
  fetcher: Fetcher,
  keys: Keys,
): Promise<{ status: number; code: unknown }[]> {
  const all = asker(fetcher, keys, "race");
  const contract = await all.ask("agency", "/v1/contracts", { contract: await draftContract() });
  await sign(all, contract.id);
  const filing = await submit(all, contract.id);
  return Promise.all(
    Array.from({ length: 8 }, async (_, at) => {
      const answer = await fetcher(`/v1/filings/${filing.id}/accept`, {
        method: "POST",
        headers: { authorization: `Bearer ${keys["bureau"]}`, "idempotency-key": `accept-${at}` },
      });
      const { code } = await answer.json();
      return { status: answer.status, code };
    }),
  );
}

/** Another contract, signed, submitted and sent back by the bureau: the sealed letter that says so, and its number. */
export async function sendBack(
  fetcher: Fetcher,
  place: { readonly keys: Keys; readonly drain: () => Promise<unknown>; readonly dueOn: string },
): Promise<{ readonly letter: Uint8Array<ArrayBuffer>; readonly documentNo: string }> {
  const all = asker(fetcher, place.keys, "back");
  const contract = await all.ask("agency", "/v1/contracts", { contract: await draftContract() });
  await sign(all, contract.id);
  const filing = await submit(all, contract.id);
  const element = { element: "签章", value: null, place: "落款", basis: "备案办法", fix: "请补盖公章。" };
  const words = { reason: "落款处的印章看不清楚。", due_on: place.dueOn, also: [element] };
  const returned = await all.ask("bureau", `/v1/filings/${filing.id}/return`, words);
  const [{ id, document_no: documentNo }] = returned.letters;
  for (let tries = 0, ready = false; tries < 40 && !ready; tries += 1) {
    await place.drain();
    ready = (await all.ask("agency", `/v1/filings/${filing.id}`)).letters[0].state === "ready";
  }
  return {
    letter: await all.file("agency", `/v1/filings/${filing.id}/letters/${id}/letter.pdf`),
    documentNo,
  };
}

async function sign({ ask }: Asker, contractId: string): Promise<void> {
  const envelope = await ask("agency", "/v1/envelopes", { contract_id: contractId });
  for (const [who, seat, signer] of [
    ["enterprise", "甲方", "周启明"],
    ["agency", "乙方", "许知远"],
  ] as const) {
    const input = { seat, signer, signer_role: "法定代表人" };
    await ask(who, `/v1/envelopes/${envelope.id}/sign`, input);
  }
}

const submit = ({ ask }: Asker, contractId: string): Promise<Json> =>
  ask("agency", "/v1/filings", { contract_id: contractId, sme_class: "小型", first_signing: true });

function asker(fetcher: Fetcher, keys: Keys, name: string) {
  let asked = 0;
  const send = async (who: string | undefined, path: string, init: RequestInit): Promise<Response> => {
    asked += 1;
    const answer = await fetcher(path, {
      ...init,
      headers: {
        ...(who ? { authorization: `Bearer ${keys[who]}` } : {}),
        "content-type": "application/json",
        "idempotency-key": `${name}-${asked}`,
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
