import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Scope } from "../../../schemas/api/api-key.ts";
import { createApiKey } from "../../../src/app/create-api-key.ts";
import { systemCaller } from "../../../src/app/system-caller.ts";
import { draftContract, type Answer, type OpenHouse, openHouse } from "../open-house.ts";
import { RECIPIENTS } from "./signer.ts";

let open: OpenHouse;
let test: string;
beforeAll(async () => {
  open = await openHouse({ channels: "as configured" });
  const wish = { organisation_id: open.tenants["agency"]!, name: "试用", mode: "test" } as const;
  test = (await createApiKey(open.house, systemCaller(), { ...wish, scopes: [...Scope.options] })).key;
});
afterAll(() => open.close());

async function invited(key: string, recipients: readonly object[]): Promise<Answer> {
  const made = await open.ask("POST", "/v1/contracts", { key, body: { contract: await draftContract() } });
  return open.ask("POST", "/v1/envelopes", { key, body: { contract_id: made.json.id, recipients } });
}

describe("a demo without SMS and mail", () => {
  it.each([
    ["by phone", "ZHIQI_SMS", RECIPIENTS],
    ["by mail", "ZHIQI_SMTP_HOST", [{ seat: "甲方", name: "周启明", email: "qiming@example.com" }]],
  ])(
    "refuses a live invitation %s and names the setting, and nothing counts as sent",
    async (_, setting, who) => {
      const live = open.keys["agency"]!;
      const answer = await invited(live, who);
      expect(answer).toMatchObject({ status: 422, json: { code: "app.channel_missing" } });
      expect(answer.text).toContain(setting);
      expect(answer.text).toContain("测试密钥");
      await open.drain();
      expect((await open.ask("GET", "/v1/messages", { key: live })).json.data).toEqual([]);
    },
  );

  it("takes a test invitation, gives its sender the link and shows its words at /messages", async () => {
    const answer = await invited(test, RECIPIENTS);
    expect(answer.status, answer.text).toBe(201);
    const { url } = answer.json.steps[0].recipient.link;
    while ((await open.drain()).more);
    const messages = await open.ask("GET", "/v1/messages", { key: test });
    expect(messages.json.data).toMatchObject([{ kind: "invitation", state: "sent", via: "test" }]);
    expect(messages.json.data[0].text).toContain(url);
  });
});
