import type { Variant } from "../../schemas/contract.ts";

type RoleNames = Readonly<Record<string, string>>;

const HEBEI: RoleNames = {
  enterprise: "托管对象",
  agency: "托管机构",
  park: "园区",
  association: "协会",
  bureau: "主管部门",
};

/** In Zhoukou the park is 托管单位 and the agency 服务机构 (domain.md T1). */
const ZHOUKOU: RoleNames = { ...HEBEI, agency: "服务机构", park: "托管单位" };
const XUHUI: RoleNames = { ...HEBEI, enterprise: "托管企业" };

const BY_VARIANT: Readonly<Record<Variant, RoleNames>> = {
  "HB-2P": HEBEI,
  "HB-SUB": HEBEI,
  "ZK-FULL": ZHOUKOU,
  "ZK-PART": ZHOUKOU,
  "XH-FULL": XUHUI,
  "XH-ADV": XUHUI,
  "XH-ITEM": XUHUI,
};

/** What a role is called in documents of a variant; nothing for a role or variant nobody knows. */
export function roleName(role: string | null | undefined, variant: unknown): string | undefined {
  const names = Object.entries(BY_VARIANT).find(([known]) => known === variant)?.[1] ?? HEBEI;
  return role === null || role === undefined ? undefined : names[role];
}
