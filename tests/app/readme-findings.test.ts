import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { fixedClock } from "../../src/adapters/clock.ts";
import { checkDocument } from "../../src/app/check-document.ts";

const at = (path: string) => new Uint8Array(readFileSync(new URL(`../../${path}`, import.meta.url)));
const readme = new TextDecoder().decode(at("README.md"));

describe("README's defective contract", () => {
  it.each(["zh", "en"] as const)("has exactly the findings README shows, in %s", async (language) => {
    const { findings } = await checkDocument(
      { clock: fixedClock("2024-12-31T02:00:00Z") },
      {
        file: at("tests/fixtures/foreign/02-decimal-hebei.pdf"),
        name: "02-decimal-hebei.pdf",
        stage: "draft",
        asOf: "2024-12-31",
        language,
      },
    );
    const rows = findings.map(
      ({ id, element, message, basis }) => `| ${id} | ${element} | ${message} | ${basis} |`,
    );
    expect(rows.length).toBeGreaterThan(5);
    expect(readme).toContain(`${rows.join("\n")}\n\n`);
  });
});
