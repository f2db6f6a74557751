import { spawn } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { type Bytes, fromBase64 } from "../../../src/kit/bytes.ts";
import { judge, pemOf, put, scratch } from "../../sign/judges.ts";
import { pyHankoCommand } from "./fetch-judges.ts";

/** A completed contract, and the seats that signed it. */
export type Completed = { readonly name: string; readonly pdf: Bytes; readonly seats: readonly string[] };

/** The first certificate of a PEM text as DER. */
export const derOf = (pem: string): Bytes =>
  fromBase64((/-----BEGIN CERTIFICATE-----([^-]+)/.exec(pem)?.[1] ?? "").replaceAll(/\s/g, "")) ??
  new Uint8Array();

/** Runs a program without stopping this process, which may be serving what the program asks for; what it printed. */
function run(tool: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(tool, args);
    let said = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (part: Buffer) => {
        said += part.toString("utf8");
      });
    child.on("error", reject);
    child.on("close", () => resolve(said));
  });
}

/** pdfsig, which asks the issuer's responder itself, finds one valid and trusted signature for each seat of each file. */
export async function acceptedByPdfsig(files: readonly Completed[], root: Bytes): Promise<void> {
  const folder = scratch();
  const store = `sql:${join(folder, "nss")}`;
  mkdirSync(join(folder, "nss"));
  judge("certutil", "-N", "-d", store, "--empty-password");
  judge(
    "certutil",
    "-A",
    "-d",
    store,
    "-n",
    "root",
    "-t",
    "C,C,C",
    "-i",
    put(folder, "root.pem", pemOf(root)),
  );
  for (const { name, pdf, seats } of files) {
    const said = await run("pdfsig", ["-nssdir", store, put(folder, "signed.pdf", pdf)]);
    for (const verdict of ["Signature is Valid.", "Certificate is Trusted."])
      expect(said.split(verdict).length - 1, `${name}\n${said}`).toBe(seats.length);
  }
  rmSync(folder, { recursive: true });
}

/** pyHanko finds every signature and document timestamp of all files good, as B-LTA, from the files alone. */
export async function acceptedByPyHanko(files: readonly Completed[], root: Bytes): Promise<void> {
  const folder = scratch();
  const anchor = put(folder, "root.der", root);
  const named = files.map(({ pdf }, at) => `${put(folder, `${at}.pdf`, pdf)}=B-LTA`);
  const [tool, ...before] = pyHankoCommand();
  const said = await run(tool, [...before, anchor, ...named]);
  const rows = said
    .split("\n")
    .map((line) => line.split("\t"))
    .filter(({ length }) => length > 2);
  expect(
    rows.filter(([, , verdict]) => verdict !== "good"),
    said,
  ).toEqual([]);
  for (const [at, { name, seats }] of files.entries()) {
    const fields = rows.filter(([path]) => path?.endsWith(`/${at}.pdf`)).map(([, field]) => field);
    expect(fields, `${name} ${said}`).toEqual(expect.arrayContaining([...seats, "ArchiveTimestamp1"]));
  }
  rmSync(folder, { recursive: true });
}
