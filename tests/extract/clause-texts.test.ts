import { describe, expect, it } from "vitest";
import type { Case } from "./clause-case.ts";
import { CLAUSES } from "./clause-texts.ts";
import { checked, idsOf } from "./documents.ts";
import { contractWith, LAYOUTS } from "./sound-contract.ts";
import { wordOf } from "./word-file.ts";

const findingsOf = async ({ about, text }: Case, layout: string): Promise<readonly string[]> =>
  idsOf(await checked(wordOf(contractWith(about, text, layout)), { variant: "HB-2P" }));

describe.each(Object.keys(LAYOUTS))("an article %s", (layout) => {
  it("of a sound contract gives no findings", async () => {
    expect(await findingsOf({ id: "", about: "", text: "" }, layout)).toEqual([]);
  });

  it.each(CLAUSES.filter(({ fine }) => fine !== true))("gives $id: $about, $text", async (one) => {
    const found = await findingsOf(one, layout);
    expect(found).toContain(one.id);
    expect(found.filter((id) => id !== one.id && !(one.also ?? []).includes(id))).toEqual([]);
  });

  it.each(CLAUSES.filter(({ fine }) => fine))("gives no $id: $about, $text", async (one) => {
    expect(await findingsOf(one, layout)).toEqual([]);
  });
});
