import { describe, expect, it } from "vitest";
import { checkContract } from "../../src/app/check-contract.ts";
import { contractFile } from "../../src/app/contract-file.ts";
import { createContract } from "../../src/app/create-contract.ts";
import { getContract } from "../../src/app/get-contract.ts";
import type { House } from "../../src/app/house.ts";
import { getEnvelope } from "../../src/app/get-envelope.ts";
import { sendEnvelope } from "../../src/app/send-envelope.ts";
import { signEnvelope } from "../../src/app/sign-envelope.ts";
import { equalBytes } from "../../src/kit/bytes.ts";
import { verifyDocument } from "../../src/verify/verify-document.ts";
import { signedContract } from "./signed-contract.ts";
import { demoHouse, draftV1 } from "./test-house.ts";

const first = { seat: "甲方", signer: "周启明", signer_role: "法定代表人", seal_type: "合同专用章" } as const;
const second = { ...first, seat: "乙方", signer: "许知远" } as const;

async function sentEnvelope() {
  const demo = await demoHouse();
  const { id } = await createContract(demo.house, demo.callers.agency, { contract: draftV1() });
  const envelope = await sendEnvelope(demo.house, demo.callers.agency, { contract_id: id });
  return { ...demo, envelope };
}

describe("an envelope", () => {
  it("begins with revision 1, which every later revision only continues", async () => {
    const { house, callers, envelope } = await sentEnvelope();
    expect(envelope).toMatchObject({ state: "signing", next_seat: "甲方", version: 1 });
    const one = await signEnvelope(house, callers.enterprise, { id: envelope.id, ...first });
    const two = await signEnvelope(house, callers.agency, { id: envelope.id, ...second });
    expect(two).toMatchObject({ state: "completed", next_seat: null, version: 4 });
    const pdfs = await Promise.all([envelope, one, two].map((view) => house.blobs.get(view.current_sha256)));
    expect(equalBytes(pdfs[1]!.subarray(0, pdfs[0]!.length), pdfs[0]!)).toBe(true);
    expect(equalBytes(pdfs[2]!.subarray(0, pdfs[1]!.length), pdfs[1]!)).toBe(true);
  });

  it("when completed verifies, every party by its own certificate", async () => {
    const { house, callers } = await demoHouse();
    const envelope = await signedContract(house, callers);
    const { bytes } = await contractFile(house, callers.agency, { id: envelope.contract_id, kind: "pdf" });
    const anchors = [...(await house.issuer.anchors())];
    const report = await verifyDocument(bytes, { file: "x.pdf", anchors, at: house.clock.now() });
    expect(report).toMatchObject({
      verdict: "valid",
      integrity: expect.stringMatching(/intact|extended/),
      trust: "trusted",
    });
    expect(report.signatures.map((each) => each.field)).toEqual(["甲方", "乙方", "ArchiveTimestamp1"]);
  });

  it("when completed leaves a contract whose data passes the check at stage sign", async () => {
    const { house, callers } = await demoHouse();
    const { contract_id: id, revision1_sha256: digest } = await signedContract(house, callers);
    const contract = await getContract(house, callers.agency, { id });
    expect(contract).toMatchObject({ state: "signed", contract: { docSha256: digest } });
    const report = await checkContract(house, callers.agency, { id, stage: "sign" });
    expect(report).toMatchObject({ verdict: "ready", findings: [] });
  });

  it("refuses who is not next, who has signed, who is no party, and a seat that is not there", async () => {
    const { house, callers, envelope } = await sentEnvelope();
    const { id } = envelope;
    const sign = (caller: typeof callers.agency, step: { readonly seat: string; readonly signer?: string }) =>
      signEnvelope(house, caller, { id, ...first, ...step });
    await expect(sign(callers.agency, first)).rejects.toMatchObject({ code: "app.seat_not_yours" });
    await expect(sign(callers.agency, second)).rejects.toMatchObject({
      code: "app.not_your_turn",
      facts: { next: "甲方" },
    });
    await expect(sign(callers.agency, { seat: "丁方" })).rejects.toMatchObject({ code: "app.seat_unknown" });
    await sign(callers.enterprise, first);
    await expect(sign(callers.enterprise, first)).rejects.toMatchObject({ code: "app.already_signed" });
    await expect(sign(callers.enterprise, second)).rejects.toMatchObject({ code: "app.seat_not_yours" });
    const stranger = { ...callers.bureau, scopes: callers.enterpriseWriter.scopes };
    await expect(sign(stranger, second)).rejects.toMatchObject({ code: "app.not_found" });
    await expect(getEnvelope(house, stranger, { id })).rejects.toMatchObject({ code: "app.not_found" });
    expect(await getEnvelope(house, callers.enterprise, { id })).toMatchObject({
      version: 2,
      next_seat: "乙方",
    });
  });

  it("has no seat that another may sign, neither its sender nor a caller without a code", async () => {
    const { house, callers, envelope } = await sentEnvelope();
    for (const step of [first, second]) {
      const other = step === first ? callers.agency : callers.enterprise;
      const signing = signEnvelope(house, other, { id: envelope.id, ...step });
      await expect(signing).rejects.toMatchObject({ code: "app.seat_not_yours", facts: { seat: step.seat } });
    }
    const nameless = { ...callers.agency, uscc: "" };
    await house.store.commit([
      { update: "steps", key: { envelopeId: envelope.id, order: 1 }, set: { uscc: "" } },
    ]);
    await expect(signEnvelope(house, nameless, { id: envelope.id, ...first })).rejects.toMatchObject({
      code: "app.seat_not_yours",
    });
    expect(await getEnvelope(house, callers.agency, { id: envelope.id })).toEqual(envelope);
  });

  it("signed by the same party twice at once is signed once", async () => {
    const { house, callers, envelope } = await sentEnvelope();
    const both = [1, 2].map(() => signEnvelope(house, callers.enterprise, { id: envelope.id, ...first }));
    const outcomes = await Promise.allSettled(both);
    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(["fulfilled", "rejected"]);
    const lost = outcomes.find((outcome) => outcome.status === "rejected");
    expect(lost?.reason).toMatchObject({ code: "app.already_signed" });
    const stored = await house.store.documents(envelope.contract_id);
    expect(stored.filter((document) => document.kind === "revision")).toHaveLength(2);
  });

  it("is not signed as of a time before the signature it follows: a clock set back stops it, one moment does not", async () => {
    const { house, callers, clock, envelope } = await sentEnvelope();
    await signEnvelope(house, callers.enterprise, { id: envelope.id, ...first });
    clock.set("2022-03-15T01:00:00Z");
    const backwards = signEnvelope(house, callers.agency, { id: envelope.id, ...second });
    await expect(backwards).rejects.toMatchObject({ code: "app.clock_behind" });
    expect(await getEnvelope(house, callers.agency, { id: envelope.id })).toMatchObject({
      version: 2,
      next_seat: "乙方",
    });
    clock.set("2022-03-15T01:59:58Z");
    const signed = await signEnvelope(house, callers.agency, { id: envelope.id, ...second });
    expect(signed.state).toBe("completed");
  });

  it("is sent once", async () => {
    const { house, callers, envelope } = await sentEnvelope();
    const again = sendEnvelope(house, callers.agency, { contract_id: envelope.contract_id });
    await expect(again).rejects.toMatchObject({
      code: "app.already_sent",
      facts: { envelope_id: envelope.id },
    });
  });

  it("is not sent when the PDF's text does not show the contract's values", async () => {
    const { house, callers } = await demoHouse();
    const { id } = await createContract(house, callers.agency, { contract: draftV1() });
    const doubting = { ...house, textOf: async () => "别的合同" };
    await expect(sendEnvelope(doubting, callers.agency, { contract_id: id })).rejects.toMatchObject({
      code: "app.text_differs",
    });
    expect(await getContract(house, callers.agency, { id })).toMatchObject({ state: "draft" });
  });

  it("leaves no signer's name in the audit chain", async () => {
    const { house, callers } = await demoHouse();
    const envelope = await signedContract(house, callers);
    const events = await house.store.events(`envelope:${envelope.id}`);
    expect(events).toHaveLength(4);
    expect(JSON.stringify(events)).not.toMatch(/周启明|许知远/);
  });
});

