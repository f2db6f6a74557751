/** The strict PDF reader. Web standards only; runs in Node, workerd and the browser. */
export { attachedFiles } from "./attached-files.ts";
export { isSpace, Lexer } from "./lexer.ts";
export { LIMITS } from "./limits.ts";
export * from "./objects.ts";
export { openPdf, type PdfFile } from "./open-pdf.ts";
export { pageCount, pagesOf } from "./pages.ts";
export { PdfError } from "./pdf-error.ts";
export { type FormField, formFields, signatureFields } from "./signature-fields.ts";
export { type SignedRevision, signedRevisions } from "./signed-revisions.ts";
export type { Snapshot } from "./snapshot.ts";
export { dateOf, textOf } from "./text-string.ts";
