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
  const stated = project.year ?? /20\d{2}/.exec(`${project.no ?? ""} ${project.name ?? ""}`)?.[0];
  if (stated === undefined || Number(stated) === year) return found;
  const pointer = project.year === undefined || project.year === null ? "/project/no" : "/project/year";
  return [...found, unclear(pointer, stated, { detail: String(year) })];
}

/** PRJ-03: the enterprises of the project are listed, none of them large or known not to be technology-based. */
export function askProjectEnterprises({ contract }: Inquiry): readonly Observation[] {
  const enterprises = contract.project?.enterprises ?? [];
  if (enterprises.length === 0) return [missing("/project/enterprises")];
  return enterprises.flatMap(({ name, smeClass, technologyBased }, at) => {
    const large = !isBlank(smeClass) && !/^(?:中型|小型|微型)/u.test(smeClass?.trim() ?? "");
    return large || technologyBased === false ? [unclear(`/project/enterprises/${at}`, name ?? "")] : [];
  });
}
