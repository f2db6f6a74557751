import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { composeAppearance } from "../../../src/sign/seal/appearance.ts";
import { drawSeal } from "../../../src/sign/seal/draw-seal.ts";
import { pdfOperators } from "../../../src/sign/seal/pdf-operators.ts";
import type { SealPicture } from "../../../src/sign/seal/picture.ts";
import { svgOf } from "../../../src/sign/seal/svg.ts";
import type { SealSpec } from "../../../src/sign/seal/spec.ts";
import { song } from "../fixtures.ts";

const MM = 72 / 25.4;
const NAME = "石家庄恒砺传感科技有限公司";
const CHARACTERS = Array.from("河北云衡知识产权代理有限公司（普通合伙）园区管理委员会");

const draw = (spec: SealSpec): SealPicture => drawSeal(spec, { song });

/** Every point of the outlines, in pairs; control points included. */
const pointsOf = ({ shapes }: SealPicture): [number, number][] =>
  shapes.flatMap(({ path }) =>
    path.flatMap(({ at }) =>
      at.flatMap((x, index): [number, number][] => (index % 2 === 0 ? [[x, at[index + 1] ?? 0]] : [])),
    ),
  );

describe("a round seal", () => {
  it("has its real size: 40 mm, or what is asked", () => {
    expect(draw({ kind: "公章", name: NAME }).width / MM).toBeCloseTo(40);
    expect(draw({ kind: "合同专用章", name: NAME, diameterMm: 58 }).height / MM).toBeCloseTo(58);
  });

  it("keeps every stroke inside its rim, for names of 2 to 64 characters", () => {
    const names = fc
      .array(fc.constantFrom(...CHARACTERS), { minLength: 2, maxLength: 64 })
      .map((name) => name.join(""));
    const kinds = fc.constantFrom<SealSpec["kind"]>("公章", "合同专用章");
    fc.assert(
      fc.property(names, kinds, (name, kind) => {
        const radius = 20 * MM;
        const reach = pointsOf(draw({ kind, name, code: "1301000123456" })).map(([x, y]) =>
          Math.hypot(x - radius, y - radius),
        );
        const inside = reach.filter((distance) => distance < 18.85 * MM);
        // The rim alone lies further out; its two circles have 26 points (control points bulge beyond the radius).
        expect(reach.length - inside.length).toBe(26);
        expect(Math.max(...inside)).toBeLessThan(18.5 * MM);
      }),
      { numRuns: 15 },
    );
  });

  it("sets a symmetrical name symmetrically about the vertical", () => {
    for (const name of ["中中中中", "中中中中中中中中中", "中".repeat(30)]) {
      const radius = 20 * MM;
      const ink = pointsOf(draw({ kind: "公章", name, standing: "registered" }))
        .map(([x, y]) => [x - radius, y - radius] as const)
        .filter(([x, y]) => Math.hypot(x, y) > 8 * MM && Math.hypot(x, y) < 18.5 * MM)
        .map(([x]) => x);
      expect(Math.abs(Math.min(...ink) + Math.max(...ink))).toBeLessThan(0.3 * MM);
    }
  });

  it("carries 样章 unless it is said to be the registered seal", () => {
    for (const kind of ["公章", "合同专用章", "法定代表人名章"] as const) {
      const name = kind === "法定代表人名章" ? "赵磊" : NAME;
      const plain = pointsOf(draw({ kind, name, standing: "registered" })).length;
      const said = pointsOf(draw({ kind, name, standing: "sample" })).length;
      expect(said).toBeGreaterThan(plain);
      expect(pointsOf(draw({ kind, name }))).toHaveLength(said);
    }
  });

  it("has a star only when it is an official seal", () => {
    const within = (picture: SealPicture): number =>
      pointsOf(picture).filter(([x, y]) => Math.hypot(x - 20 * MM, y - 20 * MM) < 7.1 * MM).length;
    expect(within(draw({ kind: "公章", name: NAME, standing: "registered" }))).toBe(10);
    expect(within(draw({ kind: "合同专用章", name: NAME, standing: "registered" }))).toBe(0);
  });

  it("is the same drawing each time, in PDF and in SVG", () => {
    const [one, two] = [draw({ kind: "公章", name: NAME }), draw({ kind: "公章", name: NAME })];
    expect(pdfOperators(one)).toBe(pdfOperators(two));
    expect(svgOf(one)).toBe(svgOf(two));
    expect(pdfOperators(one)).toMatch(/^q\n[\s\S]*\nQ\n$/);
    expect(svgOf(one)).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="113\.39pt"/);
  });

  it.each<[string, SealSpec]>([
    ["a name of one character", { kind: "公章", name: "章" }],
    ["a name of 65 characters", { kind: "公章", name: "长".repeat(65) }],
    ["a number that is not 13 or 14 digits", { kind: "公章", name: NAME, code: "12345" }],
    ["a person's name of one character", { kind: "法定代表人名章", name: "赵" }],
    ["a line too long for its place", { kind: "公章", name: NAME, line: "一".repeat(13) }],
  ])("refuses %s", (_, spec) => {
    expect(() => draw(spec)).toThrow(expect.objectContaining({ code: "sign.wrong_seal" }));
  });

  it("refuses a character that the font does not have rather than leave a hole", () => {
    expect(() => draw({ kind: "公章", name: "石家庄\u{1F4DC}有限公司" })).toThrow(
      expect.objectContaining({ code: "sign.glyph_missing" }),
    );
  });
});

