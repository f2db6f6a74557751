import { describe, expect, it } from "vitest";
import { acceptFiling } from "../../src/app/accept-filing.ts";
import { addPerson } from "../../src/app/add-person.ts";
import { createContract } from "../../src/app/create-contract.ts";
import { draftPdf } from "../../src/app/draft-document.ts";
import { drainOutbox } from "../../src/app/drain-outbox.ts";
import { sealReceipt } from "../../src/app/seal-receipt.ts";
import { changeSealState, changeSealUsers } from "../../src/app/seals/change-seal.ts";
import { createSeal } from "../../src/app/seals/create-seal.ts";
import { listSealUses } from "../../src/app/seals/read-seals.ts";
import { seatSeal } from "../../src/app/seals/seat-seal.ts";
import { standingOf } from "../../src/app/seals/standing.ts";
import { sendEnvelope } from "../../src/app/send-envelope.ts";
import { signEnvelope } from "../../src/app/sign-envelope.ts";
import { parseContract } from "../../src/contract/parse.ts";
import { latin1 } from "../../src/kit/bytes.ts";
import { samples } from "../completeness/samples.ts";
import { demoHouse } from "./test-house.ts";
import { submittedFiling } from "./main-job.ts";
import { draftV1 } from "./sample.ts";

const QUERY = { limit: 20 };
const SIGNER = { seat: "甲方", signer: "周启明", signer_role: "法定代表人", seal_type: "公章" } as const;

/** A contract sent to its parties, and those who sign it. */
async function sent() {
  const { house, clock, callers } = await demoHouse();
  const { id } = await createContract(house, callers.agency, { contract: draftV1() });
  const envelope = await sendEnvelope(house, callers.agency, { contract_id: id });
  return { house, clock, callers, envelope, enterprise: callers.enterpriseWriter };
}

const publicSeal = { kind: "公章", drawing: {}, user_ids: [] } as const;

describe("signing with registered seals", () => {
  it("records every use in the seal's register and names the seal in the envelope's chain", async () => {
    const { house, envelope, enterprise } = await sent();
    const seal = await createSeal(house, enterprise, { ...publicSeal, user_ids: [] });
    const signed = await signEnvelope(house, enterprise, { id: envelope.id, ...SIGNER });
    const uses = await listSealUses(house, enterprise, { id: seal.id, query: QUERY });
    expect(uses.data).toMatchObject([
      { envelope_id: envelope.id, seat: "甲方", sha256: signed.current_sha256, standing: "sample" },
    ]);
    const [, event] = await house.store.events(`envelope:${envelope.id}`);
    expect(event?.facts).toMatchObject({ seal: seal.id });
  });

  it("a disabled or cancelled seal is not drawn, and nothing is signed", async () => {
    const { house, envelope, enterprise } = await sent();
    const seal = await createSeal(house, enterprise, { ...publicSeal, user_ids: [] });
    for (const deed of ["disable", "cancel"] as const) {
      await changeSealState(house, enterprise, { id: seal.id, deed });
      await expect(signEnvelope(house, enterprise, { id: envelope.id, ...SIGNER })).rejects.toMatchObject({
        code: "app.seal_not_usable",
      });
    }
    expect((await house.store.envelope(envelope.id))?.version).toBe(1);
    expect((await listSealUses(house, enterprise, { id: seal.id, query: QUERY })).data).toEqual([]);
  });

  it("only a named person's key may use a seal that names its users", async () => {
    const { house, callers, envelope, enterprise } = await sent();
    const admin = { ...enterprise, role: "admin" as const };
    const person = await addPerson(house, admin, { name: "周启明", role: "enterprise" });
    const seal = await createSeal(house, enterprise, { ...publicSeal, user_ids: [] });
    await changeSealUsers(house, enterprise, { id: seal.id, user_ids: [person.id] });
    const asked = { id: envelope.id, ...SIGNER };
    await expect(signEnvelope(house, enterprise, asked)).rejects.toMatchObject({
      code: "app.seal_not_yours",
    });
    await signEnvelope(house, { ...enterprise, personId: person.id }, asked);
    const uses = await listSealUses(house, enterprise, { id: seal.id, query: QUERY });
    expect(uses.data[0]?.person_id).toBe(person.id);
    expect(callers.enterprise.organisationId).toBe(enterprise.organisationId);
  });

  it("the newest enabled seal of the kind is used; without any of the kind the house draws the name", async () => {
    const { house, clock, enterprise } = await sent();
    const owner = await house.store.organisation(enterprise.organisationId);
    const wish = { kind: "公章", organisation: owner?.name ?? "" };
    expect((await seatSeal(house, enterprise, wish)).record).toBeUndefined();
    await createSeal(house, enterprise, { ...publicSeal, user_ids: [] });
    clock.set(new Date(clock.now().getTime() + 1000));
    const second = await createSeal(house, enterprise, {
      ...publicSeal,
      drawing: { shape: "oval" },
      user_ids: [],
    });
    const used = await seatSeal(house, enterprise, wish);
    expect(used.record?.id).toBe(second.id);
    expect(used.picture.width).toBeGreaterThan(used.picture.height);
    await expect(
      seatSeal(house, enterprise, { ...wish, organisation: "别的有限公司" }),
    ).rejects.toMatchObject({ code: "app.seal_not_usable" });
  });
});

