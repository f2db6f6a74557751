import { HouseError } from "../kit/errors.ts";

/** Everything that can stop a signature. Public: never renamed, only retired. */
export type SignFault =
  /** The bytes are not a PDF that can be appended to (damaged, encrypted, not a PDF). */
  | "sign.unreadable_pdf"
  /** Protected by a password or by rights; we never guess one. */
  | "sign.encrypted_pdf"
  /** Shadow attacks need one of these in the file before it is signed (rule V17, intake/refuse.ts). */
  | "sign.has_updates"
  | "sign.has_unreferenced_objects"
  | "sign.has_form_fields"
  | "sign.has_annotations"
  | "sign.has_layers"
  | "sign.has_scripts"
  | "sign.has_attachments"
  | "sign.has_external_content"
  /** More bytes than a contract may have. */
  | "sign.pdf_too_large"
  /** Fields are placed only in a PDF of one revision without form fields. */
  | "sign.not_a_fresh_pdf"
  /** A field plan that fits no page, has no name, or repeats a name. */
  | "sign.wrong_field_plan"
  | "sign.field_missing"
  | "sign.field_signed"
  /** Not an X.509 certificate we can read. */
  | "sign.certificate_unreadable"
  /** The certificate names another public key than the signing key's. */
  | "sign.certificate_mismatch"
  /** Outside the certificate's validity, or its keyUsage is not for signatures. */
  | "sign.certificate_not_usable"
  /** Not a PKCS#10 request we can read. */
  | "sign.request_unreadable"
  /** A request for a key of another kind or size. */
  | "sign.request_key_unsupported"
  /** A request that the key it asks for did not sign. */
  | "sign.request_unproved"
  /** The room reserved for the signature is smaller than the signature can become. */
  | "sign.placeholder_too_small"
  /** The key gave no signature, or one that is not of its kind. */
  | "sign.key_refused"
  /** The prepared revision does not have exactly one place to put the signature. */
  | "sign.embedding_failed"
  /** A certification asked for after somebody signed. */
  | "sign.certification_late"
  /** A seal's words are too few, too many, or not of the kind asked for. */
  | "sign.wrong_seal"
  /** An uploaded seal picture that is damaged, of another kind, or shows nothing. */
  | "sign.picture_unreadable"
  /** An uploaded seal picture too small, too large, or that unpacks to too much. */
  | "sign.picture_out_of_bounds"
  /** An SVG that runs, refers, embeds or needs a font. */
  | "sign.picture_unsafe"
  /** The words or the place to put a seal at are not in the document. */
  | "sign.place_missing"
  /** The font has no picture for a character of the seal or its caption. */
  | "sign.glyph_missing";

/** A signature could not be made. Nothing was written: the caller's PDF is untouched. */
export class SignError extends HouseError<SignFault> {}
