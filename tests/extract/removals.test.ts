import { describe, expect, it } from "vitest";
import { VARIANTS } from "../document/variants.ts";
import { asDocx, asPdf, checked, fromData, idsOf, laidOut } from "./documents.ts";
import { ASKED, blockingOf, ELEMENTS, NOT_IN_A_TEXT, type Removal, removalsFrom } from "./removals.ts";

/** Elements that hold another one: taking them away is two findings by the law itself. */
const TWO: Readonly<Record<string, readonly string[]>> = {
  "HB-SUB /duties/丙方 DUT-01.M": ["DUT-01.M", "PRJ-02.M"],
};

/** Sentences the template leaves out when there is nothing to fill in; its own words about the same element stand beside them. */
const OMITTED: ReadonlySet<string> = new Set(["HB-2P /duties/甲方", "HB-2P /duties/乙方"]);

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
  it.each(REMOVALS)(
    "$variant: its data give exactly that finding, blank or absent",
    ({ variant, removals }) => {
      expect(removals.length).toBeGreaterThan(35);
      const wrong = removals.flatMap((removal) => {
        const { contract, absent, sound, pointer, id } = removal;
        const found = [fromData(sound), fromData(contract), fromData(absent)].map((ids) => ids.join());
        const want = expected(variant, removal).join();
        return found.join(" ") === ` ${want} ${want}` ? [] : [`${pointer} of ${id}: ${found.join(" / ")}`];
      });
      expect(wrong).toEqual([]);
    },
  );

  it.each(REMOVALS)(
    "$variant: its template filled and read back gives the same, from Word with a line to fill in, from PDF with a blank",
    async ({ variant, removals }) => {
      const wrong: string[] = [];
      for (const removal of removals) {
        const want = expected(variant, removal).join();
        const word = idsOf(await checked(await asDocx(removal.absent), { variant })).join();
        const pdf = idsOf(await checked(await asPdf(removal.contract), { variant })).join();
        const omitted = OMITTED.has(`${variant} ${removal.pointer}`);
        if (word !== want && !omitted) wrong.push(`Word ${removal.pointer}: ${want}, found ${word}`);
        if (pdf !== want) wrong.push(`PDF ${removal.pointer}: ${want}, found ${pdf}`);
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
