import type { Change } from "../ports/store.ts";
import { nextEvent } from "./audit.ts";
import type { Caller } from "./caller.ts";
import type { House } from "./house.ts";

/** Kinds of things a command makes; together with the id they say what an Idempotency-Key has made. */
export type SubjectKind =
  | "organisation"
  | "person"
  | "api_key"
  | "contract"
  | "envelope"
  | "signing"
  | "seal"
  | "filing"
  | "overruling"
  | "template";

/** Whose Idempotency-Keys these are: a tenant's test keys are apart from its live ones, as all its test data are. */
export const keysOf = (caller: Pick<Caller, "organisationId" | "mode">): string =>
  caller.mode === "live" ? caller.organisationId : `${caller.organisationId}/test`;

/** The chain of one event that says what a command made. It stays when the row of its key is purged. */
export const commandOf = ({ tenantId, key }: { readonly tenantId: string; readonly key: string }): string =>
  `command:${tenantId}:${key}`;

/** What this command made before a crash, when it did: the use case then answers with it and writes nothing. */
export function madeBefore(caller: Caller, kind: SubjectKind): string | undefined {
  const subject = caller.once?.subject ?? "";
  return subject.startsWith(`${kind}:`) ? subject.slice(kind.length + 1) : undefined;
}

/**
 * Changes that belong into the deciding commit: they say what the command made, and let no second run of the same key
 * commit, even if the first one was only thought dead. Empty without an Idempotency-Key.
 */
export async function settles(
  house: House,
  caller: Caller,
  made: { kind: SubjectKind; id: string },
): Promise<Change[]> {
  if (caller.once === undefined) return [];
  const { key } = caller.once;
  const subject = `${made.kind}:${made.id}`;
  const aggregate = commandOf({ tenantId: keysOf(caller), key });
  return [
    {
      event: await nextEvent(house, caller, {
        aggregate,
        version: 1,
        type: "command.settled",
        facts: { subject },
      }),
    },
    { update: "idempotencyKeys", key: { tenantId: keysOf(caller), key }, set: { subject } },
  ];
}
