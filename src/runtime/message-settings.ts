import type { AliyunSms } from "../adapters/notifiers/aliyun-sms.ts";
import type { TencentSms } from "../adapters/notifiers/tencent-sms.ts";
import { MESSAGE_KINDS, type MessageKind } from "../../schemas/api/message.ts";
import { HouseError } from "../kit/errors.ts";

/**
 * - `runtime.smtp_malformed`: ZHIQI_SMTP_* is incomplete, or one of it has not its form.
 * - `runtime.smtp_needs_node`: this runtime opens no sockets; mail goes through ZHIQI_MAIL_URL here.
 * - `runtime.sms_malformed`: ZHIQI_SMS_* is incomplete, or one of it has not its form.
 * - `runtime.gateway_malformed`: ZHIQI_MAIL_URL or ZHIQI_WECOM_URL is not an http(s) address, or a secret is missing.
 */
export type MessageFault =
  | "runtime.smtp_malformed"
  | "runtime.smtp_needs_node"
  | "runtime.sms_malformed"
  | "runtime.gateway_malformed";
class MessageSettingsError extends HouseError<MessageFault> {}

/** A mail server, as src/adapters/node/smtp-notifier.ts wants it. */
export type SmtpSettings = {
  readonly host: string;
  readonly port: number;
  readonly tls: "from-the-start" | "starttls" | "plain";
  readonly user: string | undefined;
  readonly password: string | undefined;
  readonly from: string;
  readonly ca: string | undefined;
};

type Gateway = { readonly url: string; readonly secret: string };
/** Short messages by one of three ways. */
export type SmsSettings =
  | { readonly by: "aliyun"; readonly account: AliyunSms }
  | { readonly by: "tencent"; readonly account: TencentSms }
  | { readonly by: "gateway"; readonly gateway: Gateway };

/** What is configured; undefined: there is no such channel. */
export type MessageSettings = {
  readonly smtp: SmtpSettings | undefined;
  readonly mailGateway: Gateway | undefined;
  readonly sms: SmsSettings | undefined;
  readonly wecomUrl: string | undefined;
};

type Environment = Readonly<Record<string, string | undefined>>;

/** Channels from the environment; src/runtime/README.md lists the variables. Throws `runtime.*` of MessageFault. */
export const messageSettings = (env: Environment): MessageSettings => ({
  smtp: smtpOf(env),
  mailGateway: gatewayOf(env, "MAIL"),
  sms: smsOf(env),
  wecomUrl: wecomOf(env),
});

const given = (env: Environment, name: string): string => env[`ZHIQI_${name}`] ?? "";

const isAddress = (text: string): boolean => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);

const TLS = { start: "from-the-start", starttls: "starttls", plain: "plain" } as const;
const isTls = (word: string): word is keyof typeof TLS => Object.hasOwn(TLS, word);

function smtpOf(env: Environment): SmtpSettings | undefined {
  const host = given(env, "SMTP_HOST");
  if (host === "") return undefined;
  const port = Number(given(env, "SMTP_PORT") || "465");
  const tls = given(env, "SMTP_TLS") || (port === 465 ? "start" : "starttls");
  const from = given(env, "SMTP_FROM");
  const sound = /^[\w.:-]+$/.test(host) && Number.isInteger(port) && port > 0 && port < 65_536;
  if (sound && isTls(tls) && /^[^\r\n]*@[^\r\n]+$/.test(from)) {
    const user = given(env, "SMTP_USER") || undefined;
    const password = given(env, "SMTP_PASSWORD") || undefined;
    return { host, port, tls: TLS[tls], user, password, from, ca: given(env, "SMTP_CA") || undefined };
  }
  throw new MessageSettingsError(
    "runtime.smtp_malformed",
    "ZHIQI_SMTP_HOST、ZHIQI_SMTP_PORT、ZHIQI_SMTP_TLS（start、starttls 或 plain）、ZHIQI_SMTP_FROM（发件地址）须填全且合格",
  );
}

