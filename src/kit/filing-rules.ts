import type { AuthorityMap, FilingLaw } from "../../schemas/jurisdictions/jurisdiction.ts";
import { addMonths, type CalendarDay, rollToWorkday } from "./dates.ts";

/**
 * The authority that files contracts of an enterprise in `regionCode` (GB/T 2260): overrides by longest prefix, else
 * the first four digits and 00. Undefined for a code outside the map or of another form.
 */
export function authorityFor(regionCode: string, map: AuthorityMap): string | undefined {
  if (!/^\d{6}$/.test(regionCode) || !regionCode.startsWith(map.within)) return undefined;
  const overrides = map.overrides.filter(({ prefix }) => regionCode.startsWith(prefix));
  const closest = overrides.sort((one, other) => other.prefix.length - one.prefix.length)[0];
  const code = closest?.authority ?? `${regionCode.slice(0, 4)}00`;
  return map.authorities.some((authority) => authority.code === code) ? code : undefined;
}

/** Last day to file a contract signed on a day; undefined where no deadline is stated. */
export function lastFilingDay(
  signedOn: CalendarDay,
  law: Pick<FilingLaw, "months" | "roll" | "holidays" | "workdays">,
): CalendarDay | undefined {
  if (law.months === null) return undefined;
  const day = addMonths(signedOn, law.months);
  return law.roll === "workday" ? rollToWorkday(day, law) : day;
}
