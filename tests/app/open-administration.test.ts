import { afterEach, beforeEach, expect, it } from "vitest";
import { authenticate } from "../../src/app/authenticate.ts";
import { openAdministration } from "../../src/app/open-administration.ts";
import { registerOrganisation } from "../../src/app/register-organisation.ts";
import { type NodeHouse, temporaryNodeHouse } from "../../src/runtime/node-house.ts";

const OFFICE = { name: "知契演示管理处", uscc: "11130000MBXX00238R", region_code: "130000" };
const AGENCY = { name: "河北云衡知识产权代理有限公司", uscc: "91130104MAXX00015P", region_code: "130104" };

let built: NodeHouse;
beforeEach(async () => {
  built = await temporaryNodeHouse();
});
afterEach(() => built.close());

it("an empty house is opened by its operator, and the key registers the first agency", async () => {
  const { key } = await openAdministration(built.house, OFFICE);
  const caller = await authenticate(built.house, key);
  expect(caller.role).toBe("admin");
  const agency = await registerOrganisation(built.house, caller, { ...AGENCY, role: "agency" });
  expect(agency).toMatchObject({ role: "agency", name: AGENCY.name });
});

it("asked again it registers nothing, and gives a further key", async () => {
  const first = await openAdministration(built.house, OFFICE);
  const second = await openAdministration(built.house, OFFICE);
  expect(second.organisation.id).toBe(first.organisation.id);
  expect(second.key).not.toBe(first.key);
});

it("an agency's code does not become an administrator's", async () => {
  const { key } = await openAdministration(built.house, OFFICE);
  await registerOrganisation(built.house, await authenticate(built.house, key), {
    ...AGENCY,
    role: "agency",
  });
  await expect(openAdministration(built.house, AGENCY)).rejects.toMatchObject({
    code: "app.already_registered",
  });
});
