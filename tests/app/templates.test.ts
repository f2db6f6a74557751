import { describe, expect, it } from "vitest";
import { brokenAt } from "../../src/app/audit.ts";
import { contractFile } from "../../src/app/contract-file.ts";
import { createContract } from "../../src/app/create-contract.ts";
import { sendEnvelope } from "../../src/app/send-envelope.ts";
import { publishTemplate } from "../../src/app/templates/publish-template.ts";
import { listTemplates } from "../../src/app/templates/read-templates.ts";
import { uploadTemplate } from "../../src/app/templates/upload-template.ts";
import { openTemplate } from "../../src/document/open-template.ts";
import { packDocx } from "../../src/document/pack-docx.ts";
import { openPdf, signatureFields } from "../../src/formats/pdf/index.ts";
import { type Bytes, fromUtf8, utf8 } from "../../src/kit/bytes.ts";
import { fileAt, template, textOf } from "../document/docx.ts";
import { demoHouse, draftV1 } from "./test-house.ts";

/** The house's contract with one heading in the agency's own words. */
function ownWords(words: string): Bytes {
  const parts = new Map(openTemplate(fileAt("templates/hebei/custody-contract.docx")));
  const body = fromUtf8(parts.get("word/document.xml") ?? new Uint8Array());
  return packDocx(parts.set("word/document.xml", utf8(body.replace("鉴　于", words))), "packed");
}

const upload = (bytes: Bytes, variant?: "HB-2P") => ({
  bytes,
  fileName: "范本.docx",
  input: variant === undefined ? {} : { variant },
});

describe("own templates", () => {
  it("a contract keeps the words it was created with when a newer version is published", async () => {
    const { house, callers } = await demoHouse();
    const first = await uploadTemplate(house, callers.agency, upload(ownWords("缔约背景"), "HB-2P"));
    await publishTemplate(house, callers.agency, { id: first.id });
    const input = { contract: draftV1(), template_id: first.id };
    const contract = await createContract(house, callers.agency, input);
    const second = await uploadTemplate(house, callers.agency, upload(ownWords("新的背景"), "HB-2P"));
    await publishTemplate(house, callers.agency, { id: second.id });
    const { bytes } = await contractFile(house, callers.agency, { id: contract.id, kind: "docx" });
    expect(textOf(bytes)).toContain("缔约背景");
    expect(contract.template_sha256).toBe(first.sha256);
  });

  it("a contract in own words is sent with a signature field for every seat and the filing's mark", async () => {
    const { house, callers } = await demoHouse();
    const own = await uploadTemplate(house, callers.agency, upload(ownWords("缔约背景"), "HB-2P"));
    await publishTemplate(house, callers.agency, { id: own.id });
    const input = { contract: draftV1(), template_id: own.id };
    const contract = await createContract(house, callers.agency, input);
    await sendEnvelope(house, callers.agency, { contract_id: contract.id });
    const { bytes } = await contractFile(house, callers.agency, { id: contract.id, kind: "pdf" });
    const names = signatureFields(openPdf(bytes).at()).map(({ name }) => name);
    expect(new Set(names)).toEqual(new Set(["甲方", "乙方", "备案"]));
  });

  it("the same contract under another template is another request", async () => {
    const { house, callers } = await demoHouse();
    const own = await uploadTemplate(house, callers.agency, upload(ownWords("缔约背景"), "HB-2P"));
    await publishTemplate(house, callers.agency, { id: own.id });
    const contract = draftV1();
    await createContract(house, callers.agency, { contract, external_id: "x-1" });
    const again = createContract(house, callers.agency, {
      contract,
      external_id: "x-1",
      template_id: own.id,
    });
    await expect(again).rejects.toMatchObject({ code: "app.external_id_taken" });
  });

  it("two uploads of the same bytes at once are one version, and its trail is whole", async () => {
    const { house, callers } = await demoHouse();
    const bytes = ownWords("缔约背景");
    const both = await Promise.all([
      uploadTemplate(house, callers.agency, upload(bytes, "HB-2P")),
      uploadTemplate(house, callers.agency, upload(bytes, "HB-2P")),
    ]);
    expect(both[0].id).toBe(both[1].id);
    const page = await listTemplates(house, callers.agency, { limit: 20 });
    expect(page.data).toHaveLength(1);
    await Promise.all([1, 2, 3].map(() => publishTemplate(house, callers.agency, { id: both[0].id })));
    const trail = await house.store.events(`template:${both[0].id}`);
    expect(trail.map(({ type }) => type)).toEqual(["template.uploaded", "template.published"]);
    expect(await brokenAt(trail)).toBeUndefined();
  });

  it("test data and live data do not mix, and other tenants' templates cannot be chosen", async () => {
    const { house, callers } = await demoHouse();
    const own = await uploadTemplate(house, callers.agency, upload(ownWords("缔约背景"), "HB-2P"));
    await publishTemplate(house, callers.agency, { id: own.id });
    const input = { contract: draftV1(), template_id: own.id };
    for (const caller of [{ ...callers.agency, mode: "test" as const }, callers.enterpriseWriter]) {
      await expect(createContract(house, caller, input)).rejects.toMatchObject({ code: "app.not_found" });
      expect((await listTemplates(house, caller, { limit: 20 })).data).toEqual([]);
    }
  });

  it("a file that is no template leaves nothing behind", async () => {
    const { house, callers } = await demoHouse();
    const bad = uploadTemplate(house, callers.agency, upload(utf8("no zip")));
    await expect(bad).rejects.toMatchObject({ code: "document.template_not_docx" });
    const errors = await uploadTemplate(house, callers.agency, upload(template("{{tittle}}"), "HB-2P"));
    const published = publishTemplate(house, callers.agency, { id: errors.id });
    await expect(published).rejects.toMatchObject({ code: "app.template_blocked" });
    expect((await listTemplates(house, callers.agency, { limit: 20 })).data).toMatchObject([
      { state: "draft" },
    ]);
  });
});
