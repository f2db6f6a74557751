import { type BitDepth, encode } from "fast-png";
import { zlibSync } from "fflate";
import { describe, expect, it } from "vitest";
import { crc32 } from "../../../src/formats/docx/crc32.ts";
import { type Bytes, concat, latin1, utf8 } from "../../../src/kit/bytes.ts";
import { drawSeal } from "../../../src/sign/seal/draw-seal.ts";
import { pdfOperators } from "../../../src/sign/seal/pdf-operators.ts";
import { pngOf } from "../../../src/sign/seal/png.ts";
import { rasterOf } from "../../../src/sign/seal/raster.ts";
import { svgOf } from "../../../src/sign/seal/svg.ts";
import { readPng } from "../../../src/sign/seal/upload/read-png.ts";
import { readSealPicture } from "../../../src/sign/seal/upload/read-seal-picture.ts";
import { cpuMillisecondsSince } from "../../cpu-time.ts";
import { song } from "../fixtures.ts";

const MM = 72 / 25.4;
const SIDE = 72;

/** A part of a PNG with its length and checksum. */
function chunk(type: string, body: Uint8Array): Bytes {
  const named = concat(utf8(type), body);
  const frame = new Uint8Array(8);
  new DataView(frame.buffer).setUint32(0, body.length);
  new DataView(frame.buffer).setUint32(4, crc32(named));
  return concat(frame.subarray(0, 4), named, frame.subarray(4));
}

const PNG = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10);

/** A PNG whose head says one thing and whose dots are another. */
function pngOfParts(
  head: { columns: number; rows: number; depth?: number; colour?: number },
  packed: Uint8Array,
): Bytes {
  const body = new Uint8Array(13);
  const view = new DataView(body.buffer);
  view.setUint32(0, head.columns);
  view.setUint32(4, head.rows);
  body.set([head.depth ?? 8, head.colour ?? 0, 0, 0, 0], 8);
  return concat(PNG, chunk("IHDR", body), chunk("IDAT", packed), chunk("IEND", new Uint8Array()));
}

/** White paper with a red disc in the middle and a black line over it. */
function scan(side = SIDE, paper: readonly [number, number, number] = [250, 248, 240]): Bytes {
  const data = new Uint8Array(side * side * 3);
  for (let dot = 0; dot < side * side; dot += 1) {
    const [x, y] = [(dot % side) - side / 2, Math.floor(dot / side) - side / 2];
    const colour = Math.abs(y) < 2 ? [20, 20, 20] : Math.hypot(x, y) < side / 3 ? [214, 18, 23] : paper;
    data.set(colour, dot * 3);
  }
  return new Uint8Array(encode({ width: side, height: side, data, channels: 3, depth: 8 }));
}

