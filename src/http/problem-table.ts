import type { ContentfulStatusCode } from "hono/utils/http-status";
import table from "./problem-table.json" with { type: "json" };

/** How a code is answered: HTTP status, then title and remedy in both languages. */
export type ProblemKind = {
  readonly status: ContentfulStatusCode;
  readonly zh: readonly [title: string, remedy: string];
  readonly en: readonly [title: string, remedy: string];
};

/** The one table from code to status and words. A code that is not in it is a fault of ours and answers 500. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- TypeScript reads JSON pairs as lists; a test reads every row
export const PROBLEMS = table as unknown as Readonly<Record<string, ProblemKind>>;
