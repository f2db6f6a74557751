import { nameOf, type PdfDictionary } from "../../formats/pdf/index.ts";
import { unsound } from "../unsound.ts";

/** V6: what the signature dictionary says its /Contents is. */
export type SignatureFormat = "CAdES" | "PKCS7" | "timestamp" | "SES" | "pkcs7-sha1" | "x509-rsa";

/** The format by allow-list. The obsolete ones are checked and reported as `verify.subfilter_legacy`. Throws Unsound `verify.subfilter_not_allowed`. */
export function formatOf(dictionary: PdfDictionary): SignatureFormat {
  const subFilter = nameOf(dictionary.entries.get("SubFilter"));
  const type = nameOf(dictionary.entries.get("Type"));
  if (subFilter === "ETSI.RFC3161" && type === "DocTimeStamp") return "timestamp";
  if (type !== undefined && type !== "Sig") throw unsound("verify.subfilter_not_allowed", `type ${type}`);
  if (subFilter === "ETSI.CAdES.detached") return "CAdES";
  if (subFilter === "adbe.pkcs7.detached") return "PKCS7";
  if (subFilter === "GM.sm2seal") return "SES";
  if (subFilter === "adbe.pkcs7.sha1") return "pkcs7-sha1";
  if (subFilter === "adbe.x509.rsa_sha1") return "x509-rsa";
  throw unsound("verify.subfilter_not_allowed", subFilter ?? "none");
}
