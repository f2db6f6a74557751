import { describe, expect, it } from "vitest";
import { acceptFiling } from "../../src/app/accept-filing.ts";
import { readiness } from "../../src/app/readiness.ts";
import { verifyDigest } from "../../src/app/verify-digest.ts";
import { verifyFile } from "../../src/app/verify-file.ts";
import { concat, latin1, utf8 } from "../../src/kit/bytes.ts";
import { verifyDocument } from "../../src/verify/verify-document.ts";
import { submittedFiling } from "./main-job.ts";
import { demoHouse } from "./test-house.ts";

async function filedContract() {
  const demo = await demoHouse();
  const { id, contract_id } = await submittedFiling(demo.house, demo.callers);
  const filing = await acceptFiling(demo.house, demo.callers.bureau, { id });
  const documents = await demo.house.store.documents(contract_id);
  const revisions = documents
    .filter((document) => document.kind === "revision")
    .map((document) => document.digest);
  const pdfs = await Promise.all(revisions.map((digest) => demo.house.blobs.get(digest)));
  return { ...demo, filing, revisions, pdfs: pdfs.map((pdf) => pdf!) };
}

/** The file with one more, empty revision: what any program may append to it. */
function revised(pdf: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const text = latin1(pdf);
  const last = (word: RegExp) => [...text.matchAll(word)].at(-1)?.[1];
  const root = last(/\/Root (\d+ \d+ R)/g);
  const size = last(/\/Size (\d+)/g);
  const previous = last(/startxref\s+(\d+)/g);
  const start = pdf.length + 1;
  const trailer = `trailer\n<< /Size ${size} /Root ${root} /Prev ${previous} >>\nstartxref\n${start}\n%%EOF\n`;
  return concat(pdf, utf8(`\nxref\n0 0\n${trailer}`));
}

describe("an archived contract away from its house", () => {
  it.each([
    ["without a root", "verify.issuer_unknown", false],
    ["with the root of another house of the same name", "verify.issuer_key_differs", true],
  ])(
    "%s is of an unknown issuer, not invalid, though its own root is in it twice",
    async (_, code, other) => {
      const { house, pdfs } = await filedContract();
      const anchors = other ? await (await demoHouse()).house.issuer.anchors() : [];
      const pdf = pdfs.at(-1)!;
      const report = await verifyDocument(pdf, { file: "", anchors, at: house.clock.now() });
      expect(report).toMatchObject({ verdict: "indeterminate", integrity: "extended" });
      expect(report.reasons).toContain(code);
      expect(report.reasons).not.toContain("verify.path_not_allowed");
    },
  );
});

describe("verification against what was filed", () => {
  it("tells the filed file, a step before it, a continuation, a part of it and a stranger apart", async () => {
    const { house, filing, pdfs } = await filedContract();
    const [, one, , two] = pdfs;
    const relation = async (pdf: Uint8Array<ArrayBuffer>) =>
      (await verifyFile(house, { pdf, fileName: "x.pdf" })).filed;
    expect(await relation(two!)).toMatchObject({
      relation: "same",
      receiptNo: filing.register_no,
      formalNo: filing.formal_no,
    });
    expect(await relation(one!)).toMatchObject({ relation: "step", receiptNo: filing.register_no });
    expect(await relation(two!.slice(0, one!.length + 1000))).toMatchObject({ relation: "earlier" });
    expect(await relation(revised(two!))).toMatchObject({ relation: "later", receiptNo: filing.register_no });
    expect(await relation(two!.slice(0, 1000))).toMatchObject({ relation: "unrelated" });
    expect(await relation(utf8("不是 PDF"))).toMatchObject({ relation: "unrelated", receiptNo: null });
  });

  it("of a changed file is tampered or malformed, and not the filed one", async () => {
    const { house, pdfs } = await filedContract();
    const forged = pdfs.at(-1)!.slice();
    const at = Math.floor(pdfs[0]!.length / 2);
    forged[at] = (forged[at] ?? 0) ^ 1;
    const report = await verifyFile(house, { pdf: forged, fileName: "x.pdf" });
    expect(report.verdict).toBe("invalid");
    expect(report.filed).toMatchObject({ relation: "unrelated" });
    const longer = await verifyFile(house, { pdf: concat(pdfs.at(-1)!, utf8("\n%多余")), fileName: "x.pdf" });
    expect(longer.verdict).not.toBe("valid");
    expect(longer.filed?.relation).not.toBe("same");
  });

  it("by digest needs no file", async () => {
    const { house, filing, revisions } = await filedContract();
    expect(await verifyDigest(house, { sha256: filing.filed_sha256.toUpperCase() })).toMatchObject({
      relation: "same",
    });
    expect(await verifyDigest(house, { sha256: revisions[0]! })).toMatchObject({ relation: "step" });
    expect(await verifyDigest(house, { sha256: "0".repeat(64) })).toMatchObject({
      relation: "unrelated",
      receiptNo: null,
    });
  });

  it("still knows the signing time when the event's certificates are long over", async () => {
    const { house, clock, pdfs } = await filedContract();
    clock.set("2025-03-15T02:00:00Z");
    const report = await verifyFile(house, { pdf: pdfs.at(-1)!, fileName: "x.pdf" });
    expect(report).toMatchObject({ verdict: "valid", filed: { relation: "same" } });
    const parties = report.signatures.slice(0, 2);
    expect(parties.map((each) => each.time.source)).toEqual(["本平台存证记录", "本平台存证记录"]);
  });
});

describe("readiness", () => {
  it("proves database, blobs, fonts and signing key by using them", async () => {
    const { house } = await demoHouse();
    const answer = await readiness(house);
    expect(answer.ready).toBe(true);
    expect(answer.checks.map((check) => check.part)).toEqual([
      "database",
      "blobs",
      "fonts",
      "signing key",
      "certificates",
    ]);
  });

  it("names the part that fails", async () => {
    const { house } = await demoHouse();
    const vault = { ...house.vault, signingKey: () => Promise.reject(new Error("no key")) };
    const assets = { read: async () => undefined };
    const answer = await readiness({ ...house, vault, assets });
    expect(answer.ready).toBe(false);
    expect(answer.checks.filter((check) => !check.ready).map((check) => check.part)).toEqual([
      "fonts",
      "signing key",
    ]);
  });
});
