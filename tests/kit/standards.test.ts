import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isAccountNumber, isPostcode, maskedPhone, phoneKind } from "../../src/kit/contact-form.ts";
import { readDivision } from "../../src/kit/division.ts";
import {
  readDocumentNumber,
  readDocumentNumberAlias,
  writeDocumentNumber,
} from "../../src/kit/document-number.ts";
import {
  isForeignRight,
  isInternationalApplication,
  patentCheckDigit,
  patentNumberFault,
} from "../../src/kit/patent-number.ts";
import { birthOf, residentIdCheck, residentIdFault, showsResidentId } from "../../src/kit/resident-id.ts";
import { isSealNumber, SEAL_KINDS, sealKind } from "../../src/kit/seal-kind.ts";

const TODAY = "2026-11-22";

const digits = (length: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
    .map((list) => list.join(""));

/** A sound number of somebody of age: division, day of birth before 2008, sequence, check. */
const sound = fc
  .tuple(
    fc.constantFrom("130108", "110105", "440524", "654300"),
    fc.date({ min: new Date("1900-01-01"), max: new Date("2007-12-31"), noInvalidDate: true }),
    digits(3),
  )
  .map(([division, birth, sequence]) => {
    const body = `${division}${birth.toISOString().slice(0, 10).replaceAll("-", "")}${sequence}`;
    return `${body}${residentIdCheck(body) ?? ""}`;
  });

describe("resident identity numbers (GB 11643)", () => {
  it.each(["11010519491231002X", "440524188001010014"])("the standard's example %s is sound", (number) => {
    expect(residentIdFault(number, TODAY)).toBeUndefined();
  });

  it.each([
    ["11010519491231002x", "form"],
    ["1101051949123100", "form"],
    ["110105194912310020", "check"],
    ["99010519491231002X", "division"],
    ["110105194902300021", "birth"],
    ["110105202711010018", "birth"],
  ] as const)("%s has the fault %s", (number, fault) => {
    expect(residentIdFault(number, TODAY)).toBe(fault);
  });

  it("somebody is of age on the eighteenth birthday and not the day before", () => {
    const body = "13010820081122001";
    const number = `${body}${residentIdCheck(body) ?? ""}`;
    expect(residentIdFault(number, "2026-11-22")).toBeUndefined();
    expect(residentIdFault(number, "2026-11-21")).toBe("minor");
    expect(birthOf(number)).toBe("2008-11-22");
  });

  it("every change of one digit is caught", () => {
    fc.assert(
      fc.property(sound, fc.nat(16), fc.integer({ min: 1, max: 9 }), (number, at, step) => {
        expect(residentIdFault(number, TODAY)).toBeUndefined();
        const digit = String((Number(number[at]) + step) % 10);
        expect(residentIdFault(number.slice(0, at) + digit + number.slice(at + 1), TODAY)).toBeDefined();
      }),
      { numRuns: 500 },
    );
  });

  it("a text shows a number only when all of it stands there", () => {
    expect(showsResidentId("身份证号：11010519491231002X。", TODAY)).toBe(true);
    expect(showsResidentId("身份证号：110105********002X", TODAY)).toBe(false);
    expect(showsResidentId("914403001922038216", TODAY)).toBe(false);
    expect(showsResidentId("9911010519491231002X", TODAY)).toBe(false);
  });
});

describe("patent numbers (ZC 0006-2003)", () => {
  it("a number with its own check digit is sound, with another it is not", () => {
    const body = fc.tuple(fc.integer({ min: 1985, max: 2099 }), fc.constantFrom(1, 2, 3, 8, 9), digits(7));
    fc.assert(
      fc.property(body, fc.integer({ min: 1, max: 10 }), ([year, kind, serial], step) => {
        const twelve = `${year}${kind}${serial}`;
        const check = patentCheckDigit(twelve) ?? "";
        expect(patentNumberFault(`ZL${twelve}.${check}`)).toBeUndefined();
        const value = check === "X" ? 10 : Number(check);
        const other = "0123456789X"[(value + step) % 11] ?? "";
        expect(patentNumberFault(`${twelve}.${other}`)).toBe("check");
      }),
    );
  });

  it.each(["PCT/CN2020/123456", "PCT/CN99/00123", "pct/us2021/012345"])("%s is international", (number) => {
    expect(isInternationalApplication(number)).toBe(true);
  });

  it.each(["PCT/CN2020/12345", "ZL200310102344.5", "CN200310102344.5"])("%s is not", (number) => {
    expect(isInternationalApplication(number)).toBe(false);
    expect(isForeignRight(number)).toBe(false);
  });

  it.each(["US11123456B2", "EP 3456789", "JP2020-123456"])("%s is of another office", (number) => {
    expect(isForeignRight(number)).toBe(true);
  });

  it("every change of one digit of the body is caught", () => {
    fc.assert(
      fc.property(digits(7), fc.nat(6), fc.integer({ min: 1, max: 9 }), (serial, at, step) => {
        const number = `20031${serial}`;
        const changed = serial.slice(0, at) + String((Number(serial[at]) + step) % 10) + serial.slice(at + 1);
        expect(patentCheckDigit(`20031${changed}`)).not.toBe(patentCheckDigit(number));
      }),
    );
  });
});

describe("divisions (GB/T 2260)", () => {
  it.each([
    ["130100", "石家庄市", false],
    ["139001", "定州市", true],
    ["139002", "辛集市", true],
    ["411626", "淮阳区", true],
    ["133100", "雄安新区", false],
    ["433100", "湘西土家族苗族自治州", false],
  ])("%s is %s", (code, name, retired) => {
    expect(readDivision(code)).toMatchObject({ name, retired });
  });

  it.each(["999999", "names", "__proto__", "constructor", ""])("%j is no division of the table", (code) => {
    expect(readDivision(code)).toBeUndefined();
  });
});

describe("telephones, postcodes and accounts", () => {
  it.each([
    ["13800000001", "mobile"],
    ["12800000001", undefined],
    ["0311-80000002", "landline"],
    ["010-80000002-8001", "landline"],
    ["400-800-1234", "service"],
    ["８００", undefined],
    ["+86-311-80000002", "landline"],
    ["+86 10 80000002", "landline"],
    ["+86-11-80000002", undefined],
  ])("%s is %s", (text, kind) => {
    expect(phoneKind(text)).toBe(kind);
  });

  it("a masked telephone shows three and four digits at most", () => {
    expect(maskedPhone("13800000001")).toBe("138****0001");
    expect(maskedPhone("0311-80000002")).toBe("*********0002");
    expect(maskedPhone("110")).toBe("****");
  });

  it("a postcode has six digits, an account eight to thirty-two", () => {
    expect([isPostcode("050000"), isPostcode("50000")]).toEqual([true, false]);
    expect(isAccountNumber("1234567")).toBe(false);
    expect(isAccountNumber("1234 5678")).toBe(true);
    expect(isAccountNumber("1".repeat(32))).toBe(true);
    expect(isAccountNumber("1".repeat(33))).toBe(false);
  });
});

describe("seals (国发〔1999〕25号)", () => {
  it.each([
    ["公章", true],
    ["电子合同专用章（2）", true],
    ["财务专用章", false],
    ["发票章", false],
  ])("%s may stand on a contract: %s", (text, fit) => {
    expect(sealKind(text)?.fitForContracts).toBe(fit);
  });

  it("a text that names two kinds or none is no kind", () => {
    expect(sealKind("合同专用章或者公章")).toBeUndefined();
    expect(sealKind("图章")).toBeUndefined();
  });

  it("no official seal is wider than 45 mm, and only it has a star", () => {
    for (const { name, star, diameters } of SEAL_KINDS) {
      expect(star).toBe(name === "公章");
      expect(Math.max(...diameters)).toBeLessThanOrEqual(name === "合同专用章" ? 58 : 45);
    }
  });

  it("a seal's number is thirteen or fourteen digits", () => {
    expect(["1301000000001", "13010000000012", "130100000000"].map(isSealNumber)).toEqual([
      true,
      true,
      false,
    ]);
  });
});

describe("document numbers (GB/T 9704 7.2.5)", () => {
  it("what is written is read again", () => {
    const year = fc.integer({ min: 1000, max: 9999 });
    fc.assert(
      fc.property(
        fc.constantFrom("冀知托备", "冀石知托机备"),
        year,
        fc.integer({ min: 1, max: 999_999 }),
        (word, y, serial) => {
          const text = writeDocumentNumber({ word, year: y, serial });
          expect(readDocumentNumber(text)).toEqual({ word, year: y, serial });
          expect(readDocumentNumberAlias(text)).toEqual({ word, year: y, serial });
        },
      ),
    );
  });

  it.each(["冀知托备〔2022〕第0001号", "冀知托备[2022]1号", "冀知托备（2022）００１号", "冀知托备【2022】1"])(
    "%s is read as an alias only",
    (text) => {
      expect(readDocumentNumber(text)).toBeUndefined();
      expect(readDocumentNumberAlias(text)).toEqual({ word: "冀知托备", year: 2022, serial: 1 });
    },
  );

  it.each([
    { word: "", year: 2022, serial: 1 },
    { word: "冀", year: 22, serial: 1 },
    { word: "冀", year: 2022, serial: 0 },
    { word: "冀", year: 2022, serial: 1.5 },
  ])("%o is no number", (parts) => {
    expect(() => writeDocumentNumber(parts)).toThrow(RangeError);
  });
});
