import type { ExtractedValue } from "../../../schemas/extraction.ts";
import type { Outline } from "../../extract/outline.ts";

/** What was read of a document: its text, its clauses, and the values with their places. */
export type Read = {
  readonly text: string;
  readonly outline: Outline;
  readonly values: readonly ExtractedValue[];
};
