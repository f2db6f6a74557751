import { expect, it } from "vitest";
import words from "../../src/pages/reason-words.json" with { type: "json" };
import { REASONS } from "../../src/verify/reasons.ts";

it("the page says of every reason what the verifier says of it", () => {
  const said = Object.fromEntries(
    Object.entries(REASONS).map(([code, { question, answer }]) => [code, `${question.zh}${answer.zh}`]),
  );
  expect(words).toEqual(said);
});