describe("an uploaded PNG", () => {
  const kinds: { channels: number; depth: BitDepth }[] = [
    { channels: 1, depth: 8 },
    { channels: 1, depth: 16 },
    { channels: 2, depth: 8 },
    { channels: 2, depth: 16 },
    { channels: 3, depth: 8 },
    { channels: 3, depth: 16 },
    { channels: 4, depth: 8 },
    { channels: 4, depth: 16 },
  ];
  const interlaces = ["null", "Adam7"] as const;

  it.each(kinds.flatMap((kind) => interlaces.map((interlace) => ({ ...kind, interlace }))))(
    "of $channels channels, $depth bits, interlace $interlace is read dot for dot",
    ({ channels, depth, interlace }) => {
      const samples = SIDE * SIDE * channels;
      const value = (index: number): number => (index * 7919 + (index >> 5)) & 0xff;
      // 257 · v is v in sixteen bits.
      const data =
        depth === 16
          ? Uint16Array.from({ length: samples }, (_, index) => value(index) * 257)
          : Uint8Array.from({ length: samples }, (_, index) => value(index));
      const file = new Uint8Array(
        encode({ width: SIDE, height: SIDE, data, channels, depth }, { interlace }),
      );
      const { rgba } = readPng(file);
      for (let dot = 0; dot < SIDE * SIDE; dot += 1) {
        const at = dot * channels;
        const grey = channels <= 2;
        const wanted = [value(at), value(grey ? at : at + 1), value(grey ? at : at + 2)];
        const alpha = channels % 2 === 0 ? value(at + channels - 1) : 255;
        expect([...rgba.subarray(dot * 4, dot * 4 + 4)]).toEqual([...wanted, alpha]);
      }
    },
  );

  it("with a palette of 1, 2, 4 or 8 bits and transparency is read dot for dot", () => {
    const palette = Uint8Array.of(255, 255, 255, 214, 18, 23);
    for (const depth of [1, 2, 4, 8]) {
      const lineBytes = Math.ceil((SIDE * depth) / 8);
      const raw = new Uint8Array(SIDE * (1 + lineBytes));
      for (let row = 0; row < SIDE; row += 1) {
        for (let column = row % 2; column < SIDE; column += 2) {
          const bit = column * depth;
          const at = row * (1 + lineBytes) + 1 + (bit >> 3);
          raw[at] = (raw[at] ?? 0) | (1 << (8 - depth - (bit & 7)));
        }
      }
      const head = pngOfParts({ columns: SIDE, rows: SIDE, depth, colour: 3 }, zlibSync(raw));
      const at = 33;
      const file = concat(
        head.subarray(0, at),
        chunk("PLTE", palette),
        chunk("tRNS", Uint8Array.of(0)),
        head.subarray(at),
      );
      const { rgba } = readPng(file);
      expect([...rgba.subarray(0, 8)]).toEqual([214, 18, 23, 255, 255, 255, 255, 0]);
      expect([...rgba.subarray(SIDE * 4, SIDE * 4 + 8)]).toEqual([255, 255, 255, 0, 214, 18, 23, 255]);
    }
  });

  it("loses its paper and keeps its red; all but red loses the black line too", () => {
    const dotAt = (picture: { rgba: Uint8Array }, x: number, y: number): number[] => [
      ...picture.rgba.subarray((y * SIDE + x) * 4, (y * SIDE + x) * 4 + 4),
    ];
    for (const ground of ["white", "all-but-red"] as const) {
      const [bitmap] = readSealPicture(scan(), { widthMm: 40, ground }).bitmaps ?? [];
      if (bitmap === undefined) throw new Error("no bitmap");
      expect(dotAt(bitmap, 2, 2)[3]).toBe(0);
      const [red = 0, green = 255, , alpha] = dotAt(bitmap, SIDE / 2, SIDE / 2 - 10);
      expect([red > 180, green < 60, alpha]).toEqual([true, true, 255]);
      expect(dotAt(bitmap, SIDE / 2, SIDE / 2)[3]).toBe(ground === "white" ? 255 : 0);
    }
    const [kept] = readSealPicture(scan(), { widthMm: 40, ground: "keep" }).bitmaps ?? [];
    expect(kept?.rgba[3]).toBe(255);
  });

  it("has the real size it is given, and stands in PDF, SVG and PNG", () => {
    const picture = readSealPicture(scan(), { widthMm: 42 });
    expect(picture.width / MM).toBeCloseTo(42);
    expect(picture.height / MM).toBeCloseTo(42);
    expect(pdfOperators(picture)).toContain("/B0 Do");
    expect(svgOf(picture)).toContain("data:image/png;base64,");
    const preview = readPng(pngOf(picture, 72));
    expect([preview.columns, preview.rows]).toEqual([119, 119]);
    expect(preview.rgba[(30 * 119 + 60) * 4 + 3]).toBe(255);
    expect(preview.rgba[3]).toBe(0);
  });

  it("of more dots than print needs is made coarser", () => {
    const [bitmap] = readSealPicture(scan(1600), { widthMm: 40 }).bitmaps ?? [];
    expect([bitmap?.columns, bitmap?.rows]).toEqual([1000, 1000]);
  });

  it.each<[string, Bytes, string]>([
    [
      "of one dot",
      pngOfParts({ columns: 1, rows: 1 }, zlibSync(Uint8Array.of(0, 0))),
      "sign.picture_out_of_bounds",
    ],
    [
      "of 100 million dots",
      pngOfParts({ columns: 10_000, rows: 10_000 }, zlibSync(new Uint8Array(9))),
      "sign.picture_out_of_bounds",
    ],
    [
      "that unpacks to 100 MB behind a small head",
      pngOfParts({ columns: 64, rows: 64 }, zlibSync(new Uint8Array(100_000_000), { level: 9 })),
      "sign.picture_out_of_bounds",
    ],
    [
      "with dots missing",
      pngOfParts({ columns: 64, rows: 64 }, zlibSync(new Uint8Array(64))),
      "sign.picture_unreadable",
    ],
    [
      "with a broken checksum",
      scan().map((byte, at) => (at === 30 ? byte ^ 1 : byte)),
      "sign.picture_unreadable",
    ],
    ["cut off", scan().slice(0, 200), "sign.picture_unreadable"],
    [
      "of blank paper",
      new Uint8Array(
        encode({ width: 100, height: 100, data: new Uint8Array(10_000).fill(252), channels: 1, depth: 8 }),
      ),
      "sign.picture_unreadable",
    ],
    [
      "with an unknown head",
      pngOfParts({ columns: 64, rows: 64, depth: 3 }, zlibSync(new Uint8Array(64))),
      "sign.picture_unreadable",
    ],
    ["that is a JPEG", Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16), "sign.picture_unreadable"],
  ])("%s is refused with a code, at once", (_, file, code) => {
    const before = process.cpuUsage();
    expect(() => readSealPicture(file, { widthMm: 40 })).toThrow(expect.objectContaining({ code }));
    expect(cpuMillisecondsSince(before)).toBeLessThan(500);
  });

  it("of 6 million dots is read within two seconds of CPU", () => {
    const data = new Uint8Array(2400 * 2400).fill(200);
    const file = new Uint8Array(encode({ width: 2400, height: 2400, data, channels: 1, depth: 8 }));
    const before = process.cpuUsage();
    expect(() => readSealPicture(file, { widthMm: 40, ground: "keep" })).not.toThrow();
    expect(cpuMillisecondsSince(before)).toBeLessThan(2000);
  });
});

