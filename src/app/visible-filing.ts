import type { FilingRecord } from "../ports/records.ts";
import { AppError } from "./app-error.ts";
import type { Caller } from "./caller.ts";
import type { House } from "./house.ts";

/** Whether the filing lies before the caller's bureau. */
export const isReviewer = (caller: Caller, filing: FilingRecord): boolean =>
  caller.role === "bureau" && caller.authorityCode === filing.authorityCode;

/** A filing of the caller's own, or one that lies before its bureau; any other is `app.not_found`. */
export async function visibleFiling(house: House, caller: Caller, id: string): Promise<FilingRecord> {
  const filing = caller.mode === "live" ? await house.store.filing(id) : undefined;
  if (filing === undefined || !(filing.tenantId === caller.organisationId || isReviewer(caller, filing))) {
    throw new AppError("app.not_found", "没有找到这件备案", {});
  }
  return filing;
}

/** Whoever handed a filing in; `does` says what, in words. Throws `app.role_missing` for anybody else. */
export function needFiler(caller: Caller, filing: FilingRecord, does: string): void {
  if (filing.tenantId === caller.organisationId) return;
  throw new AppError("app.role_missing", `${does}由提交备案的托管机构办理`, { role: "agency" });
}
