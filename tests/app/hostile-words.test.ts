import { describe, expect, it } from "vitest";
import { SignEnvelopeInput } from "../../schemas/api/envelope.ts";
import { SubmitFilingInput } from "../../schemas/api/filing.ts";
import { RegisterOrganisationInput } from "../../schemas/api/organisation.ts";
import { PartySignature } from "../../schemas/contract.ts";
import { contractFile } from "../../src/app/contract-file.ts";
import { createContract } from "../../src/app/create-contract.ts";
import { fileResponse } from "../../src/http/stored-file.ts";
import { demoHouse, draftV1 } from "./test-house.ts";

/** Words that pass for a name and that the contract's own schema refuses: stored, they would make the contract unreadable. */
const DECEIVING = [
  "张\u202E三丰",
  "张\n三",
  "张\u200B三",
  "\u{1D7CE}张三",
  "⽯三丰",
  "张\uE000三",
  "张\uD842三",
];

describe("words that join the contract's data later", () => {
  it.each(DECEIVING)("a signer's name of %j is refused before anything is signed with it", (signer) => {
    const asked = { seat: "甲方", signer, signer_role: "法定代表人" };
    expect(SignEnvelopeInput.safeParse(asked).success).toBe(false);
    expect(PartySignature.safeParse({ seat: "甲方", signer }).success).toBe(false);
  });

  it.each(DECEIVING)("a filing's numbers of %j are refused before they are filed", (words) => {
    const filing = { contract_id: "ctr_1" };
    expect(SubmitFilingInput.safeParse(filing).success).toBe(true);
    expect(SubmitFilingInput.safeParse({ ...filing, agency_filing_no: words }).success).toBe(false);
    expect(SubmitFilingInput.safeParse({ ...filing, earlier_filing_no: words }).success).toBe(false);
  });

  it("an organisation's name is one that a certificate can carry", () => {
    const bureau = { role: "bureau", name: "某", uscc: "11130100MBXX002117", region_code: "130100" };
    const named = (name: string) => RegisterOrganisationInput.safeParse({ ...bureau, name }).success;
    expect(["石家庄市知识产权局", "局".repeat(64)].map(named)).toEqual([true, true]);
    expect(["局".repeat(65), ...DECEIVING].some(named)).toBe(false);
  });
});

describe("a file's name", () => {
  it("is cut between characters, so that a rare one at the cut does not make the file unreachable", async () => {
    const { house, callers } = await demoHouse();
    const title = `${"知".repeat(79)}\u{20BB7}合同`;
    const { id } = await createContract(house, callers.agency, {
      contract: draftV1({ contractNo: "", title }),
    });
    const file = await contractFile(house, callers.agency, { id, kind: "json" });
    expect(file.fileName).toBe(`${"知".repeat(79)}\u{20BB7}.json`);
    expect(fileResponse(file).status).toBe(200);
  });

  it("stays inside its header whatever the contract is called", async () => {
    const { house, callers } = await demoHouse();
    const { id } = await createContract(house, callers.agency, {
      contract: draftV1({ contractNo: "", title: `a"';(b)*/../\\c.pdf` }),
    });
    const file = await contractFile(house, callers.agency, { id, kind: "json" });
    expect(fileResponse(file).headers.get("content-disposition")).toMatch(
      /^attachment; filename\*=UTF-8''[\w.%~!$&+^`|-]+\.json$/,
    );
  });
});
