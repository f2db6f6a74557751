import type { ApiKeyView } from "../../schemas/api/api-key.ts";
import type { ApiKeyRecord } from "../ports/records.ts";

/** A key as the API shows it: everything but the key. */
export const apiKeyView = (record: ApiKeyRecord): ApiKeyView => ({
  id: record.id,
  organisation_id: record.organisationId,
  person_id: record.personId,
  name: record.name,
  mode: record.mode,
  scopes: [...record.scopes],
  hint: `zq_${record.mode}_${record.locator}`,
  created_at: record.createdAt,
  expires_at: record.expiresAt,
  last_used_at: record.lastUsedAt,
  revoked_at: record.revokedAt,
});
