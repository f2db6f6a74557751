import { describe, expect, it } from "vitest";
import { byContractOrder } from "../../src/completeness/contract-order.ts";
import { at } from "./case.ts";
import { contractWith, reportOn } from "./samples.ts";

describe("the order of findings", () => {
  it("is the contract's: from the title over each party to the signatures and the filing", () => {
    const { findings } = reportOn(
      contractWith("V1", [
        at("/filing/firstSigning", ""),
        at("/signatures/0/sealType", "财务专用章"),
        at("/effect/copies", 1),
        at("/breach", ""),
        at("/fee/amountCn", ""),
        at("/scope/1/qty", "若干"),
        at("/scope/0/deliverable", ""),
        at("/basis/0", "《中华人民共和国合同法》"),
        at("/parties/1/uscc", ""),
        at("/parties/0/contact/phone", ""),
        at("/title", ""),
      ]),
    );
    expect(findings.map(({ pointer }) => pointer)).toEqual([
      "/title",
      "/parties/0/contact/phone",
      "/parties/1/uscc",
      "/basis/0",
      "/scope/0/deliverable",
      "/scope/1/qty",
      "/fee/amountCn",
      "/breach",
      "/effect/copies",
      "/signatures/0/sealType",
      "/filing/firstSigning",
    ]);
  });

  it("goes by number, not by letter, and has the whole before its parts", () => {
    const pointers = [
      "/scope/10/qty",
      "/scope/2/qty",
      "/scope",
      "/duties/乙方",
      "/duties/甲方",
      "/scope/2/name",
    ];
    expect(pointers.toSorted(byContractOrder)).toEqual([
      "/scope",
      "/scope/2/name",
      "/scope/2/qty",
      "/scope/10/qty",
      "/duties/甲方",
      "/duties/乙方",
    ]);
  });
});
