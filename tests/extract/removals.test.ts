import { describe, expect, it } from "vitest";
import { VARIANTS } from "../document/variants.ts";
import { asDocx, asPdf, checked, findingsFromData, fromData, idsOf, laidOut, placesOf } from "./documents.ts";
import { blockingOf, ELEMENTS, NOT_IN_A_TEXT, partsLost, type Removal, removalsFrom } from "./removals.ts";

/** Elements that hold another one: taking them away is two findings by the law itself. */
const TWO: Readonly<Record<string, readonly string[]>> = {
  "HB-SUB /duties/丙方 DUT-01.M": ["DUT-01.M", "PRJ-02.M"],
};

/** Of whole parts alone: a party that is not there. */
const OF_PARTS = ["PTY-01.M"];

const REMOVALS = VARIANTS.map((each) => ({ variant: each.variant, removals: removalsFrom(each) }));

const expected = (variant: string, { id, pointer }: Removal): readonly string[] =>
  TWO[`${variant} ${pointer} ${id}`] ?? [id];

describe("the blocking elements of the catalogue", () => {
  it("are every one of them taken away below, or named with the reason why no text can show it", () => {
    const known = new Set([...Object.keys(ELEMENTS), ...Object.keys(NOT_IN_A_TEXT), ...OF_PARTS]);
    const all = VARIANTS.flatMap(({ variant }) => blockingOf(variant).map(({ id }) => id));
    expect([...new Set(all)].filter((id) => !known.has(id))).toEqual([]);
    expect([...known].filter((id) => !all.includes(id))).toEqual([]);
    expect(known.size).toBe(
      Object.keys(ELEMENTS).length + Object.keys(NOT_IN_A_TEXT).length + OF_PARTS.length,
    );
  });

  it("are there to be taken away in every variant whose law asks for them", () => {
    // full custody of Zhoukou is free: with an amount it breaks FEE-05 whatever else it says
    const free = new Set(["ZK-FULL FEE-03.M", "ZK-FULL FEE-04.M", "ZK-FULL FEE-08.M"]);
    // advisory custody files no patents
    free.add("XH-ADV SUB-10.M");
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
        if (word !== want) wrong.push(`Word ${removal.pointer}: ${want}, found ${word}`);
        if (pdf !== want) wrong.push(`PDF ${removal.pointer}: ${want}, found ${pdf}`);
      }
      expect(wrong).toEqual([]);
    },
    120_000,
  );
});

describe("a whole part taken out of a sound contract", () => {
  it.each(VARIANTS)(
    "$variant: Word and PDF give what the data give, at the same places, whether it is gone or left blank",
    async (each) => {
      const wrong: string[] = [];
      const found = new Set<string>();
      const lost = partsLost(each);
      for (const { pointer, how, contract } of lost) {
        const data = findingsFromData(contract);
        for (const { id } of data) found.add(id);
        const want = placesOf(data).join(" ");
        const docx = await asDocx(contract);
        for (const [kind, file] of [["Word", docx] as const, ["PDF", await laidOut(docx)] as const]) {
          const told = placesOf((await checked(file, { variant: each.variant })).findings).join(" ");
          if (told !== want) wrong.push(`${kind} without ${pointer} (${how}): ${want}, found ${told}`);
        }
      }
      expect(wrong).toEqual([]);
      expect(lost.length).toBeGreaterThan(60);
      const whole = ["PTY-01.M", "SUB-02.M", "TRM-01.M", "DUT-01.M", "FEE-01.M", "ACC-01.M", "DSP-01.M"];
      expect(whole.filter((id) => !found.has(id))).toEqual([]);
    },
    240_000,
  );
});
