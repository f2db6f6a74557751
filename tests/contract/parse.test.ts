import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ContractError, ContractProblem } from "../../src/contract/contract-error.ts";
import { parseContract, parseContractText } from "../../src/contract/parse.ts";
import { canonicalJson } from "../../src/kit/canonical-json.ts";
import { samples } from "../completeness/samples.ts";
import { cpuMillisecondsSince } from "../cpu-time.ts";

type Json = Record<string, unknown>;

const sample = (name = "V1"): Json => structuredClone(samples.valid[name]) as Json;

function faultOf(parse: () => unknown): ContractError {
  try {
    parse();
  } catch (fault) {
    return fault as ContractError;
  }
  throw new Error("nothing was refused");
}

const problemsOf = (parse: () => unknown): readonly [string, string][] =>
  (faultOf(parse).facts["problems"] as readonly ContractProblem[]).map(({ pointer, code }) => [
    pointer,
    code,
  ]);

const withChange = (change: (contract: Json) => void): Json => {
  const contract = sample();
  change(contract);
  return contract;
};

const party = (contract: Json): Json => (contract["parties"] as Json[])[0] ?? {};

describe("a contract that fits", () => {
  it.each(Object.keys(samples.valid))("%s parses unchanged", (name) => {
    expect(parseContract(sample(name))).toEqual(sample(name));
  });

  it.each(["HB-2P", "HB-SUB", "ZK-FULL", "ZK-PART", "XH-FULL", "XH-ADV", "XH-ITEM"])(
    "a bare draft of %s parses, since what it lacks is for completeness",
    (variant) => {
      expect(parseContract({ schema: "custody-contract/1", variant })).toEqual({
        schema: "custody-contract/1",
        variant,
      });
    },
  );

  it.each([
    ["legalRep", "______"],
    ["name", "XXX"],
    ["uscc", "ＸＸＸ"],
    ["address", "　年　月　日"],
    ["uscc", "＿＿＿＿"],
  ])("%s may be blank as %s", (field, value) => {
    expect(() => parseContract(withChange((contract) => (party(contract)[field] = value)))).not.toThrow();
  });

  it("parsing a canonical text gives the same contract again", () => {
    const names = fc.constantFrom(...Object.keys(samples.valid));
    fc.assert(
      fc.property(
        names,
        fc.string({ maxLength: 30, unit: fc.constantFrom(...Array.from("甲乙丙ABC123（）")) }),
        (name, title) => {
          const contract = parseContract({ ...sample(name), title });
          expect(parseContractText(canonicalJson(contract))).toEqual(contract);
        },
      ),
    );
  });
});

describe("clauses and holders of copies", () => {
  const entries = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, at) => [`名称${at}`, "1"]));

  it("are as many as a contract may hold", () => {
    const contract = parseContract(withChange((json) => (json["clauses"] = entries(100))));
    expect(Object.keys(contract.clauses ?? {})).toHaveLength(100);
  });

  it("are refused when there are more, with all other problems", () => {
    const broken = withChange((contract) => {
      contract["clauses"] = entries(101);
      (contract["effect"] as Json)["holders"] = entries(21);
      contract["title"] = 5;
    });
    expect(problemsOf(() => parseContract(broken))).toEqual([
      ["/title", "contract.wrong_type"],
      ["/effect/holders", "contract.too_many"],
      ["/clauses", "contract.too_many"],
    ]);
  });
});

