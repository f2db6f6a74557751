import type { z } from "zod";
import { Contract } from "../../schemas/contract.ts";
import { canonicalJson } from "../kit/canonical-json.ts";
import { readYuan } from "../kit/money.ts";

/**
 * What a reader of the document can see, and nothing else: this is attached to the PDF as canonical JSON, so that one
 * signature covers text and data. Signing, filing, digests of files and the agency's private flags are not in it.
 */
const ShownContract = Contract.omit({
  signatures: true,
  filing: true,
  docSha256: true,
  docBuiltAt: true,
  ipInvolved: true,
  evidence: true,
});
export type ShownContract = z.infer<typeof ShownContract>;

/** The shown part of a contract, empty places (null, {}, []) left out. Its canonical JSON is the attachment's text. */
export function shownContract(contract: Contract): ShownContract {
  const {
    signatures: _,
    filing: _f,
    docSha256: _d,
    docBuiltAt: _b,
    ipInvolved: _i,
    evidence: _e,
    attachments,
    fee,
    park: _p,
    parties,
    ...shown
  } = contract;
  const seen = withoutEmpty({
    ...shown,
    parties: parties?.map(({ taxRegionCode: _t, ...party }) => party),
    fee: fee === null || fee === undefined ? undefined : { ...fee, waiver: waiverShown(contract) },
    park: parkShown(contract),
    attachments: attachments?.map(({ no, name, sha256 }) => ({ no, name, sha256 })),
  });
  return ShownContract.parse(seen);
}

/** A waiver is words of the Zhoukou contract in parts only, and only where nothing is charged. */
function waiverShown({ variant, fee }: Contract) {
  const cents = readYuan(fee?.amount);
  const free = cents === 0n || (fee?.free === true && cents === undefined);
  return variant === "ZK-PART" && free ? fee?.waiver : undefined;
}

/** The park's name and the award of the tender are words of the contract; what is known about the park is not. */
const parkShown = ({ variant, park }: Contract) =>
  park === null || park === undefined
    ? undefined
    : { name: park.name, bidNo: variant === "ZK-FULL" ? park.bidNo : undefined };

/** Text of the attachment: one text for one contract, whatever the order of keys it came in. */
export const shownContractText = (contract: Contract): string => canonicalJson(shownContract(contract));

function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value)
    .filter(([, inner]) => inner !== null && inner !== undefined)
    .map(([key, inner]) => [key, withoutEmpty(inner)] as const)
    .filter(([, inner]) => typeof inner !== "object" || inner === null || Object.keys(inner).length > 0);
  return Object.fromEntries(entries);
}
