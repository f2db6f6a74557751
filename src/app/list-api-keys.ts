import type { ApiKeyView } from "../../schemas/api/api-key.ts";
import { apiKeyView } from "./api-key-view.ts";
import { type Caller, needScope } from "./caller.ts";
import type { House } from "./house.ts";

/** Every key of the caller's organisation (a test key: the test keys), revoked and expired ones too, newest first; never a key itself. */
export async function listApiKeys(house: House, caller: Caller): Promise<ApiKeyView[]> {
  needScope(caller, "keys:write");
  const rows = await house.store.apiKeysOf(caller.organisationId);
  return rows.filter((row) => caller.mode === "live" || row.mode === "test").map(apiKeyView);
}
