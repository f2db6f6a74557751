import { acceptFiling } from "../../src/app/accept-filing.ts";
import { type Answer, answerOnce } from "../../src/app/answer-once.ts";
import type { Caller } from "../../src/app/caller.ts";
import { createContract } from "../../src/app/create-contract.ts";
import { drainOutbox } from "../../src/app/drain-outbox.ts";
import type { House } from "../../src/app/house.ts";
import { sendEnvelope } from "../../src/app/send-envelope.ts";
import { signEnvelope } from "../../src/app/sign-envelope.ts";
import { submitFiling } from "../../src/app/submit-filing.ts";
import type { CreatedContractView } from "../../schemas/api/contract.ts";
import type { EnvelopeView } from "../../schemas/api/envelope.ts";
import type { FilingView } from "../../schemas/api/filing.ts";
import { signedContract } from "./signed-contract.ts";
import { type Callers, draftV1 } from "./test-house.ts";

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

/** A command as a client sends it: under its key, again after a crash with the same key. */
async function command<View>(
  house: House,
  caller: Caller,
  key: string,
  run: (caller: Caller) => Promise<View>,
): Promise<View> {
  const answered: Answer = await answerOnce(
    house,
    caller,
    { key, operation: key, request: { key } },
    async (once) => ({
      status: 201,
      body: await run(once),
    }),
  );
  return answered.body as View;
}

/** The whole main job as clients do it, every command under an Idempotency-Key. Can be run again after a crash at any point. */
export async function mainJob(house: House, callers: Callers): Promise<FilingView> {
  const { agency, enterprise, bureau } = callers;
  const contract = await command<CreatedContractView>(house, agency, "create", (caller) =>
    createContract(house, caller, { contract: draftV1() }),
  );
  const { id } = await command<EnvelopeView>(house, agency, "send", (caller) =>
    sendEnvelope(house, caller, { contract_id: contract.id }),
  );
  const common = { id, signer_role: "法定代表人", seal_type: "合同专用章" } as const;
  await command(house, enterprise, "sign 1", (caller) =>
    signEnvelope(house, caller, { ...common, seat: "甲方", signer: "周启明" }),
  );
  await command(house, agency, "sign 2", (caller) =>
    signEnvelope(house, caller, { ...common, seat: "乙方", signer: "许知远" }),
  );
  const filing = await command<FilingView>(house, agency, "submit", (caller) =>
    submitFiling(house, caller, { contract_id: contract.id, ...FILING }),
  );
  const accepted = await command<FilingView>(house, bureau, "accept", (caller) =>
    acceptFiling(house, caller, { id: filing.id }),
  );
  await drainOutbox(house);
  return accepted;
}
