import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Bytes, concat, fromHex, latin1, toBase64 } from "../../src/kit/bytes.ts";

/** A new empty directory under the system's temporary one. */
export const scratch = (): string => mkdtempSync(join(tmpdir(), "zhiqi-sign-"));

/** Runs a judge; both streams together, and its exit code. */
export function judge(tool: string, ...args: readonly string[]): { said: string; code: number } {
  const { stdout, stderr, status } = spawnSync(tool, args, { encoding: "utf8" });
  return { said: `${stdout}${stderr}`, code: status ?? -1 };
}

/** Writes bytes and returns the path. */
export function put(directory: string, name: string, bytes: Uint8Array | string): string {
  const path = join(directory, name);
  writeFileSync(path, bytes);
  return path;
}

/** PEM of DER certificates. */
export const pemOf = (...certificates: readonly Bytes[]): string =>
  certificates
    .map((der) => (toBase64(der).match(/.{1,64}/g) ?? []).join("\n"))
    .map((body) => `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----\n`)
    .join("");

/** The n-th signature of a file as it stands in the bytes: the covered bytes and the CMS without its padding. */
export function signatureIn(pdf: Bytes, index: number): { covered: Bytes; cms: Bytes } {
  const ranges = [...latin1(pdf).matchAll(/\/ByteRange \[(\d+) (\d+) (\d+) (\d+)\]/g)];
  const [from = 0, until = 0, resumed = 0, rest = 0] = (ranges[index] ?? []).slice(1).map(Number);
  const padded = fromHex(latin1(pdf, until + 1, resumed - 1)) ?? new Uint8Array();
  const cms = padded.slice(0, 4 + (((padded[2] ?? 0) << 8) | (padded[3] ?? 0)));
  return { covered: concat(pdf.subarray(from, until), pdf.subarray(resumed, resumed + rest)), cms };
}

/** What `openssl cms -verify -cades` says about the n-th signature under this root. */
export function opensslVerdict(pdf: Bytes, index: number, root: Bytes): { said: string; code: number } {
  const directory = scratch();
  const { covered, cms } = signatureIn(pdf, index);
  const files = [
    put(directory, "sig.der", cms),
    put(directory, "covered", covered),
    put(directory, "root.pem", pemOf(root)),
  ];
  const [signature = "", content = "", anchor = ""] = files;
  const what = [
    "-inform",
    "DER",
    "-in",
    signature,
    "-binary",
    "-content",
    content,
    "-out",
    join(directory, "out"),
  ];
  return judge("openssl", "cms", "-verify", "-cades", "-CAfile", anchor, "-purpose", "any", ...what);
}

/** pdfsig's report with this root trusted, through an NSS database made for the occasion. */
export function pdfsigReport(pdf: Bytes, root: Bytes): string {
  const directory = scratch();
  const store = join(directory, "nss");
  mkdirSync(store);
  judge("certutil", "-N", "-d", `sql:${store}`, "--empty-password");
  const anchor = put(directory, "root.pem", pemOf(root));
  judge("certutil", "-A", "-d", `sql:${store}`, "-n", "root", "-t", "C,C,C", "-i", anchor);
  return judge("pdfsig", "-nssdir", `sql:${store}`, put(directory, "signed.pdf", pdf)).said;
}
