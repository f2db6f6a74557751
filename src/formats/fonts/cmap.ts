import { malformed } from "./errors.ts";
import { type Sfnt, tableOf } from "./tables.ts";

/** Glyph of a code point, 0 when the font has none. */
export type CharacterMap = (codePoint: number) => number;

/** The best Unicode subtable: format 12 first, else format 4. Others are not read. */
export function readCharacterMap(sfnt: Sfnt, glyphCount: number): CharacterMap {
  const { view } = sfnt;
  const start = tableOf(sfnt, "cmap", 4).offset;
  const count = Math.min(view.getUint16(start + 2), 64);
  let best: { at: number; format: number } | undefined;
  for (let index = 0; index < count; index += 1) {
    const record = start + 4 + index * 8;
    const platform = view.getUint16(record);
    const at = start + view.getUint32(record + 4);
    const format = view.getUint16(at);
    if (format === 12) best = { at, format };
    else if (format === 4 && (platform === 0 || platform === 3) && best === undefined) best = { at, format };
  }
  if (best === undefined) return malformed("no Unicode cmap");
  const { at, format } = best;
  const look = format === 12 ? segmented12(view, at) : segmented4(view, at);
  const known = new Map<number, number>();
  return (codePoint) => {
    const seen = known.get(codePoint);
    if (seen !== undefined) return seen;
    const glyph = look(codePoint);
    const inside = glyph < glyphCount ? glyph : 0;
    known.set(codePoint, inside);
    return inside;
  };
}

function segmented12(view: DataView, at: number): CharacterMap {
  const groups = view.getUint32(at + 12);
  if (at + 16 + groups * 12 > view.byteLength) malformed("cmap format 12");
  return (codePoint) => {
    let low = 0;
    let high = groups - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const group = at + 16 + middle * 12;
      const first = view.getUint32(group);
      if (codePoint < first) high = middle - 1;
      else if (codePoint > view.getUint32(group + 4)) low = middle + 1;
      else return view.getUint32(group + 8) + codePoint - first;
    }
    return 0;
  };
}

function segmented4(view: DataView, at: number): CharacterMap {
  const segments = view.getUint16(at + 6) >> 1;
  if (segments === 0 || at + 16 + segments * 8 > view.byteLength) malformed("cmap format 4");
  return (codePoint) => {
    if (codePoint > 0xffff) return 0;
    let low = 0;
    let high = segments - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (view.getUint16(at + 14 + middle * 2) < codePoint) low = middle + 1;
      else high = middle;
    }
    const first = view.getUint16(at + 16 + (segments + low) * 2);
    if (codePoint < first || codePoint > view.getUint16(at + 14 + low * 2)) return 0;
    const delta = view.getUint16(at + 16 + (segments * 2 + low) * 2);
    const rangeAt = at + 16 + (segments * 3 + low) * 2;
    const range = view.getUint16(rangeAt);
    if (range === 0) return (codePoint + delta) & 0xffff;
    const glyphAt = rangeAt + range + (codePoint - first) * 2;
    if (glyphAt + 2 > view.byteLength) return 0;
    const glyph = view.getUint16(glyphAt);
    return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
  };
}
