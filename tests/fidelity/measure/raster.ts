import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { zlibSync } from "fflate";
import { crc32 } from "../../../src/formats/docx/crc32.ts";
import { concat } from "../../../src/kit/bytes.ts";
import { requireTool } from "../../tools.ts";
import { withPdf } from "../../layout/lay-out.ts";

/** A page as grey values, 0 is ink. */
export type Raster = { readonly width: number; readonly height: number; readonly grey: Uint8Array };

/** The pages of a PDF in grey at this resolution, or one of them (from 1). */
export function rasters(pdf: Uint8Array, dpi: number, page?: number): readonly Raster[] {
  return withPdf(pdf, (path, folder) => {
    const only = page === undefined ? [] : ["-f", String(page), "-l", String(page)];
    execFileSync(requireTool("pdftoppm"), ["-r", String(dpi), "-gray", ...only, path, join(folder, "page")], {
      stdio: "ignore",
    });
    return readdirSync(folder)
      .filter((name) => name.endsWith(".pgm"))
      .sort()
      .map((name) => readPgm(new Uint8Array(readFileSync(join(folder, name)))));
  });
}

function readPgm(bytes: Uint8Array): Raster {
  const head = /^P5\s+(\d+)\s+(\d+)\s+(\d+)\s/.exec(new TextDecoder("latin1").decode(bytes.subarray(0, 64)));
  if (head === null) throw new Error("pdftoppm wrote no PGM");
  return { width: Number(head[1]), height: Number(head[2]), grey: bytes.slice(head[0].length) };
}

/** Gaussian of one pixel, five taps. */
const TAPS = [0.0545, 0.2442, 0.4026, 0.2442, 0.0545];

function blurred({ width, height, grey }: Raster): Float32Array {
  const across = new Float32Array(width * height);
  const both = new Float32Array(width * height);
  const clamp = (value: number, most: number): number => Math.min(Math.max(value, 0), most);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      for (const [tap, weight] of TAPS.entries())
        across[y * width + x] =
          (across[y * width + x] ?? 0) +
          weight * (255 - (grey[y * width + clamp(x + tap - 2, width - 1)] ?? 255));
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      for (const [tap, weight] of TAPS.entries())
        both[y * width + x] =
          (both[y * width + x] ?? 0) + weight * (across[clamp(y + tap - 2, height - 1) * width + x] ?? 0);
  return both;
}

/** Ink that stands in one page only, as a share of the ink of both; 0 for equal pages. */
export function inkDifference(first: Raster, second: Raster): number {
  const [a, b] = [blurred(first), blurred(second)];
  const [width, height] = [Math.min(first.width, second.width), Math.min(first.height, second.height)];
  let differing = 0;
  let ink = 0;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [left, right] = [a[y * first.width + x] ?? 0, b[y * second.width + x] ?? 0];
      differing += Math.abs(left - right);
      ink += left + right;
    }
  }
  return differing / Math.max(1, ink);
}

/** Two pages beside each other as a grey PNG. */
export function sideBySide(first: Raster, second: Raster): Uint8Array {
  const gap = 6;
  const width = first.width + gap + second.width;
  const height = Math.max(first.height, second.height);
  const lines = new Uint8Array((width + 1) * height).fill(200);
  for (let y = 0; y < height; y += 1) {
    const from = y * (width + 1);
    lines[from] = 0;
    if (y < first.height) lines.set(first.grey.subarray(y * first.width, (y + 1) * first.width), from + 1);
    if (y < second.height)
      lines.set(second.grey.subarray(y * second.width, (y + 1) * second.width), from + 1 + first.width + gap);
  }
  const head = new Uint8Array(13);
  const view = new DataView(head.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  head[8] = 8;
  const chunks = [
    chunk("IHDR", head),
    chunk("IDAT", zlibSync(lines, { level: 6 })),
    chunk("IEND", new Uint8Array(0)),
  ];
  return concat(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a), ...chunks);
}

function chunk(type: string, content: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(12 + content.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, content.length);
  for (let index = 0; index < 4; index += 1) bytes[4 + index] = type.charCodeAt(index);
  bytes.set(content, 8);
  view.setUint32(8 + content.length, crc32(bytes.subarray(4, 8 + content.length)));
  return bytes;
}
