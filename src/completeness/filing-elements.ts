import type { PredicateOf } from "../../schemas/jurisdictions/predicate.ts";
import { readDay } from "../kit/dates.ts";
import { authorityFor, lastFilingDay } from "../kit/filing-rules.ts";
import { smeClass } from "../kit/sme-class.ts";
import { isBlank } from "../kit/text.ts";
import { type Inquiry, missing, type Observation, query, unclear } from "./observation.ts";

/** FIL-01: filed, or being filed today, by the last day. Without a day of signing there is nothing to count from. */
export function askFiledInTime({ contract, law, asOf }: Inquiry): readonly Observation[] {
  const signed = readDay(contract.signDate);
  if (law.filing === null || signed === undefined) return [];
  const last = lastFilingDay(signed, law.filing);
  const filed = readDay(contract.filing?.filedAt) ?? asOf;
  return last !== undefined && filed > last ? [query("/filing/filedAt", filed, last)] : [];
}

/** FIL-02: filed with the authority of the enterprise's division. A division that is not given is not judged. */
export function askFiledWith({ contract, law }: Inquiry): readonly Observation[] {
  const region = contract.parties?.find(
    ({ role, seat }) => role === "enterprise" || (!role && seat === "甲方"),
  )?.regionCode;
  if (law.filing === null || isBlank(region)) return [];
  const authority = authorityFor(region?.trim() ?? "", law.filing.authority);
  const named = contract.filing?.authorityCode?.trim();
  if (authority !== undefined && named === authority) return [];
  const known = law.filing.authority.authorities.find(({ code }) => code === authority);
  if (known === undefined)
    return [{ ...query("/filing/authorityCode", named ?? "", region?.trim()), case: "elsewhere" }];
  const found = query("/filing/authorityCode", named ?? "", `${known.name} ${known.code}`);
  return [isBlank(named) ? { ...found, case: "blank" } : found];
}

/** FIL-04: the enterprise is medium, small or micro, and technology-based where that is asked. */
export function askEnterpriseClass(
  { classes }: PredicateOf<"enterpriseClass">,
  { contract }: Inquiry,
): readonly Observation[] {
  const filing = contract.filing ?? {};
  const named = filing.smeClass?.trim().replaceAll(/^科技型|企业$/gu, "") ?? "";
  const size = classes.includes(named) ? [] : [query("/filing/smeClass", filing.smeClass ?? "")];
  const asked = Object.hasOwn(filing, "technologyBased") && filing.technologyBased !== true;
  const found = [...size, ...askFigures(named, filing.figures)];
  return asked ? [...found, query("/filing/technologyBased", filing.technologyBased ?? "")] : found;
}

type Figures = NonNullable<Inquiry["contract"]["filing"]>["figures"];

/** A class that is stated is the one the figures give, as far as they are given (国统字〔2017〕213号). */
function askFigures(named: string, figures: Figures): readonly Observation[] {
  const reckoned = isBlank(figures?.industry) ? undefined : smeClass(figures?.industry ?? "", figures ?? {});
  if (reckoned === undefined || named === "" || named === reckoned) return [];
  return [{ ...query("/filing/figures", named, reckoned), case: "figures" }];
}

/** FIL-07: the filing says whether it is the first, and does not say so beside an earlier one. */
export function askFirstSigning({ contract }: Inquiry): readonly Observation[] {
  const first = contract.filing?.firstSigning;
  if (first === null || first === undefined || first === "")
    return [missing("/filing/firstSigning", first ?? undefined)];
  const earlier = contract.filing?.earlierFilingNo;
  return first && !isBlank(earlier)
    ? [unclear("/filing/firstSigning", first, { detail: earlier ?? "" })]
    : [];
}