describe("every problem of the shape is told at once", () => {
  it("keys, types, lengths, characters and values, each with its pointer and code", () => {
    const broken = withChange((contract) => {
      contract["titel"] = "x";
      contract["title"] = 5;
      contract["variant"] = "HB-3P";
      contract["contractNo"] = "HBTG-２０２２";
      contract["breach"] = "违".repeat(4001);
      contract["scope"] = Array.from({ length: 101 }, () => ({}));
      (contract["effect"] as Json)["copies"] = true;
      Object.assign(party(contract), {
        uscc: "9113\u0000",
        name: "恒砺\u200b",
        address: "\ue000",
        legalRep: "\ud800",
        "a/b": 1,
      });
    });
    const found = problemsOf(() => parseContract(broken));
    expect(found).toEqual(
      expect.arrayContaining([
        ["/titel", "contract.unknown_key"],
        ["/title", "contract.wrong_type"],
        ["/variant", "contract.wrong_value"],
        ["/contractNo", "contract.lookalike_digit"],
        ["/breach", "contract.too_long"],
        ["/scope", "contract.too_many"],
        ["/effect/copies", "contract.wrong_type"],
        ["/parties/0/uscc", "contract.control_character"],
        ["/parties/0/name", "contract.invisible_character"],
        ["/parties/0/address", "contract.private_character"],
        ["/parties/0/legalRep", "contract.lone_surrogate"],
        ["/parties/0/a~1b", "contract.unknown_key"],
      ]),
    );
    expect(found).toHaveLength(12);
  });

  it.each([
    ["\u202e", "contract.invisible_character", "a right-to-left override"],
    ["\ufeff", "contract.invisible_character", "a zero-width no-break space"],
    ["\u2066", "contract.invisible_character", "a bidi isolate"],
    ["\u3164", "contract.invisible_character", "a Hangul filler"],
    ["\n", "contract.control_character", "a line break"],
    ["\u0085", "contract.control_character", "a next line"],
    ["\u2028", "contract.control_character", "a line separator"],
    ["٣", "contract.lookalike_digit", "an Arabic digit"],
    ["𝟗", "contract.lookalike_digit", "a mathematical digit"],
    ["\u{f0000}", "contract.private_character", "a character of a private plane"],
    ["\u2f6f", "contract.lookalike_character", "a radical copied out of a PDF file"],
    ["\uf90a", "contract.lookalike_character", "a compatibility ideograph"],
    ["e\u0301", "contract.lookalike_character", "a letter and its accent apart"],
    ["\ufffd", "contract.lone_surrogate", "a sign that stands for a lost one"],
  ])("a title with %j is %s: %s", (sign, code) => {
    expect(
      problemsOf(() => parseContract(withChange((contract) => (contract["title"] = `托管${sign}合同`)))),
    ).toEqual([["/title", code]]);
  });

  it.each([
    ["①", "contract.lookalike_digit"],
    ["²", "contract.lookalike_digit"],
    ["〇", "contract.lookalike_digit"],
    ["О", "contract.lookalike_letter"],
    ["Ａ", "contract.lookalike_letter"],
  ])("a credit code with %s is %s, while a clause may hold ① or 〇", (sign, code) => {
    expect(
      problemsOf(() => parseContract(withChange((contract) => (party(contract)["uscc"] = `9113${sign}`)))),
    ).toEqual([["/parties/0/uscc", code]]);
    expect(() =>
      parseContract(withChange((contract) => (contract["breach"] = "①甲方；二〇二二年"))),
    ).not.toThrow();
  });

  it.each([
    ["schema", "contract.missing_key"],
    ["variant", "contract.missing_key"],
  ])("a contract without %s lacks a key", (key, code) => {
    expect(problemsOf(() => parseContract(withChange((contract) => delete contract[key])))).toEqual([
      [`/${key}`, code],
    ]);
  });

  it("two parties on one seat and two attachments of one number are named", () => {
    const broken = withChange((contract) => {
      (contract["parties"] as Json[])[1] = { ...(contract["parties"] as Json[])[1], seat: "甲方" };
      contract["attachments"] = [{ no: 1 }, { no: 1 }];
    });
    expect(problemsOf(() => parseContract(broken))).toEqual([
      ["/parties/1/seat", "contract.duplicate_seat"],
      ["/attachments/1/no", "contract.duplicate_attachment"],
    ]);
  });

  it("every detail is plain Chinese", () => {
    const fault = faultOf(() =>
      parseContract({ schema: 1, variant: [], parties: {}, x: 1, fee: { amount: 3 } }),
    );
    for (const { detail } of fault.facts["problems"] as readonly ContractProblem[]) {
      expect(detail).toMatch(/^(?=.*[\u4e00-\u9fff])(?!.*(?:Invalid|expected))/);
    }
  });

  it.each([[null], [[]], ["text"], [3], [undefined]])("%j is not a contract", (json) => {
    expect(faultOf(() => parseContract(json)).code).toBe("contract.wrong_shape");
  });
});

describe("a hostile text", () => {
  it.each([
    ["{", "contract.not_json"],
    ["", "contract.not_json"],
    ["{'a':1}", "contract.not_json"],
    ["NaN", "contract.not_json"],
    [`{"a":${"[".repeat(100_000)}${"]".repeat(100_000)}}`, "contract.too_deep"],
    ["[".repeat(900_000), "contract.too_deep"],
    [`"${"长".repeat(1_000_001)}"`, "contract.too_large"],
    [`{"scope":[${"{},".repeat(30_000)}{}]}`, "contract.too_large"],
  ])("is refused with a code within a second", (text, code) => {
    const start = process.cpuUsage();
    expect(faultOf(() => parseContractText(text)).code).toBe(code);
    expect(cpuMillisecondsSince(start)).toBeLessThan(1000);
  });

  it("a key named twice is a problem with its pointer, however it is escaped", () => {
    const text =
      '{"schema":"custody-contract/1","variant":"HB-2P","fee":{"amount":"1.00","am\\u006funt":"9.00"},"title":"x,\\"title\\":"}';
    expect(problemsOf(() => parseContractText(text))).toEqual([["/fee/amount", "contract.duplicate_key"]]);
  });

  it("the same key in two objects of a list is none", () => {
    const text =
      '{"schema":"custody-contract/1","variant":"HB-2P","scope":[{"code":"a"},{"code":"b"}],"term":{},"fee":{}}';
    expect(() => parseContractText(text)).not.toThrow();
  });

  it("a key named __proto__ is an unknown key and touches no prototype", () => {
    const text =
      '{"schema":"custody-contract/1","variant":"HB-2P","clauses":{"__proto__":"x"},"__proto__":{"title":"y"}}';
    expect(problemsOf(() => parseContractText(text))).toEqual(
      expect.arrayContaining([
        ["/clauses/__proto__", "contract.unknown_key"],
        ["/__proto__", "contract.unknown_key"],
      ]),
    );
    expect(({} as Json)["title"]).toBeUndefined();
  });

  it("a byte order mark in front is passed over", () => {
    expect(parseContractText(`\ufeff${JSON.stringify(sample())}`)).toEqual(sample());
  });

  it("anything at all gives a contract or a coded fault", () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
        expect(faultOf(() => parseContractText(text)).code).toMatch(/^contract\./);
      }),
    );
  });
});
