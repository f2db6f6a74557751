import { signingCertificateDocument } from "../../document/signing-certificate-document.ts";
import { utf8 } from "../../kit/bytes.ts";
import { canonicalJson } from "../../kit/canonical-json.ts";
import { sha256Hex } from "../../kit/digest.ts";
import type { House } from "../house.ts";
import { proveDrawn } from "../prove-drawn.ts";
import { assetBytes, fileNameOf, MEDIA_TYPES, type StoredFile } from "../stored-file.ts";
import { certificateFacts, completedAt } from "./certificate-facts.ts";
import { LinkError } from "./link-error.ts";
import { senderName } from "./link-state.ts";
import type { OpenLink } from "./open-link.ts";
import { signedAmong } from "./signed-among.ts";

const TEMPLATE = "common/signing-certificate.docx";

/**
 * 签署证明: who signed, how each was known, when, which bytes, and what it does not prove; for every signer of a completed envelope.
 * Made anew from the register; the same register gives the same bytes. Throws `link.over` before completion, `app.glyph_missing`.
 */
export async function signingCertificate(house: House, open: OpenLink): Promise<StoredFile> {
  const { envelope, contract } = open;
  if (envelope.completedAt === null) throw new LinkError("link.over", "各方签署完成后才有签署证明", {});
  const links = await house.store.linksOf(envelope.id);
  const sender = await senderName(house, envelope.tenantId);
  const signedWith = await signedAmong(house, links);
  const facts = certificateFacts({ ...open, links, signedWith, sender }, open.link.mode === "test");
  const docx = await signingCertificateDocument(facts, await assetBytes(house, TEMPLATE));
  const { pdf, notes } = await house.renderer.render({
    docx,
    title: `签署证明 ${contract.contractNo}`,
    profile: "word",
    createdAt: new Date(completedAt(envelope)),
    attachments: [
      {
        name: "signing-certificate.json",
        mediaType: MEDIA_TYPES.json,
        description: "签署证明（规范化 JSON）",
        bytes: utf8(canonicalJson(facts)),
      },
    ],
  });
  proveDrawn(notes);
  return {
    bytes: pdf,
    mediaType: MEDIA_TYPES.pdf,
    fileName: fileNameOf(`签署证明 ${contract.contractNo || contract.id}`, "pdf"),
    sha256: await sha256Hex(pdf),
  };
}
