import type { EnvelopeRecord, StepRecord } from "../ports/records.ts";
import { AppError } from "./app-error.ts";
import type { Caller } from "./caller.ts";
import type { House } from "./house.ts";
import { visibleContract } from "./visible-contract.ts";

export type EnvelopeAndSteps = { readonly envelope: EnvelopeRecord; readonly steps: readonly StepRecord[] };

/** An envelope of a contract the caller may see; any other is `app.not_found`. */
export async function visibleEnvelope(house: House, caller: Caller, id: string): Promise<EnvelopeAndSteps> {
  const envelope = await house.store.envelope(id);
  if (envelope === undefined) throw new AppError("app.not_found", "没有找到这个签署流程", {});
  await visibleContract(house, caller, envelope.contractId);
  return { envelope, steps: await house.store.steps(id) };
}
