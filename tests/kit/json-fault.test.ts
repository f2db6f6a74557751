import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jsonFault } from "../../src/kit/json-fault.ts";

const parses = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

describe("where a text stops being JSON", () => {
  it.each([
    ["a comma missing between two lines", '{\n  "a": 1\n  "b": 2\n}', 3, 3],
    ["a comma too many", '{\n  "a": [1, 2,],\n}', 2, 14],
    ["a comma before the brace", '{"a": 1,\n}', 2, 1],
    ["a quote that is curly", '{"a": “b”}', 1, 7],
    ["a string over two lines", '{"a": "b\nc"}', 1, 9],
    ["an escape that is none", '{"a": "\\x"}', 1, 8],
    ["a number begun with nought", "[01]", 1, 3],
    ["an end too early", '{"a":', 1, 6],
    ["something behind the end", '{"a": 1}\r\n}', 2, 1],
    ["nothing at all", "", 1, 1],
  ])("%s", (_, text, line, column) => {
    expect(jsonFault(text)).toEqual({ line, column });
  });

  it("is nowhere in JSON, and somewhere in everything JSON.parse refuses", () => {
    const sign = fc.constantFrom(...'{}[]:,"\\ \n\t0123.-+eEtrufalsn'.split(""));
    fc.assert(fc.property(fc.json(), (text) => jsonFault(text) === undefined));
    fc.assert(
      fc.property(fc.array(sign, { maxLength: 12 }), (signs) => {
        const text = signs.join("");
        expect(jsonFault(text) === undefined).toBe(parses(text));
      }),
      { numRuns: 3000 },
    );
    fc.assert(
      fc.property(fc.json(), fc.nat(), sign, (text, at, put) => {
        const spot = at % (text.length + 1);
        const changed = text.slice(0, spot) + put + text.slice(spot + 1);
        expect(jsonFault(changed) === undefined).toBe(parses(changed));
      }),
      { numRuns: 1000 },
    );
  });

  it("needs no stack for depth", () => {
    expect(jsonFault("[".repeat(500_000))).toEqual({ line: 1, column: 500_001 });
  });
});
