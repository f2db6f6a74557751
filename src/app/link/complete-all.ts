import type { CompleteAllInput, SigningResults } from "../../../schemas/api/signing-link.ts";
import { HouseError } from "../../kit/errors.ts";
import type { House } from "../house.ts";
import { assertCovers } from "./code-covers.ts";
import { type Asker, confirmedCode } from "./codes.ts";
import type { OpenLink } from "./open-link.ts";
import { siblingLink } from "./session.ts";
import { completedByLink } from "./sign-by-link.ts";

/**
 * Several contracts of one signer with one 意愿 code, each of them read and prepared by itself. The code was asked for exactly these
 * signatures. Each contract is its own commit: one that fails says why and holds up none of the others. Throws `link.code_*`,
 * `link.locked`, `link.code_of_another`.
 */
export async function completeAll(
  house: House,
  open: OpenLink,
  input: CompleteAllInput & Asker,
): Promise<SigningResults> {
  const typed = { purpose: "intent", code: input.code, address: input.address } as const;
  const code = await confirmedCode(house, open.link, typed);
  for (const { state_id: id } of input.items) assertCovers(code, id);
  const results: SigningResults["results"] = [];
  for (const { link_id: linkId, state_id: stateId, signature } of input.items) {
    try {
      const one = linkId === open.link.id ? open : await siblingLink(house, open, linkId);
      const result = await completedByLink(house, one, { code, stateId, signature });
      results.push({ link_id: linkId, result, code: null });
    } catch (error) {
      if (!(error instanceof HouseError)) throw error;
      results.push({ link_id: linkId, result: null, code: error.code });
    }
  }
  return { results };
}
