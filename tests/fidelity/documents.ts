import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { FORMS } from "../../schemas/forms/index.ts";
import { draftDocx } from "../../src/app/draft-document.ts";
import { formDocument } from "../../src/document/forms/form-document.ts";
import { parseContract } from "../../src/contract/parse.ts";
import type { Bytes } from "../../src/kit/bytes.ts";
import { ASSETS } from "../layout/lay-out.ts";
import { corpus } from "./corpus/index.ts";

const FIXTURES = new URL("../fixtures/", import.meta.url);
const SAMPLE = new URL("../layout/sample-contract.docx", import.meta.url);

const read = (url: URL): Bytes => new Uint8Array(readFileSync(url));
const json = (url: URL): unknown => JSON.parse(readFileSync(url, "utf8"));

/** Every document that is measured, by name: all templates filled with their samples, the first sample contract, and the corpus. */
export async function documents(): Promise<ReadonlyMap<string, Bytes>> {
  return new Map([
    ["sample-contract", read(SAMPLE)] as const,
    ["filled-receipt", read(new URL("filled-receipt.docx", FIXTURES))] as const,
    ...(await contracts()),
    ...(await forms()),
    ...corpus(),
    ...producers(),
  ]);
}

/** Documents that other programs made (docx of npm), kept as they wrote them. */
function producers(): readonly (readonly [string, Bytes])[] {
  const folder = new URL("corpus/files/", import.meta.url);
  return readdirSync(folder)
    .filter((name) => name.endsWith(".docx"))
    .sort()
    .map((name) => [name.slice(0, -".docx".length), read(new URL(name, folder))] as const);
}

/** The DOCX files of a path: the file itself, or those of the folder. */
export function filesOf(path: string): ReadonlyMap<string, Bytes> {
  const paths = statSync(path).isDirectory()
    ? readdirSync(path)
        .filter((name) => name.endsWith(".docx"))
        .sort()
        .map((name) => join(path, name))
    : [path];
  return new Map(paths.map((each) => [basename(each, ".docx"), new Uint8Array(readFileSync(each))]));
}

/** One contract of each variant there is a sample of. */
async function contracts(): Promise<readonly (readonly [string, Bytes])[]> {
  const samples = json(new URL("contracts.json", FIXTURES));
  const valid: readonly unknown[] =
    typeof samples === "object" && samples !== null && "valid" in samples
      ? Object.values(Object(samples.valid))
      : [];
  const folder = new URL("variants/", FIXTURES);
  const others = readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => json(new URL(name, folder)));
  const filled = new Map<string, Bytes>();
  for (const sample of [...valid, ...others]) {
    const contract = parseContract(sample);
    const name = `contract-${contract.variant.toLowerCase()}`;
    if (!filled.has(name)) filled.set(name, await draftDocx({ assets: ASSETS }, contract));
  }
  return [...filled];
}

async function forms(): Promise<readonly (readonly [string, Bytes])[]> {
  return Promise.all(
    FORMS.map(async (form) => {
      const template = await ASSETS.read(form.template);
      if (template === undefined) throw new Error(`no template ${form.template}`);
      const { docx } = await formDocument(form, form.schema.parse(form.sample), template);
      return [form.id, docx] as const;
    }),
  );
}
