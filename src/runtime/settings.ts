import type { HttpIssuer } from "../adapters/issuer/http-issuer.ts";
import { readCertificatesPem } from "../adapters/keys/pem.ts";
import type { HttpTsa } from "../adapters/tsa/http-tsa.ts";
import type { HttpIdentity } from "../adapters/identity/http-identity.ts";
import { type Bytes, equalBytes, fromBase64, fromHex, utf8 } from "../kit/bytes.ts";
import { sha256 } from "../kit/digest.ts";
import { HouseError } from "../kit/errors.ts";
import { type MessageFault, type MessageSettings, messageSettings } from "./message-settings.ts";

/**
 * - `runtime.master_key_default`: production was asked to run on the key that everybody can read in this file.
 * - `runtime.master_key_malformed`: ZHIQI_MASTER_KEY is not 32 bytes in base64 or hexadecimal.
 * - `runtime.mode_unknown`: ZHIQI_ENV is neither `production` nor `demo`; a slip there must not open a demo to the world.
 * - `runtime.public_url_missing`: production does not know its own address, which it would print on receipts.
 * - `runtime.public_url_malformed`: ZHIQI_PUBLIC_URL is not an http(s) address without path.
 * - `runtime.renderer_url_malformed`: ZHIQI_RENDERER_URL is not an http(s) address without path.
 * - `runtime.tsa_malformed`: ZHIQI_TSA_URL is not an http(s) address, or ZHIQI_TSA_MAX_TOKEN no number of bytes from 2048 to 32768.
 * - `runtime.issuer_malformed`: ZHIQI_ISSUER_URL is not an http(s) address, or ZHIQI_ISSUER_ANCHORS holds no PEM certificate.
 * - `runtime.identity_malformed`: ZHIQI_IDENTITY_URL is not an http(s) address, or ZHIQI_IDENTITY_NAME is missing.
 * - `runtime.embed_malformed`: ZHIQI_EMBED_ORIGINS holds something else than http(s) origins.
 * - `runtime.package_not_found`: the running file is not inside the package, so templates cannot be found.
 */
export type RuntimeFault =
  | "runtime.master_key_default"
  | "runtime.master_key_malformed"
  | "runtime.mode_unknown"
  | "runtime.public_url_missing"
  | "runtime.public_url_malformed"
  | "runtime.renderer_url_malformed"
  | "runtime.tsa_malformed"
  | "runtime.issuer_malformed"
  | "runtime.identity_malformed"
  | "runtime.embed_malformed"
  | MessageFault
  | "runtime.package_not_found";
export class RuntimeError extends HouseError<RuntimeFault> {}

/** The environment as text, of a process or of a worker. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What a runtime must know before it can build a House. */
export type Settings = {
  readonly mode: "production" | "demo";
  /** 32 bytes; encrypts every key at rest. */
  readonly masterKey: Bytes;
  /** Without a slash at the end. */
  readonly publicUrl: string;
  /** A Gotenberg-compatible service for documents that are not to be signed; undefined: our own engine alone. */
  readonly rendererUrl: string | undefined;
  /** Whether event certificates of the built-in PKI say where `/pki` is. */
  readonly eventPlaces: "none" | undefined;
  /** A time-stamping authority; undefined: the built-in one. */
  readonly tsa: HttpTsa | undefined;
  /** An issuer of certificates; undefined: the built-in demo CA. */
  readonly issuer: HttpIssuer | undefined;
  /** Channels for messages. */
  readonly messages: MessageSettings;
  /** A provider of real-name checks; undefined: a confirmed code, said so plainly. */
  readonly identity: HttpIdentity | undefined;
  /** Sites that may frame the signing page or get signers back: origins. */
  readonly embedOrigins: readonly string[];
};

/** The master key of demos: public, so worth nothing. */
const demoMasterKey = (): Promise<Bytes> => sha256(utf8("知契演示主密钥：公开，不得用于正式环境"));

