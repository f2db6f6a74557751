import type { CheckReport, Finding } from "../../../schemas/check-report.ts";
import type { FormCondition } from "../../../schemas/forms/form-condition.ts";
import type { FormKind } from "../../../schemas/forms/form-kind.ts";
import { citation } from "../../kit/citation.ts";
import type { CalendarDay } from "../../kit/dates.ts";
import { isUnfilled } from "../../kit/text.ts";
import { conditionHolds } from "./condition-holds.ts";
import { type PlaceInForm, placesInForm } from "./places-in-form.ts";

/**
 * Checks a form's data against the conditions that hold on a day. The report is a contract's: `variant` is the form's id,
 * the stage is always draft, findings stand in the order of the conditions. Q findings never block. Never throws.
 */
export function checkForm(
  form: FormKind,
  data: Readonly<Record<string, unknown>>,
  asked: { readonly asOf: CalendarDay; readonly file?: string },
): CheckReport {
  const findings = form.conditions
    .filter(({ since, until }) => since <= asked.asOf && (until === undefined || asked.asOf <= until))
    .flatMap((condition) =>
      placesInForm(data, condition.at).flatMap((place) => judged(condition, place, data)),
    );
  return {
    file: asked.file ?? null,
    variant: form.id,
    stage: "draft",
    asOf: asked.asOf,
    verdict: findings.some(({ severity }) => severity === "B") ? "blocked" : "ready",
    findings,
  };
}

function judged(condition: FormCondition, place: PlaceInForm, form: unknown): readonly Finding[] {
  const where = {
    pointer: place.pointer,
    place: condition.place.replace("{n}", String((place.rows.at(-1) ?? 0) + 1)),
    basis: condition.source.map(({ law, article }) => citation(law, article)).join("；"),
  };
  if (isBlank(place.value) && !asksWhenEmpty(condition)) {
    if (condition.missing === undefined) return [];
    const { severity } = condition.missing;
    return [
      {
        id: `${condition.id}.M`,
        severity,
        ...where,
        value: place.value,
        message: `没有填写${where.place}`,
        fix: `填写${where.place}`,
      },
    ];
  }
  const { failing } = condition;
  if (failing === undefined || conditionHolds(condition.holds, { form, place })) return [];
  const { ground, severity, message, fix } = failing;
  return [{ id: `${condition.id}.${ground}`, severity, ...where, value: place.value, message, fix }];
}

/** A list that must hold something only in some cases is asked though it is empty. */
const asksWhenEmpty = ({ holds }: FormCondition): boolean =>
  holds.kind === "count" && holds.when !== undefined;

/** An unfilled place of a paper form (“____”, “XXX”) is as blank as no value. */
const isBlank = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  (typeof value === "string" && isUnfilled(value)) ||
  (Array.isArray(value) && value.length === 0);
