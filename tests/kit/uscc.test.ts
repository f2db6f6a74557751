import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { patentCheckDigit, patentNumberFault } from "../../src/kit/patent-number.ts";
import { checkCharacter, organisationCheck, USCC_ALPHABET, usccFault } from "../../src/kit/uscc.ts";

const published = [
  "914403001922038216",
  "91110000802100433B",
  "9152000071430580XT",
  "91440300192317458F",
  "91340000711771143J",
  "91440300708461136T",
  "91110108551385082Q",
  "91133100MA0D8N1J7G",
  "91130108MAXX010850",
  "91130108MAXX013170",
];

describe("credit codes", () => {
  it.each(published)("%s is sound", (code) => expect(usccFault(code)).toBeUndefined());

  it.each([
    ["91440101757933545J", "checksum"],
    ["9144030010001231X6", "checksum"],
    ["91350100M000100Y4Z", "alphabet"],
    ["91110000802100433b", "case"],
    ["9111000080210043", "length"],
    ["", "length"],
    ["911100008O2100433B", "alphabet"],
  ])("%s is not: %s", (code, fault) => expect(usccFault(code)).toBe(fault));

  it("a sum that is a multiple of 31 wraps to 0", () => {
    expect(checkCharacter("91130108MAXX01085")).toBe("0");
    expect(checkCharacter("91350100M000100Y4")).toBe("3");
  });

  it("every code with a changed character is noticed", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...published),
        fc.nat(17),
        fc.constantFrom(...Array.from(USCC_ALPHABET)),
        (code, at, sign) => {
          fc.pre(code[at] !== sign);
          expect(usccFault(`${code.slice(0, at)}${sign}${code.slice(at + 1)}`)).toBeDefined();
        },
      ),
      { numRuns: 2000 },
    );
  });

  it("an organisation code checks by GB 11714", () => {
    expect(organisationCheck("71430580")).toBe("X");
    expect(organisationCheck("short")).toBeUndefined();
  });
});

describe("patent numbers", () => {
  it.each(["200310102344.5", "ZL200310102344.5", "ZL2003101023445"])("%s is sound", (number) =>
    expect(patentNumberFault(number)).toBeUndefined(),
  );
  it.each([
    ["200310102344.6", "check"],
    ["ZL2003", "form"],
    ["200340102344.5", "form"],
    ["", "form"],
  ])("%s is not: %s", (number, fault) => {
    expect(patentNumberFault(number)).toBe(fault);
  });
  it("a changed digit is noticed", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^20[0-2]\d[123]\d{7}$/), fc.nat(11), fc.nat(9), (twelve, at, digit) => {
        fc.pre(twelve[at] !== String(digit));
        const changed = `${twelve.slice(0, at)}${digit}${twelve.slice(at + 1)}`;
        expect(patentCheckDigit(changed)).not.toBe(patentCheckDigit(twelve));
      }),
    );
  });
});
