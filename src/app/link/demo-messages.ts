import type { MessageList } from "../../../schemas/api/envelope.ts";
import { AppError } from "../app-error.ts";
import type { House } from "../house.ts";
import { DEMO_SENDER } from "../seed-demo.ts";
import { systemCaller } from "../system-caller.ts";
import { listMessages } from "./list-messages.ts";

const SHOWN = 50;

/**
 * The test messages of the demo's agency, for whoever has the demo in front of him: everybody in it is invented, and nothing of
 * it was sent. `app.not_found` in production.
 */
export async function demoMessages(house: House): Promise<MessageList> {
  const agency = house.mode === "demo" ? await house.store.organisationByUscc(DEMO_SENDER) : undefined;
  if (agency === undefined) throw new AppError("app.not_found", "没有这个地址", {});
  const caller = { ...systemCaller(), organisationId: agency.id, mode: "test" } as const;
  return listMessages(house, caller, { limit: SHOWN });
}
