import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Scope } from "../../../schemas/api/api-key.ts";
import amendmentSample from "../../../schemas/forms/agreements/amendment-agreement.sample.json" with {
  type: "json",
};
import terminationSample from "../../../schemas/forms/agreements/termination-agreement.sample.json" with {
  type: "json",
};
import { brokenAt } from "../../../src/app/audit.ts";
import { createApiKey } from "../../../src/app/create-api-key.ts";
import { dayInShanghai } from "../../../src/kit/dates.ts";
import { systemCaller } from "../../../src/app/system-caller.ts";
import { hasPyHanko } from "../../conformance/judges/fetch-judges.ts";
import { acceptedByPyHanko, type Completed, derOf } from "../../conformance/judges/judge-signed.ts";
import { VARIANTS } from "../../document/variants.ts";
import { scratch } from "../../storage/open.ts";
import { hasTools } from "../../tools.ts";
import { type Json, type OpenHouse, openHouse } from "../open-house.ts";
import { phoneOf, sent } from "./signer.ts";

let open: OpenHouse;
const finished: Completed[] = [];
let phones = 0;
beforeAll(async () => {
  // As at a public address: certificates say where their revocation is asked, so that the archive can hold the answers.
  open = await openHouse({ env: { ZHIQI_PKI_POINTERS: "always" } });
  // Half a day ago by this machine's clock: pyHanko wants revocation lists that are not out of date.
  open.clock.set(new Date(Date.now() - 12 * 3_600_000));
  const wish = {
    organisation_id: open.tenants["agency"]!,
    name: "今天",
    mode: "live",
    scopes: [...Scope.options],
  } as const;
  open.keys["agency"] = (
    await createApiKey(open.house, systemCaller(), { ...wish, scopes: [...wish.scopes] })
  ).key;
});
afterAll(() => open.close());

const recipientsOf = (contract: Json): Json[] =>
  contract.parties.map(({ seat, legalRep }: Json) => {
    phones += 1;
    return { seat, name: legalRep, phone: `137${String(phones).padStart(8, "0")}` };
  });

/** All seats by link, one after another; the file as the last signer gets it once it is archived. */
async function signedByAll(envelope: Json, seats: readonly string[]): Promise<Uint8Array<ArrayBuffer>> {
  for (const [at] of seats.entries()) {
    const signed = await (await phoneOf(open, envelope.id, at + 1)).signs();
    expect(signed.json.state, JSON.stringify(signed.json)).toBe("signed");
  }
  while ((await open.drain()).more);
  const phone = await phoneOf(open, envelope.id, seats.length);
  await phone.opened();
  return (await phone.get("signed.pdf")).bytes;
}

async function assertVerifies(pdf: Uint8Array<ArrayBuffer>, seats: readonly string[]): Promise<void> {
  const answer = await open.ask("POST", "/v1/verifications", {
    body: pdf,
    once: "none",
    headers: { "content-type": "application/pdf" },
  });
  const { report } = answer.json;
  expect(report, answer.text).toMatchObject({ verdict: "valid" });
  expect(report.signatures.map((one: Json) => one.field)).toEqual([...seats, "ArchiveTimestamp1"]);
}

const shown = async (id: string): Promise<Json> =>
  (await open.ask("GET", `/v1/envelopes/${id}`, { key: open.keys["agency"]! })).json;

describe.each(VARIANTS.map((each) => [each.variant, each] as const))("%s", (variant, { contract, seats }) => {
  const { signatures: _s, filing: _f, docSha256: _d, ...draft }: Json = contract();
  let envelope: Json;

  it("is signed by link by all its parties, none of whom has to be registered, and verifies", async () => {
    envelope = await sent(open, { recipients: recipientsOf(draft) }, draft);
    const pdf = await signedByAll(envelope, seats);
    await assertVerifies(pdf, seats);
    finished.push({ name: variant, pdf, seats });
    expect(await shown(envelope.id)).toMatchObject({ state: "completed", archive: { level: "B-LTA" } });
  });

  it("is changed and ended by agreements of their own, signed by link by the same parties", async () => {
    const before = await shown(envelope.id);
    const day = (ahead: number) => dayInShanghai(new Date(open.clock.now().getTime() + ahead * 86_400_000));
    const agreed = {
      amendment: { sample: amendmentSample, dates: { signedOn: day(0), effectiveOn: day(20) } },
      termination: {
        sample: terminationSample,
        dates: { signedOn: day(0), terminatedOn: day(20), settlementDue: day(40) },
      },
    } as const;
    for (const kind of ["amendment", "termination"] as const) {
      const { sample, dates } = agreed[kind];
      const { parties: _p, contractNo: _n, contractTitle: _t, contractSignedOn: _o, ...data }: Json = sample;
      const answer = await open.ask("POST", `/v1/envelopes/${envelope.id}/agreements`, {
        key: open.keys["agency"]!,
        body: { kind, data: { ...data, ...dates }, recipients: recipientsOf(draft) },
      });
      expect(answer.status, answer.text).toBe(201);
      expect(answer.json).toMatchObject({ kind, previous_id: envelope.id, state: "signing" });
      const pdf = await signedByAll(answer.json, seats);
      await assertVerifies(pdf, seats);
      finished.push({ name: `${variant} ${kind}`, pdf, seats });
      const now = await shown(envelope.id);
      expect(now.state).toBe(kind === "amendment" ? "completed" : "terminated");
      expect(now.current_sha256).toBe(before.current_sha256);
    }
    expect(await brokenAt(await open.house.store.events(`envelope:${envelope.id}`))).toBeUndefined();
    expect(open.faults).toEqual([]);
  });
});

describe.runIf(hasTools("pdfsig"))("what was signed by link", () => {
  it("is valid to pdfsig, and good at B-LTA to pyHanko from the file alone: contracts and agreements alike", async () => {
    expect(finished).toHaveLength(3 * VARIANTS.length);
    const place = await scratch();
    for (const { name, pdf, seats } of finished) {
      const file = join(place, "signed.pdf");
      await writeFile(file, pdf);
      // Whether the issuer is trusted it would ask a responder, and none is served here; pyHanko finds the answers in the file.
      const { stdout } = await promisify(execFile)("pdfsig", ["-nocert", file]);
      expect(stdout.match(/Signature is Valid/g), name).toHaveLength(seats.length);
    }
    const pem = await (await open.app.request("/trust.pem")).text();
    // Agreements are one form for all kinds: those of one three-party contract stand for the others.
    const judged = finished.filter(({ name }) => !name.includes(" ") || name.startsWith("XH-ADV"));
    if (hasPyHanko()) await acceptedByPyHanko(judged, derOf(pem));
  }, 300_000);
});
