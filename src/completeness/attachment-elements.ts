import type { PredicateOf } from "../../schemas/jurisdictions/predicate.ts";
import { pattern } from "../kit/pattern.ts";
import { isBlank } from "../kit/text.ts";
import { type Inquiry, missing, type Observation, unclear } from "./observation.ts";

/**
 * ATT-01: what is listed came along, unchanged. A draft may leave open whether an attachment is there; from signing on
 * open means absent.
 */
export function askAttachmentsPresent({ contract, stage }: Inquiry): readonly Observation[] {
  return (contract.attachments ?? []).flatMap((attachment, at) => {
    const detail = `${attachment.no}（${attachment.name ?? "未写名称"}）`;
    const absent = stage === "draft" ? attachment.present === false : attachment.present !== true;
    if (absent)
      return [{ ...missing(`/attachments/${at}/present`, attachment.present ?? undefined), detail }];
    const known = stage !== "draft" && !isBlank(attachment.sha256) && !isBlank(attachment.fileSha256);
    const same = attachment.sha256?.trim().toLowerCase() === attachment.fileSha256?.trim().toLowerCase();
    return known && !same
      ? [unclear(`/attachments/${at}/fileSha256`, attachment.fileSha256, { detail })]
      : [];
  });
}

/** ATT-03: an attachment the law asks for is on the list; whether it came along is ATT-01's. */
export function askAttachmentListed(
  { says }: PredicateOf<"attachmentListed">,
  { contract }: Inquiry,
): readonly Observation[] {
  const attachments = contract.attachments ?? [];
  if (attachments.length === 0) return [{ ...missing("/attachments"), case: "no_list" }];
  if (attachments.some(({ name }) => pattern(says).test(name ?? ""))) return [];
  const unnamed = attachments.findIndex(({ name }) => isBlank(name));
  return [missing(unnamed < 0 ? "/attachments" : `/attachments/${unnamed}/name`)];
}
