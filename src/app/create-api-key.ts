import type { CreateApiKeyInput, NewApiKeyView } from "../../schemas/api/api-key.ts";
import { utf8 } from "../kit/bytes.ts";
import { sha256Hex } from "../kit/digest.ts";
import type { ApiKeyRecord } from "../ports/records.ts";
import { newKeyText } from "./api-key-text.ts";
import { apiKeyView } from "./api-key-view.ts";
import { AppError } from "./app-error.ts";
import { nextEvent } from "./audit.ts";
import { type Caller, needScope } from "./caller.ts";
import type { House } from "./house.ts";
import { madeBefore, settles } from "./once.ts";
import { ownOrganisation } from "./own-organisation.ts";

const YEAR_MS = 365 * 24 * 3600_000;
/** Keys that work at once, an organisation. */
const MOST_KEYS = 100;

/** Nobody gives away what he does not have: only an administrator makes keys with scopes beyond his own key's. */
function assertGivable(caller: Caller, input: CreateApiKeyInput): void {
  if (caller.role === "admin") return;
  for (const scope of input.scopes) needScope(caller, scope);
  if (caller.mode === "test" && input.mode === "live") {
    throw new AppError("app.role_missing", "测试密钥不能创建正式密钥", { mode: input.mode });
  }
}

async function assertPlace(
  house: House,
  organisationId: string,
  personId: string | undefined,
): Promise<void> {
  const keys = await house.store.apiKeysOf(organisationId);
  const now = house.clock.now().toISOString();
  if (keys.filter((key) => key.revokedAt === null && key.expiresAt > now).length >= MOST_KEYS) {
    throw new AppError("app.limit_exceeded", `一个机构最多 ${MOST_KEYS} 个有效密钥，请先停用不用的`, {
      most: MOST_KEYS,
    });
  }
  if (personId === undefined) return;
  const person = await house.store.person(personId);
  if (person?.organisationId !== organisationId) throw new AppError("app.not_found", "没有找到这个人员", {});
}

/** Makes a key and shows it this once. Throws `app.scope_missing` for scopes the caller lacks, `app.limit_exceeded`. */
export async function createApiKey(
  house: House,
  caller: Caller,
  input: CreateApiKeyInput,
): Promise<NewApiKeyView> {
  needScope(caller, "keys:write");
  assertGivable(caller, input);
  if (madeBefore(caller, "api_key") !== undefined) {
    throw new AppError("app.conflict", "密钥已创建但未能送达；密钥只出示一次，请停用它并另建", {});
  }
  const organisation = await ownOrganisation(house, caller, input.organisation_id);
  await assertPlace(house, organisation.id, input.person_id);
  const { key, locator } = await newKeyText(house.ids, input.mode);
  const now = house.clock.now();
  const row: ApiKeyRecord = {
    id: house.ids.next("key"),
    organisationId: organisation.id,
    personId: input.person_id ?? null,
    name: input.name,
    mode: input.mode,
    scopes: [...new Set(input.scopes)],
    locator,
    digest: await sha256Hex(utf8(key)),
    createdAt: now.toISOString(),
    expiresAt: new Date(input.expires_at ?? now.getTime() + YEAR_MS).toISOString(),
    lastUsedAt: null,
    revokedAt: null,
  };
  const facts = { organisation: organisation.id, mode: row.mode, scopes: row.scopes };
  const deed = { aggregate: `api_key:${row.id}`, version: 1, type: "api_key.created", facts };
  await house.store.commit([
    { event: await nextEvent(house, caller, deed) },
    { insert: "apiKeys", row },
    ...(await settles(house, caller, { kind: "api_key", id: row.id })),
  ]);
  return { ...apiKeyView(row), key };
}
