import type { Contract } from "../../schemas/contract.ts";
import type { Jurisdiction } from "../../schemas/jurisdictions/index.ts";
import type { Recipient } from "../../schemas/jurisdictions/jurisdiction.ts";
import { authorityFor } from "../kit/filing-rules.ts";

/** An authority that files contracts: its division code, its name, the word it has in document numbers. */
export type FilingAuthority = { readonly code: string; readonly name: string; readonly word: string };

/**
 * The authority of an enterprise's division (domain.md T2: 定州, 辛集 and 雄安 are their own). Undefined where the law
 * files nowhere or does not cover the division. Says nothing about whether that authority works in this house.
 */
export function filingAuthority(regionCode: string, law: Jurisdiction): FilingAuthority | undefined {
  if (law.filing === null) return undefined;
  const code = authorityFor(regionCode.trim(), law.filing.authority);
  return law.filing.authority.authorities.find((authority) => authority.code === code);
}

/** One who receives a filed contract: a bureau by code, a park by the name in the contract. */
export type FilingRecipient = {
  readonly kind: Recipient;
  readonly name: string;
  readonly code: string | undefined;
};

/** Everyone the variant files with: Hebei one bureau, Zhoukou bureau and park, Xuhui nobody. Unknown ones have no entry. */
export function filingRecipients(contract: Contract, law: Jurisdiction): readonly FilingRecipient[] {
  return law.variant.recipients.flatMap((kind): FilingRecipient[] => {
    if (kind === "park") {
      const name = contract.park?.name?.trim() ?? "";
      return name === "" ? [] : [{ kind, name, code: undefined }];
    }
    const enterprise = contract.parties?.find(({ role }) => role === "enterprise");
    const authority = filingAuthority(enterprise?.regionCode ?? "", law);
    return authority === undefined ? [] : [{ kind, name: authority.name, code: authority.code }];
  });
}
