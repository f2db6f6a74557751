import type { SignatureReport, VerificationReport } from "../../schemas/verification.ts";
import { type Certificate, subjectText } from "./cms/certificate.ts";
import { timeInShanghai } from "../kit/dates.ts";
import { Unsound } from "./unsound.ts";

/** What an answer rests on. */
type Grounds = {
  readonly anchors: readonly Certificate[];
  readonly at: Date;
  readonly signatures: readonly SignatureReport[];
  /** Whether issuers could be asked about revocation over the network. */
  readonly asked: boolean;
};

/** Names of anchors told; the rest are counted. */
const MOST_NAMES = 5;

/**
 * What the answer rests on, in words: whom the verifier trusted, at which instant, where the time comes from, whether anybody
 * was asked about revocation; and that none of it says who the person behind a certificate is.
 */
export function trustStatement(grounds: Grounds): VerificationReport["statement"] {
  const names = grounds.anchors.map(nameOf);
  const listed = names.slice(0, MOST_NAMES);
  const more = names.length - listed.length;
  const at = timeInShanghai(grounds.at);
  const sources = [
    ...new Set(grounds.signatures.flatMap(({ time }) => (time.source === null ? [] : [time.source]))),
  ];
  const zh = [
    names.length === 0
      ? "没有配置信任根，证书是谁签发的无从认定。"
      : `信任起点：${listed.join("、")}${more > 0 ? ` 等 ${names.length} 个` : ""}。`,
    `验证时刻：${at}（北京时间）。`,
    sources.length === 0 ? "没有可信时间，签名时间只是签名者自称。" : `可信时间来自：${sources.join("、")}。`,
    grounds.asked ? "吊销先看文件里的证据，再向签发者查询。" : "吊销只看文件里的证据，没有联网查询。",
    "证书只说明签发者认定了谁；签名的人是不是本人、有没有权限，不在本次验证之内。",
  ].join("");
  const en = [
    names.length === 0
      ? "No trust anchor was configured, so nothing is known about who issued the certificates."
      : `Trust begins at: ${listed.join("; ")}${more > 0 ? ` and ${more} more` : ""}.`,
    `Verified as of ${at} (Beijing time).`,
    sources.length === 0
      ? "There is no trusted time; a signing time is only the signer's claim."
      : `Trusted time comes from: ${sources.join("; ")}.`,
    grounds.asked
      ? "Revocation was looked up in the file, then asked of the issuers."
      : "Revocation was looked up in the file only; nobody was asked over the network.",
    "A certificate says whom its issuer vouched for; whether the signer was that person, and was entitled to sign, is not part of this answer.",
  ].join(" ");
  return { zh, en };
}

/** What is said of a file that could not be read: no signature and no certificate was looked at, whatever anchors there are. */
export function unreadStatement(at: Date): VerificationReport["statement"] {
  const time = timeInShanghai(at);
  return {
    zh: `文件没有读成，没有核验任何签名，也没有判断任何证书。验证时刻：${time}（北京时间）。`,
    en: `The file could not be read, so no signature was verified and no certificate judged. Verified as of ${time} (Beijing time).`,
  };
}

function nameOf(anchor: Certificate): string {
  try {
    return subjectText(anchor) ?? "?";
  } catch (error) {
    if (error instanceof Unsound) return "?";
    throw error;
  }
}