describe("receipts of a bureau", () => {
  it("are sealed with its registered 备案专用章, on record; with all of them disabled the work waits", async () => {
    const { house, callers } = await demoHouse();
    const bureau = { ...callers.bureau, scopes: callers.enterpriseWriter.scopes };
    const seal = await createSeal(house, bureau, { kind: "备案专用章", drawing: {}, user_ids: [] });
    const { id } = await submittedFiling(house, callers);
    await changeSealState(house, bureau, { id: seal.id, deed: "disable" });
    await acceptFiling(house, callers.bureau, { id });
    await drainOutbox(house);
    expect(await house.store.receiptOfFiling(id)).toMatchObject({ state: "sealing" });
    await changeSealState(house, bureau, { id: seal.id, deed: "enable" });
    const changes = await sealReceipt(house, id);
    await house.store.commit(changes);
    const receipt = await house.store.receiptOfFiling(id);
    const uses = await listSealUses(house, bureau, { id: seal.id, query: QUERY });
    expect(uses.data).toMatchObject([{ envelope_id: `receipt:${id}`, sha256: receipt?.receiptDigest }]);
  });
});

describe("who may have a seal without 样章", () => {
  const configured = { issuer: { kind: "configured" } } as never;
  const demo = { issuer: { kind: "built-in" } } as never;
  const drawn = { kind: "公章", mode: "live", pictureDigest: null } as const;
  const company = { name: "石家庄恒砺传感科技有限公司", role: "enterprise" } as const;

  it("the tenant's own registered name with a live key under a configured CA, and nobody else", () => {
    expect(standingOf(configured, drawn, company)).toBe("registered");
    expect(standingOf(demo, drawn, company)).toBe("sample");
    expect(standingOf(configured, { ...drawn, mode: "test" }, company)).toBe("sample");
    expect(standingOf(configured, { ...drawn, pictureDigest: "00" }, company)).toBe("sample");
    expect(standingOf(configured, { ...drawn, kind: "法定代表人名章" }, company)).toBe("sample");
  });

  it.each(["石家庄市市场监督管理局", "上海市徐汇区人民政府", "某某知识产权局", "某某管理委员会"])(
    "%s only from an organ's own account",
    (name) => {
      expect(standingOf(configured, drawn, { name, role: "enterprise" })).toBe("sample");
      expect(standingOf(configured, drawn, { name, role: "bureau" })).toBe("registered");
    },
  );
});

describe("a three-party contract of Xuhui", () => {
  it("has 骑缝章 boxes for all three parties on every page, a Hebei contract of two has none", async () => {
    const { house } = await demoHouse();
    const xuhui = await draftPdf(house, parseContract(samples.valid["V5"]));
    const boxes = latin1(xuhui.pdf).match(/\/FT \/Btn/g) ?? [];
    expect(boxes).toHaveLength(3 * xuhui.rendered.pages);
    const hebei = await draftPdf(house, parseContract(samples.valid["V1"]));
    expect(latin1(hebei.pdf)).not.toContain("/FT /Btn");
  });
});
