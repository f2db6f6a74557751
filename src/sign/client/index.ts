/** The signer's side: browser-safe, without DOM, without the server's libraries. Web standards and the strict PDF reader only. */
export { certificateRequest } from "./certificate-request.ts";
export { confirmPrepared, type ConfirmedRevision, type PreparedCheck } from "./confirm-prepared.ts";
export { ConfirmError } from "./errors.ts";
export { newSigningKey, type PageKey } from "./new-signing-key.ts";
export { signPrepared } from "./sign-prepared.ts";
