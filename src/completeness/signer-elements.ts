import { readDay, readInstant } from "../kit/dates.ts";
import { residentIdFault, showsResidentId } from "../kit/resident-id.ts";
import { isBlank } from "../kit/text.ts";
import { type Inquiry, missing, type Observation, query, unclear } from "./observation.ts";
import { textsOf } from "./pointers.ts";
import { electronicSignings, type Signing } from "./signing-elements.ts";

/** The day the signers' age and numbers are judged on. */
const dayOfSigning = ({ contract, asOf }: Inquiry): string => readDay(contract.signDate) ?? asOf;

const FAULTS = {
  form: "不是十八位，或者有其他字符",
  division: "前两位不是省级行政区划代码",
  birth: "出生日期不存在",
  check: "最后一位校验码不对",
  minor: "签署人未满十八周岁",
} as const;

/** PTY-13: an identity number that is given is sound. Findings never repeat the number. */
export function askResidentId(inquiry: Inquiry): readonly Observation[] {
  return (inquiry.contract.evidence?.signers ?? []).flatMap(({ idNo }, at) => {
    if (isBlank(idNo)) return [];
    const fault = residentIdFault(idNo?.trim() ?? "", dayOfSigning(inquiry));
    const pointer = `/evidence/signers/${at}/idNo`;
    return fault === undefined ? [] : [unclear(pointer, undefined, { detail: FAULTS[fault] })];
  });
}

/** SIG-07: what makes an electronic signature reliable is recorded and sound; an issuer without a licence is a query. */
export function askCertificate(inquiry: Inquiry): readonly Observation[] {
  return electronicSignings(inquiry).flatMap((signing) => {
    const pointer = `${signing.at}/certificate`;
    const blank = missingParts(signing);
    if (blank !== "") return [{ ...missing(pointer), detail: blank }];
    const detail = faultsOf(signing).join("，");
    const found = detail === "" ? [] : [unclear(pointer, undefined, { detail })];
    const { certificate } = signing.signature;
    return certificate?.licensedIssuer === false
      ? [...found, query(pointer, certificate.issuer ?? "")]
      : found;
  });
}

function missingParts({ signature: { certificate } }: Signing): string {
  if (certificate === null || certificate === undefined) return "证书";
  const parts = [
    ["主体", certificate.subject],
    ["序列号", certificate.serial],
    ["签发者", certificate.issuer],
    ["有效期的开始", certificate.notBefore],
    ["有效期的结束", certificate.notAfter],
  ] as const;
  return parts
    .filter(([, text]) => isBlank(text))
    .map(([name]) => name)
    .join("、");
}

function faultsOf({ signature }: Signing): readonly string[] {
  const { certificate } = signature;
  const signed = readInstant(signature.signedAt);
  const [from, until] = [readInstant(certificate?.notBefore), readInstant(certificate?.notAfter)];
  const revoked = readInstant(certificate?.revokedAt);
  const outside =
    signed !== undefined && from !== undefined && until !== undefined && (signed < from || signed > until);
  const checks: readonly (readonly [boolean, string])[] = [
    [certificate?.soleControl === false, "签名制作数据不是签署人专有、专控"],
    [from === undefined || until === undefined, "有效期不是有效的时间"],
    [outside, "签署时证书不在有效期内"],
    [signed !== undefined && revoked !== undefined && revoked <= signed, "签署时证书已经吊销"],
    [certificate?.trustedTime === false, "没有可信时间"],
  ];
  return checks.filter(([found]) => found).map(([, words]) => words);
}

/**
 * SIG-09: who signs electronically left a trace of willing it. Without any record of signers nothing is judged. The same phone or
 * device on two sides is a query: one person may have signed for both.
 */
export function askWillingness(inquiry: Inquiry): readonly Observation[] {
  const { signers } = inquiry.contract.evidence ?? {};
  if (signers === null || signers === undefined) return [];
  return [...untraced(inquiry, signers), ...sharedMeans(signers)];
}

type Signers = NonNullable<NonNullable<Inquiry["contract"]["evidence"]>["signers"]>;

const SEATS = "甲乙丙丁";
const follows = (other: string, seat: string): boolean =>
  SEATS.indexOf(other[0] ?? "") > SEATS.indexOf(seat[0] ?? "");

/** Each pair of seats once, at the first of them. */
function sharedMeans(signers: Signers): readonly Observation[] {
  return signers.flatMap(({ seat, samePhoneAs, sameDeviceAs }, at) => {
    const phone = (samePhoneAs ?? []).filter((other) => follows(other, seat));
    const device = (sameDeviceAs ?? []).filter((other) => follows(other, seat) && !phone.includes(other));
    const pointer = `/evidence/signers/${at}`;
    return [
      ...phone.map((other) => query(pointer, undefined, `${seat} / ${other}`)),
      ...device.map((other) => ({ ...query(pointer, undefined, `${seat} / ${other}`), case: "device" })),
    ];
  });
}

function untraced(inquiry: Inquiry, signers: Signers): readonly Observation[] {
  return electronicSignings(inquiry)
    .filter(({ signature }) => {
      const known = signers.filter(({ seat }) => seat === signature.seat);
      return !known.some((each) => [each.agreedAt, each.otpVerifiedAt, each.linkOpenedAt].some(isDated));
    })
    .map(({ signature }) => ({ ...missing("/evidence/signers"), detail: signature.seat }));
}

/** Whether a record says when: to the second with its zone, or the day. */
const isDated = (time: string | null | undefined): boolean =>
  readInstant(time) !== undefined || readDay(time) !== undefined;

/** PRV-01: every signer on record was told how personal information is used, and agreed. */
export function askNotice({ contract }: Inquiry): readonly Observation[] {
  return (contract.evidence?.signers ?? []).flatMap(({ seat, noticeVersion, noticeConsentAt }, at) =>
    isBlank(noticeVersion) || !isDated(noticeConsentAt)
      ? [{ ...missing(`/evidence/signers/${at}/noticeConsentAt`), detail: seat }]
      : [],
  );
}

/** Numbers that are as long as an identity number and are none. */
const OTHER_NUMBERS = /^\/evidence\/signers\/|\/(?:uscc|no|serial|enterpriseUscc|agencyUscc)$/;

/** PRV-02: no identity number in clear in the contract or its text, none stored without a consent of its own. */
export function askIdentityPrivacy(inquiry: Inquiry): readonly Observation[] {
  const { contract } = inquiry;
  const shown = textsOf(contract)
    .filter(({ pointer, text }) => text.length >= 18 && !OTHER_NUMBERS.test(pointer))
    .filter(({ text }) => showsResidentId(text, dayOfSigning(inquiry)))
    .map(({ pointer }) => unclear(pointer, undefined));
  const stored = (contract.evidence?.signers ?? []).flatMap(({ idNo, idConsentAt }, at) =>
    !isBlank(idNo) && !isDated(idConsentAt)
      ? [unclear(`/evidence/signers/${at}/idNo`, undefined, { case: "consent" })]
      : [],
  );
  return [...shown, ...stored];
}
