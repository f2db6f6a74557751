import type { Party, PartySignature } from "../../schemas/contract.ts";
import { dayInShanghai, readDay, readInstant } from "../kit/dates.ts";
import { isPersonName, personName } from "../kit/person-name.ts";
import { isBlank, isUnfilled } from "../kit/text.ts";
import { type Inquiry, missing, type Observation, unclear } from "./observation.ts";
import { isAskedFor } from "./whole-text.ts";

/** A place that was signed, its pointer and its party. */
export type Signing = {
  readonly signature: PartySignature;
  readonly at: string;
  readonly party: Party | undefined;
};

/** Places signed or sealed; an entry with neither is an unsigned place, which is SIG-01's. */
const signingsOf = ({ contract }: Inquiry): readonly Signing[] =>
  (contract.signatures ?? [])
    .map((signature, at) => ({
      signature,
      at: `/signatures/${at}`,
      party: contract.parties?.find(({ seat }) => seat === signature.seat),
    }))
    .filter(({ signature }) => isSigned(signature));

const isSigned = ({ signer, sealName }: PartySignature): boolean => !isBlank(signer) || !isBlank(sealName);

/** Places known to be signed electronically: the entry says so or has a certificate. */
export const electronicSignings = (inquiry: Inquiry): readonly Signing[] =>
  signingsOf(inquiry).filter(
    ({ signature: { electronic, certificate } }) =>
      electronic === true || (electronic !== false && certificate !== null && certificate !== undefined),
  );

/** SIG-01: every seat that has a party has a signature or a seal. */
export function askSignedByAll({ contract, law }: Inquiry): readonly Observation[] {
  const signed = (contract.signatures ?? []).filter(isSigned);
  return law.variant.seats
    .filter(({ seat }) => contract.parties?.some((party) => party.seat === seat) ?? false)
    .filter(({ seat }) => !signed.some((signature) => signature.seat === seat))
    .map(({ seat }) => ({ ...missing("/signatures"), detail: seat }));
}

/** What may stand on a seal below the name: the kind of a seal fit for contracts and its number. */
const BELOW_NAME = /(?:公章|合同专用章)?(?:[（(](?:\d{1,2}|公章|合同专用章)[）)])?$/u;

/** SIG-02: the seal bears the party's name, to the character; the kind of seal and its number may follow. */
export function askSealText(inquiry: Inquiry): readonly Observation[] {
  return signingsOf(inquiry).flatMap(({ signature, at, party }) => {
    const seal = signature.sealName?.trim();
    const name = party?.name?.trim();
    if (isBlank(seal) || isUnfilled(name) || seal === name || seal === `${name}${signature.sealType?.trim()}`)
      return [];
    if (seal?.replace(BELOW_NAME, "") === name) return [];
    return [unclear(`${at}/sealName`, signature.sealName, { detail: name })];
  });
}

/** SIG-03: the name in the signature block is the name in the head. */
export function askSignatureName(inquiry: Inquiry): readonly Observation[] {
  return signingsOf(inquiry).flatMap(({ signature, at, party }) => {
    const name = party?.name?.trim();
    if (isUnfilled(name) || signature.partyName?.trim() === name) return [];
    return [unclear(`${at}/partyName`, signature.partyName ?? "", { detail: name })];
  });
}

const REPRESENTATIVE =
  /^(?:法定代表人|法人代表|法人|负责人|单位负责人|执行事务合伙人|执行合伙人|主要负责人|投资人|经营者)/u;

/** Whether somebody other than the representative signed; a representative the head names otherwise is an agent. */
function signedByAgent({ signature, party }: Signing): boolean {
  const claims = isBlank(signature.signerRole)
    ? undefined
    : REPRESENTATIVE.test(signature.signerRole?.trim() ?? "");
  const head = party?.legalRep?.trim() ?? "";
  const signer = personName(signature.signer ?? "");
  if (claims === false) return signer !== personName(head);
  const comparable = !isBlank(head) && isPersonName(head) && !isBlank(signature.signer);
  return comparable && signer !== personName(head);
}

/** SIG-04: an agent's authority letter is listed for that seat and, as far as it is given, covers matter, person and day. */
export function askSignerAuthority(inquiry: Inquiry): readonly Observation[] {
  return signingsOf(inquiry)
    .filter(signedByAgent)
    .flatMap((signing) => {
      const { signature, at } = signing;
      const letter = signature.authority;
      if (letter === null || letter === undefined)
        return hasLetter(inquiry, signing) ? [] : [missing(`${at}/signer`, signature.signer ?? undefined)];
      const detail = letterFault(signature, letter);
      return detail === undefined ? [] : [unclear(`${at}/authority`, undefined, { detail })];
    });
}

