import { utf8 } from "../../kit/bytes.ts";
import { sha256Hex } from "../../kit/digest.ts";
import { hmacSha256, hmacSha256Hex } from "../../kit/hmac.ts";
import type { Clock } from "../../ports/clock.ts";
import { type MessageKind, type Notifier, NotifierError } from "../../ports/notifier.ts";
import { posted, textOf } from "./posted.ts";

/** A template of Tencent's takes its values by place: which parameter stands at {1}, {2} … */
export type TencentTemplate = { readonly id: string; readonly places: readonly string[] };

/** An account of the short message service, with its application, the approved signature and one approved template a kind. */
export type TencentSms = {
  readonly secretId: string;
  readonly secretKey: string;
  readonly appId: string;
  readonly signName: string;
  readonly region: string;
  readonly templates: Partial<Readonly<Record<MessageKind, TencentTemplate>>>;
  /** `https://sms.tencentcloudapi.com` unless a test or a proxy stands in. */
  readonly endpoint?: string;
};

const ENDPOINT = "https://sms.tencentcloudapi.com";
const TYPE = "application/json; charset=utf-8";

/** What a request is signed over. */
export type TencentRequest = {
  readonly host: string;
  readonly service: string;
  readonly body: string;
  readonly at: Date;
};

/** The Authorization of a JSON POST, signed by signature method V3 (TC3-HMAC-SHA256) over content type and host. */
export async function tencentAuthorization(
  { host, service, body, at }: TencentRequest,
  key: { readonly id: string; readonly secret: string },
): Promise<string> {
  const seconds = Math.floor(at.getTime() / 1000);
  const day = at.toISOString().slice(0, 10);
  const scope = `${day}/${service}/tc3_request`;
  const headers = `content-type:${TYPE}\nhost:${host}\n`;
  const signed = "content-type;host";
  const canonical = ["POST", "/", "", headers, signed, await sha256Hex(utf8(body))].join("\n");
  const toSign = ["TC3-HMAC-SHA256", seconds, scope, await sha256Hex(utf8(canonical))].join("\n");
  const dayKey = await hmacSha256(`TC3${key.secret}`, day);
  const signingKey = await hmacSha256(await hmacSha256(dayKey, service), "tc3_request");
  const signature = await hmacSha256Hex(signingKey, toSign);
  return `TC3-HMAC-SHA256 Credential=${key.id}/${scope}, SignedHeaders=${signed}, Signature=${signature}`;
}

/** Short messages through Tencent Cloud (SendSms, version 2021-01-11). Throws `notifier.*`. */
export function tencentSms(account: TencentSms, { clock }: { readonly clock: Clock }): Notifier {
  const endpoint = new URL(account.endpoint ?? ENDPOINT);
  return {
    name: "tencent-sms",
    async send(message) {
      const template = account.templates[message.kind];
      if (template === undefined)
        throw new NotifierError("notifier.no_template", "这类短信没有配置模板", { kind: message.kind });
      const body = JSON.stringify({
        PhoneNumberSet: [message.to.startsWith("+") ? message.to : `+86${message.to}`],
        SmsSdkAppId: account.appId,
        SignName: account.signName,
        TemplateId: template.id,
        TemplateParamSet: template.places.map((place) => message.parameters[place] ?? ""),
        SessionContext: message.id,
      });
      const at = clock.now();
      const request = { host: endpoint.host, service: "sms", body, at };
      const headers = {
        "content-type": TYPE,
        authorization: await tencentAuthorization(request, {
          id: account.secretId,
          secret: account.secretKey,
        }),
        "x-tc-action": "SendSms",
        "x-tc-version": "2021-01-11",
        "x-tc-region": account.region,
        "x-tc-timestamp": String(Math.floor(at.getTime() / 1000)),
      };
      const { json } = await posted(`${endpoint.origin}/`, { headers, body });
      return { reference: accepted(json) };
    },
  };
}

const record = (value: unknown): Readonly<Record<string, unknown>> =>
  value !== null && typeof value === "object" ? { ...value } : {};

/** The service's own number for the message. The whole call can be refused, or this one number. */
function accepted(json: Readonly<Record<string, unknown>>): string | null {
  const response = record(json["Response"]);
  const set: unknown = response["SendStatusSet"];
  const status = record(Array.isArray(set) ? set[0] : undefined);
  if (textOf(status, "Code") === "Ok") return textOf(status, "SerialNo") || null;
  const reason = textOf(record(response["Error"]), "Code") || textOf(status, "Code");
  if (reason === "") throw new NotifierError("notifier.wrong_answer", "短信通道的答复缺少状态", {});
  if (/LimitExceeded/.test(reason))
    throw new NotifierError("notifier.busy", "短信通道要求稍后再发", { reason });
  throw new NotifierError("notifier.refused", "短信通道不接受这条短信", { reason });
}