describe("the appearance of a signed field", () => {
  const seal = draw({ kind: "合同专用章", name: NAME });
  const lines = ["签署人：赵磊", "职务：总经理", "时间：2026-11-20 10:30:00"];

  it("never leaves its box, whatever the box", () => {
    const sizes = fc.tuple(fc.integer({ min: 20, max: 400 }), fc.integer({ min: 20, max: 300 }));
    fc.assert(
      fc.property(sizes, fc.constantFrom(seal, undefined), ([width, height], drawn) => {
        const picture = composeAppearance({
          box: { width, height },
          seal: drawn,
          caption: { lines, font: song },
        });
        const points = pointsOf(picture);
        // Control points bulge out by a little; ink does not.
        const outside = points.filter(([x, y]) => x < -1 || y < -1 || x > width + 1 || y > height + 1);
        expect(outside).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  it("shows the seal in its real size where the field has room, with the caption beside it", () => {
    const picture = composeAppearance({
      box: { width: 230, height: 128 },
      seal,
      caption: { lines, font: song },
    });
    const [drawn, caption] = picture.shapes;
    const xs = (shape = drawn): number[] =>
      (shape?.path ?? []).flatMap(({ at }) => at.filter((_, index) => index % 2 === 0));
    expect(Math.max(...xs()) - Math.min(...xs())).toBeCloseTo(40 * MM, 1);
    expect(Math.min(...xs(caption))).toBeGreaterThan(Math.max(...xs()));
  });

  it("sets 〓 for a character that the font does not have: a rare name never stops a signature", () => {
    const caption = (signer: string) => ({ lines: [`签署人：${signer}`], font: song });
    const box = { width: 230, height: 128 };
    const rare = composeAppearance({ box, seal, caption: caption("赵\u{2B740}") });
    expect(pdfOperators(rare)).toBe(pdfOperators(composeAppearance({ box, seal, caption: caption("赵〓") })));
  });

  it("puts the caption below the seal in a narrow field", () => {
    const picture = composeAppearance({
      box: { width: 130, height: 150 },
      seal,
      caption: { lines, font: song },
    });
    const ys = picture.shapes.map(({ path }) =>
      path.flatMap(({ at }) => at.filter((_, index) => index % 2 === 1)),
    );
    expect(Math.max(...(ys[1] ?? []))).toBeLessThanOrEqual(Math.min(...(ys[0] ?? [])) + 0.5);
  });
});
