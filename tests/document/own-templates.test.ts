import { globSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { FORMS } from "../../schemas/forms/index.ts";
import type { Variant } from "../../schemas/contract.ts";
import { formFields, type KnownFields, variantFields } from "../../src/document/fields/known-fields.ts";
import { templateSample } from "../../src/document/fields/template-fields.ts";
import { fillTemplate } from "../../src/document/fill-template.ts";
import { leanPart } from "../../src/document/lean-part.ts";
import { lintTemplate } from "../../src/document/lint/lint-template.ts";
import { openTemplate } from "../../src/document/open-template.ts";
import { previewTemplate } from "../../src/document/versions/preview-template.ts";
import { fromUtf8 } from "../../src/kit/bytes.ts";
import { fileAt, textOf } from "./docx.ts";

const CONTRACTS: Readonly<Record<string, Variant>> = {
  "hebei/custody-contract.docx": "HB-2P",
  "hebei/subsidy-project-contract.docx": "HB-SUB",
  "zhoukou/full-custody-contract.docx": "ZK-FULL",
  "zhoukou/partial-custody-contract.docx": "ZK-PART",
  "xuhui/full-custody-contract.docx": "XH-FULL",
  "xuhui/advisory-custody-contract.docx": "XH-ADV",
  "xuhui/item-custody-contract.docx": "XH-ITEM",
};

/** What a template of ours is for; the receipt has values of its own. */
function knownOf(path: string): KnownFields | undefined {
  const variant = CONTRACTS[path];
  if (variant !== undefined) return variantFields(variant);
  const form = FORMS.find((each) => each.template === path);
  return form === undefined ? undefined : formFields(form);
}

const paths = globSync("templates/**/*.docx")
  .map((path) => path.replace(/^templates\//, ""))
  .sort();

it("finds the templates", () => {
  expect(paths.length).toBeGreaterThanOrEqual(9);
  expect(paths).toEqual(expect.arrayContaining(Object.keys(CONTRACTS)));
});

describe.each(paths)("templates/%s", (path) => {
  const bytes = fileAt(`templates/${path}`);

  it("lints clean", async () => {
    const report = await lintTemplate(bytes, knownOf(path));
    const told = report.problems.map(({ place, message }) => `${place.part} ¶${place.paragraph} ${message}`);
    expect([report.verdict, told]).toEqual(["clean", []]);
  });

  it("is filled by its own sample without a blank, and previewed as 样张", async () => {
    const known = knownOf(path);
    const { missing } = await fillTemplate({ template: bytes, values: templateSample(bytes, known) });
    expect(missing).toEqual([]);
    expect(textOf(await previewTemplate(bytes, known))).toContain("样张（不得签署）");
  });

  it("is whole again after what needs no filling was taken out", () => {
    for (const [name, part] of openTemplate(bytes)) {
      if (!/^word\/[^/]+\.xml$/.test(name)) continue;
      const xml = fromUtf8(part);
      const lean = leanPart(xml);
      expect(lean.restore(lean.xml) === xml, name).toBe(true);
      expect(lean.xml.length).toBeLessThanOrEqual(xml.length);
    }
  });
});
