import { beforeAll, describe, expect, it } from "vitest";
import { type Bytes, equalBytes } from "../../src/kit/bytes.ts";
import {
  CERTIFICATION,
  certificationPlan,
  FILING_MARK,
  filingMarkPlan,
  planSteps,
  stepFieldName,
} from "../../src/sign/field-plans.ts";
import { placeSignatureFields } from "../../src/sign/fields.ts";
import { signRevision } from "../../src/sign/revision.ts";
import { verifyDocument } from "../../src/verify/index.ts";
import { requireTool } from "../tools.ts";
import { makeAuthority, makeDraft, partyOf, SEATS, song, TODAY } from "./fixtures.ts";
import { judge, opensslVerdict, pdfsigReport, put, scratch } from "./judges.ts";

const STEPS = ["经办人", "法定代表人", "用印"] as const;
const HANDS = SEATS.flatMap(({ name }) => STEPS.map((step) => stepFieldName(name, step)));

/** Revision 1 of a contract with every seat's steps, the 骑缝章 boxes, the bureau's mark and the service's certification. */
const contractOfAll = async (): Promise<Bytes> =>
  placeSignatureFields(
    await makeDraft(),
    [
      ...SEATS.flatMap((seat) => planSteps(seat, STEPS)),
      ...SEATS.map(({ name }, at) => ({ straddle: name, rank: [at, SEATS.length] as const })),
      filingMarkPlan,
      certificationPlan,
    ],
    song,
  );

describe("a contract signed by many hands", () => {
  const authority = makeAuthority();
  let root: Bytes;
  let revisions: Bytes[];

  /** The service certifies, then the hands sign in this order; seals fill their 骑缝章 and lock their fields; the bureau marks. */
  async function signedInOrder(order: readonly string[]): Promise<Bytes[]> {
    const made = [await contractOfAll()];
    for (const [at, field] of [CERTIFICATION, ...order, FILING_MARK].entries()) {
      const seat = field.startsWith("乙方") ? "乙方" : "甲方";
      const party = await partyOf(seat, authority);
      const sealing =
        field === "甲方" || field === "乙方" ? ({ straddle: party.seal, lock: "own-field" } as const) : {};
      const certify = at === 0 ? ({ certify: 2 } as const) : {};
      const pdf = made.at(-1) ?? new Uint8Array();
      made.push(await signRevision({ ...party, ...sealing, ...certify, pdf, field }));
    }
    return made;
  }

  beforeAll(async () => {
    [root = new Uint8Array()] = await authority.ca.anchors();
    revisions = await signedInOrder(HANDS);
  });

  it("has a field for every step of every seat, and no two of them overlap", () => {
    const rects = SEATS.flatMap((seat) => planSteps(seat, STEPS)).map(({ rect }) => rect);
    for (const [at, [x1, y1, x2, y2]] of rects.entries()) {
      for (const [u1, v1, u2, v2] of rects.slice(at + 1))
        expect(x2 <= u1 || u2 <= x1 || y2 <= v1 || v2 <= y1).toBe(true);
    }
    expect(SEATS.flatMap((seat) => planSteps(seat, ["用印"]))).toEqual(SEATS);
  });

  it("each revision only continues the one before", () => {
    for (const [at, pdf] of revisions.slice(1).entries()) {
      const before = revisions[at] ?? new Uint8Array();
      expect(equalBytes(pdf.subarray(0, before.length), before)).toBe(true);
    }
  });

  it("our verifier, pdfsig, qpdf and openssl find all eight signatures whole", async () => {
    const pdf = revisions.at(-1) ?? new Uint8Array();
    const report = await verifyDocument(pdf, { file: "a.pdf", anchors: [root], at: TODAY });
    expect(report, JSON.stringify(report.reasons)).toMatchObject({ integrity: "extended", trust: "trusted" });
    expect(report.signatures.map(({ field }) => field)).toEqual([CERTIFICATION, ...HANDS, FILING_MARK]);
    for (const { field, changes } of report.signatures.slice(0, -1))
      expect([field, changes]).toEqual([field, "allowed"]);
    requireTool("pdfsig");
    expect(pdfsigReport(pdf, root).match(/Signature is Valid/g)).toHaveLength(8);
    expect(judge(requireTool("qpdf"), "--check", put(scratch(), "all.pdf", pdf))).toMatchObject({ code: 0 });
    for (let index = 0; index < 8; index += 1)
      expect(opensslVerdict(pdf, index, root), String(index)).toMatchObject({ code: 0 });
  });

  it("any order is as good", async () => {
    const pdf = (await signedInOrder(HANDS.toReversed())).at(-1) ?? new Uint8Array();
    const report = await verifyDocument(pdf, { file: "a.pdf", anchors: [root], at: TODAY });
    expect(report).toMatchObject({ integrity: "extended", trust: "trusted" });
  });

  it("is certified first or not at all", async () => {
    const party = await partyOf("甲方", authority);
    const signed = await signRevision({ ...party, pdf: await contractOfAll() });
    await expect(
      signRevision({ ...party, pdf: signed, field: CERTIFICATION, certify: 2 }),
    ).rejects.toMatchObject({ code: "sign.certification_late" });
  });
});
