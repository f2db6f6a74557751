import type { SigningView } from "../../../schemas/api/signing.ts";
import { AppError } from "../app-error.ts";
import { type Caller, needScope } from "../caller.ts";
import type { House } from "../house.ts";
import { boundTo, signingView } from "./signing-state.ts";

/** A signing of the caller's own, open or not: where to go on after an interruption. Any other is `app.not_found`. */
export async function getSigning(
  house: House,
  caller: Caller,
  { id }: { readonly id: string },
): Promise<SigningView> {
  needScope(caller, "envelopes:sign");
  const signing = await house.store.signing(id);
  if (signing === undefined || signing.boundTo !== boundTo(caller))
    throw new AppError("app.not_found", "没有找到这次签署", {});
  return signingView(signing);
}
