import { expect, it } from "vitest";
import { acceptFiling } from "../../src/app/accept-filing.ts";
import { answerOnce } from "../../src/app/answer-once.ts";
import { createApiKey } from "../../src/app/create-api-key.ts";
import { createContract } from "../../src/app/create-contract.ts";
import { getContract } from "../../src/app/get-contract.ts";
import { listApiKeys } from "../../src/app/list-api-keys.ts";
import { revokeApiKey } from "../../src/app/revoke-api-key.ts";
import { sendEnvelope } from "../../src/app/send-envelope.ts";
import { submittedFiling } from "./main-job.ts";
import { demoHouse, draftV1 } from "./test-house.ts";

it("what a tenant notes with its contract is not shown to the other party, nor to the bureau", async () => {
  const { house, callers } = await demoHouse();
  const own = { external_id: "crm-1", metadata: { margin: "45%" } };
  const { id } = await createContract(house, callers.agency, { contract: draftV1(), ...own });
  await sendEnvelope(house, callers.agency, { contract_id: id });
  expect(await getContract(house, callers.agency, { id })).toMatchObject(own);
  const shared = { id, external_id: null, metadata: {}, state: "signing" };
  expect(await getContract(house, callers.enterprise, { id })).toMatchObject(shared);
  const filing = await submittedFiling(house, callers, { contractNo: "冀衡托2022-0099" });
  await acceptFiling(house, callers.bureau, { id: filing.id });
  expect(await getContract(house, callers.bureau, { id: filing.contract_id })).toMatchObject({
    external_id: null,
    metadata: {},
    state: "filed",
  });
});

it("an Idempotency-Key used with a test key is another one with a live key: no test contract is replayed as a real one", async () => {
  const { house, callers } = await demoHouse();
  const command = { key: "batch-7", operation: "createContract", request: { n: 1 } };
  const made = await Promise.all(
    (["test", "live"] as const).map((mode) =>
      answerOnce(house, { ...callers.agency, mode }, command, async (caller) => ({
        status: 201,
        body: await createContract(house, caller, { contract: draftV1() }),
      })),
    ),
  );
  expect(made.map((answer) => answer.replayed)).toEqual([false, false]);
  expect(made.map((answer) => answer.body)).toMatchObject([{ mode: "test" }, { mode: "live" }]);
});

it("a test key neither sees nor stops live keys", async () => {
  const { house, callers } = await demoHouse();
  const live = { name: "生产", mode: "live", scopes: ["contracts:read"] } as const;
  const { id } = await createApiKey(house, callers.agency, { ...live, scopes: [...live.scopes] });
  const test = { ...callers.agency, mode: "test" } as const;
  await expect(revokeApiKey(house, test, { id })).rejects.toMatchObject({ code: "app.not_found" });
  expect(await listApiKeys(house, test)).toEqual([]);
  expect((await listApiKeys(house, callers.agency)).map((key) => key.id)).toContain(id);
});
