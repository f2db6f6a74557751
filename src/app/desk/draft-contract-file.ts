import type { CheckReport } from "../../../schemas/check-report.ts";
import type { Bytes } from "../../kit/bytes.ts";
import type { RenderNote } from "../../ports/renderer.ts";
import { draftPdf } from "../draft-document.ts";
import { checkContractFile } from "./check-contract-file.ts";
import type { Desk } from "./desk.ts";
import { readContractFile } from "./read-contract-file.ts";

/** Everything `draft` makes of one contract. The documents are made even when the check blocks: blanks show as blanks. */
export type DraftedFile = {
  readonly docx: Bytes;
  /** Revision 1: every seat's signature field is in it, empty; the contract's data is attached. */
  readonly pdf: Bytes;
  readonly pages: number;
  readonly notes: readonly RenderNote[];
  /** Asked at stage draft: what is made here has neither signatures nor a filing. */
  readonly report: CheckReport;
};

/** Drafts the contract in a file. Throws what reading, filling and laying out throw; findings are values in `report`. */
export async function draftContractFile(
  desk: Desk,
  request: { readonly bytes: Bytes; readonly file: string },
): Promise<DraftedFile> {
  const report = checkContractFile({
    clock: desk.clock,
    ...request,
    variant: undefined,
    stage: "draft",
    asOf: undefined,
  });
  const { docx, pdf, rendered } = await draftPdf(desk, readContractFile(request.bytes));
  return { docx, pdf, pages: rendered.pages, notes: rendered.notes, report };
}
