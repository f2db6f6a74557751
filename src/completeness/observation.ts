import type { Ground, Stage } from "../../schemas/check-report.ts";
import type { Contract } from "../../schemas/contract.ts";
import type { Jurisdiction } from "../../schemas/jurisdictions/index.ts";
import { type CalendarDay, whyNoDay } from "../kit/dates.ts";

/** What a question found: the ground, the place, what stood there; the rule's data turn it into a finding. */
export type Observation = {
  readonly ground: Ground;
  readonly pointer: string;
  /** Which of the rule's cases says it more exactly. */
  readonly case?: string | undefined;
  readonly value?: unknown;
  /** What `{detail}` stands for in the words. */
  readonly detail?: string | undefined;
};

/** What a question may look at. `reported` are the pointers element rules have reported already. */
export type Inquiry = {
  readonly contract: Contract;
  readonly law: Jurisdiction;
  readonly stage: Stage;
  readonly asOf: CalendarDay;
  readonly reported: ReadonlySet<string>;
};

/** A missing element. */
export const missing = (pointer: string, value?: unknown): Observation => ({ ground: "M", pointer, value });

/** An unclear element. */
export const unclear = (
  pointer: string,
  value: unknown,
  more: Pick<Observation, "case" | "detail"> = {},
): Observation => ({
  ground: "U",
  pointer,
  value,
  ...more,
});

/** A date that cannot be told; by the case `no_month` or `no_day` where the calendar has no such day. */
export function undated(pointer: string, value: string | null | undefined): Observation {
  const fault = whyNoDay(value ?? "");
  if (fault === undefined) return unclear(pointer, value);
  return "month" in fault
    ? unclear(pointer, value, { case: "no_month", detail: fault.month })
    : unclear(pointer, value, { case: "no_day", detail: fault.monthWithout });
}

/** A condition for the reviewer; never blocks. */
export const query = (pointer: string, value: unknown, detail?: string): Observation => ({
  ground: "Q",
  pointer,
  value,
  detail,
});