/** A letter in the list of attachments; one that names seats or parties counts for those only. Absent files are ATT-01's. */
function hasLetter({ contract }: Inquiry, { signature, party }: Signing): boolean {
  return (contract.attachments ?? []).some(({ name }) => {
    if (!/授权(?:委托)?书|授权函|(?<!代理)委托书/u.test(name ?? "")) return false;
    const seats = (name ?? "").match(/[甲乙丙丁]方/gu) ?? [];
    if (seats.length > 0) return seats.some((seat) => seat === signature.seat);
    const others = (contract.parties ?? []).filter(
      (one) => one.seat !== signature.seat && !isBlank(one.name),
    );
    return !others.some((one) => name?.includes(one.name ?? "") && !name.includes(party?.name ?? "\0"));
  });
}

/** Matters of other contracts, when nothing is said of ours. */
const OTHER_MATTERS =
  /采购|买卖|购销|销售|租赁|劳动|借款|贷款|担保|抵押|施工|工程|装修|运输|保险|招投标|投标|物业|房屋|广告/u;

/** Whether matter and powers of a letter reach as far as signing a contract of custody. */
function coversSigning(words: string): boolean {
  if (
    /不(?:得|能|可|包括|含|享有|具有)[^，。；]{0,8}(?:签|订)|仅限?[^，。；]{0,4}(?:洽谈|谈判|咨询|递交|领取)/u.test(
      words,
    )
  )
    return false;
  if (/知识产权|托管|专利|商标|(?:本|该|此)合同|一切|全部|所有|全权/u.test(words)) return true;
  return /签|订|合同|协议/u.test(words) && !OTHER_MATTERS.test(words);
}

const closed = (text: string | null | undefined): string => (text ?? "").replaceAll(/\s/gu, "");

function letterFault(
  signature: PartySignature,
  letter: NonNullable<PartySignature["authority"]>,
): string | undefined {
  const instant = readInstant(signature.signedAt);
  const day = instant === undefined ? undefined : dayInShanghai(instant);
  const [from, until] = [readDay(letter.from), readDay(letter.until)];
  if (isAskedFor(letter, "agent") && isBlank(letter.agent)) return "没有写明受托人";
  if (!isBlank(letter.agent) && closed(letter.agent) !== closed(signature.signer))
    return "的受托人不是签署人";
  if (letter.principalSealed === false) return "没有委托人的签名或者盖章";
  if (isBlank(letter.scope) && isBlank(letter.matter)) return "没有写明事项和权限";
  if (!coversSigning(`${letter.matter ?? ""}；${letter.scope ?? ""}`)) return "的事项和权限不包括签订本合同";
  if (isBlank(letter.from) && isBlank(letter.until)) return "没有写明期限";
  if ((!isBlank(letter.from) && from === undefined) || (!isBlank(letter.until) && until === undefined))
    return "的期限不是有效的日期";
  if (day === undefined) return undefined;
  return (from !== undefined && day < from) || (until !== undefined && day > until)
    ? "的期限不包括签署日期"
    : undefined;
}

/** SIG-05: every party's time of signing exists, is not to come, and lies between the final document and the filing. */
export function askSignedTime(inquiry: Inquiry): readonly Observation[] {
  const filed = readDay(inquiry.contract.filing?.filedAt);
  const built = readInstant(inquiry.contract.docBuiltAt);
  return signingsOf(inquiry).flatMap(({ signature, at }) => {
    const pointer = `${at}/signedAt`;
    if (isBlank(signature.signedAt)) return [missing(pointer, signature.signedAt ?? undefined)];
    const instant = readInstant(signature.signedAt);
    if (instant === undefined) return [unclear(pointer, signature.signedAt)];
    const day = dayInShanghai(instant);
    if (filed !== undefined && day > filed)
      return [unclear(pointer, signature.signedAt, { case: "after_filing", detail: filed })];
    if (day > inquiry.asOf) return [unclear(pointer, signature.signedAt, { case: "future" })];
    if (built === undefined || instant >= built) return [];
    return [
      unclear(pointer, signature.signedAt, {
        case: "before_document",
        detail: inquiry.contract.docBuiltAt ?? "",
      }),
    ];
  });
}

/** SIG-08: every signature was made over the document that is here, by SHA-256. */
export function askDocumentDigest(inquiry: Inquiry): readonly Observation[] {
  const digest = inquiry.contract.docSha256;
  const signings = signingsOf(inquiry);
  if (isBlank(digest)) return signings.length === 0 ? [] : [missing("/docSha256", digest ?? undefined)];
  if (!isSha256(digest)) return [unclear("/docSha256", digest)];
  return signings.flatMap(({ signature, at }) => {
    const pointer = `${at}/docSha256`;
    if (isBlank(signature.docSha256)) return [missing(pointer, signature.docSha256 ?? undefined)];
    const same = signature.docSha256?.trim().toLowerCase() === digest?.trim().toLowerCase();
    return same ? [] : [unclear(pointer, signature.docSha256)];
  });
}

const isSha256 = (text: string | null | undefined): boolean => /^[0-9a-f]{64}$/i.test(text?.trim() ?? "");
