import { beforeAll, describe, expect, inject, it } from "vitest";
import { coreAnswers } from "./core-answers.ts";

describe("the pure core in workerd", () => {
  let answers: Readonly<Record<string, string>>;

  beforeAll(async () => {
    answers = await coreAnswers(inject("signed"));
  });

  // The pool lets code be made from text, for its own sake; that ours makes none is shown by ../workerd.test.ts.
  it("runs in workerd", () => {
    expect(navigator.userAgent).toBe("Cloudflare-Workers");
  });

  it.each(["contracts", "hostile", "values", "expressions", "verdicts", "documents"])(
    "answers about %s as it does in Node, to the letter",
    (question) => {
      expect(answers[question]?.length).toBeGreaterThan(100);
      expect(answers[question]).toBe(inject("nodeAnswers")[question]);
    },
  );

  it("verifies what two parties signed, and sees one changed byte", () => {
    const [valid, tampered, unknown, broken] = JSON.parse(answers["verdicts"] ?? "[]");
    expect(valid).toMatchObject({ verdict: "valid", integrity: "extended", trust: "trusted" });
    expect(tampered).toMatchObject({ verdict: "invalid" });
    expect(unknown).toMatchObject({ verdict: "indeterminate", integrity: "extended", trust: "unknown" });
    expect(broken).toMatchObject({ verdict: "invalid", integrity: "malformed" });
  });
});
