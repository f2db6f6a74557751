import { z } from "zod";
import { text } from "../contract-text.ts";

/** What a key may do. Reading receipts and verifying need no key. */
export const Scope = z.enum([
  "organisations:read",
  "organisations:write",
  "keys:write",
  "contracts:read",
  "contracts:write",
  "templates:read",
  "templates:write",
  "seals:read",
  "seals:write",
  "envelopes:send",
  "envelopes:sign",
  "filings:read",
  "filings:submit",
  "filings:review",
]);
export type Scope = z.infer<typeof Scope>;

/** `test` keys draft, check, send and sign in data of their own; they cannot file, so that no official number is spent. */
export const KeyMode = z.enum(["live", "test"]);
export type KeyMode = z.infer<typeof KeyMode>;

export const CreateApiKeyInput = z
  .object({
    organisation_id: z
      .string()
      .max(64)
      .optional()
      .describe("another organisation's key: administrators only"),
    person_id: z.string().max(64).optional(),
    name: text(60).trim().min(1),
    mode: KeyMode.default("live"),
    scopes: z.array(Scope).min(1).max(Scope.options.length),
    expires_at: z.iso.datetime({ offset: true }).optional().describe("default: one year from now"),
  })
  .strict()
  .meta({ id: "CreateApiKeyInput" });
export type CreateApiKeyInput = z.infer<typeof CreateApiKeyInput>;

export const ApiKeyView = z
  .object({
    id: z.string(),
    organisation_id: z.string(),
    person_id: z.string().nullable(),
    name: z.string(),
    mode: KeyMode,
    scopes: z.array(Scope),
    hint: z.string().describe("the beginning of the key, to tell keys apart"),
    created_at: z.string(),
    expires_at: z.string(),
    last_used_at: z.string().nullable(),
    revoked_at: z.string().nullable(),
  })
  .meta({ id: "ApiKey" });
export type ApiKeyView = z.infer<typeof ApiKeyView>;

/** The only answer that ever holds the key itself: we keep its digest. */
export const NewApiKeyView = ApiKeyView.extend({ key: z.string() }).meta({ id: "NewApiKey" });
export type NewApiKeyView = z.infer<typeof NewApiKeyView>;
