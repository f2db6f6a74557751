/**
 * The life of a filing as one table. 草稿 → 已提交 → 已受理 → 审查中 → 退回补正 → … → 已备案 or 不予备案; 已撤回 from every
 * open state. What the table does not name is refused with a code; nothing here asks who may do it.
 */

/** Where a filing stands. */
export type FilingState =
  | "draft"
  | "submitted"
  | "accepted"
  | "reviewing"
  | "returned"
  | "filed"
  | "refused"
  | "withdrawn";

/** What happens to a filing. `return` 退回补正, `file` 准予备案, `refuse` 不予备案. */
export type FilingEvent = "submit" | "accept" | "review" | "return" | "file" | "refuse" | "withdraw";

/** What people call a state. */
export const FILING_STATE_NAMES: Readonly<Record<FilingState, string>> = {
  draft: "草稿",
  submitted: "已提交",
  accepted: "已受理",
  reviewing: "审查中",
  returned: "退回补正",
  filed: "已备案",
  refused: "不予备案",
  withdrawn: "已撤回",
};

const EVENT_NAMES: Readonly<Record<FilingEvent, string>> = {
  submit: "提交",
  accept: "受理",
  review: "开始审查",
  return: "退回补正",
  file: "准予备案",
  refuse: "不予备案",
  withdraw: "撤回",
};

/** The whole machine; a pair that is not here is refused. */
export const FILING_STATES: Readonly<
  Record<FilingState, Readonly<Partial<Record<FilingEvent, FilingState>>>>
> = {
  draft: { submit: "submitted", withdraw: "withdrawn" },
  submitted: { accept: "accepted", return: "returned", withdraw: "withdrawn" },
  accepted: { review: "reviewing", withdraw: "withdrawn" },
  reviewing: { file: "filed", refuse: "refused", return: "returned", withdraw: "withdrawn" },
  returned: { submit: "submitted", withdraw: "withdrawn" },
  filed: {},
  refused: {},
  withdrawn: {},
};

/** Why an event is refused: the filing is closed, it stands there already, or it is not its turn. */
export type FilingRefusal = "filing.already_closed" | "filing.already_there" | "filing.out_of_turn";

/** The next state, or why there is none. */
export type FilingStep =
  | { readonly ok: true; readonly state: FilingState }
  | { readonly ok: false; readonly code: FilingRefusal; readonly reason: string };

/** Whether a state can no longer change. */
export const isClosed = (state: FilingState): boolean => Object.keys(FILING_STATES[state]).length === 0;

/** Where an event leads from a state. Pure: same answer for the same pair, and never a throw. */
export function nextFilingState(state: FilingState, event: FilingEvent): FilingStep {
  const next = FILING_STATES[state][event];
  if (next !== undefined) return { ok: true, state: next };
  const name = FILING_STATE_NAMES[state];
  const leadsHere =
    state !== "draft" && Object.values(FILING_STATES).some((events) => events[event] === state);
  if (leadsHere)
    return { ok: false, code: "filing.already_there", reason: `备案${name}，不必再次${EVENT_NAMES[event]}` };
  if (isClosed(state))
    return { ok: false, code: "filing.already_closed", reason: `备案${name}，不能再${EVENT_NAMES[event]}` };
  return { ok: false, code: "filing.out_of_turn", reason: `备案现为“${name}”，还不能${EVENT_NAMES[event]}` };
}
