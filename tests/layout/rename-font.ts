import { writeSfnt } from "../../src/formats/fonts/write-sfnt.ts";

/** The font under another family name, so that an office suite takes it for that family. */
export function renameFont(
  bytes: Uint8Array<ArrayBuffer>,
  family: string,
  postScript: string,
): Uint8Array<ArrayBuffer> {
  const view = new DataView(bytes.buffer);
  const tables = new Map<string, Uint8Array>();
  for (let index = 0; index < view.getUint16(4); index += 1) {
    const at = 12 + index * 16;
    const from = view.getUint32(at + 8);
    tables.set(
      String.fromCharCode(...bytes.subarray(at, at + 4)),
      bytes.slice(from, from + view.getUint32(at + 12)),
    );
  }
  tables.set(
    "name",
    nameTable(
      new Map([
        [1, family],
        [2, "Regular"],
        [3, postScript],
        [4, family],
        [5, "Version 1"],
        [6, postScript],
      ]),
    ),
  );
  return writeSfnt(tables);
}

function nameTable(names: ReadonlyMap<number, string>): Uint8Array {
  const records = [0x409, 0x804].flatMap((language) =>
    [...names].map(([id, text]) => ({ language, id, text })),
  );
  const strings = records.map(({ text }) => utf16(text));
  const start = 6 + records.length * 12;
  const table = new Uint8Array(start + strings.reduce((sum, each) => sum + each.length, 0));
  const view = new DataView(table.buffer);
  view.setUint16(2, records.length);
  view.setUint16(4, start);
  let offset = 0;
  for (const [index, { language, id }] of records.entries()) {
    const string = strings[index] ?? new Uint8Array(0);
    for (const [field, value] of [3, 1, language, id, string.length, offset].entries())
      view.setUint16(6 + index * 12 + field * 2, value);
    table.set(string, start + offset);
    offset += string.length;
  }
  return table;
}

function utf16(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  for (let index = 0; index < text.length; index += 1)
    new DataView(bytes.buffer).setUint16(index * 2, text.charCodeAt(index));
  return bytes;
}
