import { inflateRawSync, inflateSync } from "node:zlib";
import { array, assert, nat, oneof, property, tuple, uint8Array } from "fast-check";
import { describe, expect, it } from "vitest";
import { deflate, zlibStream } from "../../../src/formats/deflate/deflate.ts";
import { huffmanStream } from "../../../src/formats/deflate/huffman-stream.ts";
import { codeLengths } from "../../../src/formats/deflate/huffman-codes.ts";
import { utf8 } from "../../../src/kit/bytes.ts";

/** Contents of every sort: empty, random, of few letters, of long repeats. */
const contents = array(
  oneof(
    uint8Array({ maxLength: 300 }),
    tuple(uint8Array({ maxLength: 40 }), nat(900)).map(([bytes, times]) => {
      const repeated = new Uint8Array(bytes.length * times);
      for (let at = 0; at < repeated.length; at += 1) repeated[at] = bytes[at % bytes.length] ?? 0;
      return repeated;
    }),
  ),
  { maxLength: 8 },
).map((parts) => new Uint8Array(Buffer.concat(parts)));

const same = (packed: Uint8Array, content: Uint8Array, read: (bytes: Uint8Array) => Uint8Array): boolean =>
  Buffer.compare(read(packed), content) === 0;

describe("deflate", () => {
  it("what was packed is read back by zlib, whatever it is", () => {
    assert(
      property(contents, (content) => {
        for (const packing of ["quick", "small"] as const) {
          expect(same(deflate(content, packing), content, inflateRawSync)).toBe(true);
          expect(same(zlibStream(content, packing), content, inflateSync)).toBe(true);
        }
        expect(same(huffmanStream(content), content, inflateSync)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it("a repeat reaches back over the whole window and no further", () => {
    const head = Uint8Array.from({ length: 64 }, (_, at) => (at * 151 + 7) & 0xff);
    for (const between of [32_767 - 64, 32_768 - 64, 32_769 - 64, 70_000]) {
      const filler = Uint8Array.from({ length: between }, (_, at) => Math.imul(at, 2_654_435_761) >>> 23);
      const content = new Uint8Array(Buffer.concat([head, filler, head]));
      expect(same(deflate(content, "quick"), content, inflateRawSync)).toBe(true);
      expect(same(deflate(content, "small"), content, inflateRawSync)).toBe(true);
    }
  });

  it("text gets small and a call leaves no trace in the next", () => {
    const text = utf8("甲方委托乙方托管知识产权，期限一年。".repeat(500));
    const first = deflate(text, "small");
    expect(first.length).toBeLessThan(text.length / 50);
    deflate(utf8("别的内容".repeat(3_000)), "quick");
    expect(Buffer.compare(deflate(text, "small"), first)).toBe(0);
  });

  it("no code is longer than asked for, whatever the counts", () => {
    const fibonacci = new Uint32Array(40);
    for (let index = 0; index < 40; index += 1)
      fibonacci[index] = index < 2 ? 1 : (fibonacci[index - 1] ?? 0) + (fibonacci[index - 2] ?? 0);
    for (const longest of [7, 15]) {
      const lengths = codeLengths(fibonacci, longest);
      expect(Math.max(...lengths)).toBeLessThanOrEqual(longest);
      // Kraft: the code is complete.
      expect(lengths.reduce((sum, length) => sum + 2 ** -length, 0)).toBe(1);
    }
  });
});
