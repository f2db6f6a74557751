import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { drainOutbox } from "../../../src/app/drain-outbox.ts";
import { envelopeEvidence } from "../../../src/app/evidence/envelope-evidence.ts";
import { requireTool } from "../../tools.ts";
import { signedContract } from "../signed-contract.ts";
import { demoHouse } from "../test-house.ts";

/** Unpacks into a new folder, as anybody would. */
function unpacked(zip: Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), "zhiqi-evidence-"));
  for (const [name, bytes] of Object.entries(unzipSync(zip))) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), bytes);
  }
  return folder;
}

/** The very commands of the README, one after another; the first that fails ends it. */
function runReadme(folder: string): { code: number | null; said: string; commands: string[] } {
  const readme = readFileSync(join(folder, "README.md"), "utf8");
  const commands = [...readme.matchAll(/```sh\n([\s\S]*?)\n```/g)].flatMap(([, lines = ""]) =>
    lines.split("\n"),
  );
  const { status, stdout, stderr } = spawnSync("bash", ["-euo", "pipefail", "-c", commands.join("\n")], {
    cwd: folder,
    encoding: "utf8",
  });
  return { code: status, said: `${stdout}${stderr}`, commands };
}

type Packed = { readonly zip: Uint8Array; readonly again: Uint8Array };

/** Made once, by the first test that asks: a house lives as long as the test it was opened in. */
let packed: Promise<Packed> | undefined;
const pack = (): Promise<Packed> => {
  packed ??= made();
  return packed;
};

async function made(): Promise<Packed> {
  for (const tool of ["openssl", "pdfsig", "qpdf", "sha256sum"]) requireTool(tool);
  const { house, callers } = await demoHouse();
  const envelope = await signedContract(house, callers);
  await drainOutbox(house);
  const ask = async () => (await envelopeEvidence(house, callers.agency, { id: envelope.id })).bytes;
  await expect(envelopeEvidence(house, callers.xiongan, { id: envelope.id })).rejects.toMatchObject({
    code: "app.not_found",
  });
  return { zip: await ask(), again: await ask() };
}

describe("the evidence pack of a signed and archived contract", () => {
  it("holds every revision, the events, signatures, tokens, certificates, the statement and the commands", async () => {
    const { zip } = await pack();
    const folder = unpacked(zip);
    const names = Object.keys(unzipSync(zip));
    expect(names).toEqual(
      expect.arrayContaining([
        "revisions/0-unsigned.pdf",
        "revisions/1-signed.pdf",
        "revisions/2-signed.pdf",
        "signatures/1.cms",
        "signatures/1.signed",
        "signatures/1.tst",
        "signatures/2.tst",
        "certificates/roots.pem",
        "audit/envelope/0001.json",
        "audit/contract/SHA256SUMS",
        "statement.json",
        "README.md",
        "SHA256SUMS",
      ]),
    );
    const statement = JSON.parse(readFileSync(join(folder, "statement.json"), "utf8"));
    expect(statement.signatures).toMatchObject([
      { seat: "甲方", trust: { certificate: "built-in", key: "server", time: "built-in" } },
      { seat: "乙方", trust_in_words: { certificate: { zh: expect.stringContaining("演示 CA") } } },
    ]);
  });

  it("every command of its README succeeds", async () => {
    const { code, said, commands } = runReadme(unpacked((await pack()).zip));
    expect(commands.filter((command) => command.startsWith("openssl cms"))).toHaveLength(2);
    expect(commands.filter((command) => command.startsWith("openssl ts")).length).toBeGreaterThanOrEqual(2);
    expect(code, said).toBe(0);
  });

  it.each([
    ["a revision", "revisions/1-signed.pdf"],
    ["an event", "audit/envelope/0002.json"],
    ["the covered bytes of a signature", "signatures/2.signed"],
  ])("a changed byte in %s makes a command fail", async (_, name) => {
    const copy = unpacked((await pack()).zip);
    const bytes = readFileSync(join(copy, name));
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    writeFileSync(join(copy, name), bytes);
    expect(runReadme(copy).code).not.toBe(0);
  });

  it("a changed byte is seen by openssl also where somebody mended the sums", async () => {
    const copy = unpacked((await pack()).zip);
    const path = join(copy, "signatures/2.signed");
    const bytes = readFileSync(path);
    bytes[100] = (bytes[100] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    const mend = "sums=$(sha256sum $(awk '{print $2}' SHA256SUMS)) && echo \"$sums\" > SHA256SUMS";
    spawnSync("bash", ["-c", mend], { cwd: copy });
    const { code, said } = runReadme(copy);
    expect(code).not.toBe(0);
    expect(said).toMatch(/verification failure|digest failure|CMS_verify/i);
  });

  it("the same state gives the same bytes", async () => {
    const { zip, again } = await pack();
    expect(Buffer.compare(Buffer.from(again), Buffer.from(zip))).toBe(0);
  });
});
