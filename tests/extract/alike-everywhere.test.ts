import { describe, expect, it } from "vitest";
import type { ExtractedValue } from "../../schemas/extraction.ts";
import { isAlikeEverywhere } from "../../src/app/documents/alike-everywhere.ts";

const value = (pointer: string, value: string): ExtractedValue => ({
  pointer,
  value,
  confidence: 0.9,
  at: { quote: value },
});

const NAMES = [
  value("/scope/0/name", "检索"),
  value("/scope/1/name", "培训"),
  value("/scope/2/name", "咨询"),
];

const found = (id: string, pointers: readonly string[]) => pointers.map((pointer) => ({ id, pointer }));

const firstOf = (id: string, pointers: readonly string[], values: readonly ExtractedValue[]): boolean => {
  const findings = found(id, pointers);
  const [first] = findings;
  if (first === undefined) throw new Error("nothing found");
  return isAlikeEverywhere(first, { findings, values });
};

describe("a fault found of every entry of a list", () => {
  it("is the reading's: codes of the writer's own beside every service", () => {
    expect(firstOf("SUB-03.U", ["/scope/0/code", "/scope/1/code", "/scope/2/code"], NAMES)).toBe(true);
  });

  it("is the contract's where one entry is without it", () => {
    expect(firstOf("SUB-03.U", ["/scope/0/code", "/scope/1/code"], NAMES)).toBe(false);
  });

  it("is the contract's where the list has one entry only", () => {
    expect(firstOf("SUB-03.U", ["/scope/0/code"], NAMES.slice(0, 1))).toBe(false);
  });

  it("is the contract's where it is one a careless writer repeats: every service done 尽快", () => {
    expect(firstOf("SUB-05.U", ["/scope/0/due", "/scope/1/due", "/scope/2/due"], NAMES)).toBe(false);
  });

  it("is the reading's where the rows of several services have no name, the contract's where one has none", () => {
    const blank = (at: number) => value(`/scope/${at}/name`, "");
    expect(firstOf("SUB-02.M", ["/scope/0/name", "/scope/1/name"], [blank(0), blank(1), ...NAMES])).toBe(
      true,
    );
    expect(firstOf("SUB-02.M", ["/scope/3/name"], [...NAMES, blank(3)])).toBe(false);
  });

  it("is the reading's where a service is not in the catalogue because no name of it was read", () => {
    expect(firstOf("SUB-03.U", ["/scope/3/code"], NAMES)).toBe(true);
  });

  it("counts names that were read, not seats left blank", () => {
    const names = [value("/parties/0/name", "甲方单位"), value("/parties/1/name", "")];
    expect(firstOf("PTY-02.U", ["/parties/0/name"], names)).toBe(false);
  });
});
