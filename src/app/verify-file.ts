import type { VerificationReport } from "../../schemas/verification.ts";
import type { Bytes } from "../kit/bytes.ts";
import { sha256Hex } from "../kit/digest.ts";
import { verifyDocument } from "../verify/verify-document.ts";
import { relationOfFile } from "./filed-relation.ts";
import type { House } from "./house.ts";

/** Verifies a PDF: integrity and trust of each signature, and how it relates to what a bureau filed. Keeps nothing of it. */
export async function verifyFile(
  house: House,
  asked: { readonly pdf: Bytes; readonly fileName: string; readonly at?: Date },
): Promise<VerificationReport> {
  const { pdf, fileName: file } = asked;
  const anchors = [...(await house.issuer.anchors())];
  const report = await verifyDocument(pdf, { file, anchors, at: asked.at ?? house.clock.now() });
  return { ...report, filed: await relationOfFile(house, pdf, await sha256Hex(pdf)) };
}
