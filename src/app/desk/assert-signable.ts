import type { Bytes } from "../../kit/bytes.ts";
import { assertSoundToSign } from "../../sign/intake/assert-sound-to-sign.ts";
import { verifyDocument } from "../../verify/verify-document.ts";
import type { Desk } from "./desk.ts";
import { DeskError } from "./desk-error.ts";

/** What is in a file that somebody signs next. */
export type SignedBefore = { readonly signatures: number };

/**
 * Whether a file that somebody hands us may be signed: it was not prepared to show something else afterwards (rule V17), and
 * the signatures that are in it are whole, whoever made them. Throws `sign.has_*`, `sign.encrypted_pdf`,
 * `sign.unreadable_pdf`, `desk.earlier_signature_broken`.
 */
export async function assertSignable(desk: Pick<Desk, "clock">, pdf: Bytes): Promise<SignedBefore> {
  const found = assertSoundToSign(pdf);
  if (found.signatures === 0) return found;
  const report = await verifyDocument(pdf, { file: "", anchors: [], at: desk.clock.now() });
  if (report.integrity === "intact" || report.integrity === "extended") return found;
  throw new DeskError(
    "desk.earlier_signature_broken",
    "文件里已有的签名不完好，不能在它后面签署；请用 zhiqi verify 查看",
    { integrity: report.integrity, reasons: report.reasons },
  );
}

/**
 * What was signed just now must leave the earlier signatures whole: a certification or a lock of theirs may forbid it. Throws
 * `desk.signing_not_allowed`; then nothing is handed out.
 */
export async function assertNothingBroken(
  desk: Pick<Desk, "clock">,
  { before, pdf }: { readonly before: SignedBefore; readonly pdf: Bytes },
): Promise<void> {
  if (before.signatures === 0) return;
  const report = await verifyDocument(pdf, { file: "", anchors: [], at: desk.clock.now() });
  if (report.integrity === "intact" || report.integrity === "extended") return;
  throw new DeskError(
    "desk.signing_not_allowed",
    "前面的签署人锁定了文件（认证或 FieldMDP），在这里再签会使他的签名失效；什么也没有写出",
    { integrity: report.integrity, reasons: report.reasons },
  );
}
