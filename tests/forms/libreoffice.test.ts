import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasTools } from "../tools.ts";
import { filled, SOURCE_FORMS } from "./fill.ts";

describe.runIf(hasTools("soffice", "pdftotext"))("what LibreOffice makes of the forms", () => {
  const folder = mkdtempSync(join(tmpdir(), "zhiqi-forms-"));
  const run = (tool: string, ...rest: string[]): string =>
    execFileSync(tool, rest, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });

  beforeAll(async () => {
    for (const form of SOURCE_FORMS)
      writeFileSync(join(folder, `${form.id}.docx`), (await filled(form, form.sample)).docx);
    const files = SOURCE_FORMS.map(({ id }) => join(folder, `${id}.docx`));
    const profile = `-env:UserInstallation=file://${folder}/profile`;
    run("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, ...files);
  }, 180_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(SOURCE_FORMS.map(({ id, title }) => [id, title]))("opens %s and shows its title", (id, title) => {
    const text = run("pdftotext", join(folder, `${id}.pdf`), "-").replaceAll(/\s/g, "");
    const kernel = title.replace(/^表.：/, "").slice(-8);
    expect(text).toContain(kernel);
  });
});
