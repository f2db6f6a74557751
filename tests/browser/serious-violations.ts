import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** What axe calls serious or critical on the page as it stands, with the markup. */
export async function seriousViolations(page: Page): Promise<string[]> {
  // The test's own script, not the page's: axe is put in past the page's policy.
  await page.evaluate(readFileSync(AXE, "utf8"));
  return page.evaluate(async () => {
    type Found = { violations: { id: string; impact: string; nodes: { html: string }[] }[] };
    const axe = (globalThis as unknown as { axe: { run(): Promise<Found> } }).axe;
    const { violations } = await axe.run();
    return violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
  });
}
