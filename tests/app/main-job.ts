import { acceptFiling } from "../../src/app/accept-filing.ts";
import { answerOnce } from "../../src/app/answer-once.ts";
import type { Caller } from "../../src/app/caller.ts";
import { createContract } from "../../src/app/create-contract.ts";
import { drainOutbox } from "../../src/app/drain-outbox.ts";
import type { House } from "../../src/app/house.ts";
import { sendEnvelope } from "../../src/app/send-envelope.ts";
import { signEnvelope } from "../../src/app/sign-envelope.ts";
import { submitFiling } from "../../src/app/submit-filing.ts";
import type { ZodType } from "zod";
import { CreatedContractView } from "../../schemas/api/contract.ts";
import { EnvelopeView } from "../../schemas/api/envelope.ts";
import { FilingView } from "../../schemas/api/filing.ts";
import { signedContract } from "./signed-contract.ts";
import { draftV1 } from "./sample.ts";
import type { Callers } from "./test-house.ts";

/** What the agency states when it files. */
export const FILING = { sme_class: "小型", first_signing: true } as const;

/** A contract before its bureau. */
export async function submittedFiling(
  house: House,
  callers: Callers,
  over: Record<string, unknown> = {},
): Promise<FilingView> {
  const envelope = await signedContract(house, callers, over);
  return submitFiling(house, callers.agency, { contract_id: envelope.contract_id, ...FILING });
}

type Sent<View> = { readonly caller: Caller; readonly key: string; readonly answer: ZodType<View> };

/** A command as a client sends it: under its key, again after a crash with the same key, the answer read as documented. */
async function command<View>(
  house: House,
  { caller, key, answer }: Sent<View>,
  run: (caller: Caller) => Promise<View>,
): Promise<View> {
  const sent = { key, operation: key, request: { key } };
  const { body } = await answerOnce(house, caller, sent, async (once) => ({
    status: 201,
    body: await run(once),
  }));
  return answer.parse(body);
}

/** The whole main job as clients do it, every command under an Idempotency-Key. Can be run again after a crash at any point. */
export async function mainJob(
  house: House,
  { agency, enterprise, bureau }: Pick<Callers, "agency" | "enterprise" | "bureau">,
): Promise<FilingView> {
  const contract = await command(
    house,
    { caller: agency, key: "create", answer: CreatedContractView },
    (caller) => createContract(house, caller, { contract: draftV1() }),
  );
  const contract_id = contract.id;
  const { id } = await command(house, { caller: agency, key: "send", answer: EnvelopeView }, (caller) =>
    sendEnvelope(house, caller, { contract_id }),
  );
  const common = { id, signer_role: "法定代表人", seal_type: "合同专用章" } as const;
  await command(house, { caller: enterprise, key: "sign 1", answer: EnvelopeView }, (caller) =>
    signEnvelope(house, caller, { ...common, seat: "甲方", signer: "周启明" }),
  );
  await command(house, { caller: agency, key: "sign 2", answer: EnvelopeView }, (caller) =>
    signEnvelope(house, caller, { ...common, seat: "乙方", signer: "许知远" }),
  );
  const filing = await command(house, { caller: agency, key: "submit", answer: FilingView }, (caller) =>
    submitFiling(house, caller, { contract_id, ...FILING }),
  );
  const accepted = await command(house, { caller: bureau, key: "accept", answer: FilingView }, (caller) =>
    acceptFiling(house, caller, { id: filing.id }),
  );
  await drainOutbox(house);
  return accepted;
}
