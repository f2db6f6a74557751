import { describe, expect, it } from "vitest";
import type { Contract } from "../../schemas/contract.ts";
import { lawFor } from "../../schemas/jurisdictions/index.ts";
import { VARIANTS } from "../document/variants.ts";
import { asDocx, asPdf, checked, fromData, idsOf } from "./documents.ts";

describe("a valid contract filled into its template", () => {
  it.each(VARIANTS)(
    "$variant read back from Word and from PDF gives what its data give: nothing",
    async ({ variant, contract }) => {
      const sound = contract();
      expect(fromData(sound)).toEqual([]);
      for (const file of [await asDocx(sound), await asPdf(sound)]) {
        const report = await checked(file);
        expect(idsOf(report)).toEqual([]);
        expect(report.variant).toBe(variant);
        expect(report.document?.variant.confidence).toBeGreaterThan(0.6);
      }
    },
  );
});

/** Places of texts in a contract that rules of blocking severity ask for: found by taking each away. */
function blockingPointers(contract: Contract): readonly string[] {
  const blocking = new Set(
    lawFor(contract.variant).rules.flatMap(({ id, findings }) =>
      findings.M?.severity === "B" ? [`${id}.M`] : [],
    ),
  );
  return leavesOf(contract).filter(
    (pointer) =>
      !NOT_IN_TEXT.test(pointer) && fromData(without(contract, pointer)).some((id) => blocking.has(id)),
  );
}

function leavesOf(value: unknown, pointer = ""): readonly string[] {
  if (typeof value !== "object" || value === null) return [pointer];
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, `${pointer}/${key}`));
}

function without(contract: Contract, pointer: string): Contract {
  const copy = structuredClone(contract);
  const steps = pointer.split("/").slice(1);
  const last = steps.pop() ?? "";
  const holder = steps.reduce<Record<string, unknown>>(
    (at, step) => at[step] as Record<string, unknown>,
    copy,
  );
  if (typeof holder[last] === "string") holder[last] = "";
  else delete holder[last];
  return copy;
}

/** Not in the document's words: flags about the data, codes of services that the text lets us tell, and what signing adds. */
const NOT_IN_TEXT =
  /^\/(?:schema|variant|signatures|filing|evidence|docSha256|ipInvolved|basis)|\/(?:seat|role|present|no|code|free|licenceNo)$/;

describe("a contract with one blocking element taken away", () => {
  it.each(VARIANTS)(
    "$variant: the document shows exactly the finding its data show",
    async ({ contract }) => {
      const sound = contract();
      const pointers = blockingPointers(sound);
      expect(pointers.length).toBeGreaterThan(20);
      const wrong: string[] = [];
      for (const pointer of pointers) {
        const lacking = without(sound, pointer);
        const found = idsOf(await checked(await asDocx(lacking), { variant: sound.variant }));
        const expected = fromData(lacking);
        if (found.join() !== expected.join())
          wrong.push(`${pointer}: ${expected.join()} but found ${found.join()}`);
      }
      expect(wrong).toEqual([]);
    },
  );

  // one place of each part of a contract: laying every one of them out takes too long
  it("HB-2P: its PDF shows the finding too", async () => {
    const sound = VARIANTS.find(({ variant }) => variant === "HB-2P")?.contract();
    expect(sound).toBeDefined();
    if (sound === undefined) return;
    const wrong: string[] = [];
    for (const pointer of [
      "/parties/0/legalRep",
      "/term/end",
      "/fee/account/no",
      "/breach",
      "/dispute/mode",
    ]) {
      const lacking = without(sound, pointer);
      const found = idsOf(await checked(await asPdf(lacking), { variant: sound.variant }));
      if (found.join() !== fromData(lacking).join())
        wrong.push(`${pointer}: ${fromData(lacking).join()} but found ${found.join()}`);
    }
    expect(wrong).toEqual([]);
  });
});
