import { sha256Hex } from "../../kit/digest.ts";
import { utf8 } from "../../kit/bytes.ts";
import { hmacSha256Hex } from "../../kit/hmac.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Ids } from "../../ports/ids.ts";
import { type Message, type MessageKind, type Notifier, NotifierError } from "../../ports/notifier.ts";
import { toHex } from "../../kit/bytes.ts";
import { posted, textOf } from "./posted.ts";

/** An account of the short message service, with the approved signature and one approved template a kind. */
export type AliyunSms = {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly signName: string;
  readonly templates: Partial<Readonly<Record<MessageKind, string>>>;
  /** `https://dysmsapi.aliyuncs.com` unless a test or a proxy stands in. */
  readonly endpoint?: string;
};

const ENDPOINT = "https://dysmsapi.aliyuncs.com";
const NONCE_BYTES = 16;

/** RFC 3986: everything but unreserved characters in %XX, as the signature wants it. */
const escaped = (text: string): string =>
  encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );

const queryOf = (parameters: Readonly<Record<string, string>>): string =>
  Object.keys(parameters)
    .toSorted()
    .map((name) => `${escaped(name)}=${escaped(parameters[name] ?? "")}`)
    .join("&");

/** What a request is signed over. */
export type AliyunRequest = {
  readonly host: string;
  readonly action: string;
  readonly version: string;
  readonly query: string;
  readonly at: Date;
  readonly nonce: string;
};

/** The headers of a POST without body, signed by signature method V3 (ACS3-HMAC-SHA256). */
export async function aliyunHeaders(
  request: AliyunRequest,
  key: { readonly id: string; readonly secret: string },
): Promise<Readonly<Record<string, string>>> {
  const bodyDigest = await sha256Hex(utf8(""));
  const headers: Record<string, string> = {
    host: request.host,
    "x-acs-action": request.action,
    "x-acs-content-sha256": bodyDigest,
    "x-acs-date": request.at.toISOString().replace(/\.\d+Z$/, "Z"),
    "x-acs-signature-nonce": request.nonce,
    "x-acs-version": request.version,
  };
  const names = Object.keys(headers).toSorted();
  const lines = names.map((name) => `${name}:${headers[name]}\n`).join("");
  const canonical = ["POST", "/", request.query, lines, names.join(";"), bodyDigest].join("\n");
  const toSign = `ACS3-HMAC-SHA256\n${await sha256Hex(utf8(canonical))}`;
  const signature = await hmacSha256Hex(key.secret, toSign);
  const { host: _, ...sent } = headers;
  return {
    ...sent,
    authorization: `ACS3-HMAC-SHA256 Credential=${key.id},SignedHeaders=${names.join(";")},Signature=${signature}`,
  };
}

const templateOf = ({ templates }: AliyunSms, { kind }: Message): string => {
  const template = templates[kind];
  if (template !== undefined) return template;
  throw new NotifierError("notifier.no_template", "这类短信没有配置模板", { kind });
};

/** Short messages through Alibaba Cloud (SendSms, version 2017-05-25). Throws `notifier.*`. */
export function aliyunSms(account: AliyunSms, { clock, ids }: { clock: Clock; ids: Ids }): Notifier {
  const endpoint = new URL(account.endpoint ?? ENDPOINT);
  return {
    name: "aliyun-sms",
    async send(message) {
      const query = queryOf({
        PhoneNumbers: message.to.replace(/^\+86/, ""),
        SignName: account.signName,
        TemplateCode: templateOf(account, message),
        TemplateParam: JSON.stringify(message.parameters),
        OutId: message.id,
      });
      const headers = await aliyunHeaders(
        {
          host: endpoint.host,
          action: "SendSms",
          version: "2017-05-25",
          query,
          at: clock.now(),
          nonce: toHex(ids.random(NONCE_BYTES)),
        },
        { id: account.accessKeyId, secret: account.accessKeySecret },
      );
      const { json } = await posted(`${endpoint.origin}/?${query}`, { headers, body: "" });
      return { reference: accepted(json) };
    },
  };
}

/** The service's own number for the message. Its limits by minute, hour and day ask for patience; any other word refuses. */
function accepted(json: Readonly<Record<string, unknown>>): string | null {
  const reason = textOf(json, "Code");
  if (reason === "OK") return textOf(json, "BizId") || null;
  if (/LIMIT_CONTROL|Throttling/.test(reason))
    throw new NotifierError("notifier.busy", "短信通道要求稍后再发", { reason });
  throw new NotifierError("notifier.refused", "短信通道不接受这条短信", { reason });
}
