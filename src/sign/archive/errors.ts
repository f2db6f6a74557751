import { HouseError } from "../../kit/errors.ts";

/** Why trusted time or proof for decades could not be had. Public: never renamed, only retired. */
export type ArchiveFault =
  /** The time-stamping authority answered, and its answer is no. */
  | "timestamp.refused"
  /** The answer is not a timestamp of what was asked: another digest, nonce or purpose, a signature that does not hold. */
  | "timestamp.unsound"
  /** The token is larger than the room kept for it. */
  | "timestamp.too_large"
  /** Certificates, CRLs or OCSP answers are missing, or not sound, for a level that needs them. */
  | "archive.validation_incomplete"
  /** An issuer says that a certificate of the document is revoked. */
  | "archive.certificate_revoked"
  /** The PDF has no signature that could be archived. */
  | "archive.nothing_signed";

/** A level was not reached. Nothing was written: the caller's PDF is untouched. */
export class ArchiveError extends HouseError<ArchiveFault> {}
