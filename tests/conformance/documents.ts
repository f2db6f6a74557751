import { readFileSync } from "node:fs";
import { FORMS, type FormKind } from "../../schemas/forms/index.ts";
import { checkOn } from "../../src/app/check-on.ts";
import { checkReportFile } from "../../src/app/check-report-file.ts";
import { draftPdf } from "../../src/app/draft-document.ts";
import type { House } from "../../src/app/house.ts";
import { verificationReportFile } from "../../src/app/verification-report-file.ts";
import { signWithEventKey } from "../../src/app/sign-with-event-key.ts";
import { fillTemplate } from "../../src/document/fill-template.ts";
import { receiptDocument } from "../../src/document/receipt-document.ts";
import { signingCertificateDocument } from "../../src/document/signing-certificate-document.ts";
import { readFont } from "../../src/formats/fonts/read-font.ts";
import type { Bytes } from "../../src/kit/bytes.ts";
import { fieldPlansFromMarks } from "../../src/sign/field-plans.ts";
import { placeSignatureFields } from "../../src/sign/fields.ts";
import { sampleSeal } from "../app/sample-seal.ts";
import { contractWith } from "../completeness/samples.ts";
import { receiptOfV1 } from "../document/receipt-facts.ts";
import { SAMPLE_VERIFICATION } from "../document/sample-verification.ts";
import { SAMPLE_CERTIFICATE } from "../document/sample-certificate.ts";
import { VARIANTS } from "../document/variants.ts";
import { corpus } from "../fidelity/corpus/index.ts";

/** A PDF of a template filled with its sample, and the seats that can sign in it. */
type Made = { readonly pdf: Bytes; readonly seats: readonly string[] };

/** A template and how its sample becomes a PDF. */
export type SampleDocument = {
  readonly name: string;
  /** Under templates/. */
  readonly template: string;
  readonly make: (house: House) => Promise<Made>;
};

const bytesOf = (path: string): Bytes =>
  new Uint8Array(readFileSync(new URL(`../../templates/${path}`, import.meta.url)));

/** Every document of the house with its sample: contracts, the receipt, forms. */
export const DOCUMENTS: readonly SampleDocument[] = [
  ...VARIANTS.map(({ variant, template, seats, contract }) => ({
    name: variant,
    template,
    make: async (house: House) => ({ pdf: (await draftPdf(house, contract())).pdf, seats }),
  })),
  {
    name: "receipt",
    template: "hebei/filing-receipt.docx",
    make: async (house) =>
      laidOut(house, "备案回执", await receiptDocument(receiptOfV1(), bytesOf("hebei/filing-receipt.docx"))),
  },
  { name: "check report", template: "common/check-report.docx", make: checkReport },
  { name: "verification report", template: "common/verification-report.docx", make: verificationReport },
  {
    name: "signing certificate",
    template: "common/signing-certificate.docx",
    make: async (house) =>
      laidOut(
        house,
        "签署证明",
        await signingCertificateDocument(SAMPLE_CERTIFICATE, bytesOf("common/signing-certificate.docx")),
      ),
  },
  ...FORMS.map((form) => ({
    name: form.id,
    template: form.template,
    make: async (house: House) => filled(house, form),
  })),
];

/** The paper of a check that found one of each kind. */
async function checkReport(house: House): Promise<Made> {
  const contract = contractWith("V1", [
    { path: "/dispute/mode", value: "" },
    { path: "/place", value: "" },
    { path: "/filing/filedAt", value: "2022-05-30" },
  ]);
  const report = checkOn(house, contract, { stage: "file", asOf: "2024-12-31" });
  const { bytes } = await checkReportFile(house, { report, contract }, { format: "pdf", language: "zh" });
  return { pdf: bytes, seats: [] };
}

/** The paper of a verification that met every kind of fact: a party's signature with something changed since, a timestamp. */
async function verificationReport(house: House): Promise<Made> {
  const { bytes } = await verificationReportFile(house, SAMPLE_VERIFICATION, { language: "zh" });
  return { pdf: bytes, seats: [] };
}

async function filled(house: House, form: FormKind): Promise<Made> {
  const values = form.schema.parse(form.sample);
  const { docx } = await fillTemplate({ template: bytesOf(form.template), values });
  return laidOut(house, form.title, docx);
}

async function laidOut(house: House, title: string, docx: Bytes): Promise<Made> {
  const request = { docx, title, profile: "word", createdAt: house.clock.now(), attachments: [] } as const;
  const { pdf, marks } = await house.renderer.render(request);
  const plans = fieldPlansFromMarks(marks);
  if (plans.length === 0) return { pdf, seats: [] };
  const song = readFont(bytesOf("fonts/song.ttf"));
  return { pdf: await placeSignatureFields(pdf, plans, song), seats: plans.map(({ name }) => name) };
}

/** Files made to use every construct the layout knows, by name. */
export const CONSTRUCTS: readonly {
  readonly name: string;
  readonly make: (house: House) => Promise<Made>;
}[] = [...corpus()].map(([name, docx]) => ({
  name: `corpus-${name}`,
  make: async (house) => laidOut(house, name, docx),
}));

/** The PDF after the first two seats have signed; undefined when it has fewer. */
export async function signedTwice(house: House, { pdf, seats }: Made): Promise<Bytes | undefined> {
  const [first, second] = seats;
  if (first === undefined || second === undefined) return undefined;
  const organisation = "石家庄恒砺传感科技有限公司";
  const seal = await sampleSeal(house, organisation);
  const sign = (bytes: Bytes, field: string): Promise<Bytes> =>
    signWithEventKey(house, {
      pdf: bytes,
      field,
      person: "周启明",
      office: "法定代表人",
      organisation,
      uscc: "91130108MAXX00138J",
      seal,
      signedAt: house.clock.now(),
    });
  return sign(await sign(pdf, first), second);
}
