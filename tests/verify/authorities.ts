import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Bytes } from "../../src/kit/bytes.ts";
import { requireTool } from "../tools.ts";

/** A key and certificate on disk, made by the openssl command: nothing here shares code with the house. */
export type Party = { readonly name: string; readonly certificate: Bytes };

let made: string | undefined;
/** Where the keys lie until they are forgotten; a file that asks later gets a folder of its own. */
const folder = (): string => {
  made ??= mkdtempSync(join(tmpdir(), "zhiqi-verify-"));
  return made;
};
const openssl = (...args: readonly string[]): Buffer =>
  execFileSync(requireTool("openssl"), [...args], { cwd: folder(), stdio: ["ignore", "pipe", "pipe"] });

/** Removes the keys from disk. */
export const forgetAuthorities = (): void => {
  if (made !== undefined) rmSync(made, { recursive: true, force: true });
  made = undefined;
};

const der = (name: string): Bytes => new Uint8Array(openssl("x509", "-in", `${name}.pem`, "-outform", "DER"));

const keyArguments = (key: string): string[] =>
  key.startsWith("rsa")
    ? ["-algorithm", "RSA", "-pkeyopt", `rsa_keygen_bits:${key.slice(3)}`]
    : ["-algorithm", "EC", "-pkeyopt", `ec_paramgen_curve:${key}`];

const CA_CONFIG = `[ca]
default_ca=c
[c]
new_certs_dir=.
database=index.txt
rand_serial=yes
unique_subject=no
email_in_dn=no
policy=p
[p]
countryName=optional
organizationName=optional
commonName=supplied
[req]
distinguished_name=dn
[dn]
`;
const ROOT_EXTENSIONS =
  "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\nsubjectKeyIdentifier=hash\n";
const SIGNER_EXTENSIONS =
  "basicConstraints=CA:FALSE\nkeyUsage=critical,digitalSignature,nonRepudiation\nsubjectKeyIdentifier=hash\n";

export type CertificateOptions = {
  readonly subject?: string;
  /** `rsa2048`, or a curve of openssl such as `P-256`. */
  readonly key?: string;
  readonly extensions?: string;
  readonly from?: string;
  readonly until?: string;
  readonly digest?: string;
};

function certify(name: string, issuer: readonly string[], options: Required<CertificateOptions>): Party {
  writeFileSync(join(folder(), "ca.cnf"), CA_CONFIG);
  writeFileSync(join(folder(), "index.txt"), "");
  writeFileSync(join(folder(), `${name}.ext`), options.extensions);
  openssl("genpkey", ...keyArguments(options.key), "-out", `${name}.key`);
  openssl(
    "req",
    "-new",
    "-utf8",
    "-config",
    "ca.cnf",
    "-key",
    `${name}.key`,
    "-subj",
    options.subject,
    "-out",
    `${name}.csr`,
  );
  const dates = ["-startdate", options.from, "-enddate", options.until];
  openssl(
    "ca",
    "-batch",
    "-notext",
    "-utf8",
    "-config",
    "ca.cnf",
    "-md",
    options.digest,
    ...dates,
    "-extfile",
    `${name}.ext`,
    "-in",
    `${name}.csr`,
    "-out",
    `${name}.pem`,
    ...issuer,
  );
  return { name, certificate: der(name) };
}

/** A root: self-signed, CA, valid from 2026 to 2046. */
export function makeRoot(name: string, options: CertificateOptions = {}): Party {
  return certify(name, ["-selfsign", "-keyfile", `${name}.key`], {
    subject: `/CN=${name}`,
    key: "P-256",
    extensions: ROOT_EXTENSIONS,
    from: "20260101000000Z",
    until: "20460101000000Z",
    digest: "sha256",
    ...options,
  });
}

/** A signer's certificate under an issuer; by default P-256, digitalSignature and nonRepudiation, valid the whole of November 2026. */
export function makeSigner(name: string, issuer: Party, options: CertificateOptions = {}): Party {
  return certify(name, ["-cert", `${issuer.name}.pem`, "-keyfile", `${issuer.name}.key`], {
    subject: `/CN=${name}`,
    key: "P-256",
    extensions: SIGNER_EXTENSIONS,
    from: "20261101000000Z",
    until: "20261201000000Z",
    digest: "sha256",
    ...options,
  });
}

/** A detached CMS over bytes by `openssl cms -sign`; `extra` are further openssl arguments. CAdES unless told otherwise. */
export function signCms(
  signed: Uint8Array,
  party: Party,
  extra: readonly string[] = ["-cades", "-md", "sha256"],
): Bytes {
  writeFileSync(join(folder(), "signed.bin"), signed);
  return new Uint8Array(
    openssl(
      "cms",
      "-sign",
      "-binary",
      "-in",
      "signed.bin",
      "-signer",
      `${party.name}.pem`,
      "-inkey",
      `${party.name}.key`,
      "-outform",
      "DER",
      ...extra,
    ),
  );
}

/** A bare signature with SHA-256 over bytes, by `openssl dgst`. */
export function signBare(signed: Uint8Array, party: Party): Bytes {
  writeFileSync(join(folder(), "bare.bin"), signed);
  return new Uint8Array(openssl("dgst", "-sha256", "-sign", `${party.name}.key`, "bare.bin"));
}

/** A timestamp token of an authority over bytes, by `openssl ts`. */
export function stampToken(stamped: Uint8Array, authority: Party): Bytes {
  writeFileSync(join(folder(), "stamped.bin"), stamped);
  writeFileSync(
    join(folder(), "tsa.cnf"),
    "[tsa]\ndefault_tsa=t\n[t]\nserial=./tsa.serial\ndefault_policy=1.2.3.4\ndigests=sha256\nsigner_digest=sha256\ness_cert_id_alg=sha256\n",
  );
  openssl("ts", "-query", "-data", "stamped.bin", "-sha256", "-cert", "-out", "q.tsq");
  openssl(
    "ts",
    "-reply",
    "-config",
    "tsa.cnf",
    "-queryfile",
    "q.tsq",
    "-signer",
    `${authority.name}.pem`,
    "-inkey",
    `${authority.name}.key`,
    "-token_out",
    "-out",
    "token.der",
  );
  return new Uint8Array(readFileSync(join(folder(), "token.der")));
}

/** A revocation list of an issuer: these certificates from this instant on. Times as openssl writes them (YYYYMMDDHHMMSSZ). */
export function revocationList(
  issuer: Party,
  list: {
    readonly revoked?: readonly { readonly party: Party; readonly at: string }[];
    readonly thisUpdate: string;
    readonly nextUpdate: string;
  },
): Bytes {
  const lines = (list.revoked ?? []).map(({ party, at }) => {
    const serial = openssl("x509", "-in", `${party.name}.pem`, "-noout", "-serial")
      .toString()
      .trim()
      .slice(7);
    return ["R", "460101000000Z", at.slice(2), serial, "unknown", "/CN=x"].join("\t");
  });
  writeFileSync(join(folder(), "ca.cnf"), CA_CONFIG);
  writeFileSync(join(folder(), "index.txt"), lines.map((line) => `${line}\n`).join(""));
  openssl(
    ..."ca -gencrl -config ca.cnf -md sha256 -out list.pem".split(" "),
    "-cert",
    `${issuer.name}.pem`,
    "-keyfile",
    `${issuer.name}.key`,
    "-crl_lastupdate",
    list.thisUpdate,
    "-crl_nextupdate",
    list.nextUpdate,
  );
  return new Uint8Array(openssl("crl", "-in", "list.pem", "-outform", "DER"));
}
