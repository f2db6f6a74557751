import { type Bytes, fromBase64, fromUtf8, toBase64, utf8 } from "../../kit/bytes.ts";
import { signatureAlgorithm } from "../../kit/signature-algorithm.ts";
import type { Keys, SigningKey } from "../../ports/keys.ts";
import { askOutside, type Patience } from "../outside/ask-outside.ts";
import { KeyError } from "./errors.ts";

/** A key service behind the contract in this room's README. */
export type HttpKeyService = {
  /** Without a slash at the end. */
  readonly url: string;
  /** `Authorization` header, when the service wants one. */
  readonly authorization?: string | undefined;
  readonly patience?: Partial<Patience> | undefined;
};

/** Keys of a service, each with its certificates. */
export interface ServiceKeys extends Keys {
  signingKey(name: string): Promise<ServiceKey>;
}

/** A key of the service, and the certificates it has for it: the key's own first, DER. */
export type ServiceKey = SigningKey & { readonly certificates: readonly Bytes[] };

const MOST_ANSWER = 128 * 1024;
const MOST_CERTIFICATES = 8;

/**
 * Keys that a service keeps. The service sees the DER of the signed attributes, never the document; what it answers is
 * verified by whoever signs. Throws `keys.service_unreachable`, `keys.service_refused`, `keys.service_unsound`.
 */
export function httpKeys(service: HttpKeyService): ServiceKeys {
  const place = (name: string): string => `${service.url}/keys/${encodeURIComponent(name)}`;
  return {
    signingKey: async (name) => {
      const told = await ask(service, place(name), undefined);
      const algorithm = signatureAlgorithm(textIn(told, "algorithm"));
      const publicKey = bytesIn(told, "public_key");
      if (algorithm === undefined || publicKey === undefined)
        throw unsound(service, "algorithm or public_key");
      return {
        algorithm,
        publicKey,
        heldBy: "service",
        certificates: certificatesIn(service, told),
        sign: async (bytes) => {
          const body = { algorithm, to_be_signed: toBase64(bytes) };
          const signature = bytesIn(await ask(service, `${place(name)}/signatures`, body), "signature");
          if (signature === undefined) throw unsound(service, "signature");
          return signature;
        },
      };
    },
  };
}

const unsound = ({ url }: HttpKeyService, what: string, cause?: unknown): KeyError =>
  new KeyError(
    "keys.service_unsound",
    `密钥服务的答复不合约定（${what}） · the key service's answer is not what its contract says: ${what}`,
    { place: url, what },
    { cause },
  );

async function ask(service: HttpKeyService, url: string, body: object | undefined): Promise<object> {
  const answer = await askOutside({
    url,
    ...(body === undefined ? {} : { body: utf8(JSON.stringify(body)) }),
    headers: {
      Accept: "application/json",
      ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      ...(service.authorization === undefined ? {} : { Authorization: service.authorization }),
    },
    most: MOST_ANSWER,
    patience: service.patience,
  });
  if ("failed" in answer) {
    const code = answer.failed === "too_large" ? "unsound" : answer.failed;
    throw new KeyError(
      `keys.service_${code}`,
      `密钥服务没有办成（${service.url}） · the key service did not do it: ${answer.failed}`,
      { place: service.url, ...(answer.status === undefined ? {} : { status: answer.status }) },
    );
  }
  try {
    const told: unknown = JSON.parse(fromUtf8(answer.bytes));
    if (typeof told === "object" && told !== null) return told;
  } catch (cause) {
    throw unsound(service, "JSON", cause);
  }
  throw unsound(service, "JSON");
}

function textIn(told: object, key: string): string {
  const value: unknown = Reflect.get(told, key);
  return typeof value === "string" ? value : "";
}

function bytesIn(told: object, key: string): Bytes | undefined {
  const bytes = fromBase64(textIn(told, key));
  return bytes === undefined || bytes.length === 0 ? undefined : bytes;
}

function certificatesIn(service: HttpKeyService, told: object): readonly Bytes[] {
  const list: unknown = Reflect.get(told, "certificates") ?? [];
  if (!Array.isArray(list) || list.length > MOST_CERTIFICATES) throw unsound(service, "certificates");
  return list.map((item: unknown) => {
    const bytes = typeof item === "string" ? fromBase64(item) : undefined;
    if (bytes === undefined) throw unsound(service, "certificates");
    return bytes;
  });
}
