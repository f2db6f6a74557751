import { describe, expect, it } from "vitest";
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

describe("a contract whose mode of custody is left blank", () => {
  it.each(VARIANTS)(
    "is judged as its own kind, told by its services, and lacks the mode alone: $variant",
    async ({ variant, contract }) => {
      const report = await checked(await asDocx({ ...contract(), mode: "" }));
      expect(report.variant).toBe(variant);
      expect(idsOf(report)).toEqual(["SUB-01.M"]);
    },
  );
});
