import { Scope } from "../../schemas/api/api-key.ts";
import { createApiKey } from "../../src/app/create-api-key.ts";
import type { House } from "../../src/app/house.ts";
import { registerOrganisation } from "../../src/app/register-organisation.ts";
import { systemCaller } from "../../src/app/system-caller.ts";

const ORGANISATIONS = {
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
    name: "石家庄市市场监督管理局",
    uscc: "11130100MBXX002117",
    region_code: "130100",
    authority_code: "130100",
  },
  otherBureau: {
    role: "bureau",
    name: "雄安新区知识产权局",
    uscc: "11133100MBXX0022X4",
    region_code: "133100",
    authority_code: "133100",
  },
  stranger: {
    role: "agency",
    name: "沧州远帆知识产权服务有限公司",
    uscc: "91130900MAXX000900",
    region_code: "130900",
  },
} as const;

/** Registers invented tenants and makes a key with every scope for each. Web standards only: it runs on both runtimes. */
export async function registerTenants(house: House) {
  const keys: Record<string, string> = {};
  const tenants: Record<string, string> = {};
  for (const [who, organisation] of Object.entries(ORGANISATIONS)) {
    const registered = await registerOrganisation(house, systemCaller(), organisation);
    tenants[who] = registered.id;
    const wish = {
      organisation_id: registered.id,
      name: who,
      mode: "live",
      scopes: [...Scope.options],
    } as const;
    keys[who] = (await createApiKey(house, systemCaller(), { ...wish, scopes: [...wish.scopes] })).key;
  }
  return { keys, tenants };
}
