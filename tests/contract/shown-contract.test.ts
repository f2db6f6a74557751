import { describe, expect, it } from "vitest";
import { parseContract, parseContractText } from "../../src/contract/parse.ts";
import { shownContract, shownContractText } from "../../src/contract/shown-contract.ts";
import { contractWith, samples } from "../completeness/samples.ts";

describe("what the document shows", () => {
  it.each(Object.keys(samples.valid))("of %s holds no signing, filing, digest or private flag", (name) => {
    const text = shownContractText(contractWith(name));
    for (const hidden of [
      "signatures",
      "filing",
      "docSha256",
      "docBuiltAt",
      "ipInvolved",
      "present",
      "techEnterprises",
    ])
      expect(text).not.toContain(`"${hidden}"`);
    expect(shownContract(contractWith(name)).parties).toHaveLength(contractWith(name).parties?.length ?? 0);
  });

  it("is one text whatever the order of keys, and parses as a contract again", () => {
    const contract = contractWith("V1");
    const turned = parseContract(Object.fromEntries(Object.entries(contract).reverse()));
    expect(shownContractText(turned)).toBe(shownContractText(contract));
    expect(shownContractText(parseContractText(shownContractText(contract)))).toBe(
      shownContractText(contract),
    );
  });

  it("does not change when parties sign or the contract is filed", () => {
    const patch = [
      { path: "/signatures", value: "@del" },
      { path: "/filing", value: null },
      { path: "/docSha256", value: "@del" },
    ];
    expect(shownContractText(contractWith("V1", patch))).toBe(shownContractText(contractWith("V1")));
  });

  it("leaves out what is empty", () => {
    expect(shownContractText(contractWith("V1"))).not.toMatch(/null|\{\}|\[\]/);
  });
});
