import type { Contract } from "../../schemas/contract.ts";
import type { ContractEvidence } from "../../schemas/contract-evidence.ts";
import { parseContract } from "../contract/parse.ts";
import { partyWithRole } from "../kit/contract-parties.ts";
import type { ContractRecord } from "../ports/records.ts";
import type { House } from "./house.ts";
import { signersByLink } from "./link/signers-by-link.ts";
import { numbersOf } from "./register-number.ts";

type Known = Pick<ContractRecord, "id" | "tenantId" | "mode" | "envelopeId">;

/**
 * What only the register knows of a contract, over what was handed in with it: whether its number is spent, how its
 * parties are registered here, which filed contracts the enterprise has with others. `others` are told to the bureau and
 * at filing only, as days without numbers: one agency does not learn another's business. Stored nowhere.
 */
export async function registerEvidence(
  house: House,
  record: Known,
  asked: {
    readonly contract: Contract;
    readonly others: "shown" | "withheld";
    /** The contract whose place it takes: it may keep that one's number. */
    readonly replaces?: string | undefined;
  },
): Promise<ContractEvidence> {
  const { contract } = asked;
  const signers = await signersByLink(house, record.envelopeId);
  return {
    ...contract.evidence,
    ...(signers.length === 0 ? {} : { signers }),
    issuedNumbers: [...(await spentNumbers(house, record, asked))],
    register: await registered(house, contract),
    ...(asked.others === "shown" ? { otherContracts: await otherContracts(house, record, contract) } : {}),
  };
}

/** The number, when another contract of the same maker bears it that went beyond a draft: drafts are made anew with it. */
async function spentNumbers(
  house: House,
  record: Known,
  { contract, replaces }: { readonly contract: Contract; readonly replaces?: string | undefined },
): Promise<readonly string[]> {
  const number = contract.contractNo?.trim() ?? "";
  if (number === "") return [];
  const { tenantId, mode } = record;
  const bearers = await house.store.contractsNumbered({ tenantId, mode, contractNo: number });
  return bearers.some(({ id, state }) => id !== record.id && id !== replaces && state !== "draft")
    ? [number]
    : [];
}

/** Parties that are registered here. Of others nothing is known, so nothing is said. */
async function registered(
  house: House,
  { parties }: Contract,
): Promise<NonNullable<ContractEvidence["register"]>> {
  const entries = [];
  for (const { seat, uscc } of parties ?? []) {
    const organisation = await house.store.organisationByUscc(uscc?.trim() ?? "");
    if (organisation !== undefined) entries.push({ seat, found: true, name: organisation.name });
  }
  return entries;
}

const usccOf = (contract: Contract, role: "enterprise" | "agency"): string =>
  partyWithRole(contract, role)?.uscc?.trim() ?? "";

/** Filed contracts of the enterprise but this one. Test data are never filed. */
async function filedOfEnterprise(
  house: House,
  record: Known,
  contract: Contract,
): Promise<readonly { readonly record: ContractRecord; readonly contract: Contract }[]> {
  const enterprise = usccOf(contract, "enterprise");
  if (enterprise === "" || record.mode !== "live") return [];
  const filed = await house.store.filedContractsOf(enterprise);
  return filed
    .filter(({ id }) => id !== record.id)
    .map((other) => ({ record: other, contract: parseContract(other.contract) }))
    .filter((other) => usccOf(other.contract, "enterprise") === enterprise);
}

async function otherContracts(
  house: House,
  record: Known,
  contract: Contract,
): Promise<NonNullable<ContractEvidence["otherContracts"]>> {
  return (await filedOfEnterprise(house, record, contract)).map((other) => ({
    enterpriseUscc: usccOf(other.contract, "enterprise"),
    agencyUscc: usccOf(other.contract, "agency"),
    start: other.contract.term?.start ?? null,
    end: other.contract.term?.end ?? null,
  }));
}

/** The formal number of the latest filing of the same enterprise with the same agency; undefined when there is none. */
export async function earlierFilingNo(
  house: House,
  record: Known,
  contract: Contract,
): Promise<string | undefined> {
  const agency = usccOf(contract, "agency");
  const earlier = (await filedOfEnterprise(house, record, contract)).find(
    (other) => usccOf(other.contract, "agency") === agency,
  );
  const receipt = await house.store.receiptOfFiling(earlier?.record.filingId ?? "");
  return receipt === undefined ? undefined : numbersOf(receipt).formalNo;
}
