import type { OrganisationRecord, SealRecord } from "../../ports/records.ts";
import type { House } from "../house.ts";

/** How names of organs of state end (国发〔1999〕25号): their seals are drawn only from their own accounts. */
const ORGAN =
  /(?:人民政府|委员会|管理局|监督局|监管局|知识产权局|税务局|公安局|司法局|厅|部|署|法院|检察院)$/u;

/**
 * Whether a seal may be drawn without 样章: a configured CA, a live key, the tenant's own registered name on a drawing of ours,
 * and an organ's name only for a bureau's or a province's account. A picture of one's own and a person's name are never
 * proved by us, so they stay samples (design.md decision 7).
 */
export function standingOf(
  house: Pick<House, "issuer">,
  record: Pick<SealRecord, "kind" | "mode" | "pictureDigest">,
  owner: Pick<OrganisationRecord, "name" | "role">,
): "registered" | "sample" {
  const proved = record.pictureDigest === null && record.kind !== "法定代表人名章";
  const official = owner.role === "bureau" || owner.role === "province";
  const entitled = official || !ORGAN.test(owner.name);
  const real = house.issuer.kind === "configured" && record.mode === "live";
  return proved && entitled && real ? "registered" : "sample";
}
