import type { ContractSummary, ContractView } from "../../schemas/api/contract.ts";
import type { ContractRecord } from "../ports/records.ts";

/** A contract without its body, as lists show it. */
export const contractSummary = (record: ContractRecord): ContractSummary => ({
  id: record.id,
  external_id: record.externalId,
  metadata: { ...record.metadata },
  mode: record.mode,
  variant: record.variant,
  title: record.title,
  contract_no: record.contractNo,
  state: record.state,
  version: record.version,
  envelope_id: record.envelopeId,
  filing_id: record.filingId,
  template_id: record.templateId,
  template_sha256: record.templateDigest,
  created_at: record.createdAt,
  updated_at: record.updatedAt,
});

/** A contract as the API shows it to whoever made it. */
export const contractView = (record: ContractRecord): ContractView => ({
  ...contractSummary(record),
  contract: record.contract,
});

/** The same for the other parties and the bureau: what its maker keeps for itself (its own id, its notes) stays with it. */
export const sharedContractView = (record: ContractRecord): ContractView => ({
  ...contractView(record),
  external_id: null,
  metadata: {},
});
