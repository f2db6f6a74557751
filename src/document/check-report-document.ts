import type { Bytes } from "../kit/bytes.ts";
import { fillTemplate } from "./fill-template.ts";

/** One finding as it is printed. `overruled` is what the reviewer set it aside with; empty prints nothing. */
export type PrintedFinding = {
  readonly no: string;
  readonly element: string;
  readonly place: string;
  readonly ground: string;
  readonly found: string;
  readonly why: string;
  readonly basis: string;
  readonly fix: string;
  readonly overruled: string | null;
};

/** What the paper with the findings of a check says, in the words of one language. Nothing here is looked up or checked. */
export type CheckReportFacts = {
  readonly title: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly contractTitle: string | null;
  readonly contractNo: string | null;
  readonly kind: string;
  readonly parties: string;
  readonly stage: string;
  readonly asOf: string;
  readonly file: string;
  /** SHA-256 of the file that was checked; null for a contract that is no file. */
  readonly fingerprint: string | null;
  readonly verdict: string;
  readonly groups: readonly { readonly title: string; readonly findings: readonly PrintedFinding[] }[];
  readonly unread: readonly {
    readonly no: string;
    readonly element: string;
    readonly reason: string;
    readonly question: string;
  }[];
  readonly note: string;
};

/** The findings of a check as a Word document for the file, with room for the reviewer's opinion. Throws DocumentError. */
export const checkReportDocument = async (facts: CheckReportFacts, template: Bytes): Promise<Bytes> =>
  (await fillTemplate({ template, values: { ...facts } })).docx;
