import type { FilingView } from "../../schemas/api/filing.ts";
import type { OverruleInput } from "../../schemas/api/overruling.ts";
import { utf8 } from "../kit/bytes.ts";
import { sha256Hex } from "../kit/digest.ts";
import type { FilingRecord, OverrulingRecord } from "../ports/records.ts";
import type { Change } from "../ports/store.ts";
import { AppError } from "./app-error.ts";
import { nextEvent } from "./audit.ts";
import { type Caller, needScope } from "./caller.ts";
import { decide } from "./decide.ts";
import { filingView } from "./filing-view.ts";
import type { House } from "./house.ts";
import { madeBefore, settles } from "./once.ts";
import { isReviewer, visibleFiling } from "./visible-filing.ts";

/** Only the reviewer of the filing's own authority, and only while it is undecided. */
async function filingInReview(house: House, caller: Caller, id: string): Promise<FilingRecord> {
  const filing = await visibleFiling(house, caller, id);
  if (!isReviewer(caller, filing))
    throw new AppError("app.role_missing", "只有受理的备案机关可以排除或者恢复结论", { role: "bureau" });
  if (filing.state !== "submitted")
    throw new AppError("app.wrong_state", "这件备案已经办结或者退回，结论不能再改", { state: filing.state });
  return filing;
}

/** What the chain says of an overruling: which finding, and a digest of the reason, whose words stand in the register. */
async function deedOf(
  house: House,
  caller: Caller,
  { filing, overruling, type }: { filing: FilingRecord; overruling: OverrulingRecord; type: string },
): Promise<Change[]> {
  const version = filing.version + 1;
  const { id, finding, pointer, reason } = overruling;
  const facts = { overruling: id, finding, pointer, reason_sha256: await sha256Hex(utf8(reason)) };
  return [
    { event: await nextEvent(house, caller, { aggregate: `filing:${filing.id}`, version, type, facts }) },
    { update: "filings", key: { id: filing.id }, set: { version } },
  ];
}

async function viewOf(house: House, caller: Caller, id: string): Promise<FilingView> {
  return filingView(house, await visibleFiling(house, caller, id), await house.store.receiptOfFiling(id));
}

/**
 * The reviewer sets a finding of a filing aside, with a reason that stays on record and is printed. It no longer stands in
 * the way; nothing of the contract changes. Throws `app.finding_unknown`, `app.finding_overruled`, `app.role_missing`,
 * `app.wrong_state` once the filing is decided.
 */
export async function overruleFinding(
  house: House,
  caller: Caller,
  input: OverruleInput & { readonly id: string },
): Promise<FilingView> {
  needScope(caller, "filings:review");
  if (madeBefore(caller, "overruling") !== undefined) return viewOf(house, caller, input.id);
  return decide(async () => {
    const filing = await filingInReview(house, caller, input.id);
    const same = (one: { readonly pointer: string }, id: string): boolean =>
      id === input.finding && one.pointer === input.pointer;
    if (!filing.findings.some((one) => same(one, one.id)))
      throw new AppError(
        "app.finding_unknown",
        "这件备案没有这一条结论，请照 findings 填写 finding 和 pointer",
        {},
      );
    const earlier = await house.store.overrulings(filing.id);
    if (earlier.some((one) => same(one, one.finding) && one.withdrawnAt === null))
      throw new AppError("app.finding_overruled", "这一条结论已经排除，要改理由请先恢复", {});
    const overruling: OverrulingRecord = {
      id: house.ids.next("ovr"),
      filingId: filing.id,
      finding: input.finding,
      pointer: input.pointer,
      reason: input.reason,
      authorityCode: filing.authorityCode,
      personId: caller.personId,
      filingVersion: filing.version + 1,
      createdAt: house.clock.now().toISOString(),
      withdrawnAt: null,
    };
    await house.store.commit([
      ...(await deedOf(house, caller, { filing, overruling, type: "filing.finding_overruled" })),
      { insert: "overrulings", row: overruling },
      ...(await settles(house, caller, { kind: "overruling", id: overruling.id })),
    ]);
    return viewOf(house, caller, filing.id);
  });
}

/** The reviewer takes an overruling back: the finding stands again, and both acts stay on record. Taken back twice is once. */
export async function withdrawOverruling(
  house: House,
  caller: Caller,
  { id, overruling: wanted }: { readonly id: string; readonly overruling: string },
): Promise<FilingView> {
  needScope(caller, "filings:review");
  return decide(async () => {
    const filing = await filingInReview(house, caller, id);
    const overruling = (await house.store.overrulings(filing.id)).find((one) => one.id === wanted);
    if (overruling === undefined) throw new AppError("app.not_found", "这件备案没有这一项排除", {});
    if (overruling.withdrawnAt === null) {
      const withdrawnAt = house.clock.now().toISOString();
      await house.store.commit([
        ...(await deedOf(house, caller, { filing, overruling, type: "filing.finding_restored" })),
        { update: "overrulings", key: { id: overruling.id }, set: { withdrawnAt } },
      ]);
    }
    return viewOf(house, caller, filing.id);
  });
}
