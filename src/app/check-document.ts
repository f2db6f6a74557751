import type { CheckReport, ReportLanguage, Stage } from "../../schemas/check-report.ts";
import type { Bytes } from "../kit/bytes.ts";
import { checkContractFile } from "./desk/check-contract-file.ts";
import type { House } from "./house.ts";

/** What a document check needs: a clock, and where there is one the issuer whose anchors signatures are judged by. */
export type DocumentDesk = Pick<House, "clock"> & Partial<Pick<House, "issuer">>;

/** An uploaded file and how it is to be asked. `variant` is text from outside; `stage` and `asOf` (a day) default as for JSON. */
export type DocumentQuestion = {
  readonly file: Bytes;
  readonly name?: string | undefined;
  readonly variant?: string | undefined;
  readonly stage?: Stage | undefined;
  readonly asOf?: string | undefined;
  readonly language?: ReportLanguage | undefined;
};

/** Checks an uploaded contract: JSON, DOCX or PDF. Changes and keeps nothing. */
export async function checkDocument(desk: DocumentDesk, asked: DocumentQuestion): Promise<CheckReport> {
  return checkContractFile({
    clock: desk.clock,
    bytes: asked.file,
    file: asked.name ?? "",
    variant: asked.variant,
    stage: asked.stage,
    asOf: asked.asOf,
    language: asked.language,
  });
}
