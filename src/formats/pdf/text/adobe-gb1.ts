/**
 * Text of the glyph numbers (CIDs) of Adobe-GB1, for fonts of that collection whose codes are bare glyph numbers and that
 * carry no ToUnicode. The collection numbers the characters of GB 2312 row by row, so the platform's own decoder gives the
 * text and only the number each row begins with is told here. Characters of GBK beyond GB 2312 are numbered otherwise and
 * stay unread.
 */

/** Runs of GB 2312 before the Han rows: first code, last code, first CID. */
const SIGNS: readonly (readonly [number, number, number])[] = [
  [0xa1a1, 0xa1fe, 96],
  [0xa2b1, 0xa2e2, 190],
  [0xa2e5, 0xa2ee, 240],
  [0xa2f1, 0xa2fc, 250],
  [0xa3a1, 0xa3fe, 262],
  [0xa4a1, 0xa4f3, 356],
  [0xa5a1, 0xa5f6, 439],
  [0xa6a1, 0xa6b8, 525],
  [0xa6c1, 0xa6d8, 549],
  [0xa7a1, 0xa7c1, 602],
  [0xa7d1, 0xa7f1, 635],
  [0xa8c5, 0xa8e9, 700],
  [0xa9a4, 0xa9ef, 738],
];

/** The first Han character, 啊, and the rows of the two levels; the first level ends within its last row. */
const FIRST_HAN = 940;
const ROWS: {
  readonly first: number;
  readonly last: number;
  readonly short: number;
  readonly shortEnd: number;
} = {
  first: 0xb0,
  last: 0xf7,
  short: 0xd7,
  shortEnd: 0xf9,
};

let table: ReadonlyMap<number, string> | undefined;

/** The text of a CID of Adobe-GB1; undefined for one outside ASCII and GB 2312. */
export function adobeGb1Text(cid: number): string | undefined {
  table ??= readTable();
  return table.get(cid);
}

function readTable(): ReadonlyMap<number, string> {
  const texts = new Map<number, string>();
  for (let point = 0x20; point < 0x7f; point += 1) {
    texts.set(point - 0x1f, String.fromCharCode(point));
    // the same signs half as wide as Han
    texts.set(point === 0x20 ? 7716 : point - 0x21 + 814, String.fromCharCode(point));
  }
  const decoder = decoderOfGb();
  if (decoder === undefined) return texts;
  const put = (from: number, to: number, cid: number): void => {
    for (let code = from; code <= to; code += 1)
      texts.set(cid + code - from, decoder.decode(Uint8Array.of(code >> 8, code & 0xff)));
  };
  for (const [from, to, cid] of SIGNS) put(from, to, cid);
  let cid = FIRST_HAN;
  for (let row = ROWS.first; row <= ROWS.last; row += 1) {
    const end = row === ROWS.short ? ROWS.shortEnd : 0xfe;
    put((row << 8) | 0xa1, (row << 8) | end, cid);
    cid += end - 0xa0;
  }
  return texts;
}

/** Undefined where the platform has no such decoder. */
function decoderOfGb(): TextDecoder | undefined {
  try {
    return new TextDecoder("gb18030");
  } catch {
    return undefined;
  }
}
