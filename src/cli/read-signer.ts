import type { Bytes } from "../kit/bytes.ts";
import type { SignatureDigest } from "../kit/signature-algorithm.ts";
import { certificatesFromPem } from "../runtime/node-desk.ts";
import {
  type Signer,
  type SigningWish,
  signerFromPem,
  signerFromPkcs12,
  signerFromService,
} from "../runtime/node-signers.ts";
import { readBytes, readText } from "./files.ts";
import { CommandError } from "./terminal.ts";

/** Options that say whose key signs and how. */
export const SIGNER_OPTIONS = {
  key: { type: "string" },
  p12: { type: "string" },
  "password-file": { type: "string" },
  "key-service": { type: "string" },
  "key-name": { type: "string" },
  "token-file": { type: "string" },
  cert: { type: "string" },
  chain: { type: "string" },
  digest: { type: "string" },
  pss: { type: "boolean" },
} as const;

/** How they are written in a usage line. */
export const SIGNER_USAGE =
  "(--key K.pem | --p12 F.p12 [--password-file P] | --key-service URL --key-name N [--token-file T]) [--cert C.pem] [--chain P.pem] [--digest SHA-256|SHA-384|SHA-512] [--pss]";

/** Password of a PKCS#12 file when no file says it; never an argument, which every user of the machine could read. */
const PASSWORD_VARIABLE = "ZHIQI_P12_PASSWORD";
const DIGESTS: Readonly<Record<string, SignatureDigest>> = {
  "SHA-256": "SHA256",
  "SHA-384": "SHA384",
  "SHA-512": "SHA512",
};

type Values = { readonly [Name in keyof typeof SIGNER_OPTIONS]?: string | boolean | undefined };

const textOf = (value: string | boolean | undefined): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;

const wrong = (words: string): CommandError =>
  new CommandError("cli.wrong_usage", `${words}\n密钥 · key: ${SIGNER_USAGE}`);

function wishOf(values: Values): SigningWish {
  const asked = textOf(values.digest);
  const digest = asked === undefined ? undefined : DIGESTS[asked];
  if (asked !== undefined && digest === undefined) throw wrong(`没有这种摘要 · no such digest: ${asked}`);
  return { digest, padding: values.pss === true ? "PSS" : undefined };
}

/** The first line of a file that holds a secret. */
const secretIn = async (path: string): Promise<string> => (await readText(path)).split(/\r?\n/)[0] ?? "";

async function signerOf(values: Values): Promise<Signer> {
  const [key, p12, service] = [textOf(values.key), textOf(values.p12), textOf(values["key-service"])];
  if ([key, p12, service].filter((one) => one !== undefined).length !== 1)
    throw wrong("请用 --key、--p12、--key-service 三者之一 · one of --key, --p12, --key-service is needed");
  if (key !== undefined) return signerFromPem(await readText(key), wishOf(values));
  if (p12 !== undefined) {
    const file = textOf(values["password-file"]);
    const password = file === undefined ? (process.env[PASSWORD_VARIABLE] ?? "") : await secretIn(file);
    return signerFromPkcs12(await readBytes(p12), password, wishOf(values));
  }
  const name = textOf(values["key-name"]);
  if (name === undefined) throw wrong("缺少 --key-name · --key-name is missing");
  const token = textOf(values["token-file"]);
  const authorization = token === undefined ? undefined : `Bearer ${await secretIn(token)}`;
  return signerFromService({ url: (service ?? "").replace(/\/+$/, ""), name, authorization });
}

/**
 * The key that signs and its certificates, the signer's first: those of `--cert` and `--chain`, else those that came with the
 * key. Throws CommandError, `keys.*`.
 */
export async function readSigner(
  values: Values,
): Promise<{ readonly key: Signer["key"]; readonly certificates: readonly [Bytes, ...Bytes[]] }> {
  const { key, certificates: brought } = await signerOf(values);
  const [cert, chain] = [textOf(values.cert), textOf(values.chain)];
  const own = cert === undefined ? brought : await certificatesFromPem(await readText(cert));
  const further = chain === undefined ? [] : await certificatesFromPem(await readText(chain));
  const [first, ...rest] = own;
  if (first === undefined)
    throw wrong("没有签署人的证书，请用 --cert 指定 · no certificate of the signer: name it by --cert");
  return { key, certificates: [first, ...rest, ...further] };
}
