import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getRequestListener } from "@hono/node-server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { House } from "../../src/app/house.ts";
import { createApp } from "../../src/http/create-app.ts";
import type { Bytes } from "../../src/kit/bytes.ts";
import { temporaryNodeHouse } from "../../src/runtime/node-house.ts";
import { verifyDocument } from "../../src/verify/verify-document.ts";
import { judge, pemOf, signatureIn } from "../sign/judges.ts";
import { hasTools } from "../tools.ts";
import { dssCommand, hasDss, hasPyHanko, pyHankoCommand } from "./judges/fetch-judges.ts";
import { type SignedFile, signMatrix } from "./signed-files.ts";
import { hasVeraPdf, isCleanToQpdf, judgeAll } from "./verapdf.ts";

/**
 * The matrix: 48 files signed here and judged by programs that nobody here wrote. The house's PKI is served on loopback while
 * they judge, so that those who ask for revocation get real answers.
 */
const FOLDER = mkdtempSync(join(tmpdir(), "zhiqi-matrix-"));
let files: readonly SignedFile[] = [];
let root: Bytes = new Uint8Array();
let server: Server;
let close = async (): Promise<void> => undefined;

/** Runs a program without stopping this process, which is serving the PKI; what it printed. */
function run(command: readonly [string, ...string[]], args: readonly string[]): Promise<string> {
  const [tool, ...before] = command;
  return new Promise((resolve) => {
    const child = spawn(tool, [...before, ...args]);
    let said = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (part: Buffer) => {
        said += part.toString("utf8");
      });
    child.on("close", () => resolve(said));
  });
}

/** Serves whatever house stands behind it by then: its address has to be known before the house is built. */
async function listening(answer: () => ReturnType<typeof createApp>): Promise<string> {
  const listener = getRequestListener((request) => answer().fetch(request));
  server = createServer((incoming, outgoing) => void listener(incoming, outgoing));
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve());
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
}

beforeAll(async () => {
  let house: House | undefined;
  const surroundings = { publicFile: () => Promise.resolve(undefined), report: () => undefined };
  const url = await listening(() => {
    if (house === undefined) throw new Error("asked too early");
    return createApp(house, surroundings);
  });
  const built = await temporaryNodeHouse({ url, env: { ZHIQI_PKI_POINTERS: "always" } });
  ({ house, close } = built);
  [root = new Uint8Array()] = await house.issuer.anchors();
  writeFileSync(join(FOLDER, "root.der"), root);
  writeFileSync(join(FOLDER, "root.pem"), pemOf(root));
  files = await signMatrix(house, FOLDER);
}, 300_000);

afterAll(async () => {
  server.close();
  server.closeAllConnections();
  await close();
  rmSync(FOLDER, { recursive: true, force: true });
});

/** Rows of tab-separated words by file; lines that are none (a library's log) are left out. */
function rowsOf(said: string): Map<string, string[][]> {
  const rows = new Map<string, string[][]>();
  for (const line of said.split("\n")) {
    const [path = "", ...words] = line.split("\t");
    if (words.length >= 2) rows.set(path, [...(rows.get(path) ?? []), words]);
  }
  return rows;
}