const svg = (inside: string, head = 'viewBox="0 0 100 100"'): Bytes =>
  utf8(`<svg xmlns="http://www.w3.org/2000/svg" ${head}>${inside}</svg>`);

describe("an uploaded SVG", () => {
  it("of our own drawing comes back as the same picture", () => {
    const seal = drawSeal({ kind: "公章", name: "上海徐汇云衡知识产权服务有限公司" }, { song });
    const read = readSealPicture(utf8(svgOf(seal)), { widthMm: 40 });
    expect([read.width, read.height].map((side) => side / MM)).toEqual([
      expect.closeTo(40, 1),
      expect.closeTo(40, 1),
    ]);
    const [ours, theirs] = [rasterOf(seal, 72), rasterOf(read, 72)];
    let difference = 0;
    for (let at = 3; at < ours.rgba.length; at += 4)
      difference += Math.abs((ours.rgba[at] ?? 0) - (theirs.rgba[at] ?? 0));
    expect(difference / (ours.columns * ours.rows)).toBeLessThan(3);
  });

  it("with groups, transforms, arcs, strokes and the even-odd rule is drawn as it says", () => {
    const picture = readSealPicture(
      svg(
        '<g transform="translate(50 50) rotate(90)" fill="none" stroke="#d61217" stroke-width="4"><circle r="46"/></g>' +
          '<path fill="red" fill-rule="evenodd" d="M30 30h40v40h-40zM40 40h20v20h-20z"/>',
      ),
      { widthMm: 50 },
    );
    const { rgba, columns } = rasterOf(picture, 72);
    const alphaAt = (x: number, y: number): number =>
      rgba[(Math.floor((y / 100) * columns) * columns + Math.floor((x / 100) * columns)) * 4 + 3] ?? 0;
    expect(alphaAt(50, 4)).toBeGreaterThan(200);
    expect(alphaAt(35, 50)).toBe(255);
    expect([alphaAt(50, 50), alphaAt(20, 50), alphaAt(2, 2)]).toEqual([0, 0, 0]);
  });

  it.each<[string, Bytes, string]>([
    ["a script", svg("<script>alert(1)</script>"), "sign.picture_unsafe"],
    ["an event", svg('<path d="M0 0h9v9z" onclick="x()"/>'), "sign.picture_unsafe"],
    [
      "an event on the root",
      svg("<path d='M0 0h9v9z'/>", 'viewBox="0 0 9 9" onload="x()"'),
      "sign.picture_unsafe",
    ],
    ["a reference outside", svg('<image href="http://example.org/a.png"/>'), "sign.picture_unsafe"],
    ["a reference inside", svg('<use href="#a"/>'), "sign.picture_unsafe"],
    [
      "a style that loads",
      svg('<path style="fill:url(http://example.org/)" d="M0 0h9v9z"/>'),
      "sign.picture_unsafe",
    ],
    ["a foreign object", svg("<foreignObject><p>x</p></foreignObject>"), "sign.picture_unsafe"],
    ["a style sheet", svg("<style>path{fill:red}</style>"), "sign.picture_unsafe"],
    [
      "an animation",
      svg('<path d="M0 0h9v9z"><animate/></path><animate attributeName="d"/>'),
      "sign.picture_unsafe",
    ],
    ["text", svg("<text>公章</text>"), "sign.picture_unsafe"],
    ["a transparent part", svg('<path opacity="0.5" d="M0 0h9v9z"/>'), "sign.picture_unsafe"],
    [
      "a document type with entities",
      utf8('<!DOCTYPE svg [<!ENTITY a "aaaa">]><svg viewBox="0 0 9 9"/>'),
      "sign.picture_unsafe",
    ],
    ["no size", svg('<path d="M0 0h9v9z"/>', ""), "sign.picture_unreadable"],
    ["nothing", svg(""), "sign.picture_unreadable"],
    ["a broken path", svg('<path d="M0 0 L oops"/>'), "sign.picture_unreadable"],
    ["half an element", utf8("<svg viewBox='0 0 9 9'><path"), "sign.picture_unreadable"],
    ["a million steps", svg(`<path d="M0 0${"h1".repeat(80_000)}"/>`), "sign.picture_out_of_bounds"],
    ["a very long strip", svg('<path d="M0 0h9v9z"/>', 'viewBox="0 0 1 100"'), "sign.picture_out_of_bounds"],
    ["other text", utf8("公章"), "sign.picture_unreadable"],
  ])("with %s is refused with a code, at once", (_, file, code) => {
    const before = process.cpuUsage();
    expect(() => readSealPicture(file, { widthMm: 40 })).toThrow(expect.objectContaining({ code }));
    expect(cpuMillisecondsSince(before)).toBeLessThan(1000);
  });

  it("keeps nothing of the file but outlines: what is written is ours", () => {
    const picture = readSealPicture(svg('<desc>x&lt;script&gt;</desc><path d="M1 1h9v9z"/>'), {
      widthMm: 40,
    });
    expect(svgOf(picture)).not.toMatch(/script|desc/);
    expect(latin1(utf8(pdfOperators(picture)))).toMatch(/^q\n/);
  });
});
