import { readFileSync } from "node:fs";
import { PDFDocument, PDFName } from "pdf-lib";
import { beforeAll, describe, expect, it } from "vitest";
import { openPdf, pagesOf, signatureFields } from "../../src/formats/pdf/index.ts";
import { type Bytes, equalBytes } from "../../src/kit/bytes.ts";
import { certificationPlan, CERTIFICATION } from "../../src/sign/field-plans.ts";
import { placeSignatureFields } from "../../src/sign/fields.ts";
import { signRevision } from "../../src/sign/revision.ts";
import { verifyDocument } from "../../src/verify/index.ts";
import { requireTool } from "../tools.ts";
import { makeAuthority, makeContract, makeDraft, partyOf, SEATS, TODAY } from "./fixtures.ts";
import { judge, opensslVerdict, pdfsigReport, put, scratch } from "./judges.ts";

/** The same draft as other programs would write it. */
function rewritten(pdf: Bytes, ...options: readonly string[]): Bytes {
  const folder = scratch();
  const made = `${folder}/made.pdf`;
  judge(requireTool("qpdf"), "--deterministic-id", ...options, put(folder, "draft.pdf", pdf), made);
  return new Uint8Array(readFileSync(made));
}

describe("a PDF without the field that is asked for", () => {
  const authority = makeAuthority();
  let root: Bytes;

  /** Without a seal: nobody said where one would stand. */
  const signed = async (pdf: Bytes, field: string): Promise<Bytes> => {
    const { seal: _seal, ...party } = await partyOf("甲方", authority);
    return signRevision({ ...party, pdf, field, missingField: "make" });
  };

  beforeAll(async () => {
    [root = new Uint8Array()] = await authority.ca.anchors();
  });

  it.each([
    ["as it was made", []],
    ["with object streams", ["--object-streams=generate"]],
    ["linearised", ["--linearize"]],
    [
      "linearised with object streams, its page turned",
      ["--linearize", "--object-streams=generate", "--rotate=90"],
    ],
  ])("%s gets one that shows nothing, and another one for a second signer", async (_, options) => {
    const draft = options.length === 0 ? await makeDraft() : rewritten(await makeDraft(), ...options);
    const once = await signed(draft, "甲方");
    const twice = await signed(once, "乙方");
    expect(equalBytes(twice.subarray(0, draft.length), draft)).toBe(true);
    const report = await verifyDocument(twice, { file: "", anchors: [root], at: TODAY });
    expect(report).toMatchObject({ verdict: "valid", trust: "trusted" });
    expect(report.signatures.map(({ field }) => field)).toEqual(["甲方", "乙方"]);
    expect(pdfsigReport(twice, root).match(/Signature is Valid/g)).toHaveLength(2);
    const path = put(scratch(), "twice.pdf", twice);
    expect(judge(requireTool("qpdf"), "--check", path).code).toBe(0);
    expect(
      judge(requireTool("mutool"), "sign", "-v", path).said.match(/unchanged since|is valid but/g),
    ).toHaveLength(2);
    expect(opensslVerdict(twice, 1, root).code).toBe(0);
  });

  it("the page that names it shows what it showed, and keeps its own annotations", async () => {
    const document = await PDFDocument.load(await makeDraft());
    const link = document.context.obj({ Type: "Annot", Subtype: "Link", Rect: [0, 0, 9, 9] });
    document
      .getPage(0)
      .node.set(PDFName.of("Annots"), document.context.obj([document.context.register(link)]));
    const pdf = await signed(new Uint8Array(await document.save({ useObjectStreams: false })), "甲方");
    const state = openPdf(pdf).at();
    const annotations = state.resolve(pagesOf(state)[0]?.dictionary.entries.get("Annots"));
    expect(annotations).toMatchObject({ kind: "array", items: { length: 2 } });
    expect(signatureFields(state).map(({ name }) => name)).toEqual(["甲方"]);
  });

  it.each(["", "a.b", "长".repeat(65)])("no field is called %j", async (field) => {
    await expect(signed(await makeDraft(), field)).rejects.toMatchObject({ code: "sign.field_missing" });
  });

  it("a mistyped name is told where another field waits", async () => {
    await expect(signed(await makeContract(), "甲万")).rejects.toMatchObject({
      code: "sign.field_missing",
      facts: { fields: ["甲方", "乙方"] },
    });
  });

  it("a certified document gets none", async () => {
    const draft = await placeSignatureFields(await makeDraft(), [certificationPlan]);
    const { seal: _seal, ...party } = await partyOf("甲方", authority);
    const certified = await signRevision({ ...party, pdf: draft, field: CERTIFICATION, certify: 2 });
    await expect(signed(certified, "甲方")).rejects.toMatchObject({ code: "sign.field_missing" });
  });
});

describe("a seal's place in a PDF from elsewhere", () => {
  it("is found in a linearised file too: it is one revision, though it says startxref twice", async () => {
    const pdf = rewritten(await makeDraft(), "--linearize");
    const [seat] = SEATS;
    const placed = await placeSignatureFields(pdf, seat === undefined ? [] : [seat]);
    expect(signatureFields(openPdf(placed).at()).map(({ name }) => name)).toEqual(["甲方"]);
  });
});
