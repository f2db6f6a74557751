import type { AskCodeInput } from "../../../schemas/api/signing-link.ts";
import { utf8 } from "../../kit/bytes.ts";
import { canonicalJson } from "../../kit/canonical-json.ts";
import { sha256Hex } from "../../kit/digest.ts";
import type { LinkCodeRecord } from "../../ports/link-records.ts";
import { LinkError } from "./link-error.ts";

/** What the server's key is to sign: the document as it was shown, and what the field will show. */
export type ServerKeyWish = NonNullable<AskCodeInput["server_key"]>;

/** The one thing a code for the server's key covers, as it is kept: a digest of it. */
export const serverKeyCover = async ({ sha256, seal, strokes }: ServerKeyWish): Promise<string> =>
  `server:${await sha256Hex(utf8(canonicalJson({ sha256, seal: seal ?? null, strokes: strokes ?? null })))}`;

/**
 * Refuses a code that was asked for something else than this: the signature that was prepared and shown (`state_id`), or what
 * `serverKeyCover` says. A code that covers nothing signs nothing. Throws `link.code_of_another`.
 */
export function assertCovers({ covers }: Pick<LinkCodeRecord, "covers">, what: string): void {
  if (covers.includes(what)) return;
  throw new LinkError("link.code_of_another", "验证码不是为这一份签署发出的，请重新获取", {});
}
