import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { draftContract, type Json, type OpenHouse, openHouse } from "./open-house.ts";

let open: OpenHouse;
beforeAll(async () => {
  open = await openHouse();
});
afterAll(() => open.close());

describe("the main job over /v1", () => {
  const made: Record<string, Json> = {};

  it("a contract is created, with the check of its draft", async () => {
    const answer = await open.ask("POST", "/v1/contracts", {
      key: open.keys["agency"]!,
      body: { contract: await draftContract(), external_id: "main-job" },
    });
    expect(answer.json).toMatchObject({ state: "draft", variant: "HB-2P", check: { verdict: "ready" } });
    expect(answer.status).toBe(201);
    made.contract = answer.json;
  });

  it("its documents come in three forms, the same bytes each time", async () => {
    for (const [kind, begins] of [
      ["docx", "PK"],
      ["pdf", "%PDF-"],
      ["json", "{"],
    ] as const) {
      const path = `/v1/contracts/${made.contract.id}/documents/${kind}`;
      const [first, second] = [
        await open.ask("GET", path, { key: open.keys["agency"]! }),
        await open.ask("GET", path, { key: open.keys["agency"]! }),
      ];
      expect(first.status, kind).toBe(200);
      expect(first.text.startsWith(begins), kind).toBe(true);
      expect(first.headers.get("etag")).toBe(second.headers.get("etag"));
      expect(first.headers.get("content-disposition")).toMatch(/^attachment; filename\*=UTF-8''/);
    }
  });

  it("the contract is sent and signed in turn by both parties", async () => {
    const sent = await open.ask("POST", "/v1/envelopes", {
      key: open.keys["agency"]!,
      body: { contract_id: made.contract.id },
    });
    expect(sent.status, sent.text).toBe(201);
    expect(sent.json.next_seat).toBe("甲方");
    made.envelope = sent.json;
    for (const [seat, who, signer] of [
      ["甲方", "enterprise", "周启明"],
      ["乙方", "agency", "许知远"],
    ] as const) {
      const signed = await open.ask("POST", `/v1/envelopes/${made.envelope.id}/sign`, {
        key: open.keys[who]!,
        body: { seat, signer, signer_role: "法定代表人" },
      });
      expect(signed.status, signed.text).toBe(200);
      made.envelope = signed.json;
    }
    expect(made.envelope.state).toBe("completed");
  });

  it("the contract is filed, accepted once, and its receipt sealed", async () => {
    const filed = await open.ask("POST", "/v1/filings", {
      key: open.keys["agency"]!,
      body: { contract_id: made.contract.id, sme_class: "小型", first_signing: true },
    });
    expect(filed.status, filed.text).toBe(201);
    const accepted = await open.ask("POST", `/v1/filings/${filed.json.id}/accept`, {
      key: open.keys["bureau"]!,
    });
    expect(accepted.json, accepted.text).toMatchObject({ state: "filed" });
    made.filing = accepted.json;
    await open.drain();
    const receipt = await open.ask("GET", `/v1/receipts/${made.filing.register_no}`);
    expect(receipt.json).toMatchObject({ state: "ready", filed_sha256: made.filing.filed_sha256 });
    made.receipt = receipt.json;
  });

  it("anybody can verify the filed file, its fingerprint and the number, without a key", async () => {
    const pdf = await open.app.request(`/v1/contracts/${made.contract.id}/documents/pdf`, {
      headers: { authorization: `Bearer ${open.keys["agency"]}` },
    });
    const bytes = new Uint8Array(await pdf.arrayBuffer());
    const byFile = await open.ask("POST", "/v1/verifications", {
      body: bytes,
      once: "none",
      headers: { "content-type": "application/pdf" },
    });
    expect(byFile.json.report, byFile.text).toMatchObject({
      verdict: "valid",
      // The bureau's filing mark stands behind what was filed.
      filed: { relation: "later", receiptNo: made.filing.register_no },
    });
    const fields = byFile.json.report.signatures.map((each: { field: string }) => each.field);
    expect(fields).toEqual(["甲方", "乙方", "ArchiveTimestamp1", "备案", "ArchiveTimestamp2"]);
    const byDigest = await open.ask("POST", "/v1/verifications", {
      body: { sha256: made.filing.filed_sha256 },
      once: "none",
    });
    expect(byDigest.json.filed).toMatchObject({ relation: "same", receiptNo: made.filing.register_no });
    const byNumber = await open.ask("POST", "/v1/verifications", {
      body: { register_no: made.filing.register_no },
      once: "none",
    });
    expect(byNumber.json.receipt).toEqual(made.receipt);
  });

  it("the receipt PDF verifies as the receipt", async () => {
    const pdf = await open.app.request(`/v1/receipts/${made.filing.register_no}/receipt.pdf`);
    expect(pdf.headers.get("content-type")).toBe("application/pdf");
    const form = new FormData();
    form.set("file", new File([await pdf.arrayBuffer()], "回执.pdf", { type: "application/pdf" }));
    const verified = await open.ask("POST", "/v1/verifications", { body: form, once: "none" });
    expect(verified.json.report, verified.text).toMatchObject({
      file: "回执.pdf",
      filed: { relation: "receipt" },
    });
  });

  it("no fault of ours was reported on the way", () => {
    expect(open.faults).toEqual([]);
  });
});
