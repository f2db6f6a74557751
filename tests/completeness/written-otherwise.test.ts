import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseContract } from "../../src/contract/parse.ts";
import type { Case } from "./case.ts";
import {
  otherClauses,
  otherDays,
  otherNames,
  otherPayers,
  otherSignatures,
} from "./cases-of-other-spellings.ts";
import { contractWith, idsOf, reportOn } from "./samples.ts";

const contracts = JSON.parse(
  readFileSync(new URL("../fixtures/contracts-written-otherwise.json", import.meta.url), "utf8"),
) as Readonly<Record<string, unknown>>;

describe("sound contracts written in other words than the samples", () => {
  it.each(Object.keys(contracts))("gives no finding when filing: %s", (name) => {
    expect(reportOn(parseContract(contracts[name])).findings).toEqual([]);
  });
});

const groups: readonly (readonly [string, readonly Case[]])[] = [
  ["names and places", otherNames],
  ["days, terms and counts", otherDays],
  ["payers", otherPayers],
  ["clauses", otherClauses],
  ["signatures and attachments", otherSignatures],
];

describe.each(groups)("other spellings of %s", (_, cases) => {
  it.each(cases.map(([says, patch, expected]) => ({ says, patch, expected })))(
    "$says",
    ({ patch, expected }) => {
      expect(idsOf("V1", patch)).toEqual(expected.toSorted());
    },
  );
});

describe("findings at one place", () => {
  it("is one finding that names every party who is missing", () => {
    const { findings } = reportOn(contractWith("V1", [{ path: "/parties", value: [] }]), "draft");
    expect(findings.map(({ id, message }) => `${id} ${message}`)).toEqual([
      "PTY-01.M 缺少甲方（托管企业）、乙方（托管机构）。",
    ]);
  });

  it("is one finding that names every party who has not signed", () => {
    const { findings } = reportOn(contractWith("V1", [{ path: "/signatures", value: null }]), "sign");
    expect(findings.map(({ id, message }) => `${id} ${message}`)).toEqual([
      "SIG-01.M 甲方、乙方没有签名或者盖章。",
    ]);
  });
});