describe("a contract with words that cannot be drawn", () => {
  const named = (name: string) => {
    const draft = draftV1();
    const [enterprise, agency] = [draft["parties"]].flat();
    return { ...draft, parties: [Object.assign({}, enterprise, { name }), agency] };
  };

  it("such as characters that no font has is not sent: the problem names them and every place", async () => {
    const { house, callers } = await demoHouse();
    const contract = draftV1({ place: "甲方📎大厦", method: "📎与🏮当面交付" });
    const { id } = await createContract(house, callers.agency, { contract });
    await expect(sendEnvelope(house, callers.agency, { contract_id: id })).rejects.toMatchObject({
      code: "app.glyph_missing",
      message: expect.stringMatching(/📎.*U\+1F4CE/u),
      facts: {
        problems: expect.arrayContaining([
          expect.objectContaining({ pointer: "/place", detail: expect.stringContaining("U+1F4CE") }),
          expect.objectContaining({ pointer: "/method", detail: expect.stringContaining("U+1F4CE") }),
          expect.objectContaining({ pointer: "/method", detail: expect.stringContaining("U+1F3EE") }),
        ]),
      },
    });
    expect(await getContract(house, callers.agency, { id })).toMatchObject({ state: "draft", version: 1 });
  });

  it("is sent with a rare character in a party's name: its seal takes it from the rare fonts", async () => {
    const { house, callers } = await demoHouse();
    const { id } = await createContract(house, callers.agency, {
      contract: named("石家庄囧砺传感科技有限公司"),
    });
    await expect(sendEnvelope(house, callers.agency, { contract_id: id })).resolves.toMatchObject({
      state: "signing",
    });
  });

  it("is not sent when a party's name is too long for its seal, rather than stop at the signing", async () => {
    const { house, callers } = await demoHouse();
    const contract = named(`石家庄${"恒砺".repeat(35)}传感科技有限公司`);
    const { id } = await createContract(house, callers.agency, { contract });
    await expect(sendEnvelope(house, callers.agency, { contract_id: id })).rejects.toMatchObject({
      code: "sign.wrong_seal",
    });
  });

  it("keeps what else the renderer did not understand in the audit chain", async () => {
    const { house, callers } = await demoHouse();
    const note = { code: "layout.not_understood", message: "…", place: "word/document.xml w:object" };
    const { id } = await createContract(house, callers.agency, { contract: draftV1() });
    const noting: House = {
      ...house,
      renderer: {
        render: async (request) => ({ ...(await house.renderer.render(request)), notes: [note] }),
      },
    };
    const envelope = await sendEnvelope(noting, callers.agency, { contract_id: id });
    const [sent] = await house.store.events(`envelope:${envelope.id}`);
    expect(sent?.facts).toMatchObject({ notes: [{ code: note.code, place: note.place }] });
  });
});
