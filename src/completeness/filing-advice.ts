import type { Finding } from "../../schemas/check-report.ts";
import type { Jurisdiction } from "../../schemas/jurisdictions/index.ts";

/** A finding that stands in the way of filing, with the bureau's own word for its ground. */
export type Obstacle = { readonly finding: Finding; readonly ground: string };

/**
 * What findings mean at the filing desk of a place. `refusal` is the bureau's word for not filing (不予备案 only where the
 * place's norm says so, else 退回补正) and null when nothing stands in the way.
 */
export type FilingAdvice = {
  readonly refusal: string | null;
  readonly obstacles: readonly Obstacle[];
  /** Missing or unclear, and no obstacle here. */
  readonly remarks: readonly Finding[];
  /** 条件核验: for the reviewer to look at; never an obstacle, whatever the data say. */
  readonly queries: readonly Finding[];
};

/**
 * Sorts findings by the place's policy: blocking findings of a ground it names, with its exceptions, are obstacles. Says
 * what the norm says; whether the contract is filed is the bureau's to decide.
 */
export function filingAdvice(findings: readonly Finding[], { policy }: Jurisdiction): FilingAdvice {
  const obstacles: Obstacle[] = [];
  const remarks: Finding[] = [];
  const queries: Finding[] = [];
  for (const finding of findings) {
    const ground = groundOf(finding);
    if (ground === "Q") {
      queries.push(finding);
      continue;
    }
    const words = policy.grounds[ground];
    const blocks = policy.also.includes(finding.id) || finding.severity === "B";
    if (words === undefined || !blocks || policy.never.includes(finding.id)) remarks.push(finding);
    else obstacles.push({ finding, ground: words });
  }
  return { refusal: obstacles.length === 0 ? null : policy.refusal, obstacles, remarks, queries };
}

function groundOf({ id }: Finding): "M" | "U" | "Q" {
  const ground = id.at(-1);
  return ground === "M" || ground === "U" ? ground : "Q";
}
