import type { ContractRecord, FilingRecord, ReceiptRecord } from "../../src/ports/records.ts";
import type { Change, Store } from "../../src/ports/store.ts";
import { event, organisation } from "./open.ts";

export const at = "2022-03-15T02:00:00.000Z";

export const contract = (id: string, over: Partial<ContractRecord> = {}): ContractRecord => ({
  id,
  tenantId: "org_1",
  mode: "live",
  externalId: null,
  createdDigest: "d".repeat(64),
  metadata: { note: "甲" },
  variant: "HB-2P",
  title: "知识产权托管服务合同",
  contractNo: id,
  contract: { variant: "HB-2P", parties: [] },
  state: "signed",
  version: 1,
  envelopeId: null,
  filingId: null,
  templateId: null,
  templateDigest: null,
  createdAt: at,
  updatedAt: at,
  ...over,
});

export const filing = (id: string, contractId: string): FilingRecord => ({
  id,
  contractId,
  tenantId: "org_1",
  authorityCode: "130100",
  recipients: ["130100"],
  state: "submitted",
  version: 1,
  verdict: "ready",
  findings: [],
  filedDigest: "f".repeat(64),
  filedSize: 1,
  dueOn: "2022-04-15",
  submittedAt: at,
  decidedAt: null,
});

export const receipt = (
  id: string,
  over: Partial<Omit<ReceiptRecord, "number">> = {},
): Omit<ReceiptRecord, "number"> => ({
  filingId: id,
  contractId: id.replace("fil", "ctr"),
  authorityCode: "130100",
  year: 2022,
  state: "sealing",
  variant: "HB-2P",
  title: "知识产权托管服务合同",
  contractNo: "HBTG-2022-000123",
  agency: "乙",
  enterprise: "甲",
  filedDigest: "f".repeat(64),
  filedAt: at,
  receiptDigest: null,
  ...over,
});

/** Filings 1 … count of one tenant, each ready to be accepted. */
export async function withFilings(store: Store, count: number): Promise<void> {
  await store.commit([{ insert: "organisations", row: organisation() }]);
  for (let n = 1; n <= count; n += 1) {
    await store.commit([
      { event: event({ aggregate: `filing:fil_${n}` }) },
      { insert: "contracts", row: contract(`ctr_${n}`) },
      { insert: "filings", row: filing(`fil_${n}`, `ctr_${n}`) },
    ]);
  }
}

/** What an acceptance commits. */
export const acceptance = (n: number): Change[] => [
  { event: event({ aggregate: `filing:fil_${n}`, version: 2, type: "filing.accepted" }) },
  { update: "filings", key: { id: `fil_${n}` }, set: { state: "filed", version: 2, decidedAt: at } },
  { allocate: "contract", receipt: receipt(`fil_${n}`) },
];