function gatewayOf(env: Environment, name: "MAIL" | "SMS"): Gateway | undefined {
  const url = given(env, `${name}_URL`);
  if (url === "") return undefined;
  const secret = given(env, `${name}_SECRET`);
  if (isAddress(url) && secret.length >= 16) return { url, secret };
  throw new MessageSettingsError(
    "runtime.gateway_malformed",
    `ZHIQI_${name}_URL 应为 http(s) 地址，ZHIQI_${name}_SECRET 至少 16 个字符`,
  );
}

function wecomOf(env: Environment): string | undefined {
  const url = given(env, "WECOM_URL");
  if (url === "" || isAddress(url)) return url || undefined;
  throw new MessageSettingsError("runtime.gateway_malformed", "ZHIQI_WECOM_URL 应为群机器人的 http(s) 地址");
}

function smsOf(env: Environment): SmsSettings | undefined {
  const by = given(env, "SMS");
  if (by === "") return undefined;
  if (by === "gateway") {
    const gateway = gatewayOf(env, "SMS");
    if (gateway !== undefined) return { by, gateway };
  }
  const key = { id: given(env, "SMS_KEY_ID"), secret: given(env, "SMS_KEY_SECRET") };
  const signName = given(env, "SMS_SIGN");
  const endpoint = endpointOf(env);
  const complete = key.id !== "" && key.secret !== "" && signName !== "";
  if (by === "aliyun" && complete) {
    const templates = templatesOf(env, (value) => (typeof value === "string" ? value : undefined));
    return {
      by,
      account: { accessKeyId: key.id, accessKeySecret: key.secret, signName, templates, ...endpoint },
    };
  }
  const appId = given(env, "SMS_APP_ID");
  if (by === "tencent" && complete && appId !== "") {
    const region = given(env, "SMS_REGION") || "ap-beijing";
    const templates = templatesOf(env, tencentTemplate);
    const account = {
      secretId: key.id,
      secretKey: key.secret,
      appId,
      signName,
      region,
      templates,
      ...endpoint,
    };
    return { by, account };
  }
  throw malformedSms();
}

const malformedSms = (): MessageSettingsError =>
  new MessageSettingsError(
    "runtime.sms_malformed",
    "ZHIQI_SMS 应为 aliyun、tencent 或 gateway，并填全该方式所需的 ZHIQI_SMS_* 变量（见 src/runtime/README.md）",
  );

function endpointOf(env: Environment): { readonly endpoint?: string } {
  const endpoint = given(env, "SMS_ENDPOINT");
  if (endpoint === "") return {};
  if (isAddress(endpoint)) return { endpoint };
  throw malformedSms();
}

const isKind = (name: string): name is MessageKind => MESSAGE_KINDS.some((kind) => kind === name);

/** ZHIQI_SMS_TEMPLATES: JSON from kind to template. Invitation and code are the least. */
function templatesOf<Template>(
  env: Environment,
  read: (value: unknown) => Template | undefined,
): Partial<Record<MessageKind, Template>> {
  const templates: Partial<Record<MessageKind, Template>> = {};
  for (const [kind, value] of Object.entries(jsonOf(given(env, "SMS_TEMPLATES")))) {
    const template = read(value);
    if (!isKind(kind) || template === undefined) throw malformedSms();
    templates[kind] = template;
  }
  if (templates.invitation === undefined || templates.code === undefined) throw malformedSms();
  return templates;
}

function jsonOf(text: string): object {
  try {
    const json: unknown = JSON.parse(text);
    if (typeof json === "object" && json !== null) return json;
  } catch {
    // told below
  }
  throw malformedSms();
}

function tencentTemplate(
  value: unknown,
): { readonly id: string; readonly places: readonly string[] } | undefined {
  if (typeof value !== "object" || value === null || !("id" in value) || !("places" in value))
    return undefined;
  const { id, places } = value;
  const sound = typeof id === "string" && Array.isArray(places);
  return sound ? { id, places: places.map(String) } : undefined;
}
