import type { Bytes } from "../../kit/bytes.ts";
import { CERTIFICATION } from "../../sign/field-plans.ts";
import { signRevision } from "../../sign/revision.ts";
import { signatureTimestamp } from "../../sign/timestamp/timestamp-signature.ts";
import type { House } from "../house.ts";
import { CERTIFICATE_HOURS } from "./seat-request.ts";

const NAME = "知契 Zhiqi";
/** The service has no 统一社会信用代码 of its own here: a site that certifies configures an issuer that knows better. */
const NO_USCC = "000000000000000000";

/**
 * Certifies a draft before anybody signs (DocMDP P=2, ISO 32000-2 §12.8.2.2): from then on readers themselves forbid anything
 * but filling and signing the fields that are there. The key is the house's own, named `service/certification`. It says that
 * the service made the document, and nothing about the parties. Throws `sign.*`, and what issuer and TSA throw.
 */
export async function certifyDraft(house: House, pdf: Bytes): Promise<Bytes> {
  const signedAt = house.clock.now();
  const key = await house.vault.signingKey("service/certification");
  const subject = { commonName: NAME, organisation: NAME, uscc: NO_USCC };
  const issued = await house.issuer.issue({ subject, key, notBefore: signedAt, hours: CERTIFICATE_HOURS });
  return signRevision({
    pdf,
    field: CERTIFICATION,
    key,
    ...issued,
    signerName: NAME,
    organisation: NAME,
    reason: "认证文件：此后只能填写与签署",
    signedAt,
    certify: 2,
    finish: signatureTimestamp({ authority: house.timestamps, ids: house.ids }),
  });
}
