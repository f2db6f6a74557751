/**
 * The order in which a contract says things, from its title to its signatures, then what is handed in with it: the order
 * of the provincial template, by pointers into the contract's data.
 */
const PARTS: readonly string[] = [
  "variant",
  "title",
  "contractNo",
  "signPlace",
  "signDate",
  "parties",
  "park",
  "project",
  "basis",
  "mode",
  "scope",
  "ipInvolved",
  "ipList",
  "term",
  "plan",
  "place",
  "method",
  "duties",
  "reporting",
  "endSummary",
  "fee",
  "ipOwnership",
  "confidentiality",
  "acceptance",
  "breach",
  "change",
  "dispute",
  "clauses",
  "effect",
  "attachments",
  "docBuiltAt",
  "docSha256",
  "signatures",
  "filing",
  "evidence",
];

/** What stands in a part whose members are not in the order of their names. */
const MEMBERS: readonly string[] = [
  // a party
  "name",
  "abbreviation",
  "uscc",
  "regionCode",
  "taxRegionCode",
  "address",
  "legalRep",
  "licenceNo",
  "contact",
  "phone",
  "email",
  // a service, a right, a payment
  "code",
  "qty",
  "unit",
  "payer",
  "payee",
  "amount",
  "amountCn",
  "free",
  "waiver",
  "schedule",
  "start",
  "end",
  "duration",
  "due",
  "deliverable",
  "costs",
  "account",
  "bank",
  "no",
  // acceptance, dispute, effect
  "standard",
  "method",
  "indicators",
  "mode",
  "body",
  "clause",
  "copies",
  "holders",
  // a signature
  "partyName",
  "sealName",
  "sealType",
  "signer",
  "signerRole",
  "authority",
  "signedAt",
];

const SEATS = "甲乙丙丁";

function rankOf(step: string, depth: number): number {
  if (/^\d+$/.test(step)) return Number(step);
  const seat = SEATS.indexOf(step.charAt(0));
  if (seat >= 0 && step.endsWith("方")) return seat;
  const known = (depth === 0 ? PARTS : MEMBERS).indexOf(step);
  return known < 0 ? Number.MAX_SAFE_INTEGER : known;
}

/** Compares two JSON Pointers by where the contract speaks of them; the whole of a part comes before what stands in it. Equal for what it cannot tell apart. */
export function byContractOrder(one: string, other: string): number {
  const [left, right] = [one.split("/").slice(1), other.split("/").slice(1)];
  for (const [depth, step] of left.entries()) {
    const against = right[depth];
    if (against === undefined) return 1;
    const difference = rankOf(step, depth) - rankOf(against, depth);
    if (difference !== 0) return difference;
    if (step !== against) return 0;
  }
  return left.length - right.length;
}
