import type { AskCodeInput, CodeSent } from "../../../schemas/api/signing-link.ts";
import { AppError } from "../app-error.ts";
import type { House } from "../house.ts";
import { openSigning } from "../signing/signing-state.ts";
import { serverKeyCover } from "./code-covers.ts";
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
 * The 意愿 code, good for what it was asked for and nothing else: signatures that are prepared, which may be of other contracts of
 * the same signer, or what the server's key is to sign. Throws `link.code_of_another` for anything this session did not prepare,
 * `app.signing_outdated` when the document is not the one that was shown any more, and what `sendCode` throws.
 */
export async function askIntentCode(
  house: House,
  open: OpenLink,
  input: AskCodeInput & Asker,
): Promise<CodeSent> {
  const covers = await coversOf(house, open, input);
  return sendCode(house, open, { purpose: "intent", address: input.address, covers });
}

async function coversOf(house: House, open: OpenLink, input: AskCodeInput): Promise<readonly string[]> {
  if (input.server_key !== undefined) {
    assertShown(open.envelope, input.server_key.sha256);
    return [await serverKeyCover(input.server_key)];
  }
  const caller = await signerCaller(house, open);
  const covers = [...new Set(input.state_ids)];
  for (const id of covers) {
    const signing = await house.store.signing(id);
    if (signing === undefined || !signing.boundTo.endsWith(`/${open.session.id}`))
      throw new LinkError("link.code_of_another", "没有准备好的这一份签署", {});
    // Of this very link it has to be open still; another link's own completion asks that.
    if (signing.envelopeId === open.envelope.id) await openSigning(house, caller, id);
  }
  return covers;
}

function assertShown({ currentDigest }: OpenLink["envelope"], shown: string): void {
  if (shown === currentDigest) return;
  throw new AppError("app.signing_outdated", "文件已有新的签署，请重新查看后再签", {
    previous_sha256: shown,
    current_sha256: currentDigest,
  });
}