describe("every file of the matrix", () => {
  it("is there, 48 of them, and begins with its revision 1", () => {
    expect(files).toHaveLength(48);
    for (const { first, pdf, name } of files) {
      expect(pdf.length, name).toBeGreaterThan(first.length);
      expect(
        first.every((byte, at) => byte === pdf[at]),
        name,
      ).toBe(true);
    }
  });

  it("is valid to our own verifier", async () => {
    for (const { name, pdf, parties } of files) {
      const report = await verifyDocument(pdf, { file: name, anchors: [root], at: new Date() });
      expect(report, `${name} ${JSON.stringify(report.reasons)}`).toMatchObject({
        verdict: "valid",
        trust: "trusted",
      });
      expect(report.signatures.length, name).toBeGreaterThanOrEqual(parties);
    }
  });

  it("is clean to qpdf", () => {
    for (const { name, path } of files) expect(isCleanToQpdf(path), name).toBe(true);
  });

  it("has every party's signature valid and trusted to pdfsig, which asks our responder itself", async () => {
    if (!hasTools("pdfsig", "certutil")) return;
    const store = `sql:${join(FOLDER, "nss")}`;
    mkdirSync(join(FOLDER, "nss"));
    judge("certutil", "-N", "-d", store, "--empty-password");
    judge("certutil", "-A", "-d", store, "-n", "root", "-t", "C,C,C", "-i", join(FOLDER, "root.pem"));
    for (const { name, path, parties } of files) {
      const said = await run(["pdfsig"], ["-nssdir", store, path]);
      expect(said.match(/Signature Validation: Signature is Valid\./g), `${name}\n${said}`).toHaveLength(
        parties,
      );
      expect(
        said.match(/Certificate Validation: Certificate is Trusted\./g),
        `${name}\n${said}`,
      ).toHaveLength(parties);
      expect(said.match(/Signature Type: ETSI\.CAdES\.detached/g), name).toHaveLength(parties);
    }
  });

  it("has every party's signature valid to mutool", () => {
    if (!hasTools("mutool")) return;
    for (const { name, path, parties } of files) {
      const { said } = judge("mutool", "sign", "-v", path);
      const good = said.match(
        /The (?:document is unchanged since signing|signature is valid but there have been edits since signing)\./g,
      );
      expect(good, `${name}\n${said}`).toHaveLength(parties);
    }
  });

  it("has every party's CMS verified by openssl as CAdES", () => {
    if (!hasTools("openssl")) return;
    const [cmsFile, content] = [join(FOLDER, "one.der"), join(FOLDER, "one.content")];
    for (const { name, pdf, parties } of files) {
      for (let index = 0; index < parties; index += 1) {
        const { covered, cms } = signatureIn(pdf, index);
        writeFileSync(cmsFile, cms);
        writeFileSync(content, covered);
        const line = `cms -verify -cades -purpose any -inform DER -binary -in ${cmsFile} -content ${content} -CAfile ${join(FOLDER, "root.pem")} -out ${join(FOLDER, "out")}`;
        expect(judge("openssl", ...line.split(" ")), `${name} ${index}`).toMatchObject({ code: 0 });
      }
    }
  });

  it("has every signature accepted by pyHanko at its level, with revocation proved from the file for B-LT and B-LTA", async () => {
    if (!hasPyHanko()) return;
    const asked = files.map(({ path, level }) => `${path}=${level}`);
    const rows = rowsOf(await run(pyHankoCommand(), [join(FOLDER, "root.der"), ...asked]));
    for (const { path, name, parties, level } of files) {
      const judged = rows.get(path) ?? [];
      expect(
        judged.filter(([, verdict]) => verdict !== "good"),
        name,
      ).toEqual([]);
      expect(judged, name).toHaveLength(level === "B-LTA" ? parties + 1 : parties);
    }
  }, 300_000);

  it("has every signature accepted by EU DSS at its level: offline from B-LT on, before that with our responder", async () => {
    if (!hasDss()) return;
    const asked = files.map(
      ({ path, level }) => `${path}=${level === "B-B" || level === "B-T" ? "online" : "offline"}`,
    );
    const said = await run(dssCommand(), [join(FOLDER, "root.der"), ...asked]);
    const rows = rowsOf(said);
    const formats = { "B-B": "B", "B-T": "T", "B-LT": "LT", "B-LTA": "LTA" } as const;
    for (const { path, name, parties, level } of files) {
      const judged = rows.get(path) ?? [];
      expect(judged.length, `${name}\n${judged.length === 0 ? said.slice(0, 4000) : ""}`).toBe(parties);
      for (const [format, indication, why, words] of judged) {
        expect(`${format} ${indication}`, `${name} ${why} ${words}`).toBe(
          `PAdES-BASELINE-${formats[level]} TOTAL_PASSED`,
        );
      }
    }
  }, 300_000);

  it("is still PDF/A-3b to veraPDF when every party has signed and the file is archived", () => {
    if (!hasVeraPdf()) return;
    const last = files.filter(({ level }) => level === "B-LTA").map(({ path }) => path);
    for (const [path, broken] of judgeAll("3b", last)) expect(broken, path).toEqual([]);
  }, 300_000);
});
