import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toHex } from "../../src/kit/bytes.ts";
import { ecdsaFromDer, ecdsaToDer } from "../../src/kit/ecdsa.ts";

const bytes = (length: number) =>
  fc.uint8Array({ minLength: length, maxLength: length }).map((value) => new Uint8Array(value));

describe("ECDSA signature forms", () => {
  it.each([32, 48])("r‖s of two times %i bytes goes to DER and back unchanged", (width) => {
    fc.assert(
      fc.property(bytes(width * 2), (fixed) => {
        const back = ecdsaFromDer(ecdsaToDer(fixed), width);
        expect(back === undefined ? back : toHex(back)).toBe(toHex(fixed));
      }),
    );
  });

  it("leading zeros are dropped and a sign byte is added, as DER asks", () => {
    const fixed = new Uint8Array(64);
    fixed[31] = 1;
    fixed[32] = 0x80;
    expect(toHex(ecdsaToDer(fixed))).toBe(`3026020101022100${"80".padEnd(64, "0")}`);
  });

  it("anything that is not two integers of that width is undefined", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (noise) => {
        const back = ecdsaFromDer(noise, 32);
        expect([undefined, 64]).toContain(back?.length);
      }),
    );
    for (const hex of [
      [],
      [0x30],
      [0x30, 0],
      [0x30, 2, 2, 0],
      [0x30, 6, 2, 1, 1, 2, 1, 0x80],
      [0x30, 6, 2, 1, 1, 2, 1, 1, 0],
      // A zero in front that no sign bit asks for.
      [0x30, 7, 2, 2, 0, 1, 2, 1, 1],
      [0x30, 7, 2, 1, 1, 2, 2, 0, 0x7f],
    ]) {
      expect(ecdsaFromDer(Uint8Array.from(hex), 32)).toBeUndefined();
    }
  });
});
