import type { CreateContractInput, CreatedContractView } from "../../schemas/api/contract.ts";
import type { Contract } from "../../schemas/contract.ts";
import { ContractError } from "../contract/contract-error.ts";
import { parseContract } from "../contract/parse.ts";
import { utf8 } from "../kit/bytes.ts";
import { canonicalJson } from "../kit/canonical-json.ts";
import { sha256Hex } from "../kit/digest.ts";
import type { ContractRecord } from "../ports/records.ts";
import { StoreError } from "../ports/store.ts";
import { AppError } from "./app-error.ts";
import { nextEvent } from "./audit.ts";
import { type Caller, needScope } from "./caller.ts";
import { checkOn } from "./check-on.ts";
import { contractView } from "./contract-view.ts";
import type { House } from "./house.ts";
import { madeBefore, settles } from "./once.ts";
import { chosenTemplate } from "./templates/chosen-template.ts";

/** The contract of a request; pointers of its problems lead into the request, where the contract is one member. */
function contractOf(json: unknown): Contract {
  try {
    return parseContract(json);
  } catch (error) {
    const problems = error instanceof ContractError ? error.facts["problems"] : undefined;
    if (!(error instanceof ContractError) || !Array.isArray(problems)) throw error;
    const moved = problems.map((problem: { pointer: string }) => ({
      ...problem,
      pointer: `#/contract${problem.pointer.replace(/^#/, "")}`,
    }));
    throw new ContractError(error.code, error.message, { ...error.facts, problems: moved }, { cause: error });
  }
}

const answerWith = (house: House, record: ContractRecord, contract: Contract): CreatedContractView => ({
  ...contractView(record),
  check: checkOn(house, contract, { stage: "draft" }),
});

/** What the same request made earlier: by its Idempotency-Key, or by the caller's own id. */
async function earlier(
  house: House,
  caller: Caller,
  asked: { readonly externalId: string | undefined; readonly digest: string },
): Promise<ContractRecord | undefined> {
  const made = madeBefore(caller, "contract");
  if (made !== undefined) return house.store.contract(made);
  if (asked.externalId === undefined) return undefined;
  const owner = { tenantId: caller.organisationId, mode: caller.mode, externalId: asked.externalId };
  const record = await house.store.contractByExternalId(owner);
  if (record === undefined || record.createdDigest === asked.digest) return record;
  throw new AppError("app.external_id_taken", "此 external_id 已用于另一份合同，请换一个", {
    contract_id: record.id,
  });
}

/**
 * Stores a contract as a draft and answers with its check. Defects do not stop a draft. The same external_id with the same
 * contract and metadata answers the contract that is there, with others it is `app.external_id_taken`.
 */
export async function createContract(
  house: House,
  caller: Caller,
  input: CreateContractInput,
): Promise<CreatedContractView> {
  needScope(caller, "contracts:write");
  const contract = contractOf(input.contract);
  const metadata = input.metadata ?? {};
  const template = await chosenTemplate(house, caller, { id: input.template_id, contract });
  const chosen = template === undefined ? {} : { template: template.digest };
  const digest = await sha256Hex(utf8(canonicalJson({ contract, metadata, ...chosen })));
  const asked = { externalId: input.external_id, digest };
  const there = await earlier(house, caller, asked);
  if (there !== undefined) return answerWith(house, there, contract);
  const now = house.clock.now().toISOString();
  const row: ContractRecord = {
    id: house.ids.next("ctr"),
    tenantId: caller.organisationId,
    mode: caller.mode,
    externalId: input.external_id ?? null,
    createdDigest: digest,
    metadata,
    variant: contract.variant,
    title: contract.title ?? "",
    contractNo: contract.contractNo ?? "",
    contract,
    state: "draft",
    version: 1,
    envelopeId: null,
    filingId: null,
    templateId: template?.id ?? null,
    templateDigest: template?.digest ?? null,
    createdAt: now,
    updatedAt: now,
  };
  const deed = {
    aggregate: `contract:${row.id}`,
    version: 1,
    type: "contract.created",
    facts: { sha256: digest, ...chosen },
  };
  try {
    await house.store.commit([
      { event: await nextEvent(house, caller, deed) },
      { insert: "contracts", row },
      ...(await settles(house, caller, { kind: "contract", id: row.id })),
    ]);
  } catch (error) {
    // somebody with the same external_id was faster: the same contract is as good as ours
    const faster =
      error instanceof StoreError && error.code === "store.duplicate"
        ? await earlier(house, caller, asked)
        : undefined;
    if (faster === undefined) throw error;
    return answerWith(house, faster, contract);
  }
  return answerWith(house, row, contract);
}
