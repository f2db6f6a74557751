import { SignError, type SignFault } from "../errors.ts";

/** What a PDF may bring that lets it show something else after it was signed (rule V17), and what to do about it. */
const WORDS = {
  "sign.has_updates":
    "it was changed after it was made, before anybody signed: print it to a new PDF, then sign that",
  "sign.has_unreferenced_objects": "it holds content that no page shows, which a later change could bring up",
  "sign.has_form_fields": "it has form fields besides signatures: flatten it, then sign",
  "sign.has_annotations": "it has annotations that can cover its text: flatten it, then sign",
  "sign.has_layers": "it has layers that can be switched on and off: flatten it, then sign",
  "sign.has_scripts": "it has scripts or actions that can change what it shows: remove them, then sign",
  "sign.has_attachments": "it carries files other than its own data: send them apart",
  "sign.has_external_content": "it shows fonts or content from outside the file: embed them, then sign",
} as const satisfies Partial<Record<SignFault, string>>;

/** A shadow attack needs one of these to be in the file before it is signed (Mainka et al., NDSS 2021). */
export type ShadowFault = keyof typeof WORDS;

/** The fault, with where it was seen. */
export const refuse = (code: ShadowFault, facts: Readonly<Record<string, unknown>> = {}): SignError =>
  new SignError(code, `this PDF is not safe to sign: ${WORDS[code]}`, facts);
