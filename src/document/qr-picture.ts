import { zlibSync } from "fflate";
import { encode } from "uqr";
import { crc32 } from "../formats/docx/crc32.ts";
import { type Bytes, concat, utf8 } from "../kit/bytes.ts";
import type { Picture } from "./picture.ts";

/** Pixels of one module; the quiet zone of four modules is part of the picture (ISO/IEC 18004). */
const MODULE = 8;
const QUIET = 4;

/** A QR code (level M) of an address as a black and white PNG drawn `centimetres` wide. The same text gives the same bytes. */
export function qrPicture(text: string, centimetres: number): Picture {
  const { data, size } = encode(text, { ecc: "M", border: QUIET });
  const side = size * MODULE;
  const rowBytes = Math.ceil(side / 8);
  const raster = new Uint8Array((rowBytes + 1) * side).fill(0xff);
  for (let y = 0; y < side; y += 1) {
    const start = y * (rowBytes + 1);
    raster[start] = 0; // filter: none
    const modules = data[Math.floor(y / MODULE)] ?? [];
    for (let x = 0; x < side; x += 1) {
      if (modules[Math.floor(x / MODULE)] === true) raster[start + 1 + (x >> 3)]! &= ~(0x80 >> (x & 7));
    }
  }
  const header = concat(uint32(side), uint32(side), new Uint8Array([1, 0, 0, 0, 0]));
  const png = concat(
    new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("IDAT", zlibSync(raster, { level: 9 })),
    chunk("IEND", new Uint8Array()),
  );
  return { width: centimetres, height: centimetres, data: png, extension: ".png", alt: `二维码：${text}` };
}

function chunk(type: string, content: Uint8Array): Bytes {
  const named = concat(utf8(type), content);
  return concat(uint32(content.length), named, uint32(crc32(named)));
}

const uint32 = (value: number): Bytes =>
  new Uint8Array([(value >>> 24) & 0xff, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff]);
