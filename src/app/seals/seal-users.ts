import { AppError } from "../app-error.ts";
import type { Caller } from "../caller.ts";
import type { House } from "../house.ts";

/** The people named, each of the caller's own organisation and once. Any other is `app.not_found`. */
export async function knownUsers(
  house: House,
  caller: Caller,
  ids: readonly string[],
): Promise<readonly string[]> {
  const users = [...new Set(ids)];
  for (const id of users) {
    const person = await house.store.person(id);
    if (person?.organisationId !== caller.organisationId)
      throw new AppError("app.not_found", "没有找到这个人员，请先登记", { person_id: id });
  }
  return users;
}
