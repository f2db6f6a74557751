import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { appendRevision, writeDictionary, writeObject } from "../../../src/formats/pdf/append/index.ts";
import { formFields, openPdf } from "../../../src/formats/pdf/index.ts";
import { type Bytes, equalBytes, latin1 } from "../../../src/kit/bytes.ts";
import { placeSignatureFields } from "../../../src/sign/fields.ts";
import { signRevision } from "../../../src/sign/revision.ts";
import { drawSeal } from "../../../src/sign/seal/draw-seal.ts";
import type { Dots, SealPicture } from "../../../src/sign/seal/picture.ts";
import { rasterOf } from "../../../src/sign/seal/raster.ts";
import { straddleBoxes, straddleGroups, straddleStrips } from "../../../src/sign/seal/straddle.ts";
import { verifyDocument } from "../../../src/verify/index.ts";
import { requireTool } from "../../tools.ts";
import { makeAuthority, makeDraft, partyOf, SEATS, song, TODAY } from "../fixtures.ts";
import { judge, opensslVerdict, pdfsigReport, pemOf, put, scratch } from "../judges.ts";

const MM = 72 / 25.4;
const seal = drawSeal({ kind: "公章", name: "上海徐汇云衡知识产权服务有限公司" }, { song });
const A4 = { x: 0, y: 0, width: 595, height: 842 };

/** Red dots of a picture, counted by column. */
const inkByColumn = ({ columns, rows, rgba }: Dots): number[] =>
  Array.from({ length: columns }, (_, column) => {
    let sum = 0;
    for (let row = 0; row < rows; row += 1) sum += rgba[(row * columns + column) * 4 + 3] ?? 0;
    return sum;
  });

