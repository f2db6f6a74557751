import { Scope } from "../../schemas/api/api-key.ts";
import type { Caller } from "./caller.ts";

/** The runtime itself: sets a house up before there is any key. Never made from a request. */
export const systemCaller = (): Caller => ({
  organisationId: "system",
  role: "admin",
  personId: null,
  keyId: "system",
  mode: "live",
  scopes: Scope.options,
  uscc: "",
  authorityCode: null,
});
