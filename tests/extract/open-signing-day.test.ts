import { describe, expect, it } from "vitest";
import { VARIANTS } from "../document/variants.ts";
import { asDocx, checked, idsOf } from "./documents.ts";

describe.each(VARIANTS.map((each) => [each.variant, each] as const))(
  "a %s without its day",
  (_, { contract }) => {
    const { signatures: _s, filing: _f, docSha256: _d, ...rest } = contract();
    const draft = { ...rest, signDate: "" };

    it("is as ready for signing as Word as it is as data: the line for the day is no blank of the text", async () => {
      expect(await checked(await asDocx(draft))).toMatchObject({ verdict: "ready", findings: [] });
    });

    it("is asked for its day once it is to be signed, by DOC-04 alone", async () => {
      const { findings } = await checked(await asDocx(draft), { stage: "sign" });
      expect(idsOf({ findings: findings.filter(({ pointer }) => pointer === "/signDate") })).toEqual([
        "DOC-04.M",
      ]);
      expect(idsOf({ findings }).filter((id) => id.startsWith("TXT-"))).toEqual([]);
    });
  },
);
