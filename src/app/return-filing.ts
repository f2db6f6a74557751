import type { FilingView } from "../../schemas/api/filing.ts";
import type { LetterElement, ReturnFilingInput } from "../../schemas/api/filing-letter.ts";
import type { Finding } from "../../schemas/check-report.ts";
import { utf8 } from "../kit/bytes.ts";
import { addMonths, dayInShanghai } from "../kit/dates.ts";
import { sha256Hex } from "../kit/digest.ts";
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

/** A correction may take this long at most: a slip in the year is no time limit. */
const LONGEST_MONTHS = 12;

/** After today, within a year. Throws `app.correction_day_wrong`. */
function assertDueOn(house: House, dueOn: string): void {
  const today = dayInShanghai(house.clock.now());
  if (dueOn > today && dueOn <= addMonths(today, LONGEST_MONTHS)) return;
  throw new AppError("app.correction_day_wrong", "补正期限应当晚于今天，并在一年以内", { today });
}

/** 空缺 or 不明晰: a question for the reviewer is nothing to correct. */
const correctable = ({ id, overruled }: Finding): boolean => !id.endsWith(".Q") && overruled === undefined;

/** The findings that the reviewer names, or all that stand in the way. */
async function namedFindings(
  house: House,
  filing: FilingRecord,
  { elements }: ReturnFilingInput,
): Promise<readonly Finding[]> {
  const overrulings = await house.store.overrulings(filing.id);
  const findings = await reviewedFindings(house, filing.findings, overrulings);
  if (elements === undefined)
    return (await adviceOn(house, filing, findings)).obstacles.map(({ finding }) => finding);
  for (const named of elements)
    if (
      !findings.some((one) => correctable(one) && one.id === named.finding && one.pointer === named.pointer)
    )
      throw new AppError(
        "app.finding_unknown",
        "这件备案没有这一条空缺或者不明晰，或者已经排除；条件核验不能要求补正",
        named,
      );
  return findings.filter(
    (one) =>
      correctable(one) &&
      elements.some(({ finding, pointer }) => one.id === finding && one.pointer === pointer),
  );
}

async function elementsOf(
  house: House,
  filing: FilingRecord,
  input: ReturnFilingInput,
): Promise<LetterElement[]> {
  const elements = [...(await namedFindings(house, filing, input)).map(letterElement), ...(input.also ?? [])];
  if (elements.length > 0) return elements;
  throw new AppError("app.correction_empty", "没有要补正的要素：请在 elements 或者 also 中写明", {});
}

/**
 * 退回补正: the reviewer sends a filing back with the elements to correct, why and until when; a numbered 补正通知书 follows,
 * sealed like the receipt. The contract stands signed again. Throws `app.role_missing`, `app.wrong_state`, `app.finding_unknown`,
 * `app.correction_empty`, `app.correction_day_wrong`.
 */
export async function returnFiling(
  house: House,
  caller: Caller,
  input: ReturnFilingInput & { readonly id: string },
): Promise<FilingView> {
  needScope(caller, "filings:review");
  return decide(async () => {
    const filing = await visibleFiling(house, caller, input.id);
    if (madeBefore(caller, "filing") === input.id) return filingViewOf(house, filing);
    needReviewer(caller, filing, "退回补正");
    assertMove(filing, ["return"]);
    assertDueOn(house, input.due_on);
    const elements = await elementsOf(house, filing, input);
    const at = house.clock.now();
    const words = { ...input, kind: "correction", elements, dueOn: input.due_on } as const;
    const letter = plannedLetter(house, caller, { filing, words, at });
    const facts = {
      letter: letter.id,
      elements: elements.length,
      due: input.due_on,
      reason_sha256: await sha256Hex(utf8(input.reason)),
    };
    const act = { filing, state: "returned", type: "filing.returned", facts, at } as const;
    await commitFilingAct(house, caller, { ...act, also: letter.changes });
    return filingViewOf(house, await visibleFiling(house, caller, input.id));
  });
}
