import { draftContract, type Json, type OpenHouse } from "./open-house.ts";

/** One request as somebody of the house; `who` names the key. */
export const asker =
  (open: OpenHouse) =>
  (method: string, path: string, who: string, body?: unknown): ReturnType<OpenHouse["ask"]> =>
    open.ask(method, path, { key: open.keys[who]!, ...(body === undefined ? {} : { body }) });

/** A filing that stands in its own way: the enterprise was renamed in the register between signing and filing. */
export async function blockedFiling(open: OpenHouse, stated: object = {}): Promise<Json> {
  const ask = asker(open);
  const { json: contract } = await ask("POST", "/v1/contracts", "agency", {
    contract: await draftContract(),
  });
  const { json: envelope } = await ask("POST", "/v1/envelopes", "agency", { contract_id: contract.id });
  for (const [seat, who, signer] of [
    ["甲方", "enterprise", "周启明"],
    ["乙方", "agency", "许知远"],
  ] as const)
    await ask("POST", `/v1/envelopes/${envelope.id}/sign`, who, { seat, signer, signer_role: "法定代表人" });
  const enterprise = await open.house.store.organisationByUscc("91130108MAXX00138J");
  await open.house.store.commit([
    { update: "organisations", key: { id: enterprise!.id }, set: { name: "石家庄恒砺智能科技有限公司" } },
  ]);
  const submitted = await ask("POST", "/v1/filings", "agency", { contract_id: contract.id, ...stated });
  if (submitted.status !== 201) throw new Error(submitted.text);
  return submitted.json;
}
