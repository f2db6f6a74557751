import type { Bytes } from "../kit/bytes.ts";
import { fillTemplate } from "./fill-template.ts";

/** What the paper of a verification says, in the words of one language. Nothing here is looked up or checked. */
export type VerificationReportFacts = {
  readonly title: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly file: string;
  readonly fingerprint: string;
  readonly verdict: string;
  readonly integrity: string;
  readonly trust: string;
  readonly filed: string;
  /** Why the verdict is not better, and what is told of the file as a whole. */
  readonly reasons: readonly { readonly code: string; readonly words: string }[];
  readonly signatures: readonly {
    readonly head: string;
    readonly facts: readonly { readonly name: string; readonly value: string }[];
  }[];
  readonly statement: string;
  readonly note: string;
};

/** The answer of a verification as a Word document. Throws DocumentError. */
export const verificationReportDocument = async (
  facts: VerificationReportFacts,
  template: Bytes,
): Promise<Bytes> => (await fillTemplate({ template, values: { ...facts } })).docx;
