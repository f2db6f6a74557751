import { execFileSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasPyHanko } from "../conformance/judges/fetch-judges.ts";
import {
  acceptedByPdfsig,
  acceptedByPyHanko,
  type Completed,
  derOf,
} from "../conformance/judges/judge-signed.ts";
import { VARIANTS } from "../document/variants.ts";
import type { Json } from "../http/open-house.ts";
import { put, scratch } from "../sign/judges.ts";
import { hasTools } from "../tools.ts";
import { type LinkHouse, openLinkHouse } from "./link-house.ts";
import { downloaded } from "./link-phone.ts";
import { signQuickly, watched } from "./link-steps.ts";
import { assertNothingPrivate } from "./nothing-private.ts";

const THREE = VARIANTS.filter(({ seats }) => seats.length === 3);
const LOOKED_AT = "XH-FULL";

describe.runIf(hasTools("chromium", "pdfsig", "certutil"))("contracts of three parties on phones", () => {
  let house: LinkHouse;
  const finished: Completed[] = [];
  beforeAll(async () => {
    // As at a public address: certificates say where their revocation is asked, so that the archive can hold the answers.
    house = await openLinkHouse({ env: { ZHIQI_PKI_POINTERS: "always" } });
  });
  afterAll(async () => {
    await house?.close();
  });

  const rootPem = async (): Promise<string> => (await fetch(new URL("/trust.pem", house.url))).text();

  it("are four of the seven variants", () => {
    expect(THREE.map(({ variant }) => variant)).toEqual(["HB-SUB", "XH-FULL", "XH-ADV", "XH-ITEM"]);
  });

  it.each(THREE.map((each) => [each.variant, each] as const))(
    "%s goes from the message to a file that verifies, each seat on its own phone, no key leaving it",
    async (variant, { contract, seats }) => {
      const { signatures: _s, filing: _f, docSha256: _d, ...draft }: Json = contract();
      const recipients = draft.parties.map(({ seat, legalRep }: Json, at: number) => ({
        seat,
        name: legalRep,
        phone: `1390000${at}${THREE.findIndex((one) => one.variant === variant)}11`,
      }));
      const envelope = await house.sentEnvelope({ recipients, reading_seconds: 3 }, draft);
      let pdf: Uint8Array<ArrayBuffer> = new Uint8Array();
      for (const [at, seat] of seats.entries()) {
        const phone = await house.phone();
        const between = variant === LOOKED_AT ? { between: watched(`three-${at + 1}`) } : {};
        await signQuickly(house, phone, { envelope, order: at + 1, ...between });
        expect([seat, phone.elsewhere, phone.errors]).toEqual([seat, [], []]);
        assertNothingPrivate(phone);
        if (at === seats.length - 1) pdf = await downloaded(phone.page, "下载合同 PDF", `${variant}.pdf`);
        await phone.context.close();
      }
      const done = await house.ask("GET", `/v1/envelopes/${envelope.id}`);
      expect(done).toMatchObject({ state: "completed" });
      expect(done.steps.map((step: Json) => step.trust.key)).toEqual(seats.map(() => "browser"));
      const archived = await house.archived(envelope);
      const folder = scratch();
      const trust = put(folder, "trust.pem", await rootPem());
      for (const [name, bytes] of Object.entries({ "signed.pdf": pdf, "archived.pdf": archived })) {
        const command = [".build/zhiqi.mjs", "verify", put(folder, name, bytes), "--trust", trust, "--json"];
        const report: Json = JSON.parse(execFileSync(process.execPath, command, { encoding: "utf8" }));
        expect(report, name).toMatchObject({ verdict: "valid", trust: "trusted" });
        const fields = report.signatures.map(({ field }: Json) => field);
        expect(fields).toEqual(expect.arrayContaining([...seats]));
      }
      finished.push({ name: variant, pdf: archived, seats });
    },
    240_000,
  );

  it("are accepted by pdfsig and by pyHanko, the key of each seat its own", async () => {
    expect(finished).toHaveLength(THREE.length);
    const root = derOf(await rootPem());
    await acceptedByPdfsig(finished, root);
    if (hasPyHanko()) await acceptedByPyHanko(finished, root);
  }, 240_000);
});
