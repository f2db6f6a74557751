/** Verifies signed PDFs, stricter than the validators we know. Shares nothing with `sign` but `formats/pdf`. */
export { type ReasonCode, type ReasonEffect, REASONS } from "./reasons.ts";
export type { ProofOfExistence } from "./time/proof-of-existence.ts";
export { type VerificationRequest, verifyDocument } from "./verify-document.ts";
