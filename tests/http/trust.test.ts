import { afterAll, beforeAll, expect, it } from "vitest";
import { readCertificatesPem } from "../../src/adapters/keys/pem.ts";
import { certificatePem } from "../../src/kit/pem.ts";
import { type OpenHouse, openHouse } from "./open-house.ts";

let open: OpenHouse;
beforeAll(async () => {
  open = await openHouse();
});
afterAll(() => open.close());

it("anybody may have the root certificate, to verify offline", async () => {
  const answer = await open.app.request("/trust.pem");
  expect(answer.status).toBe(200);
  const [root] = readCertificatesPem(await answer.text());
  expect(root).toEqual((await open.house.issuer.anchors())[0]);
});

it("a certificate's PEM reads back to the same bytes, whatever its length", () => {
  for (const length of [1, 47, 48, 49, 96, 700]) {
    const der = Uint8Array.from({ length }, (_, at) => at % 251);
    expect(readCertificatesPem(certificatePem(der))).toEqual([der]);
  }
});

it("the fingerprint is understood in groups, as the receipt prints it", async () => {
  const grouped = "0F5E ".repeat(16);
  const page = await open.app.request(`/verify?q=${encodeURIComponent(grouped)}`);
  expect(await page.text()).toContain("0f5e".repeat(16));
  const api = await open.ask("POST", "/v1/verifications", { body: { sha256: grouped }, once: "none" });
  expect(api.json.filed, api.text).toMatchObject({ relation: "unrelated" });
});
