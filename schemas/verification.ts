import { z } from "zod";

/** One change that a later revision made: which object, and where a reader finds it. */
export const LaterChange = z
  .object({
    revision: z
      .number()
      .int()
      .describe(
        "the state of the file that made it, counted from 0; words for people (第 n 版) count from 1",
      ),
    allowed: z.boolean(),
    object: z.number().int().nullable().describe("object number in the PDF"),
    page: z.number().int().nullable().describe("page, counted from 1"),
    field: z.string().nullable(),
    zh: z.string(),
    en: z.string(),
  })
  .meta({ id: "LaterChange" });
export type LaterChange = z.infer<typeof LaterChange>;

/** What one signature proves, as separate facts; the document's verdict is derived from them (design.md, command line). */
export const SignatureReport = z
  .object({
    field: z.string(),
    kind: z.enum(["signature", "timestamp"]).describe("of a person, or of the document's time"),
    revision: z
      .number()
      .int()
      .describe("the state of the file it signed, counted from 0; words for people (第 n 版) count from 1"),
    signer: z.string().nullable().describe("subject of the signing certificate, as people read it"),
    integrity: z.enum(["intact", "extended", "tampered", "malformed"]),
    coverage: z.enum(["whole file", "whole revision", "partial"]),
    changes: z.enum(["none", "allowed", "disallowed"]).describe("after this signature"),
    later: z.array(LaterChange).describe("what changed after this signature, in words; at most 40"),
    trust: z.enum(["trusted", "untrusted", "unknown"]),
    level: z.enum(["B-B", "B-T", "B-LT", "B-LTA", "none"]),
    time: z.object({
      claimed: z.string().nullable(),
      trusted: z.string().nullable(),
      source: z.string().nullable(),
    }),
    reasons: z.array(z.string()),
  })
  .meta({ id: "SignatureReport" });
export type SignatureReport = z.infer<typeof SignatureReport>;

/** How the file relates to what a bureau filed (notes/signing V18). */
export const FiledRelation = z
  .object({
    relation: z
      .enum(["same", "step", "later", "earlier", "unrelated", "receipt", "correction", "refusal"])
      .describe("correction, refusal: it is itself a letter of the bureau (补正通知书, 不予备案通知书)"),
    receiptNo: z.string().nullable(),
    formalNo: z.string().nullable().describe("备案文号; of a letter its own 文号"),
    filedAt: z.string().nullable().describe("when it was filed; when a letter was issued"),
    authority: z.string().nullable(),
  })
  .meta({ id: "FiledRelation" });
export type FiledRelation = z.infer<typeof FiledRelation>;

/** One answer a file. A weak algorithm or an unknown issuer changes the verdict, never the integrity. */
export const VerificationReport = z
  .object({
    file: z.string(),
    sha256: z.string(),
    verdict: z.enum(["valid", "invalid", "indeterminate", "unsigned"]),
    integrity: z
      .enum(["intact", "extended", "tampered", "malformed"])
      .describe(
        "against what was signed; intact of an unsigned file says only that it reads strictly, never that nobody changed it",
      ),
    trust: z.enum(["trusted", "untrusted", "unknown"]),
    reasons: z.array(z.string()),
    signatures: z.array(SignatureReport),
    statement: z
      .object({ zh: z.string(), en: z.string() })
      .describe("what the answer rests on and what it does not claim"),
    filed: FiledRelation.nullable(),
  })
  .meta({ id: "VerificationReport" });
export type VerificationReport = z.infer<typeof VerificationReport>;
