import { Scope } from "../../schemas/api/api-key.ts";
import type { OrganisationView, RegisterOrganisationInput } from "../../schemas/api/organisation.ts";
import { AppError } from "./app-error.ts";
import { createApiKey } from "./create-api-key.ts";
import { DEMO_KEY_NAME } from "./demo-key-name.ts";
import type { House } from "./house.ts";
import { organisationView } from "./organisation-view.ts";
import { registerOrganisation } from "./register-organisation.ts";
import { revokeApiKey } from "./revoke-api-key.ts";
import { systemCaller } from "./system-caller.ts";

/** One tenant of the demo with a fresh key: keys are not kept, so every start makes new ones, for a month. */
export type DemoTenant = { readonly organisation: OrganisationView; readonly key: string };

/** All names, codes and people are invented. */
const TENANTS = {
  admin: { role: "admin", name: "知契演示管理处", uscc: "11130000MBXX00238R", region_code: "130000" },
  agency: {
    role: "agency",
    name: "河北云衡知识产权代理有限公司",
    uscc: "91130104MAXX00015P",
    region_code: "130104",
    agency_filing_no: "冀知托机备〔2022〕0101-0001号",
  },
  enterprise: {
    role: "enterprise",
    name: "石家庄恒砺传感科技有限公司",
    uscc: "91130108MAXX00138J",
    region_code: "130108",
  },
  bureau: {
    role: "bureau",
    name: "石家庄市知识产权局（演示）",
    uscc: "11130100MBXX002117",
    region_code: "130100",
    authority_code: "130100",
  },
  xiongan: {
    role: "bureau",
    name: "雄安新区知识产权局（演示）",
    uscc: "11133100MBXX0022X4",
    region_code: "133100",
    authority_code: "133100",
  },
} satisfies Record<string, RegisterOrganisationInput>;

/** Who sends in the demo, by its 统一社会信用代码. */
export const DEMO_SENDER = TENANTS.agency.uscc;

export type DemoTenants = { readonly [Name in keyof typeof TENANTS]: DemoTenant };

const SCOPES: Record<keyof typeof TENANTS, Scope[]> = {
  admin: ["organisations:read", "organisations:write", "keys:write"],
  agency: Scope.options.filter((scope) => scope !== "filings:review"),
  enterprise: [
    "organisations:read",
    "contracts:read",
    "seals:read",
    "seals:write",
    "envelopes:sign",
    "keys:write",
  ],
  bureau: ["organisations:read", "contracts:read", "filings:read", "filings:review", "keys:write"],
  xiongan: ["organisations:read", "contracts:read", "filings:read", "filings:review", "keys:write"],
};
const KEY_DAYS = 30;

async function registered(house: House, input: RegisterOrganisationInput): Promise<OrganisationView> {
  const there = await house.store.organisationByUscc(input.uscc);
  if (there !== undefined) return organisationView(there);
  try {
    return await registerOrganisation(house, systemCaller(), input);
  } catch (error) {
    const other = await house.store.organisationByUscc(input.uscc);
    if (error instanceof AppError && other !== undefined) return organisationView(other);
    throw error;
  }
}

/** Stops the keys of earlier starts, which nobody can read again: live keys are limited, starts are not. */
async function revokeEarlierKeys(house: House, organisationId: string): Promise<void> {
  const keys = await house.store.apiKeysOf(organisationId);
  for (const { id } of keys.filter(({ name, revokedAt }) => name === DEMO_KEY_NAME && revokedAt === null)) {
    await revokeApiKey(house, systemCaller(), { id });
  }
}

async function tenant(house: House, name: keyof typeof TENANTS): Promise<DemoTenant> {
  const organisation = await registered(house, TENANTS[name]);
  await revokeEarlierKeys(house, organisation.id);
  const expires = new Date(house.clock.now().getTime() + KEY_DAYS * 24 * 3600_000);
  const { key } = await createApiKey(house, systemCaller(), {
    organisation_id: organisation.id,
    name: DEMO_KEY_NAME,
    mode: "live",
    scopes: SCOPES[name],
    expires_at: expires.toISOString(),
  });
  return { organisation, key };
}

/**
 * An agency, an enterprise, two bureaus and an administrator, each registered once and given a fresh key, with
 * which those of earlier starts end. Any number of starts works. Demo houses only: `app.role_missing`.
 */
export async function seedDemo(house: House): Promise<DemoTenants> {
  if (house.mode !== "demo")
    throw new AppError("app.role_missing", "演示数据只能放进演示环境", { mode: house.mode });
  return {
    admin: await tenant(house, "admin"),
    agency: await tenant(house, "agency"),
    enterprise: await tenant(house, "enterprise"),
    bureau: await tenant(house, "bureau"),
    xiongan: await tenant(house, "xiongan"),
  };
}
