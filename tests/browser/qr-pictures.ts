import { encode } from "fast-png";
import { encode as qrOf } from "uqr";
import { concat, utf8 } from "../../src/kit/bytes.ts";

/** A QR code as a PNG, eight pixels a module with a quiet zone. */
export function pngOf(text: string): Uint8Array {
  const { data: modules, size } = qrOf(text, { border: 4 });
  const width = size * 8;
  const data = new Uint8Array(width * width * 3);
  for (let y = 0; y < width; y += 1)
    for (let x = 0; x < width; x += 1)
      data.fill(
        modules[Math.floor(y / 8)]?.[Math.floor(x / 8)] === true ? 0 : 255,
        (y * width + x) * 3,
        (y * width + x) * 3 + 3,
      );
  return encode({ width, height: width, data, channels: 3, depth: 8 });
}

/** One frame of a film in which the code is held before the camera: 4:2:0, 640 by 480. */
export function filmOf(text: string): Uint8Array {
  const { data: modules, size } = qrOf(text, { border: 4 });
  const [width, height] = [640, 480];
  const step = Math.floor(height / size);
  const left = Math.floor((width - size * step) / 2);
  const light = new Uint8Array(width * height).fill(235);
  for (let y = 0; y < size * step; y += 1)
    for (let x = 0; x < size * step; x += 1)
      if (modules[Math.floor(y / step)]?.[Math.floor(x / step)] === true) light[y * width + left + x] = 16;
  const colour = new Uint8Array((width * height) / 2).fill(128);
  return concat(utf8("YUV4MPEG2 W640 H480 F10:1 Ip A1:1 C420jpeg\nFRAME\n"), light, colour);
}
