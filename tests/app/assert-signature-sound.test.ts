import { expect, it } from "vitest";
import { createContract } from "../../src/app/create-contract.ts";
import { getEnvelope } from "../../src/app/get-envelope.ts";
import { sendEnvelope } from "../../src/app/send-envelope.ts";
import { signEnvelope } from "../../src/app/sign-envelope.ts";
import { draftV1 } from "./sample.ts";
import { demoHouse } from "./test-house.ts";

const stranger = {
  seat: "甲方",
  signer: "林雨桐",
  signer_role: "委托代理人",
  seal_type: "合同专用章",
} as const;
const letter = { no: 2, name: "授权委托书（甲方）", present: true };

async function sent(over: Record<string, unknown>) {
  const { house, callers } = await demoHouse();
  const { id } = await createContract(house, callers.agency, { contract: draftV1(over) });
  return { house, callers, envelope: await sendEnvelope(house, callers.agency, { contract_id: id }) };
}

it("a person whom the contract does not name cannot sign without a letter of authority, and nothing is signed", async () => {
  const { house, callers, envelope } = await sent({});
  for (const signer_role of ["委托代理人", "法定代表人"] as const) {
    const signing = signEnvelope(house, callers.enterprise, { id: envelope.id, ...stranger, signer_role });
    await expect(signing).rejects.toMatchObject({
      code: "app.signature_unsound",
      facts: { findings: [expect.objectContaining({ id: "SIG-04.M" })] },
    });
  }
  expect(await getEnvelope(house, callers.enterprise, { id: envelope.id })).toMatchObject({
    next_seat: "甲方",
    current_sha256: envelope.revision1_sha256,
  });
});

it("with a letter of authority among the attachments the agent signs", async () => {
  const { house, callers, envelope } = await sent({
    attachments: [{ no: 1, name: "托管服务工作方案", present: true }, letter],
  });
  const signed = await signEnvelope(house, callers.enterprise, { id: envelope.id, ...stranger });
  expect(signed.next_seat).toBe("乙方");
});
