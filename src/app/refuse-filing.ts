import type { FilingView } from "../../schemas/api/filing.ts";
import type { RefuseFilingInput } from "../../schemas/api/filing-letter.ts";
import { Variant } from "../../schemas/contract.ts";
import { lawFor } from "../../schemas/jurisdictions/index.ts";
import { utf8 } from "../kit/bytes.ts";
import { sha256Hex } from "../kit/digest.ts";
import type { FilingEvent } from "../filing/filing-states.ts";
import type { Finding } from "../../schemas/check-report.ts";
import type { FilingRecord } from "../ports/records.ts";
import { AppError } from "./app-error.ts";
import { type Caller, needScope } from "./caller.ts";
import { commitFilingAct } from "./commit-filing-act.ts";
import { decide } from "./decide.ts";
import { assertMove, needReviewer } from "./filing-move.ts";
import { filingViewOf } from "./filing-view.ts";
import type { House } from "./house.ts";
import { letterElement } from "./letters/letter-elements.ts";
import { plannedLetter } from "./letters/plan-letter.ts";
import { madeBefore } from "./once.ts";
import { adviceOn, reviewedFindings } from "./reviewed-findings.ts";
import { visibleFiling } from "./visible-filing.ts";

/** The bureau's one act takes the filing through three steps of its life at once, as acceptance does. */
const REFUSAL: readonly FilingEvent[] = ["accept", "review", "refuse"];

/**
 * The grounds: findings M and U that stand in the way by the place's policy, where its norm states refusal at all. Never Q,
 * never lateness, never what the reviewer set aside.
 */
async function groundsOf(house: House, filing: FilingRecord): Promise<readonly Finding[]> {
  const variant = Variant.parse((await house.store.contract(filing.contractId))?.variant);
  const { policy } = lawFor(variant);
  if (!policy.stated)
    throw new AppError("app.refusal_not_stated", `当地没有规定不予备案，请${policy.refusal}`, { variant });
  const findings = await reviewedFindings(house, filing.findings, await house.store.overrulings(filing.id));
  const { obstacles } = await adviceOn(house, filing, findings);
  if (obstacles.length > 0) return obstacles.map(({ finding }) => finding);
  throw new AppError(
    "app.refusal_without_ground",
    "没有空缺或者不明晰的基本要素；逾期、条件核验和已经排除的结论都不是不予备案的理由",
    {},
  );
}

/**
 * 不予备案: the reviewer closes a filing whose basic elements are absent or unclear; a numbered 不予备案通知书 with all of them
 * follows, sealed. The contract stands signed and may be filed anew. Throws `app.role_missing`, `app.wrong_state`,
 * `app.refusal_without_ground`, `app.refusal_not_stated`.
 */
export async function refuseFiling(
  house: House,
  caller: Caller,
  input: RefuseFilingInput & { readonly id: string },
): Promise<FilingView> {
  needScope(caller, "filings:review");
  return decide(async () => {
    const filing = await visibleFiling(house, caller, input.id);
    if (madeBefore(caller, "filing") === input.id) return filingViewOf(house, filing);
    needReviewer(caller, filing, "决定不予备案");
    assertMove(filing, REFUSAL);
    const elements = (await groundsOf(house, filing)).map(letterElement);
    const at = house.clock.now();
    const words = { ...input, kind: "refusal", elements, dueOn: null } as const;
    const letter = plannedLetter(house, caller, { filing, words, at });
    const facts = {
      letter: letter.id,
      elements: elements.length,
      reason_sha256: await sha256Hex(utf8(input.reason)),
    };
    const act = { filing, state: "refused", type: "filing.refused", facts, at } as const;
    await commitFilingAct(house, caller, { ...act, also: letter.changes });
    return filingViewOf(house, await visibleFiling(house, caller, input.id));
  });
}
