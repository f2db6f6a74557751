import type { EnvelopeView } from "../../schemas/api/envelope.ts";
import { createContract } from "../../src/app/create-contract.ts";
import type { House } from "../../src/app/house.ts";
import { sendEnvelope } from "../../src/app/send-envelope.ts";
import { signEnvelope } from "../../src/app/sign-envelope.ts";
import { draftV1 } from "./sample.ts";
import type { Callers } from "./test-house.ts";

/** A contract of the agency, signed by both parties. */
export async function signedContract(
  house: House,
  callers: Callers,
  over: Record<string, unknown> = {},
): Promise<EnvelopeView> {
  const { id } = await createContract(house, callers.agency, { contract: draftV1(over) });
  const envelope = await sendEnvelope(house, callers.agency, { contract_id: id });
  await signEnvelope(house, callers.enterprise, {
    id: envelope.id,
    seat: "甲方",
    signer: "周启明",
    signer_role: "法定代表人",
    seal_type: "合同专用章",
  });
  return signEnvelope(house, callers.agency, {
    id: envelope.id,
    seat: "乙方",
    signer: "许知远",
    signer_role: "法定代表人",
    seal_type: "合同专用章",
  });
}
