import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lawFor } from "../../schemas/jurisdictions/index.ts";
import { filingAuthority, filingRecipients } from "../../src/filing/filing-authority.ts";
import { filingDeadline } from "../../src/filing/filing-deadline.ts";
import {
  type FilingEvent,
  type FilingState,
  FILING_STATES,
  isClosed,
  nextFilingState,
} from "../../src/filing/filing-states.ts";
import { formalNumber, readFormalNumber } from "../../src/filing/formal-number.ts";
import { readRegisterNumber, registerNumber } from "../../src/filing/register-number.ts";
import { contractWith } from "../completeness/samples.ts";

const hebei = lawFor("HB-2P");

describe("the authority of an enterprise's division", () => {
  it.each([
    ["130108", "130100", "a district of 石家庄 files with 石家庄"],
    ["130682", "130682", "定州 files with itself"],
    ["139001", "130682", "the retired statistical code of 定州 files with 定州"],
    ["130181", "130181", "辛集 files with itself"],
    ["139002", "130181", "the retired statistical code of 辛集 files with 辛集"],
    ["130629", "133100", "容城 files with 雄安"],
    ["130632", "133100", "安新 files with 雄安"],
    ["130638", "133100", "雄县 files with 雄安"],
    ["133100", "133100", "雄安 files with itself"],
    ["130630", "130600", "the county beside 容城 files with 保定"],
    ["131102", "131100", "a district of 衡水 files with 衡水"],
  ])("%s → %s: %s", (region, authority) => {
    expect(filingAuthority(region, hebei)?.code).toBe(authority);
  });

  it.each(["110108", "433100", "13", "", "13010x", "139900"])("%s has none in Hebei", (region) => {
    expect(filingAuthority(region, hebei)).toBeUndefined();
  });

  it("counts fourteen authorities", () => {
    expect(hebei.filing?.authority.authorities).toHaveLength(14);
  });
});

describe("recipients of a filed contract", () => {
  it("are one bureau in Hebei, bureau and park in Zhoukou, nobody in Xuhui", () => {
    const kinds = (name: string): unknown => {
      const contract = contractWith(name);
      return filingRecipients(contract, lawFor(contract.variant)).map(({ kind, name }) => [kind, name]);
    };
    expect(kinds("V1")).toEqual([["bureau", "石家庄市知识产权行政管理部门"]]);
    expect(kinds("V3")).toEqual([
      ["bureau", "周口市市场监督管理局"],
      ["park", "周口高新技术产业开发区管理委员会"],
    ]);
    expect(kinds("V5")).toEqual([]);
  });
});

describe("the last day to file", () => {
  it.each([
    ["2022-03-15", "2022-04-15"],
    ["2022-05-31", "2022-06-30"],
    ["2022-01-31", "2022-02-28"],
    ["2024-01-30", "2024-02-29"],
    ["2022-12-31", "2023-01-31"],
    ["2022-02-28", "2022-03-28"],
  ])("of a contract signed on %s is %s", (signed, last) => {
    expect(filingDeadline(signed, hebei)).toBe(last);
  });

  it("does not exist where none is stated", () => {
    expect(filingDeadline("2022-03-15", lawFor("ZK-FULL"))).toBeUndefined();
    expect(filingDeadline("2022-03-15", lawFor("XH-FULL"))).toBeUndefined();
  });
});

describe("numbers", () => {
  const place = { authorityCode: "130100", year: 2022, number: 1 };

  it("a formal number has full year in 〔〕, no 第 and no leading zeros", () => {
    expect(formalNumber({ ...place, series: "contract" }, hebei)).toBe("冀知托备〔2022〕1号");
    expect(formalNumber({ ...place, number: 27, series: "agency" }, hebei)).toBe("冀知托机备〔2022〕27号");
  });

  it("a padded form is read as the same number", () => {
    expect(readFormalNumber("冀知托备〔2022〕第0001号")).toEqual({
      words: "冀知托备",
      year: 2022,
      number: 1,
    });
    expect(readFormalNumber("冀知托备[2022]1号")).toEqual({ words: "冀知托备", year: 2022, number: 1 });
    expect(readFormalNumber("冀知托备2022年1号")).toBeUndefined();
  });

  it("a variant that is not filed has no number", () => {
    expect(() => formalNumber({ ...place, series: "contract" }, lawFor("XH-FULL"))).toThrow(
      expect.objectContaining({ code: "filing.no_filing_law" }),
    );
  });

  it("a register number reads back, and every changed digit or check character is noticed", () => {
    const alphabet = fc.constantFrom(...Array.from("0123456789ABCDEFGHJKLMNPQRTUWXY"));
    const serial = fc.integer({ min: 1, max: 999_999_999 });
    fc.assert(
      fc.property(serial, fc.nat(), alphabet, (number, spot, sign) => {
        const text = registerNumber({ ...place, number });
        expect(readRegisterNumber(text)).toEqual({ ...place, number });
        const at = spot % text.length;
        if (text[at] === "-" || text[at] === sign) return;
        expect(readRegisterNumber(`${text.slice(0, at)}${sign}${text.slice(at + 1)}`)).toBeUndefined();
      }),
    );
  });

  it.each([0, -1, 1.5, 1_000_000_000])("a serial of %s is refused", (number) => {
    expect(() => registerNumber({ ...place, number })).toThrow(
      expect.objectContaining({ code: "filing.wrong_number" }),
    );
  });
});

describe("the life of a filing", () => {
  it("goes from draft to filed, through a correction", () => {
    const events: FilingEvent[] = [
      "submit",
      "accept",
      "review",
      "return",
      "submit",
      "accept",
      "review",
      "file",
    ];
    let state: FilingState = "draft";
    for (const event of events) {
      const step = nextFilingState(state, event);
      if (!step.ok) throw new Error(step.reason);
      state = step.state;
    }
    expect(state).toBe("filed");
  });

  it("can be withdrawn from every open state and from no closed one", () => {
    for (const state of Object.keys(FILING_STATES) as FilingState[]) {
      expect(nextFilingState(state, "withdraw").ok).toBe(!isClosed(state));
    }
  });

  it.each([
    ["draft", "file", "filing.out_of_turn"],
    ["submitted", "file", "filing.out_of_turn"],
    ["submitted", "submit", "filing.already_there"],
    ["filed", "file", "filing.already_there"],
    ["filed", "refuse", "filing.already_closed"],
    ["withdrawn", "submit", "filing.already_closed"],
  ] as const)("%s refuses %s with %s", (state, event, code) => {
    expect(nextFilingState(state, event)).toMatchObject({ ok: false, code });
  });
});
