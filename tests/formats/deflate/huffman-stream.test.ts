import { readFileSync } from "node:fs";
import { inflateSync } from "node:zlib";
import { array, assert, constantFrom, integer, property, tuple, uint8Array } from "fast-check";
import { unzlibSync } from "fflate";
import { describe, expect, it } from "vitest";
import { readFont } from "../../../src/formats/fonts/read-font.ts";
import { huffmanStream } from "../../../src/formats/deflate/huffman-stream.ts";

const same = (content: Uint8Array): boolean => {
  const stream = huffmanStream(content);
  return Buffer.from(content).equals(inflateSync(stream)) && Buffer.from(content).equals(unzlibSync(stream));
};

describe("a stream without search for repeats", () => {
  it("unpacks to its content with zlib and fflate, whatever the content", () => {
    assert(property(uint8Array({ maxLength: 5_000 }), same));
    assert(
      property(
        array(tuple(constantFrom(0, 7, 255), integer({ min: 1, max: 900 })), { maxLength: 9 }),
        (runs) =>
          same(new Uint8Array(runs.flatMap(([value, count]) => Array.from({ length: count }, () => value)))),
      ),
    );
  });

  it("keeps codes to fifteen bits where counts grow like Fibonacci's", () => {
    const counts = [1, 1];
    while (counts.length < 24) counts.push((counts.at(-1) ?? 0) + (counts.at(-2) ?? 0));
    const content = new Uint8Array(
      counts.flatMap((count, value) => Array.from({ length: count }, () => value)),
    );
    expect(same(content)).toBe(true);
  });

  it("packs a font subset by a quarter", () => {
    const font = readFont(
      new Uint8Array(readFileSync(new URL("../../../templates/fonts/fangsong.ttf", import.meta.url))),
    );
    const { bytes } = font.subset(Array.from({ length: 300 }, (_, index) => 1_000 + index));
    expect(same(bytes)).toBe(true);
    expect(huffmanStream(bytes).length).toBeLessThan(bytes.length * 0.76);
  });
});
