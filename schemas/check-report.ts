import { z } from "zod";
import { DocumentPlace, DocumentReading } from "./extraction.ts";

/** When completeness is asked: a draft has no signatures yet, a signed contract no filing yet. Later stages include the earlier. */
export const Stage = z.enum(["draft", "sign", "file"]);
export type Stage = z.infer<typeof Stage>;

/** Languages a report is written in. */
export const ReportLanguage = z.enum(["zh", "en"]);
export type ReportLanguage = z.infer<typeof ReportLanguage>;

/** Finding ids are public: rule id + ground. M 空缺, U 不明晰, Q 条件核验. Q never blocks. */
export const Ground = z.enum(["M", "U", "Q"]);
export type Ground = z.infer<typeof Ground>;

/** Why a reviewer set a finding aside, for which authority, when. */
export const Overruled = z
  .object({ reason: z.string(), authority: z.string(), at: z.string() })
  .meta({ id: "Overruled" });
export type Overruled = z.infer<typeof Overruled>;

/** One defect of a contract: which element, what was found, where, why it matters, how to mend it. */
export const Finding = z
  .object({
    id: z.string().regex(/^[A-Z0-9]+-\d{2}\.[MUQ]$/),
    severity: z.enum(["B", "W"]).describe("B blocks, W warns"),
    pointer: z.string().describe("JSON Pointer into the contract"),
    value: z.unknown().describe("what was found there; absent for a missing element"),
    place: z.string().describe("where a reader finds it, in words"),
    element: z.string().optional().describe("name of the element, without its place"),
    at: DocumentPlace.optional().describe("where it stands in an uploaded document"),
    message: z.string(),
    why: z.string().optional().describe("why it matters, in one sentence"),
    basis: z.string().describe("law or form it rests on"),
    fix: z.string().describe("what to do"),
    overruled: Overruled.optional().describe("a reviewer set it aside; it no longer stands in the way"),
  })
  .meta({ id: "Finding" });
export type Finding = z.infer<typeof Finding>;

/**
 * The answer of a check; `blocked` when at least one finding has severity B. Only an uploaded document is ever `review`:
 * nothing found blocks, but something that could block could not be judged (see `document.unread`), a scan above all.
 */
export const CheckReport = z
  .object({
    file: z.string().nullable(),
    variant: z.string(),
    stage: Stage,
    asOf: z.string(),
    verdict: z.enum(["ready", "blocked", "review"]),
    findings: z.array(Finding),
    document: DocumentReading.optional().describe(
      "what was read of an uploaded DOCX or PDF; absent for JSON",
    ),
  })
  .meta({ id: "CheckReport" });
export type CheckReport = z.infer<typeof CheckReport>;
