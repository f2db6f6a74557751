import type { FilingState } from "../../schemas/api/filing.ts";
import type { ContractRecord, FilingRecord } from "../ports/records.ts";
import type { Change } from "../ports/store.ts";
import { AppError } from "./app-error.ts";
import { nextEvent } from "./audit.ts";
import type { Caller } from "./caller.ts";
import type { House } from "./house.ts";
import { settles } from "./once.ts";

/** An act that takes a filing off the desk: what it becomes, what the chain says of it, what else belongs to the commit. */
export type FilingAct = {
  readonly filing: FilingRecord;
  readonly state: FilingState;
  readonly type: `filing.${string}`;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly at: Date;
  readonly also: readonly Change[];
};

/** The contract stands signed again, so that it can be mended, changed or handed in anew; it still names its filing. */
async function contractReleased(
  house: House,
  caller: Caller,
  { filing, type, at }: FilingAct,
): Promise<Change[]> {
  const record: ContractRecord | undefined = await house.store.contract(filing.contractId);
  if (record === undefined) throw new AppError("app.not_found", "没有找到这份合同", {});
  if (record.filingId !== filing.id || record.state !== "filing") return [];
  const version = record.version + 1;
  const deed = {
    aggregate: `contract:${record.id}`,
    version,
    type: type.replace("filing.", "contract."),
    facts: { filing: filing.id },
  };
  const set = { state: "signed", version, updatedAt: at.toISOString() } as const;
  return [
    { event: await nextEvent(house, caller, deed) },
    { update: "contracts", key: { id: record.id }, set },
  ];
}

/** Commits 退回补正, 不予备案 or 撤回 whole: filing, contract, letter. Of two at once one loses on the filing's version. */
export async function commitFilingAct(house: House, caller: Caller, act: FilingAct): Promise<void> {
  const { filing, state, type, facts, at } = act;
  const version = filing.version + 1;
  // what was returned is not decided: it comes again
  const decidedAt = state === "returned" ? null : at.toISOString();
  await house.store.commit([
    { event: await nextEvent(house, caller, { aggregate: `filing:${filing.id}`, version, type, facts }) },
    { update: "filings", key: { id: filing.id }, set: { state, version, decidedAt } },
    ...(await contractReleased(house, caller, act)),
    ...act.also,
    ...(await settles(house, caller, { kind: "filing", id: filing.id })),
  ]);
}
