import type { ApiKeyView } from "../../schemas/api/api-key.ts";
import { apiKeyView } from "./api-key-view.ts";
import { type Caller, needScope } from "./caller.ts";
import type { House } from "./house.ts";

/** Every key of the caller's organisation, revoked and expired ones too, newest first; never a key itself. */
export async function listApiKeys(house: House, caller: Caller): Promise<ApiKeyView[]> {
  needScope(caller, "keys:write");
  return (await house.store.apiKeysOf(caller.organisationId)).map(apiKeyView);
}
