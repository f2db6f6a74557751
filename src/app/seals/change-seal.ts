import type { SealDeed, SealState, SealUsersInput, SealView } from "../../../schemas/api/seal.ts";
import type { SealRecord } from "../../ports/records.ts";
import { AppError } from "../app-error.ts";
import { nextEvent } from "../audit.ts";
import { type Caller, needScope } from "../caller.ts";
import { decide } from "../decide.ts";
import type { House } from "../house.ts";
import { madeBefore, settles } from "../once.ts";
import { ownSeal, sealOwner, sealView } from "./own-seal.ts";
import { knownUsers } from "./seal-users.ts";

const STATES: Readonly<Record<SealDeed, SealState>> = {
  enable: "enabled",
  disable: "disabled",
  cancel: "cancelled",
};

/**
 * 启用、停用、注销. A cancelled seal stays cancelled; what was sealed before stays sealed, and its uses stay on record. The
 * state it is in already is answered as it is. Throws `app.wrong_state` for a cancelled seal.
 */
export async function changeSealState(
  house: House,
  caller: Caller,
  input: { readonly id: string; readonly deed: SealDeed },
): Promise<SealView> {
  return change(house, caller, input.id, (record) => {
    const state = STATES[input.deed];
    if (record.state === state) return undefined;
    return { set: { state }, type: `seal.${state}`, facts: { before: record.state } };
  });
}

/** Names who may use a seal; nobody named: every key of the organisation that may sign. Throws `app.not_found`, `app.wrong_state`. */
export async function changeSealUsers(
  house: House,
  caller: Caller,
  input: SealUsersInput & { readonly id: string },
): Promise<SealView> {
  needScope(caller, "seals:write");
  const userIds = await knownUsers(house, caller, input.user_ids);
  return change(house, caller, input.id, () => ({
    set: { userIds },
    type: "seal.users_changed",
    facts: { users: userIds },
  }));
}

type Amendment = {
  readonly set: Partial<Pick<SealRecord, "state" | "userIds">>;
  readonly type: string;
  readonly facts: Readonly<Record<string, unknown>>;
};

async function change(
  house: House,
  caller: Caller,
  id: string,
  amend: (record: SealRecord) => Amendment | undefined,
): Promise<SealView> {
  needScope(caller, "seals:write");
  return decide(async () => {
    const record = await ownSeal(house, caller, id);
    const owner = await sealOwner(house, caller);
    const amendment = madeBefore(caller, "seal") === id ? undefined : amend(record);
    if (amendment === undefined) return sealView(house, record, owner);
    if (record.state === "cancelled")
      throw new AppError("app.wrong_state", "印章已经注销，不能再改动；需要时另行登记一枚", { id });
    const version = record.version + 1;
    const updatedAt = house.clock.now().toISOString();
    const set = { ...amendment.set, version, updatedAt };
    const deed = { aggregate: `seal:${id}`, version, type: amendment.type, facts: amendment.facts };
    await house.store.commit([
      { event: await nextEvent(house, caller, deed) },
      { update: "seals", key: { id }, set },
      ...(await settles(house, caller, { kind: "seal", id })),
    ]);
    return sealView(house, { ...record, ...set }, owner);
  });
}
