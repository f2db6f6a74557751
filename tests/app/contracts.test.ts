import { describe, expect, it } from "vitest";
import { checkContract } from "../../src/app/check-contract.ts";
import { contractFile } from "../../src/app/contract-file.ts";
import { createContract } from "../../src/app/create-contract.ts";
import { getContract } from "../../src/app/get-contract.ts";
import { listContracts } from "../../src/app/list-contracts.ts";
import { sendEnvelope } from "../../src/app/send-envelope.ts";
import { demoHouse, draftV1 } from "./test-house.ts";

describe("a contract", () => {
  it("is stored as it came, with the check of its draft", async () => {
    const { house, callers } = await demoHouse();
    const made = await createContract(house, callers.agency, {
      contract: draftV1(),
      metadata: { batch: "7" },
    });
    expect(made).toMatchObject({ state: "draft", version: 1, variant: "HB-2P", metadata: { batch: "7" } });
    expect(made.check).toMatchObject({ stage: "draft", verdict: "ready" });
    const { check: _check, ...view } = made;
    expect(await getContract(house, callers.agency, { id: made.id })).toEqual(view);
  });

  it("under one external_id is made once, also by requests at once, and not for another contract", async () => {
    const { house, callers } = await demoHouse();
    const input = { contract: draftV1(), external_id: "A-1" };
    const made = await Promise.all([1, 2, 3].map(() => createContract(house, callers.agency, input)));
    expect(new Set(made.map((one) => one.id)).size).toBe(1);
    const other = createContract(house, callers.agency, {
      ...input,
      contract: draftV1({ contractNo: "HBTG-2" }),
    });
    await expect(other).rejects.toMatchObject({ code: "app.external_id_taken" });
    expect((await createContract(house, callers.enterpriseWriter, input)).id).not.toBe(made[0]!.id);
  });

  it("of the wrong shape is refused with pointers into the request", async () => {
    const { house, callers } = await demoHouse();
    const wrong = createContract(house, callers.agency, {
      contract: { ...draftV1(), surprise: 1, parties: "甲" },
    });
    const error = await wrong.catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: "contract.wrong_shape" });
    const pointers = ["#/contract/parties", "#/contract/surprise"];
    const problems = pointers.map((pointer) => expect.objectContaining({ pointer }));
    expect(error).toMatchObject({ facts: { problems: expect.arrayContaining(problems) } });
  });

  it("of another tenant does not exist: not to read, list, check, download or send", async () => {
    const { house, callers } = await demoHouse();
    const { id } = await createContract(house, callers.agency, { contract: draftV1() });
    const stranger = callers.enterpriseWriter;
    const notFound = { code: "app.not_found" };
    await expect(getContract(house, stranger, { id })).rejects.toMatchObject(notFound);
    await expect(checkContract(house, stranger, { id })).rejects.toMatchObject(notFound);
    await expect(contractFile(house, stranger, { id, kind: "json" })).rejects.toMatchObject(notFound);
    await expect(sendEnvelope(house, stranger, { contract_id: id })).rejects.toMatchObject(notFound);
    expect((await listContracts(house, stranger, { limit: 20 })).data).toEqual([]);
  });

  it("made with a test key is not there for a live key of the same tenant", async () => {
    const { house, callers } = await demoHouse();
    const test = { ...callers.agency, mode: "test" } as const;
    const { id } = await createContract(house, test, { contract: draftV1() });
    await expect(getContract(house, callers.agency, { id })).rejects.toMatchObject({ code: "app.not_found" });
    expect(await getContract(house, test, { id })).toMatchObject({ mode: "test" });
  });

  it("needs the scope", async () => {
    const { house, callers } = await demoHouse();
    const bare = { ...callers.agency, scopes: [] };
    await expect(createContract(house, bare, { contract: draftV1() })).rejects.toMatchObject({
      code: "app.scope_missing",
      facts: { scope: "contracts:write" },
    });
  });

  it("with a blocking defect is drafted but not sent", async () => {
    const { house, callers } = await demoHouse();
    const made = await createContract(house, callers.agency, {
      contract: draftV1({ breach: null, title: "" }),
    });
    expect(made.check.verdict).toBe("blocked");
    const sending = sendEnvelope(house, callers.agency, { contract_id: made.id });
    const error = await sending.catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: "app.contract_blocked", facts: { findings: made.check.findings } });
    expect(await getContract(house, callers.agency, { id: made.id })).toMatchObject({
      state: "draft",
      version: 1,
    });
  });
});

describe("the list of contracts", () => {
  it("walks every contract once, both ways", async () => {
    const { house, callers, clock } = await demoHouse();
    const made: string[] = [];
    for (let n = 1; n <= 7; n += 1) {
      clock.set(new Date(Date.UTC(2022, 2, 15, 3, n)));
      made.unshift(
        (
          await createContract(house, callers.agency, {
            contract: draftV1({ contractNo: `HBTG-2022-00000${n}` }),
          })
        ).id,
      );
    }
    const pages: string[][] = [];
    for (let after: string | undefined, more = true; more; ) {
      const page = await listContracts(house, callers.agency, { limit: 3, starting_after: after });
      pages.push(page.data.map((one) => one.id));
      after = page.data.at(-1)?.id;
      more = page.has_more;
    }
    expect(pages.flat()).toEqual(made);
    const before = await listContracts(house, callers.agency, { limit: 3, ending_before: made[4] });
    expect(before.data.map((one) => one.id)).toEqual(made.slice(1, 4));
  });
});
