import { describe, expect, it } from "vitest";
import { createContract } from "../../../src/app/create-contract.ts";
import { getEnvelope } from "../../../src/app/get-envelope.ts";
import { sendEnvelope } from "../../../src/app/send-envelope.ts";
import { signEnvelope } from "../../../src/app/sign-envelope.ts";
import { completeSigning } from "../../../src/app/signing/complete-signing.ts";
import { getSigning } from "../../../src/app/signing/get-signing.ts";
import { prepareSigning } from "../../../src/app/signing/prepare-signing.ts";
import { equalBytes, toBase64 } from "../../../src/kit/bytes.ts";
import { newSigningKey } from "../../../src/sign/client/index.ts";
import { verifyDocument } from "../../../src/verify/verify-document.ts";
import { demoHouse, draftV1 } from "../test-house.ts";
import {
  begun,
  bytesOf,
  FIRST,
  pageSignature,
  readyToComplete,
  SECOND,
  sentEnvelope,
} from "./page-signer.ts";

describe("signing with a key of one's own", () => {
  it("both parties sign with keys of their pages; the file verifies, and the statement says where the keys were", async () => {
    const { house, callers, envelope } = await sentEnvelope();
    const one = await readyToComplete(house, callers.enterprise, envelope.id, FIRST);
    await completeSigning(house, callers.enterprise, { id: one.signing.id, signature: one.signature });
    const two = await readyToComplete(house, callers.agency, envelope.id, SECOND);
    const done = await completeSigning(house, callers.agency, {
      id: two.signing.id,
      signature: two.signature,
    });
    expect(done).toMatchObject({
      state: "completed",
      version: 4,
      trust: { certificate: "built-in", time: "built-in", key: "signer" },
    });
    expect(done.steps.map((step) => step.trust?.key)).toEqual(["signer", "signer"]);
    const pdf = (await house.blobs.get(done.current_sha256)) ?? new Uint8Array();
    const report = await verifyDocument(pdf, {
      file: "signed.pdf",
      anchors: await house.issuer.anchors(),
      at: house.clock.now(),
    });
    const parties = report.signatures.filter(({ kind }) => kind === "signature");
    expect(parties.map(({ field, integrity }) => [field, integrity])).toEqual([
      ["甲方", "extended"],
      // Its archiving may already stand behind the last signature.
      ["乙方", expect.stringMatching(/^(?:intact|extended)$/)],
    ]);
    const shown = (await house.blobs.get(one.signing.previous_sha256)) ?? new Uint8Array();
    expect(equalBytes(pdf.subarray(0, shown.length), shown)).toBe(true);
  });

  it("a page's signature and one by the server stand in one envelope, and the weaker fact is told of both", async () => {
    const { house, callers, envelope } = await sentEnvelope();
    const one = await readyToComplete(house, callers.enterprise, envelope.id);
    await completeSigning(house, callers.enterprise, { id: one.signing.id, signature: one.signature });
    const done = await signEnvelope(house, callers.agency, { id: envelope.id, ...SECOND });
    expect(done.trust.key).toBe("server");
    expect(done.steps.map((step) => step.trust?.key)).toEqual(["signer", "server"]);
    expect(await getEnvelope(house, callers.agency, { id: envelope.id })).toEqual(done);
  });

  it("a second completion, also with the same signature, is refused", async () => {
    const { house, callers, envelope } = await sentEnvelope();
    const { signing, signature } = await readyToComplete(house, callers.enterprise, envelope.id);
    const input = { id: signing.id, signature };
    const done = await completeSigning(house, callers.enterprise, input);
    await expect(completeSigning(house, callers.enterprise, input)).rejects.toMatchObject({
      code: "app.signing_completed",
    });
    expect(await getEnvelope(house, callers.enterprise, { id: envelope.id })).toEqual(done);
    expect(await getSigning(house, callers.enterprise, { id: signing.id })).toMatchObject({
      state: "completed",
    });
  });

  it("of 1,000 completions at once exactly one wins", async () => {
    const { house, callers, envelope } = await sentEnvelope();
    const { signing, signature } = await readyToComplete(house, callers.enterprise, envelope.id);
    const outcomes = await Promise.all(
      Array.from({ length: 1000 }, () =>
        completeSigning(house, callers.enterprise, { id: signing.id, signature }).then(
          ({ version }) => `signed ${version}`,
          (error: { code: string }) => error.code,
        ),
      ),
    );
    const counted = Object.groupBy(outcomes, (outcome) => outcome);
    expect(counted["signed 2"]).toHaveLength(1);
    expect(counted["app.signing_completed"]).toHaveLength(999);
    const events = await house.store.events(`envelope:${envelope.id}`);
    expect(events.map(({ type }) => type)).toEqual(["envelope.sent", "envelope.signed"]);
    const documents = await house.store.documents(envelope.contract_id);
    expect(documents.filter(({ kind }) => kind === "revision")).toHaveLength(2);
  }, 240_000);

  it("another key's signature, another signing's, and nonsense are refused, and the right one still wins", async () => {
    const { house, callers, envelope } = await sentEnvelope();
    const { signing, signature, key } = await readyToComplete(house, callers.enterprise, envelope.id);
    const other = await newSigningKey();
    const foreign = await crypto.subtle.sign(
      { name: "ECDSA", hash: "SHA-256" },
      other.privateKey,
      bytesOf(signing.appended),
    );
    const elsewhere = await readyToComplete(house, callers.enterprise, envelope.id);
    for (const wrong of [toBase64(new Uint8Array(foreign)), elsewhere.signature, "AAAA"]) {
      await expect(
        completeSigning(house, callers.enterprise, { id: signing.id, signature: wrong }),
      ).rejects.toMatchObject({ code: "sign.key_refused" });
    }
    expect(key.privateKey.extractable).toBe(false);
    await completeSigning(house, callers.enterprise, { id: signing.id, signature });
  });

  it("prepared bytes that were changed in the store are never signed", async () => {
    const { house, callers, envelope } = await sentEnvelope();
    const { signing, signature } = await readyToComplete(house, callers.enterprise, envelope.id);
    const changed = {
      ...house,
      blobs: {
        ...house.blobs,
        get: async (digest: string) => {
          const bytes = (await house.blobs.get(digest))?.slice();
          if (bytes !== undefined && digest === signing.prepared_sha256) bytes[bytes.length - 300] = 0x41;
          return bytes;
        },
      },
    };
    await expect(
      completeSigning(changed, callers.enterprise, { id: signing.id, signature }),
    ).rejects.toMatchObject({ code: "app.blob_missing" });
  });

  it("an expired state is refused at prepare and at complete, and may be begun anew", async () => {
    const { house, clock, callers, envelope } = await sentEnvelope();
    const { signing, signature } = await readyToComplete(house, callers.enterprise, envelope.id);
    clock.set(new Date(clock.now().getTime() + 31 * 60_000));
    const expired = { code: "app.signing_expired" };
    await expect(
      completeSigning(house, callers.enterprise, { id: signing.id, signature }),
    ).rejects.toMatchObject(expired);
    await expect(prepareSigning(house, callers.enterprise, { id: signing.id })).rejects.toMatchObject(
      expired,
    );
    const again = await readyToComplete(house, callers.enterprise, envelope.id);
    await completeSigning(house, callers.enterprise, { id: again.signing.id, signature: again.signature });
  });

  it("what is prepared behind an older file is outdated once the step's turn was used by another signing", async () => {
    const { house, callers, envelope } = await sentEnvelope();
    const early = await readyToComplete(house, callers.enterprise, envelope.id);
    const late = await readyToComplete(house, callers.enterprise, envelope.id);
    await completeSigning(house, callers.enterprise, { id: late.signing.id, signature: late.signature });
    await expect(
      completeSigning(house, callers.enterprise, { id: early.signing.id, signature: early.signature }),
    ).rejects.toMatchObject({ code: "app.already_signed" });
  });

  it("prepared again, only the newer revision can be signed", async () => {
    const { house, clock, callers, envelope } = await sentEnvelope();
    const first = await readyToComplete(house, callers.enterprise, envelope.id);
    clock.set(new Date(clock.now().getTime() + 60_000));
    const again = await prepareSigning(house, callers.enterprise, { id: first.signing.id });
    await expect(
      completeSigning(house, callers.enterprise, { id: first.signing.id, signature: first.signature }),
    ).rejects.toMatchObject({ code: "sign.key_refused" });
    const signature = await pageSignature(house, first.key, again);
    await completeSigning(house, callers.enterprise, { id: first.signing.id, signature });
  });

  it("a signing is its caller's alone, a seat its organisation's", async () => {
    const { house, callers, envelope } = await sentEnvelope();
    const { signing, signature } = await readyToComplete(house, callers.enterprise, envelope.id);
    const input = { id: signing.id, signature };
    const otherKey = { ...callers.enterprise, keyId: "key_other" };
    for (const caller of [callers.agency, otherKey]) {
      const asked = { ...caller, scopes: callers.enterpriseWriter.scopes };
      await expect(completeSigning(house, asked, input)).rejects.toMatchObject({ code: "app.not_found" });
      await expect(prepareSigning(house, asked, input)).rejects.toMatchObject({ code: "app.not_found" });
      await expect(getSigning(house, asked, input)).rejects.toMatchObject({ code: "app.not_found" });
    }
    await expect(begun(house, callers.agency, envelope.id, FIRST)).rejects.toMatchObject({
      code: "app.seat_not_yours",
    });
    await expect(begun(house, callers.agency, envelope.id, SECOND)).rejects.toMatchObject({
      code: "app.not_your_turn",
    });
  });

  it("nothing is completed that was not prepared", async () => {
    const { house, callers, envelope } = await sentEnvelope();
    const { signing } = await begun(house, callers.enterprise, envelope.id);
    await expect(
      completeSigning(house, callers.enterprise, { id: signing.id, signature: "AAAA" }),
    ).rejects.toMatchObject({ code: "app.signing_not_prepared" });
  });

  it("a TSA that does not answer leaves the signing as it was, to be completed later", async () => {
    const { house, callers, envelope } = await sentEnvelope();
    const { signing, signature } = await readyToComplete(house, callers.enterprise, envelope.id);
    const deaf = {
      ...house,
      timestamps: { ...house.timestamps, ask: () => Promise.reject(new Error("no answer")) },
    };
    await expect(completeSigning(deaf, callers.enterprise, { id: signing.id, signature })).rejects.toThrow(
      "no answer",
    );
    expect(await getSigning(house, callers.enterprise, { id: signing.id })).toMatchObject({
      state: "prepared",
    });
    await completeSigning(house, callers.enterprise, { id: signing.id, signature });
  });

  it("a contract that the service certified first is signed by a page and by the server, and stays sound", async () => {
    const { house, callers } = await demoHouse();
    const { id } = await createContract(house, callers.agency, { contract: draftV1() });
    const envelope = await sendEnvelope(house, callers.agency, { contract_id: id, certify: true });
    const one = await readyToComplete(house, callers.enterprise, envelope.id, FIRST);
    await completeSigning(house, callers.enterprise, { id: one.signing.id, signature: one.signature });
    const done = await signEnvelope(house, callers.agency, { id: envelope.id, ...SECOND });
    const pdf = (await house.blobs.get(done.current_sha256)) ?? new Uint8Array();
    const report = await verifyDocument(pdf, {
      file: "certified.pdf",
      anchors: await house.issuer.anchors(),
      at: house.clock.now(),
    });
    expect(["intact", "extended"]).toContain(report.integrity);
    const parties = report.signatures.filter(({ kind }) => kind === "signature");
    expect(parties.map(({ field }) => field)).toEqual(["知契", "甲方", "乙方"]);
    for (const { changes } of parties) expect(["none", "allowed"]).toContain(changes);
  });
});
