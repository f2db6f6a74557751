import { z } from "zod";
import { LetterKind } from "./filing-letter.ts";

/** What anybody may know of a numbered paper of a bureau: enough to see that the one in hand is the one that was sent. */
export const PaperView = z
  .object({
    kind: z.enum(["receipt", ...LetterKind.options]).describe("receipt 备案回执, else a letter"),
    document_no: z.string().describe("文号"),
    authority: z.string(),
    issued_on: z.string().describe("calendar day in China"),
    sha256: z.string().nullable().describe("of the sealed PDF; null while it is being sealed"),
    register_no: z.string().nullable().describe("of a receipt; a letter has none"),
  })
  .meta({ id: "Paper" });
export type PaperView = z.infer<typeof PaperView>;