/**
 * Settings from the environment: ZHIQI_ENV `production` or `demo` (unset or empty: NODE_ENV decides, and without it a demo),
 * ZHIQI_MASTER_KEY, ZHIQI_PUBLIC_URL, ZHIQI_RENDERER_URL, ZHIQI_TSA_*, ZHIQI_ISSUER_*, ZHIQI_SMTP_*, ZHIQI_SMS_*,
 * ZHIQI_WECOM_URL, ZHIQI_IDENTITY_*, ZHIQI_EMBED_ORIGINS. Production refuses the demo's master key and a missing address.
 */
export async function readSettings(env: Environment, fallbackUrl: string): Promise<Settings> {
  const mode = modeOf(env);
  const masterKey = await masterKeyOf(env, mode);
  const publicUrl = publicUrlOf(env, mode, fallbackUrl);
  return {
    mode,
    masterKey,
    publicUrl,
    eventPlaces: eventPlacesOf(env, publicUrl),
    rendererUrl: rendererUrlOf(env),
    tsa: tsaOf(env),
    issuer: issuerOf(env),
    messages: messageSettings(env),
    identity: identityOf(env),
    embedOrigins: embedOriginsOf(env),
  };
}

function modeOf(env: Environment): Settings["mode"] {
  const given = env["ZHIQI_ENV"] ?? "";
  if (given === "production" || given === "demo") return given;
  if (given === "") return env["NODE_ENV"] === "production" ? "production" : "demo";
  throw new RuntimeError("runtime.mode_unknown", "ZHIQI_ENV 只能是 production（正式）或 demo（演示）");
}

/**
 * The master key of an environment; unset, the demo's. Throws `runtime.master_key_malformed`, and for production
 * `runtime.master_key_default`.
 */
export async function masterKeyOf(env: Environment, mode: Settings["mode"]): Promise<Bytes> {
  const demo = await demoMasterKey();
  const given = env["ZHIQI_MASTER_KEY"];
  const key = given === undefined || given === "" ? demo : keyBytes(given);
  if (mode === "production" && equalBytes(key, demo)) {
    throw new RuntimeError(
      "runtime.master_key_default",
      "正式环境必须设置自己的 ZHIQI_MASTER_KEY（openssl rand -base64 32），不能用演示主密钥启动",
    );
  }
  return key;
}

function keyBytes(text: string): Bytes {
  const key = /^[0-9a-fA-F]{64}$/.test(text) ? fromHex(text) : fromBase64(text);
  if (key?.length === 32) return key;
  throw new RuntimeError("runtime.master_key_malformed", "ZHIQI_MASTER_KEY 应为 32 字节的 base64 或十六进制");
}

function publicUrlOf(env: Environment, mode: Settings["mode"], fallbackUrl: string): string {
  const given = env["ZHIQI_PUBLIC_URL"];
  if (given === undefined || given === "") {
    if (mode === "demo") return fallbackUrl;
    throw new RuntimeError("runtime.public_url_missing", "正式环境必须设置 ZHIQI_PUBLIC_URL，它会印在回执上");
  }
  const origin = originOf(given);
  if (origin !== undefined) return origin;
  throw new RuntimeError("runtime.public_url_malformed", "ZHIQI_PUBLIC_URL 应为不带路径的 http(s) 地址");
}

function rendererUrlOf(env: Environment): string | undefined {
  const given = env["ZHIQI_RENDERER_URL"];
  if (given === undefined || given === "") return undefined;
  const origin = originOf(given);
  if (origin !== undefined) return origin;
  throw new RuntimeError("runtime.renderer_url_malformed", "ZHIQI_RENDERER_URL 应为不带路径的 http(s) 地址");
}

/** Whether it is an http(s) address. */
export const isAddress = (given: string): boolean =>
  URL.canParse(given) && /^https?:$/.test(new URL(given).protocol);

const TOKEN_BYTES = { least: 2048, most: 32_768 } as const;

