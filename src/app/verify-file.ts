import type { VerificationReport } from "../../schemas/verification.ts";
import type { Bytes } from "../kit/bytes.ts";
import { sha256Hex } from "../kit/digest.ts";
import { verifyDocument } from "../verify/verify-document.ts";
import { relationOfFile } from "./filed-relation.ts";
import type { House } from "./house.ts";
import { ownRecords, prefixesOf } from "./own-records.ts";

/**
 * Verifies a PDF: integrity and trust of each signature, and how it relates to what a bureau filed. Our own records of
 * when we stored its states stand in for a timestamp and are named as what they are. Keeps nothing of the file.
 */
export async function verifyFile(
  house: House,
  asked: { readonly pdf: Bytes; readonly fileName: string; readonly at?: Date },
): Promise<VerificationReport> {
  const { pdf, fileName: file } = asked;
  const prefixes = await prefixesOf(pdf);
  const report = await verifyDocument(pdf, {
    file,
    anchors: [...(await house.issuer.anchors())],
    at: asked.at ?? house.clock.now(),
    proofOfExistence: await ownRecords(house, prefixes),
    revocation: house.revocation,
  });
  const digest = await sha256Hex(pdf);
  return { ...report, filed: await relationOfFile(house, pdf, { digest, prefixes }) };
}
