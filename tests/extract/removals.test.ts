import { describe, expect, it } from "vitest";
import type { Contract } from "../../schemas/contract.ts";
import { VARIANTS } from "../document/variants.ts";
import { asDocx, checked, fromData, idsOf, laidOut } from "./documents.ts";
import { ASKED, blockingOf, ELEMENTS, NOT_IN_A_TEXT, type Removal, removalsFrom } from "./removals.ts";

/** Elements that hold another one: taking them away is two findings by the law itself. */
const TWO: Readonly<Record<string, readonly string[]>> = {
  "HB-SUB /duties/丙方 DUT-01.M": ["DUT-01.M", "PRJ-02.M"],
};

const REMOVALS = VARIANTS.map((each) => ({ variant: each.variant, removals: removalsFrom(each) }));

const expected = (variant: string, { id, pointer }: Removal): readonly string[] =>
  TWO[`${variant} ${pointer} ${id}`] ?? [id];

describe("the blocking elements of the catalogue", () => {
  it("are every one of them taken away below, or named with the reason why no text can show it", () => {
    const known = new Set([ELEMENTS, ASKED, NOT_IN_A_TEXT].flatMap((each) => Object.keys(each)));
    const all = VARIANTS.flatMap(({ variant }) => blockingOf(variant).map(({ id }) => id));
    expect([...new Set(all)].filter((id) => !known.has(id))).toEqual([]);
    expect([...known].filter((id) => !all.includes(id))).toEqual([]);
    expect(known.size).toBe([ELEMENTS, ASKED, NOT_IN_A_TEXT].flatMap((each) => Object.keys(each)).length);
  });

  it("are there to be taken away in every variant whose law asks for them", () => {
    // full custody of Zhoukou is free: with an amount it breaks FEE-05 whatever else it says
    const free = new Set(["ZK-FULL FEE-03.M", "ZK-FULL FEE-04.M", "ZK-FULL FEE-08.M"]);
    for (const { variant, removals } of REMOVALS) {
      const drafted = blockingOf(variant).flatMap(({ id, stage }) =>
        stage === "draft" && ELEMENTS[id] !== undefined && !free.has(`${variant} ${id}`) ? [id] : [],
      );
      const missed = drafted.filter((id) => !removals.some((removal) => removal.id === id));
      expect({ variant, missed }).toEqual({ variant, missed: [] });
    }
  });
});

describe("one blocking element taken out of a sound contract", () => {
  it.each(REMOVALS)("$variant: its data give exactly that finding", ({ variant, removals }) => {
    expect(removals.length).toBeGreaterThan(35);
    const wrong = removals.flatMap((removal) => {
      const found = fromData(removal.contract);
      const sound = fromData(removal.sound).length === 0;
      return sound && found.join() === expected(variant, removal).join()
        ? []
        : [`${removal.pointer} of ${removal.id}: ${found.join()}`];
    });
    expect(wrong).toEqual([]);
  });

  it.each(REMOVALS)(
    "$variant: its template filled and read back from Word and from PDF gives the same",
    async ({ variant, removals }) => {
      const read = async (contract: Contract): Promise<readonly (readonly string[])[]> => {
        const docx = await asDocx(contract);
        const files = [docx, await laidOut(docx)];
        return Promise.all(files.map(async (file) => idsOf(await checked(file, { variant }))));
      };
      const wrong: string[] = [];
      for (const removal of removals) {
        const want = expected(variant, removal).join();
        const [word, pdf] = await read(removal.contract);
        if (word?.join() !== want) wrong.push(`Word ${removal.pointer}: ${want}, found ${word?.join()}`);
        if (pdf?.join() !== want) wrong.push(`PDF ${removal.pointer}: ${want}, found ${pdf?.join()}`);
      }
      expect(wrong).toEqual([]);
    },
    120_000,
  );

  it.each(VARIANTS)(
    "$variant: what its text leaves open is asked of a person, never passed over",
    async (each) => {
      const wrong: string[] = [];
      for (const { id, pointer, contract } of removalsFrom(each, ASKED)) {
        expect(fromData(contract)).toEqual([id]);
        const docx = await asDocx(contract);
        for (const file of [docx, await laidOut(docx)]) {
          const { document } = await checked(file, { variant: each.variant });
          if (!document?.unread.some(({ rule }) => `${rule}.M` === id)) wrong.push(`${pointer} ${id}`);
        }
      }
      expect(wrong).toEqual([]);
    },
  );
});
