import type { FormPredicate } from "../../../schemas/forms/form-condition.ts";
import { addDays, addMonths, type CalendarDay, quarterOf, readDay } from "../../kit/dates.ts";
import { ownValue } from "../../kit/json-value.ts";
import { usccFault } from "../../kit/uscc.ts";
import { type PlaceInForm, placesInForm, valueInRow } from "./places-in-form.ts";

/** What a condition is asked of: the whole form, and the place in it. The value there is not blank. */
export type Asked = { readonly form: unknown; readonly place: PlaceInForm };

type Of<Kind extends FormPredicate["kind"]> = Extract<FormPredicate, { kind: Kind }>;
type Questions = { readonly [Kind in FormPredicate["kind"]]: (holds: Of<Kind>, asked: Asked) => boolean };

/** Sums and rounded figures are compared to half a cent: decimal fractions have no exact binary form. */
const HALF_CENT = 0.005;

const numberOf = (value: unknown): number | undefined => (typeof value === "number" ? value : undefined);
const dayOf = (value: unknown): CalendarDay | undefined =>
  typeof value === "string" ? readDay(value) : undefined;
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const within = (value: number, limits: { readonly least?: number; readonly most?: number }): boolean =>
  value >= (limits.least ?? -Infinity) && value <= (limits.most ?? Infinity);

const beside = ({ form, place }: Asked, pointer: string): unknown => valueInRow(form, pointer, place.rows);

/** Every question; what cannot be asked because its other side is absent holds: that absence is another finding. */
const QUESTIONS: Questions = {
  present: () => true,
  number: (holds, { place }) => {
    const value = numberOf(place.value);
    return value !== undefined && within(value, limitsOf(holds));
  },
  count: (holds, asked) => {
    if (holds.when && !holds.when.is.some((word) => word === beside(asked, holds.when?.at ?? "")))
      return true;
    const counted = listOf(asked.place.value).filter((entry) =>
      (holds.where ?? []).every((one) => fits(entry, one)),
    );
    return within(counted.length, limitsOf(holds));
  },
  is: ({ value }, { place }) => place.value === value,
  follows: ({ other, pairs }, asked) => {
    const pair = pairs.find((one) => one.when === beside(asked, other));
    return pair === undefined || pair.is === asked.place.value;
  },
  startsWith: ({ prefixes }, { place }) => prefixes.some((prefix) => String(place.value).startsWith(prefix)),
  creditCode: (_, { place }) => {
    const fault = usccFault(String(place.value));
    return fault === undefined || fault === "organisation";
  },
  until: ({ day }, { place }) => {
    const value = dayOf(place.value);
    return value !== undefined && value <= day;
  },
  dayAfter: ({ other }, asked) => {
    const [first, last] = [beside(asked, other), dayOf(asked.place.value)];
    if (last === undefined) return false;
    const earlier = dayOf(first);
    return earlier === undefined ? isAbsent(first) : earlier <= last;
  },
  years: ({ other, years }, asked) => {
    const [first, last] = [dayOf(beside(asked, other)), dayOf(asked.place.value)];
    if (first === undefined) return true;
    const corresponding = addMonths(first, years * 12);
    return last === corresponding || last === addDays(corresponding, -1);
  },
  withinMonths: ({ other, months }, asked) => {
    const [from, value] = [dayOf(beside(asked, other)), dayOf(asked.place.value)];
    return from === undefined || (value !== undefined && value >= from && value <= addMonths(from, months));
  },
  inQuarter: (holds, asked) => {
    const [quarter, filledOn] = [
      numberOf(beside(asked, holds.quarter)),
      dayOf(beside(asked, holds.filledOn)),
    ];
    const value = dayOf(asked.place.value);
    if (quarter === undefined || filledOn === undefined) return true;
    if (value === undefined) return false;
    const found = quarterOf(value);
    return found.quarter === quarter && found.year === yearReported(quarter, filledOn);
  },
  total: ({ of }, { form, place }) => {
    const parts = of.flatMap((pointer) =>
      placesInForm(form, pointer).map(({ value }) => numberOf(value) ?? 0),
    );
    const sum = parts.reduce((all, part) => all + part, 0);
    return typeof place.value === "number" && Math.abs(sum - place.value) < HALF_CENT;
  },
  distinct: ({ field }, { place }) => {
    const values = listOf(place.value)
      .map((entry) => ownValue(entry, field))
      .filter((value) => !isAbsent(value));
    return new Set(values).size === values.length;
  },
  atMostOther: ({ other }, asked) => {
    const [limit, value] = [numberOf(beside(asked, other)), numberOf(asked.place.value)];
    return limit === undefined || (value !== undefined && value <= limit);
  },
  quotient: (holds, asked) => {
    const [over, under] = [numberOf(beside(asked, holds.over)), numberOf(beside(asked, holds.under))];
    const value = numberOf(asked.place.value);
    if (over === undefined || under === undefined) return true;
    if (under === 0 || value === undefined) return false;
    const worked = ((holds.growth ? over - under : over) / under) * holds.times;
    return Math.abs(worked - value) <= holds.within;
  },
};

/** Whether what a condition asks is so at a place. Throws nothing, whatever the value is. */
export function conditionHolds(holds: FormPredicate, asked: Asked): boolean {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the table has the question of each kind under its name
  const question = QUESTIONS[holds.kind] as (holds: FormPredicate, asked: Asked) => boolean;
  return question(holds, asked);
}

const isAbsent = (value: unknown): boolean => value === undefined || value === null || value === "";

const limitsOf = (holds: { readonly least?: number | undefined; readonly most?: number | undefined }) => ({
  ...(holds.least === undefined ? {} : { least: holds.least }),
  ...(holds.most === undefined ? {} : { most: holds.most }),
});

type Where = NonNullable<Of<"count">["where"]>[number];

function fits(entry: unknown, { field, least, is }: Where): boolean {
  const value = ownValue(entry, field);
  if (least !== undefined && !(typeof value === "number" && value >= least)) return false;
  return is === undefined || is.some((word) => word === value);
}

/** The year of the quarter a report is about: the last such quarter that had begun when it was filled in. */
function yearReported(quarter: number, filledOn: CalendarDay): number {
  const year = Number(filledOn.slice(0, 4));
  const begins = `${filledOn.slice(0, 4)}-${String(quarter * 3 - 2).padStart(2, "0")}-01`;
  return begins <= filledOn ? year : year - 1;
}
