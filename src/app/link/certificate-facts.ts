import { TRUST_STATEMENT_WORDS } from "../../../schemas/api/trust-words.ts";
import type {
  CertifiedSigner,
  SigningCertificateFacts,
} from "../../document/signing-certificate-document.ts";
import { timeInShanghai } from "../../kit/dates.ts";
import type { LinkRecord } from "../../ports/link-records.ts";
import type { EnvelopeRecord, StepRecord } from "../../ports/records.ts";
import type { FoundLink } from "./found-link.ts";
import { maskedTo } from "./masked-to.ts";

/** All that happened on the way of an envelope, as it is stored. */
export type Course = Pick<FoundLink, "envelope" | "contract" | "steps"> & {
  readonly links: readonly LinkRecord[];
  /** Of these the ones that were signed with. */
  readonly signedWith: ReadonlySet<LinkRecord["id"]>;
  readonly sender: string;
};

const shown = (instant: string): string => timeInShanghai(new Date(instant));

/** The link that a step was signed with: not merely one that was opened. */
const linkOf = ({ links, signedWith }: Course, { order }: StepRecord): LinkRecord | undefined =>
  links.find((link) => link.order === order && signedWith.has(link.id));

const namedBy = ({ recipient }: StepRecord): string =>
  recipient?.namedBy === "former_signer" ? "由原签署人转交时提供" : "由发起方提供";

function certifiedSigner(step: StepRecord, link: LinkRecord | undefined): CertifiedSigner {
  const { trust } = step;
  const unknown = "当时未记录";
  return {
    seat: step.seat,
    organisation: step.organisation,
    uscc: step.uscc,
    signer: step.signer ?? "",
    role: step.signerRole ?? "",
    step: step.step,
    sentTo:
      link === undefined ? "未经链接，以该单位的接口密钥签署" : `${maskedTo(link.to)}，${namedBy(step)}`,
    identity: trust?.identity.says ?? unknown,
    consent:
      link?.consentVersions == null ? "未经链接" : `签署声明、个人信息告知，版本 ${link.consentVersions}`,
    read:
      link?.shownAt == null || link.readAt === null
        ? "未经链接"
        : `${shown(link.shownAt)} 起，${shown(link.readAt)} 确认已读`,
    signedAt: step.signedAt === null ? "" : `${shown(step.signedAt)}（北京时间）`,
    mark: step.sealType === null ? "" : `${step.sealType}（图形，不是电子印章）`,
    key: trust === null ? unknown : TRUST_STATEMENT_WORDS.key[trust.key].zh,
    certificate: trust === null ? unknown : TRUST_STATEMENT_WORDS.certificate[trust.certificate].zh,
    time: trust === null ? unknown : TRUST_STATEMENT_WORDS.time[trust.time].zh,
    sha256: step.digest ?? "",
  };
}

type Event = { readonly at: string; readonly who: string; readonly what: string };

function eventsOf({ envelope, steps, links, sender }: Course): Event[] {
  const events: Event[] = [{ at: envelope.createdAt, who: sender, what: "发出签署" }];
  for (const link of links) {
    const who = link.name;
    const add = (at: string | null, what: string): void => {
      if (at !== null) events.push({ at, who, what });
    };
    add(
      link.createdAt,
      link.origin === "message" ? `链接发往 ${maskedTo(link.to)}` : "签署页面交由发起方的网站打开",
    );
    add(link.openedAt, "以验证码打开");
    add(link.shownAt, "同意声明与告知，开始阅读");
    add(link.readAt, "确认已读");
  }
  for (const step of steps)
    if (step.signedAt !== null)
      events.push({ at: step.signedAt, who: step.signer ?? "", what: `${step.seat}签署（${step.step}）` });
  if (envelope.completedAt !== null)
    events.push({ at: envelope.completedAt, who: "系统", what: "全部签署完成" });
  return events.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/** Two seats reached by one number, or signed in one browser: said plainly, judged by nobody here. */
function sharedNotes(course: Course): string[] {
  const own = course.steps.flatMap((step) => {
    const link = linkOf(course, step);
    return link === undefined ? [] : [{ seat: step.seat, link }];
  });
  const shared = (of: (link: LinkRecord) => string | null): boolean =>
    own.some((a) => own.some((b) => a.seat !== b.seat && of(a.link) !== null && of(a.link) === of(b.link)));
  return [
    ...(shared(({ toFingerprint }) => toFingerprint)
      ? ["请注意：不同席位的签署使用了同一手机号（邮箱）。"]
      : []),
    ...(shared(({ deviceFingerprint }) => deviceFingerprint)
      ? ["请注意：不同席位的签署使用了同一浏览器。"]
      : []),
  ];
}

const NOTES = [
  "证书、时间、身份、密钥是四件事，分别列出，互不代替。使用内置演示 CA 的签名只证明文件自签署后未被改动，不证明签署人就是证书所载的人，本系统不称其为可靠电子签名。",
  "“签署后的文件”是每次签名之后整个文件的 SHA-256；此后的签名和归档只在文件末尾追加，前面的字节不变，可用公开的核验页面或 zhiqi verify 逐次查验。",
  "本证明没有单独签名，内容以合同文件中的签名和本系统的留痕为准。附件 signing-certificate.json 是同样内容的机读形式。",
];

/** What the certificate of a completed envelope says. */
export function certificateFacts(course: Course, testMode: boolean): SigningCertificateFacts {
  const { envelope, contract, steps, sender } = course;
  return {
    testMode,
    title: contract.title,
    contractNo: contract.contractNo,
    sender,
    envelopeId: envelope.id,
    sentAt: shown(envelope.createdAt),
    completedAt: shown(completedAt(envelope)),
    pages: envelope.pages,
    sentSha256: envelope.revision1Digest,
    finalSha256: envelope.currentDigest,
    signers: steps.map((step) => certifiedSigner(step, linkOf(course, step))),
    events: eventsOf(course).map(({ at, ...rest }) => ({ at: shown(at), ...rest })),
    notes: [...sharedNotes(course), ...NOTES],
  };
}

/** When the last one signed; of an envelope that is not complete, when it was sent. */
export const completedAt = ({ completedAt: at, createdAt }: EnvelopeRecord): string => at ?? createdAt;
