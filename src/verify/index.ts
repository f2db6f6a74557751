/** Verifies signed PDFs, stricter than the validators we know. Shares nothing with `sign` but `formats/pdf`. */
export { REASONS } from "./reasons.ts";
export { verifyDocument } from "./verify-document.ts";
