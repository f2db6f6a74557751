import type { ApiKeyView } from "../../schemas/api/api-key.ts";
import type { ApiKeyRecord } from "../ports/records.ts";
import { apiKeyView } from "./api-key-view.ts";
import { AppError } from "./app-error.ts";
import { nextEvent } from "./audit.ts";
import { type Caller, needScope } from "./caller.ts";
import { decide } from "./decide.ts";
import type { House } from "./house.ts";

/** An administrator's key stops any; another one those of its organisation; a test key no live one, for it leaks sooner. */
const isTheirs = (caller: Caller, row: ApiKeyRecord): boolean =>
  caller.role === "admin" ||
  (row.organisationId === caller.organisationId && (caller.mode === "live" || row.mode === "test"));

/** Stops a key at once and for good. Doing it again answers the same. */
export async function revokeApiKey(
  house: House,
  caller: Caller,
  { id }: { readonly id: string },
): Promise<ApiKeyView> {
  needScope(caller, "keys:write");
  return decide(async () => {
    const row = await house.store.apiKey(id);
    if (row === undefined || !isTheirs(caller, row)) {
      throw new AppError("app.not_found", "没有找到这个密钥", {});
    }
    if (row.revokedAt !== null) return apiKeyView(row);
    const revokedAt = house.clock.now().toISOString();
    const deed = { aggregate: `api_key:${id}`, version: 2, type: "api_key.revoked", facts: {} };
    await house.store.commit([
      { event: await nextEvent(house, caller, deed) },
      { update: "apiKeys", key: { id }, set: { revokedAt } },
    ]);
    return apiKeyView({ ...row, revokedAt });
  });
}
