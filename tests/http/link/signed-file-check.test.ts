import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { VARIANTS } from "../../document/variants.ts";
import { type Json, type OpenHouse, openHouse } from "../open-house.ts";
import { phoneOf, sent } from "./signer.ts";

let open: OpenHouse;
beforeAll(async () => {
  open = await openHouse();
});
afterAll(() => open.close());

let phones = 0;
const recipientsOf = (contract: Json): Json[] =>
  contract.parties.map(({ seat, legalRep }: Json) => {
    phones += 1;
    return { seat, name: legalRep, phone: `136${String(phones).padStart(8, "0")}` };
  });

/** The file as it stands after the signer of this order, who signs. */
async function signedBy(envelope: Json, order: number): Promise<Uint8Array<ArrayBuffer>> {
  const signed = await (await phoneOf(open, envelope.id, order)).signs();
  expect(signed.json.state, JSON.stringify(signed.json)).toBe("signed");
  while ((await open.drain()).more);
  const digest = (await open.house.store.envelope(envelope.id))?.currentDigest ?? "";
  return new Uint8Array((await open.house.blobs.get(digest)) ?? []);
}

const checked = async (body: Uint8Array, query: string): Promise<Json> =>
  (
    await open.ask("POST", `/v1/checks${query}`, {
      key: open.keys["agency"]!,
      body,
      headers: { "content-type": "application/pdf" },
    })
  ).json;

const idsOf = (report: Json): string[] => report.findings.map(({ id }: Json) => id);

describe.each(VARIANTS.map((each) => [each.variant, each] as const))(
  "a %s signed here",
  (_, { contract, seats }) => {
    const { signatures: _s, filing: _f, docSha256: _d, ...rest }: Json = contract();
    const draft = { ...rest, signDate: "" };
    let once: Uint8Array;
    let whole: Uint8Array;
    beforeAll(async () => {
      const envelope = await sent(open, { recipients: recipientsOf(draft) }, draft);
      once = await signedBy(envelope, 1);
      for (const at of seats.keys()) if (at > 0) whole = await signedBy(envelope, at + 1);
    });

    it.each(["", "?stage=file", "?stage=file&lang=en"])(
      "is found ready by what its file proves: signatures, certificates, day, clause and pages (%s)",
      async (query) => {
        const report = await checked(whole, query);
        expect(report.findings.filter(({ severity }: Json) => severity === "B")).toEqual([]);
        expect(idsOf(report).filter((id) => /^(?:DOC-0[48]|SIG|ATT)/.test(id))).toEqual([]);
        expect(report.verdict).toBe("ready");
      },
    );

    it("lacks the others' signatures and its day as long as only the first party signed", async () => {
      const report = await checked(once, "");
      const lacking = report.findings.filter(({ id }: Json) => id === "SIG-01.M");
      const told = lacking.map(({ message }: Json) => message).join();
      expect(seats.filter((seat) => told.includes(seat))).toEqual(seats.slice(1));
      expect(new Set(idsOf(report))).toEqual(new Set(["DOC-04.M", "SIG-01.M"]));
      expect(report.document.notes.join()).toContain("没有判断签发者是否可信");
    });
  },
);
