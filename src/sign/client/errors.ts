import { HouseError } from "../../kit/errors.ts";

/** Why a page refuses to sign what a server prepared. Public: never renamed, only retired. */
export type ConfirmFault =
  /** The prepared file does not begin with the bytes that were shown. */
  | "confirm.other_document"
  /** The shown or the prepared bytes cannot be read strictly, or something stands behind their end. */
  | "confirm.unreadable"
  /** More or less than one revision was added, or it passes over an earlier one. */
  | "confirm.not_one_revision"
  /** The field to be signed is not there, or signed already. */
  | "confirm.field_missing"
  /** The field changed in more than its signature and its own appearance. */
  | "confirm.field_changed"
  /** The revision changes, frees or brings an object that the signature does not need. */
  | "confirm.other_object"
  /** Bytes in the revision that belong to none of its objects. */
  | "confirm.stray_bytes"
  /** The signature dictionary says something else than a signature of this kind says. */
  | "confirm.wrong_signature_dictionary"
  /** The appearance draws with things from elsewhere, or leaves its field. */
  | "confirm.wrong_appearance"
  /** The time it claims is not now. */
  | "confirm.wrong_time"
  /** The certificate is not for this page's key, not for this signer, or not valid now. */
  | "confirm.wrong_certificate"
  /** The browser has no WebCrypto (a page without https has none), or it refused. */
  | "confirm.no_crypto";

/** The page does not sign. Nothing was signed and nothing was sent. */
export class ConfirmError extends HouseError<ConfirmFault> {}
