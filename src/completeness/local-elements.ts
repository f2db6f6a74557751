import type { PredicateOf } from "../../schemas/jurisdictions/predicate.ts";
import { isBlank } from "../kit/text.ts";
import { type Inquiry, missing, type Observation, query, unclear } from "./observation.ts";

/** ZK-01: the park is named, and is on the confirmed list as far as that is known. */
export function askPark({ contract }: Inquiry): readonly Observation[] {
  const name = contract.park?.name;
  if (isBlank(name)) return [missing("/park/name", name ?? undefined)];
  return contract.park?.confirmed === false ? [unclear("/park/name", name)] : [];
}

/** ZK-02: the enterprise lies in the park. */
export const askEnterpriseInPark = ({ contract }: Inquiry): readonly Observation[] =>
  contract.park?.enterpriseInPark === false ? [query("/park/enterpriseInPark", false)] : [];

/** PRJ-01: the project has a name and a number of the programme's year. */
export function askProject({ year }: PredicateOf<"project">, { contract }: Inquiry): readonly Observation[] {
  const project = contract.project ?? {};
  const blank = (["name", "no"] as const).filter((field) => isBlank(project[field]));
  const found = blank.map((field) => missing(`/project/${field}`, project[field] ?? undefined));
  const stated = String(project.year ?? "").replace(/年度?$/u, "");
  if (stated !== "" && Number(stated) !== year)
    return [...found, unclear("/project/year", project.year, { detail: String(year) })];
  const other = (["no", "name"] as const).find((field) => namesOtherYear(project[field] ?? "", year));
  return other === undefined
    ? found
    : [...found, unclear(`/project/${other}`, project[other], { detail: String(year) })];
}

/** Whether a text names years and the programme's is not among them. */
function namesOtherYear(text: string, year: number): boolean {
  const years: readonly string[] = text.match(/(?<!\d)20\d{2}(?!\d)/g) ?? [];
  return years.length > 0 && !years.includes(String(year));
}

/** PRJ-03: the enterprises of the project are listed, none of them large or known not to be technology-based. */
export function askProjectEnterprises({ contract }: Inquiry): readonly Observation[] {
  const enterprises = contract.project?.enterprises ?? [];
  if (enterprises.length === 0) return [missing("/project/enterprises")];
  return enterprises.flatMap(({ name, smeClass, technologyBased }, at) => {
    if (isBlank(name)) return [missing(`/project/enterprises/${at}/name`, name ?? undefined)];
    const known = !isBlank(smeClass) && !SMALL_OR_MEDIUM.test(smeClass?.trim() ?? "");
    return known || technologyBased === false ? [unclear(`/project/enterprises/${at}`, name ?? "")] : [];
  });
}

/** A class, or several of them, none of which is 大型: 「小型」「小微企业」「科技型中小企业」. */
const SMALL_OR_MEDIUM = /^(?:国家级|省级)?(?:科技型)?(?:中|小|微|、|和)+型?(?:企业)?$/u;
