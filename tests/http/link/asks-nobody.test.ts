import { afterAll, beforeAll, expect, it, onTestFinished, vi } from "vitest";
import { type OpenHouse, openHouse } from "../open-house.ts";
import { Phone, phoneOf, sent } from "./signer.ts";

let open: OpenHouse;
beforeAll(async () => {
  // Certificates name addresses on this machine, as an attacker's would name those of an inner network.
  open = await openHouse({ env: { ZHIQI_PKI_POINTERS: "always" } });
});
afterAll(() => open.close());

it("no address that a tenant, a signer or a file names is ever asked: sites that embed, places in certificates", async () => {
  const asked: string[] = [];
  const spy = vi.spyOn(globalThis, "fetch").mockImplementation((place) => {
    asked.push(place instanceof Request ? place.url : String(place));
    return Promise.reject(new TypeError("nobody is asked"));
  });
  onTestFinished(() => spy.mockRestore());
  const inner = "http://127.0.0.1:9";
  const key = open.keys["agency"]!;
  const origins = { key, body: { origins: [inner] } };
  expect(
    (await open.ask("PUT", `/v1/organisations/${open.tenants["agency"]}/embed-origins`, origins)).status,
  ).toBe(200);
  const envelope = await sent(open);
  const first = await phoneOf(open, envelope.id, 1);
  const embedded = await open.ask("POST", `/v1/envelopes/${envelope.id}/sessions`, {
    key,
    body: { order: 1, frame_origin: inner, return_url: `${inner}/latest/meta-data` },
  });
  expect(embedded.status, embedded.text).toBe(201);
  await new Phone(open, embedded.json.session_url.split("/s/")[1]).opened();
  first.later(60);
  await first.signs();
  const signed = await first.get("signed.pdf");
  const before = asked.length;
  const report = await open.ask("POST", "/v1/verifications", {
    body: signed.bytes,
    once: "none",
    headers: { "content-type": "application/pdf" },
  });
  expect(report.status, report.text).toBe(200);
  expect(asked.slice(before)).toEqual([]);
  expect(asked.filter((place) => place.startsWith(inner))).toEqual([]);
  // Our own certificates' places are answered in the process.
  expect(asked).toEqual([]);
  expect(open.faults).toEqual([]);
});
