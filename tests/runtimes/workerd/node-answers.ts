import { readFileSync } from "node:fs";
import type { TestProject } from "vitest/node";
import { toBase64 } from "../../../src/kit/bytes.ts";
import { signRevision } from "../../../src/sign/revision.ts";
import { makeAuthority, makeContract, partyOf, TODAY } from "../../sign/fixtures.ts";
import { coreAnswers, type Signed } from "./core-answers.ts";

declare module "vitest" {
  interface ProvidedContext {
    signed: Signed;
    nodeAnswers: Readonly<Record<string, string>>;
  }
}

/** A contract that two parties signed, and the same with one byte of its first page changed. */
async function makeSigned(): Promise<Signed> {
  const authority = makeAuthority();
  const once = await signRevision({ pdf: await makeContract(), ...(await partyOf("甲方", authority)) });
  const pdf = await signRevision({ pdf: once, ...(await partyOf("乙方", authority)) });
  const tampered = pdf.slice();
  tampered[20] = (tampered[20] ?? 0) ^ 1;
  const anchors = await authority.ca.anchors();
  return {
    pdf: toBase64(pdf),
    tampered: toBase64(tampered),
    anchors: anchors.map(toBase64),
    at: TODAY.toISOString(),
    foreign: Object.fromEntries(
      ["02-decimal-hebei.docx", "02-decimal-hebei.pdf", "08-xuhui-full.pdf"].map((name) => [
        name,
        readFileSync(new URL(`../../fixtures/foreign/${name}`, import.meta.url)).toString("base64"),
      ]),
    ),
  };
}

/** Runs in Node before the pool starts: signs, asks the core there, and hands both to the tests in workerd. */
export default async function provideNodeAnswers(project: TestProject): Promise<void> {
  const signed = await makeSigned();
  project.provide("signed", signed);
  project.provide("nodeAnswers", await coreAnswers(signed));
}
