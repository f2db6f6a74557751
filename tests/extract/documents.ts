import type { CheckReport } from "../../schemas/check-report.ts";
import type { Contract } from "../../schemas/contract.ts";
import { lawFor } from "../../schemas/jurisdictions/index.ts";
import { checkDocument } from "../../src/app/check-document.ts";
import { draftDocx } from "../../src/app/draft-document.ts";
import { checkCompleteness } from "../../src/completeness/check-completeness.ts";
import type { Bytes } from "../../src/kit/bytes.ts";
import { buildDesk } from "../../src/runtime/node-desk.ts";

/** The day all of them are judged on: after every sample was signed. */
export const AS_OF = "2026-11-20";

const desk = buildDesk();

/** A contract filled into its template. */
export const asDocx = (contract: Contract): Promise<Bytes> => draftDocx(desk, contract);

/** The same laid out as PDF, without the data our own PDFs carry: only its text can be read. */
export const asPdf = async (contract: Contract): Promise<Bytes> => laidOut(await asDocx(contract));

/** A Word file laid out as PDF. */
export async function laidOut(docx: Bytes): Promise<Bytes> {
  const rendered = await desk.renderer.render({
    docx,
    title: "",
    profile: "word",
    createdAt: desk.clock.now(),
    attachments: [],
  });
  return rendered.pdf;
}

/** Checks bytes as a draft; the kind of contract is told from the text unless given. */
export const checked = (
  file: Bytes,
  more: { variant?: string; stage?: "draft" | "sign" | "file" } = {},
): Promise<CheckReport> => checkDocument(desk, { file, asOf: AS_OF, stage: "draft", ...more });

/** Ids of findings, each once, in order. */
export const idsOf = ({ findings }: Pick<CheckReport, "findings">): readonly string[] =>
  [...new Set(findings.map(({ id }) => id))].sort();

/** Ids of findings with their places, each once, in order. */
export const placesOf = (findings: CheckReport["findings"]): readonly string[] =>
  [...new Set(findings.map(({ id, pointer }) => `${id}${pointer}`))].sort();

/** What the rules say of the data themselves. */
export const findingsFromData = (contract: Contract): CheckReport["findings"] =>
  checkCompleteness(contract, { stage: "draft", asOf: AS_OF, law: lawFor(contract.variant) }).findings;

/** The ids of it. */
export const fromData = (contract: Contract): readonly string[] =>
  idsOf({ findings: findingsFromData(contract) });
