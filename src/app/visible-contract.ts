import type { ContractRecord } from "../ports/records.ts";
import { AppError } from "./app-error.ts";
import type { Caller } from "./caller.ts";
import type { House } from "./house.ts";

const notFound = (): AppError => new AppError("app.not_found", "没有找到这份合同", {});

/** Whether the caller's organisation is a party that was asked to sign. */
async function signs(house: House, caller: Caller, envelopeId: string | null): Promise<boolean> {
  if (envelopeId === null || caller.uscc === "") return false;
  return (await house.store.steps(envelopeId)).some((step) => step.uscc === caller.uscc);
}

/** Whether the contract lies before the caller's bureau. */
async function reviews(house: House, caller: Caller, filingId: string | null): Promise<boolean> {
  if (filingId === null || caller.role !== "bureau" || caller.authorityCode === null) return false;
  return (await house.store.filing(filingId))?.authorityCode === caller.authorityCode;
}

/** A contract the caller may read: its own, one it was asked to sign, one filed with it. Any other is `app.not_found`. */
export async function visibleContract(house: House, caller: Caller, id: string): Promise<ContractRecord> {
  const record = await house.store.contract(id);
  if (record === undefined || record.mode !== caller.mode) throw notFound();
  const visible =
    record.tenantId === caller.organisationId ||
    (await signs(house, caller, record.envelopeId)) ||
    (await reviews(house, caller, record.filingId));
  if (!visible) throw notFound();
  return record;
}

/** A contract of the caller's own, which it may change. Any other is `app.not_found`. */
export async function ownContract(house: House, caller: Caller, id: string): Promise<ContractRecord> {
  const record = await house.store.contract(id);
  if (record === undefined || record.mode !== caller.mode || record.tenantId !== caller.organisationId)
    throw notFound();
  return record;
}
