import type { AskCodeInput, CodeSent } from "../../../schemas/api/signing-link.ts";
import type { House } from "../house.ts";
import { openSigning } from "../signing/signing-state.ts";
import { type Asker, sendCode } from "./codes.ts";
import { foundLink } from "./found-link.ts";
import { LinkError } from "./link-error.ts";
import { type OpenLink, signerCaller } from "./open-link.ts";

/** A code to open the link with. Throws what `foundLink` and `sendCode` throw. */
export async function askCode(house: House, token: string, { address }: Asker): Promise<CodeSent> {
  const found = await foundLink(house, token, { address, count: "failures" });
  return sendCode(house, found, { purpose: "open", address, covers: [] });
}

/**
 * The 意愿 code, for signatures that are prepared: the ones that are named, which may be of other contracts of the same signer.
 * Throws `link.code_of_another` for anything this session did not prepare, and what `sendCode` throws.
 */
export async function askIntentCode(
  house: House,
  open: OpenLink,
  input: AskCodeInput & Asker,
): Promise<CodeSent> {
  const caller = await signerCaller(house, open);
  const covers = [...new Set(input.state_ids ?? [])];
  for (const id of covers) {
    const signing = await house.store.signing(id);
    if (signing === undefined || !signing.boundTo.endsWith(`/${open.session.id}`))
      throw new LinkError("link.code_of_another", "没有准备好的这一份签署", {});
    // Of this very link it has to be open still; another link's own completion asks that.
    if (signing.envelopeId === open.envelope.id) await openSigning(house, caller, id);
  }
  return sendCode(house, open, { purpose: "intent", address: input.address, covers });
}
