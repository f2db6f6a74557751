import { describe, expect, it } from "vitest";
import { acceptFiling } from "../../src/app/accept-filing.ts";
import { checkContract } from "../../src/app/check-contract.ts";
import { createContract } from "../../src/app/create-contract.ts";
import { getContract } from "../../src/app/get-contract.ts";
import type { House } from "../../src/app/house.ts";
import { submitFiling } from "../../src/app/submit-filing.ts";
import { FILING, submittedFiling } from "./main-job.ts";
import { signedContract } from "./signed-contract.ts";
import { type Callers, demoHouse, draftV1 } from "./test-house.ts";

const idsOf = (findings: readonly { readonly id: string }[]) => findings.map(({ id }) => id);

const filed = async (house: House, callers: Callers) =>
  acceptFiling(house, callers.bureau, { id: (await submittedFiling(house, callers)).id });

describe("what only the register knows", () => {
  it("a number that a sent contract bears is spent; one that a draft bears is not", async () => {
    const { house, callers } = await demoHouse();
    const first = await createContract(house, callers.agency, { contract: draftV1() });
    const check = async (id: string) => idsOf((await checkContract(house, callers.agency, { id })).findings);
    const second = await createContract(house, callers.agency, { contract: draftV1({ place: "甲方住所" }) });
    expect(await check(second.id)).not.toContain("DOC-02.U");
    await signedContract(house, callers);
    expect(await check(second.id)).toContain("DOC-02.U");
    expect(await check(first.id)).toContain("DOC-02.U");
  });

  it("a party's name is the registered one", async () => {
    const { house, callers } = await demoHouse();
    const [enterprise, agency] = [draftV1()["parties"]].flat();
    const renamed = Object.assign({}, enterprise, { name: "石家庄恒砺传感技术有限公司" });
    const { id } = await createContract(house, callers.agency, {
      contract: draftV1({ parties: [renamed, agency] }),
    });
    const { findings } = await checkContract(house, callers.agency, { id });
    expect(findings.find((one) => one.id === "PTY-04.U")).toMatchObject({
      pointer: "/parties/0/name",
      severity: "B",
      message: expect.stringContaining("石家庄恒砺传感科技有限公司"),
    });
  });

  it("an earlier filing with the same agency is no first signing", async () => {
    const { house, callers } = await demoHouse();
    const filing = await filed(house, callers);
    const { contract_id } = await signedContract(house, callers, { contractNo: "HBTG-2022-000124" });
    const { findings } = await submitFiling(house, callers.agency, { contract_id, ...FILING });
    expect(findings.find((one) => one.id === "FIL-07.U")?.message).toContain(filing.formal_no);
    expect(idsOf(findings)).not.toContain("FIL-06.Q");
  });

  it("a filed contract with another agency overlaps: told by its days, without its number", async () => {
    const { house, callers } = await demoHouse();
    const filing = await filed(house, callers);
    const record = await house.store.contract(filing.contract_id);
    const other = JSON.parse(
      JSON.stringify(record!.contract).replaceAll("91130104MAXX00015P", "91130104MAX102003N"),
    );
    await house.store.commit([
      { update: "contracts", key: { id: filing.contract_id }, set: { contract: other } },
    ]);
    const { contract_id } = await signedContract(house, callers, { contractNo: "HBTG-2022-000125" });
    const { findings, verdict } = await submitFiling(house, callers.agency, { contract_id, ...FILING });
    const overlap = findings.find((one) => one.id === "FIL-06.Q");
    expect(overlap?.message).toContain("2022-04-01 至 2023-03-31");
    expect(JSON.stringify(overlap)).not.toContain("HBTG-2022-000123");
    expect(verdict).toBe("ready");
    expect(
      idsOf((await checkContract(house, callers.enterprise, { id: contract_id, stage: "file" })).findings),
    ).not.toContain("FIL-06.Q");
  });

  it("is stored nowhere: the contract stays what its parties wrote", async () => {
    const { house, callers } = await demoHouse();
    const filing = await filed(house, callers);
    const { contract } = await getContract(house, callers.agency, { id: filing.contract_id });
    expect(contract).not.toHaveProperty("evidence");
  });
});