describe("the strips of a 骑缝章", () => {
  it("laid edge to edge are the whole seal, dot for dot", () => {
    // 40 mm at 254 dots an inch are 400 dots: eight strips of 50.
    const whole = inkByColumn(rasterOf(seal, 254));
    const strips = straddleStrips(seal, 8).flatMap((strip) => inkByColumn(rasterOf(strip, 254)));
    expect(strips).toHaveLength(whole.length);
    strips.forEach((ink, column) => expect(Math.abs(ink - (whole[column] ?? 0))).toBeLessThan(30));
  });

  it("make whole seals of at most ten pages each, as even as can be", () => {
    expect(straddleGroups(2)).toEqual([2]);
    expect(straddleGroups(23)).toEqual([8, 8, 7]);
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 300 }), (pages) => {
        const groups = straddleGroups(pages);
        expect(groups.reduce((sum, size) => sum + size, 0)).toBe(pages);
        expect(Math.max(...groups)).toBeLessThanOrEqual(10);
        expect(Math.max(...groups) - Math.min(...groups)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("touch the right edge, and three parties' seals do not overlap", () => {
    const pages = Array.from({ length: 4 }, () => A4);
    const boxes = [0, 1, 2].flatMap((rank) =>
      straddleBoxes({ straddle: `${rank}`, rank: [rank, 3] }, pages).map(({ rect }) => rect),
    );
    expect(boxes.every(([, , right]) => right === 595)).toBe(true);
    const edges = boxes.filter((_, at) => at % 4 === 0).map(([, bottom, , top]) => [bottom, top] as const);
    expect(edges[1]?.[1]).toBeLessThan(edges[0]?.[0] ?? 0);
    expect(edges[2]?.[1]).toBeLessThan(edges[1]?.[0] ?? 0);
  });

  it("an oval seal and a 58 mm one are set into the same 40 mm", () => {
    const oval = drawSeal({ kind: "公章", name: "徐汇外资有限公司", shape: "oval" }, { song });
    const large = drawSeal({ kind: "合同专用章", name: "徐汇外资有限公司", diameterMm: 58 }, { song });
    for (const picture of [oval, large]) {
      const strips: readonly SealPicture[] = straddleStrips(picture, 2);
      expect(strips.map(({ width }) => width)).toEqual([20 * MM, 20 * MM]);
    }
  });

  it.each([
    ["one page", { straddle: "甲方", rank: [0, 1], pages: [0] }],
    ["a page twice", { straddle: "甲方", rank: [0, 1], pages: [0, 0] }],
    ["a page that is not there", { straddle: "甲方", rank: [0, 1], pages: [0, 9] }],
    ["more seals than the edge has room for", { straddle: "甲方", rank: [0, 9] }],
  ] as const)("are refused for %s", (_, wish) => {
    expect(() => straddleBoxes(wish, [A4, A4])).toThrow(
      expect.objectContaining({ code: "sign.wrong_field_plan" }),
    );
  });
});

/** pyHanko's view of every signature: intact, valid, trusted, what later revisions did, and the verdict. */
const PYHANKO = `
import sys, logging
logging.disable(logging.CRITICAL)
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pyhanko.keys import load_cert_from_pemder
context = lambda: ValidationContext(trust_roots=[load_cert_from_pemder(sys.argv[2])], allow_fetching=False)
for signature in PdfFileReader(open(sys.argv[1], "rb")).embedded_signatures:
    status = validate_pdf_signature(signature, context())
    level = getattr(status.modification_level, "name", "SUSPICIOUS")
    print(signature.field_name, status.intact, status.valid, status.trusted, level, status.bottom_line)
`;

describe("two parties with 骑缝章 sign one contract in turn", () => {
  let root: Bytes;
  let revisions: readonly [Bytes, Bytes, Bytes];

  beforeAll(async () => {
    const authority = makeAuthority();
    const wishes = SEATS.map(({ name }, at) => ({ straddle: name, rank: [at, 2] as const }));
    const empty = await placeSignatureFields(await makeDraft(), [...SEATS, ...wishes]);
    const first = await partyOf("甲方", authority);
    const second = await partyOf("乙方", authority);
    const lock = "own-field";
    const once = await signRevision({ pdf: empty, ...first, straddle: first.seal, lock });
    const twice = await signRevision({ pdf: once, ...second, straddle: second.seal, lock });
    [root = new Uint8Array()] = await authority.ca.anchors();
    revisions = [empty, once, twice];
  });

  const verify = (pdf: Bytes) => verifyDocument(pdf, { file: "s.pdf", anchors: [root], at: TODAY });

  it("each revision fills the boxes of its own seat and no other object of the document", () => {
    const [empty, once, twice] = revisions;
    expect(equalBytes(twice.subarray(0, once.length), once)).toBe(true);
    const filled = (increment: Uint8Array): number => latin1(increment).match(/\/AS \/Seal/g)?.length ?? 0;
    expect(filled(empty)).toBe(0);
    expect(filled(once.subarray(empty.length))).toBe(3);
    expect(filled(twice.subarray(once.length))).toBe(3);
    const size = Number(/\/Size (\d+)/.exec(latin1(empty))?.[1]);
    const objects = [...latin1(once.subarray(empty.length)).matchAll(/^(\d+) 0 obj$/gm)].map(([, n]) =>
      Number(n),
    );
    // the field and its three boxes; dictionary, appearance and three strips are new
    expect(objects.filter((number) => number < size)).toHaveLength(4);
    expect(objects.filter((number) => number >= size)).toHaveLength(5);
  });

  it("our verifier calls the first signature extended by an allowed signature, and the second intact", async () => {
    const report = await verify(revisions[2]);
    expect(report.reasons).toContain("verify.later_straddle_seal");
    expect(report.reasons).not.toContain("verify.later_field_value");
    expect(report.signatures.map(({ field, integrity, changes }) => [field, integrity, changes])).toEqual([
      ["甲方", "extended", "allowed"],
      ["乙方", "intact", "none"],
    ]);
  });

  it("our verifier calls a box filled by the wrong seat tampered with", async () => {
    const authority = makeAuthority();
    const own = SEATS.map(({ name }, at) => ({ straddle: name, rank: [at, 2] as const }));
    const empty = await placeSignatureFields(await makeDraft(), [...SEATS, ...own]);
    const first = await partyOf("甲方", authority);
    const once = await signRevision({ pdf: empty, ...first });
    const second = await partyOf("乙方", authority);
    const sound = await signRevision({ pdf: once, ...second, straddle: second.seal });
    // The strips of 乙方 are written into the boxes of 甲方: the same bytes but for the boxes' object numbers.
    const numbersOf = (pdf: Bytes, seat: string): string[] =>
      [...latin1(pdf).matchAll(/^(\d+) 0 obj\n<<[\s\S]*?\/FT \/Btn[\s\S]*?endobj/gm)]
        .filter(([text]) => text.includes(seat))
        .map(([, number = ""]) => number);
    const hex = (text: string): string =>
      Array.from(text, (c) => c.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")).join("");
    expect(numbersOf(empty, hex("甲方-骑缝"))).toHaveLength(3);
    const increment = latin1(sound.subarray(once.length));
    expect(increment).toContain(hex("乙方-骑缝"));
    const forged = sound.slice();
    const at = latin1(forged).lastIndexOf(hex("乙方-骑缝"));
    forged.set(new TextEncoder().encode(hex("甲方-骑缝")), at);
    const report = await verifyDocument(forged, {
      file: "s.pdf",
      anchors: await authority.ca.anchors(),
      at: TODAY,
    });
    expect(report.signatures[0]).toMatchObject({ integrity: "tampered", changes: "disallowed" });
  });

  it("a strip changed after its party signed is tampering, for us and for pyHanko", async () => {
    const file = openPdf(revisions[2]);
    const box = formFields(file.at()).find(({ name }) => name === "甲方-骑缝-1");
    if (box === undefined) throw new Error("no box");
    // Shows the empty state again: the strip is gone from the page.
    const entries = [...box.dictionary.entries].map(
      ([key, value]) => [key, key === "AS" ? "/Off" : writeObject(value)] as const,
    );
    const forged = appendRevision(file, new Map([[box.number, writeDictionary(entries)]]));
    const report = await verify(forged);
    expect(report.signatures.map(({ integrity }) => integrity)).toEqual(["tampered", "tampered"]);
    const directory = scratch();
    const files = [put(directory, "s.pdf", forged), put(directory, "root.pem", pemOf(root))];
    const { said } = judge("python3", "-c", PYHANKO, ...files);
    expect(said).toMatch(/甲方 True True True \w+ False/);
  });

  it("qpdf, pdfsig, mutool and openssl accept both signatures", () => {
    for (const tool of ["qpdf", "pdfsig", "mutool", "openssl", "certutil"]) requireTool(tool);
    const path = put(scratch(), "signed.pdf", revisions[2]);
    expect(judge("qpdf", "--check", path)).toMatchObject({ code: 0 });
    const said = pdfsigReport(revisions[2], root);
    expect(said.match(/Signature is Valid/g)).toHaveLength(2);
    expect(said.match(/Certificate is Trusted/g)).toHaveLength(2);
    expect(judge("mutool", "sign", "-v", path).said).toContain("The document is unchanged since signing.");
    for (const index of [0, 1]) expect(opensslVerdict(revisions[2], index, root)).toMatchObject({ code: 0 });
  });

  it("pyHanko calls both valid, trusted, and the later revision form filling", () => {
    requireTool("python3");
    const directory = scratch();
    const files = [put(directory, "s.pdf", revisions[2]), put(directory, "root.pem", pemOf(root))];
    const { said } = judge("python3", "-c", PYHANKO, ...files);
    expect(said.trim().split("\n")).toEqual([
      "甲方 True True True FORM_FILLING True",
      "乙方 True True True NONE True",
    ]);
  });

  it("poppler draws red strips at the right edge of every page", () => {
    requireTool("pdftoppm");
    const directory = scratch();
    const path = put(directory, "s.pdf", revisions[2]);
    expect(judge("pdftoppm", "-r", "36", path, `${directory}/page`).code).toBe(0);
    for (const page of [1, 2, 3]) {
      const image = new Uint8Array(readFileSync(`${directory}/page-${page}.ppm`));
      const [head = "", columns = "0"] = /^P6\n(\d+) \d+\n255\n/.exec(latin1(image, 0, 32)) ?? [];
      let red = 0;
      for (let at = head.length; at < image.length; at += 3) {
        const [r = 0, g = 0] = image.subarray(at, at + 2);
        const column = ((at - head.length) / 3) % Number(columns);
        if (r > 180 && g < 150 && column > Number(columns) - 25) red += 1;
      }
      expect(red).toBeGreaterThan(30);
    }
  });

  it("a seat without boxes is refused before anything is written", async () => {
    const authority = makeAuthority();
    const empty = await placeSignatureFields(await makeDraft(), SEATS);
    const party = await partyOf("甲方", authority);
    await expect(signRevision({ pdf: empty, ...party, straddle: party.seal })).rejects.toMatchObject({
      code: "sign.field_missing",
    });
  });
});
