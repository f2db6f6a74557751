import * as fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { type Bytes, latin1 } from "../../src/kit/bytes.ts";
import { verifyDocument } from "../../src/verify/index.ts";
import { forgetAuthorities, makeRoot, makeSigner } from "./authorities.ts";
import { plainObjects, signField, writePdf } from "./craft.ts";

const root = makeRoot("root");
const request = { file: "a.pdf", anchors: [root.certificate], at: new Date("2026-11-22T00:00:00Z") };
const verify = (pdf: Bytes) => verifyDocument(pdf, request);
const once = signField(writePdf(plainObjects()), { field: 7, party: makeSigner("first", root) });
const twice = signField(once, { field: 8, party: makeSigner("second", root) });

/** Bytes inside the brackets of any /Contents: not signed, judged apart. */
const gaps = [...latin1(twice).matchAll(/\/Contents <([0-9a-f]+)>/g)].map(
  (match) => [match.index + 11, match.index + 11 + (match[1] ?? "").length] as const,
);
const inGap = (at: number): boolean => gaps.some(([from, to]) => at >= from && at < to);
const flipped = (pdf: Bytes, at: number, mask: number): Bytes =>
  pdf.map((byte, index) => (index === at ? byte ^ mask : byte));
const signedBytes = fc.nat(twice.length - 1).filter((at) => !inGap(at));

afterAll(forgetAuthorities);

describe("one byte changed", () => {
  it("in the signed bytes of the only signature is never intact and never valid", async () => {
    await fc.assert(
      fc.asyncProperty(
        signedBytes.filter((at) => at < once.length),
        fc.integer({ min: 1, max: 255 }),
        async (at, mask) => {
          const report = await verify(flipped(once, at, mask));
          expect(report.verdict).toBe("invalid");
          expect(["intact", "extended"]).not.toContain(report.integrity);
        },
      ),
      { numRuns: 1500, seed: 2026 },
    );
  });

  it("in a file signed twice leaves the file neither intact nor extended", async () => {
    await fc.assert(
      fc.asyncProperty(signedBytes, fc.integer({ min: 1, max: 255 }), async (at, mask) => {
        const report = await verify(flipped(twice, at, mask));
        expect(report.verdict).toBe("invalid");
        expect(["intact", "extended"]).not.toContain(report.integrity);
      }),
      { numRuns: 1500, seed: 11 },
    );
  });

  it("inside the signature value never makes another the signer", async () => {
    const [from = 0, to = 0] = gaps[0] ?? [];
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: from, max: to - 1 }),
        fc.integer({ min: 1, max: 255 }),
        async (at, mask) => {
          const report = await verify(flipped(once, at, mask));
          expect([report.verdict === "valid", report.signatures[0]?.signer]).not.toEqual([true, null]);
          expect(["first", null]).toContain(report.signatures[0]?.signer ?? null);
        },
      ),
      { numRuns: 800, seed: 22 },
    );
  });
});

describe("hostile bytes", () => {
  it("any mixture of a signed file's parts is answered, never thrown", async () => {
    const slice = fc
      .tuple(fc.nat(twice.length), fc.nat(4000))
      .map(([from, length]) => twice.slice(from, from + length));
    await fc.assert(
      fc.asyncProperty(fc.array(slice, { maxLength: 4 }), fc.nat(twice.length), async (parts, cut) => {
        const pieces = [twice.slice(0, cut), ...parts, twice.slice(cut)];
        const mixed = new Uint8Array(pieces.flatMap((piece) => [...piece]));
        const report = await verify(mixed);
        const unchanged = parts.every((part) => part.length === 0);
        expect(report.verdict === "valid").toBe(unchanged);
      }),
      { numRuns: 150, seed: 33 },
    );
  });
});
