import { describe, expect, it } from "vitest";
import { authenticate } from "../../src/app/authenticate.ts";
import { createApiKey } from "../../src/app/create-api-key.ts";
import { getOrganisation } from "../../src/app/get-organisation.ts";
import { listApiKeys } from "../../src/app/list-api-keys.ts";
import { registerOrganisation } from "../../src/app/register-organisation.ts";
import { revokeApiKey } from "../../src/app/revoke-api-key.ts";
import { seedDemo } from "../../src/app/seed-demo.ts";
import { addPerson } from "../../src/app/add-person.ts";
import { demoHouse } from "./test-house.ts";

const key = { name: "测试", mode: "live", scopes: ["contracts:read"] } as const;
const asked = () => ({ ...key, scopes: [...key.scopes] as "contracts:read"[] });

describe("an API key", () => {
  it("is kept as a digest only and names its caller", async () => {
    const { house, callers } = await demoHouse();
    const made = await createApiKey(house, callers.agency, asked());
    expect(made.key).toMatch(/^zq_live_[0-9a-z]{68}$/);
    const row = await house.store.apiKey(made.id);
    expect(JSON.stringify(row)).not.toContain(made.key.slice(20));
    expect(await authenticate(house, made.key)).toMatchObject({
      organisationId: callers.agency.organisationId,
      role: "agency",
      scopes: ["contracts:read"],
      keyId: made.id,
    });
  });

  it("with one changed, lost or doubled character is unknown", async () => {
    const { house, callers } = await demoHouse();
    const { key: text } = await createApiKey(house, callers.agency, asked());
    const slips = [
      text.replace(/.$/, (last) => (last === "0" ? "1" : "0")),
      text.slice(0, -1),
      `${text}0`,
      text.slice(0, 20) + (text[20] === "0" ? "1" : "0") + text.slice(21),
      text.replace("live", "test"),
      "zq_live_",
    ];
    for (const slip of slips)
      await expect(authenticate(house, slip)).rejects.toMatchObject({ code: "app.key_unknown" });
    await expect(authenticate(house, "")).rejects.toMatchObject({ code: "app.key_missing" });
  });

  it("stops at its expiry", async () => {
    const { house, callers, clock } = await demoHouse();
    const made = await createApiKey(house, callers.agency, {
      ...asked(),
      expires_at: "2022-03-16T00:00:00+08:00",
    });
    clock.set("2022-03-15T15:59:59.999Z");
    await authenticate(house, made.key);
    clock.set("2022-03-15T16:00:00.000Z");
    await expect(authenticate(house, made.key)).rejects.toMatchObject({ code: "app.key_expired" });
  });

  it("stops when it is revoked, and revoking twice answers the same", async () => {
    const { house, callers } = await demoHouse();
    const made = await createApiKey(house, callers.agency, asked());
    const first = await revokeApiKey(house, callers.agency, { id: made.id });
    expect(await revokeApiKey(house, callers.agency, { id: made.id })).toEqual(first);
    await expect(authenticate(house, made.key)).rejects.toMatchObject({ code: "app.key_revoked" });
  });

  it("cannot give what its maker does not have", async () => {
    const { house, callers } = await demoHouse();
    const more = createApiKey(house, callers.enterprise, { ...asked(), scopes: ["filings:review"] });
    await expect(more).rejects.toMatchObject({
      code: "app.scope_missing",
      facts: { scope: "filings:review" },
    });
  });

  it("of another tenant does not exist", async () => {
    const { house, callers } = await demoHouse();
    const made = await createApiKey(house, callers.agency, asked());
    await expect(revokeApiKey(house, callers.enterprise, { id: made.id })).rejects.toMatchObject({
      code: "app.not_found",
    });
    expect((await listApiKeys(house, callers.enterprise)).map((one) => one.id)).not.toContain(made.id);
    const foreign = createApiKey(house, callers.enterprise, {
      ...asked(),
      organisation_id: callers.agency.organisationId,
    });
    await expect(foreign).rejects.toMatchObject({ code: "app.not_found" });
  });
});

describe("an organisation", () => {
  const input = { role: "agency", name: "邯郸示例知识产权服务有限公司", region_code: "130400" } as const;

  it("is registered once, by an administrator, with a sound code", async () => {
    const { house, callers } = await demoHouse();
    const uscc = "91130000MAXX00998D";
    const made = await registerOrganisation(house, callers.admin, { ...input, uscc });
    expect(await getOrganisation(house, callers.admin, { id: made.id })).toEqual(made);
    await expect(registerOrganisation(house, callers.admin, { ...input, uscc })).rejects.toMatchObject({
      code: "app.already_registered",
    });
    const unsound = registerOrganisation(house, callers.admin, { ...input, uscc: "91130000MAXX00998E" });
    await expect(unsound).rejects.toMatchObject({ code: "app.uscc_invalid" });
    const byAgency = registerOrganisation(house, callers.agency, { ...input, uscc });
    await expect(byAgency).rejects.toMatchObject({ code: "app.role_missing" });
  });

  it("of others does not exist for a tenant, nor do its people", async () => {
    const { house, callers } = await demoHouse();
    const id = callers.bureau.organisationId;
    await expect(getOrganisation(house, callers.agency, { id })).rejects.toMatchObject({
      code: "app.not_found",
    });
    const person = { name: "梁一诺", organisation_id: id };
    await expect(addPerson(house, callers.agency, person)).rejects.toMatchObject({ code: "app.not_found" });
  });

  it("gains people in its own role", async () => {
    const { house, callers } = await demoHouse();
    const person = await addPerson(house, callers.agency, { name: "梁一诺", title: "托管专员" });
    expect(person).toMatchObject({ role: "agency", organisation_id: callers.agency.organisationId });
    const higher = addPerson(house, callers.agency, { name: "梁一诺", role: "bureau" });
    await expect(higher).rejects.toMatchObject({ code: "app.role_missing" });
  });
});

describe("the demo", () => {
  it("may start any number of times: its earlier keys stop, keys that others made go on", async () => {
    const { house, callers } = await demoHouse();
    const own = await createApiKey(house, callers.agency, asked());
    const earlier = (await seedDemo(house)).agency.key;
    for (let start = 0; start < 100; start += 1) await seedDemo(house);
    const latest = (await seedDemo(house)).agency.key;
    expect((await authenticate(house, latest)).organisationId).toBe(callers.agency.organisationId);
    await expect(authenticate(house, earlier)).rejects.toMatchObject({ code: "app.key_revoked" });
    expect((await authenticate(house, own.key)).keyId).toBe(own.id);
  });
});
