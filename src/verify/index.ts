/** Verifies signed PDFs, stricter than the validators we know. Shares nothing with `sign` but `formats/pdf`. */
export { type VerificationRequest, verifyDocument } from "./verify-document.ts";