/** ZHIQI_TSA_URL, ZHIQI_TSA_AUTHORIZATION (a whole header value), ZHIQI_TSA_MAX_TOKEN (bytes kept for a token). */
function tsaOf(env: Environment): HttpTsa | undefined {
  const url = env["ZHIQI_TSA_URL"] ?? "";
  if (url === "") return undefined;
  const authorization = env["ZHIQI_TSA_AUTHORIZATION"] || undefined;
  const given = env["ZHIQI_TSA_MAX_TOKEN"] ?? "";
  const longestToken = given === "" ? undefined : Number(given);
  const sound =
    longestToken === undefined ||
    (Number.isInteger(longestToken) && longestToken >= TOKEN_BYTES.least && longestToken <= TOKEN_BYTES.most);
  if (isAddress(url) && sound) return { url, authorization, longestToken };
  throw new RuntimeError(
    "runtime.tsa_malformed",
    `ZHIQI_TSA_URL 应为 http(s) 地址，ZHIQI_TSA_MAX_TOKEN 应为 ${TOKEN_BYTES.least} 到 ${TOKEN_BYTES.most} 的整数（字节）`,
  );
}

/** ZHIQI_ISSUER_URL, ZHIQI_ISSUER_AUTHORIZATION, ZHIQI_ISSUER_ANCHORS (PEM text, one root or more). */
function issuerOf(env: Environment): HttpIssuer | undefined {
  const url = env["ZHIQI_ISSUER_URL"] ?? "";
  if (url === "") return undefined;
  const authorization = env["ZHIQI_ISSUER_AUTHORIZATION"] || undefined;
  try {
    const anchors = readCertificatesPem(env["ZHIQI_ISSUER_ANCHORS"] ?? "");
    if (isAddress(url)) return { url, authorization, anchors };
  } catch {
    // told below, in one sentence with the address
  }
  throw new RuntimeError(
    "runtime.issuer_malformed",
    "ZHIQI_ISSUER_URL 应为 http(s) 地址，ZHIQI_ISSUER_ANCHORS 应为 PEM 根证书",
  );
}

/**
 * A loopback address in a signer's certificate would send every reader to his own machine, where nobody answers, and readers
 * that ask (pdfsig does) would then doubt a good certificate: such a house puts no address in. ZHIQI_PKI_POINTERS=always puts it in
 * all the same, for tests on one machine.
 */
function eventPlacesOf(env: Environment, publicUrl: string): "none" | undefined {
  if (env["ZHIQI_PKI_POINTERS"] === "always") return undefined;
  const { hostname } = new URL(publicUrl);
  const loopback = hostname === "localhost" || hostname === "[::1]" || hostname.startsWith("127.");
  return loopback ? "none" : undefined;
}

/** The origin of an http(s) address without path and query; undefined for anything else. */
function originOf(given: string): string | undefined {
  const url = URL.canParse(given) ? new URL(given) : undefined;
  return url && /^https?:$/.test(url.protocol) && url.pathname === "/" && url.search === ""
    ? url.origin
    : undefined;
}

/** ZHIQI_IDENTITY_URL, ZHIQI_IDENTITY_AUTHORIZATION (a whole header value), ZHIQI_IDENTITY_NAME (as signers read it). */
function identityOf(env: Environment): HttpIdentity | undefined {
  const url = env["ZHIQI_IDENTITY_URL"] ?? "";
  if (url === "") return undefined;
  const name = (env["ZHIQI_IDENTITY_NAME"] ?? "").trim();
  if (isAddress(url) && name !== "")
    return { url, authorization: env["ZHIQI_IDENTITY_AUTHORIZATION"] || undefined, name };
  throw new RuntimeError(
    "runtime.identity_malformed",
    "ZHIQI_IDENTITY_URL 应为 http(s) 地址，ZHIQI_IDENTITY_NAME 应为核验机构的名称",
  );
}

/** ZHIQI_EMBED_ORIGINS: origins parted by commas or spaces. */
function embedOriginsOf(env: Environment): readonly string[] {
  const given = (env["ZHIQI_EMBED_ORIGINS"] ?? "").split(/[\s,]+/).filter((one) => one !== "");
  const origins = given.map(originOf).filter((origin) => origin !== undefined);
  if (origins.length === given.length) return origins;
  throw new RuntimeError(
    "runtime.embed_malformed",
    "ZHIQI_EMBED_ORIGINS 应为以逗号分开的 http(s) 地址，不带路径",
  );
}
