/** Verifies signed PDFs, stricter than the validators we know. Shares nothing with `sign` but `formats/pdf`. */
export { verifyDocument } from "./verify-document.ts";
