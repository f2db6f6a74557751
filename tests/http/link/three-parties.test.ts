import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Scope } from "../../../schemas/api/api-key.ts";
import { createApiKey } from "../../../src/app/create-api-key.ts";
import { systemCaller } from "../../../src/app/system-caller.ts";
import { type Json, type OpenHouse, openHouse } from "../open-house.ts";
import { phoneOf, PHONES, sent } from "./signer.ts";

let open: OpenHouse;
beforeAll(async () => {
  open = await openHouse();
  open.clock.set("2026-03-15T02:00:00Z");
  const wish = {
    organisation_id: open.tenants["agency"]!,
    name: "2026",
    mode: "live",
    scopes: [...Scope.options],
  } as const;
  open.keys["agency"] = (
    await createApiKey(open.house, systemCaller(), { ...wish, scopes: [...wish.scopes] })
  ).key;
});
afterAll(() => open.close());

const samples: Json = JSON.parse(
  await readFile(new URL("../../fixtures/contracts.json", import.meta.url), "utf8"),
);
const THREE = Object.values<Json>(samples.valid).filter((contract) => contract.parties.length === 3);

it("there are samples with three parties", () => {
  expect(THREE.length).toBeGreaterThan(0);
});

it.each(THREE.map((contract): [string, Json] => [contract.variant, contract]))(
  "%s is signed by its three parties by link, none of them registered here, and verifies",
  async (_variant, contract) => {
    const { signatures: _s, filing: _f, docSha256: _d, ...draft } = contract;
    const recipients = draft.parties.map(({ seat, legalRep }: Json) => ({
      seat,
      name: legalRep,
      phone: PHONES[seat as keyof typeof PHONES],
    }));
    const envelope = await sent(open, { recipients }, draft);
    for (const order of [1, 2, 3]) {
      const signed = await (await phoneOf(open, envelope.id, order)).signs();
      expect(signed.json.state, JSON.stringify(signed.json)).toBe("signed");
    }
    await open.drain();
    const phone = await phoneOf(open, envelope.id, 3);
    await phone.opened();
    const copy = await phone.get("signed.pdf");
    const report = await open.ask("POST", "/v1/verifications", {
      body: copy.bytes,
      once: "none",
      headers: { "content-type": "application/pdf" },
    });
    expect(report.json.report.verdict, report.text).toBe("valid");
    const fields = report.json.report.signatures.map((one: Json) => one.field);
    expect(fields).toEqual(["甲方", "乙方", "丙方", "ArchiveTimestamp1"]);
    expect(open.faults).toEqual([]);
  },
);
