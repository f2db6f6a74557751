import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { build } from "esbuild";
import { beforeAll, describe, expect, it } from "vitest";
import { FilingView } from "../../schemas/api/filing.ts";
import { fixedClock } from "../../src/adapters/clock.ts";
import { brokenAt } from "../../src/app/audit.ts";
import { getReceipt } from "../../src/app/get-receipt.ts";
import { receiptFile } from "../../src/app/receipt-file.ts";
import { verifyFile } from "../../src/app/verify-file.ts";
import { buildNodeHouse } from "../../src/runtime/node-house.ts";

/** When a process dies: at its n-th write, or so many milliseconds after it has begun. */
type Death = `${number} ${"before" | "during" | "after"}` | number;

const at = (path: string): string => new URL(`../../${path}`, import.meta.url).pathname;
/** One file with all it needs, inside the package, so that a process begins in a fifth of a second. */
const SCRIPT = at(".build/tests/mortal-process.mjs");

beforeAll(() =>
  build({
    entryPoints: [at("tests/runtimes/mortal-process.ts")],
    outfile: SCRIPT,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    external: ["@libsql/*"],
    banner: {
      js: 'import { createRequire as requireOf } from "node:module"; const require = requireOf(import.meta.url);',
    },
    logLevel: "error",
  }),
);

/** The n-th process over a data directory; each starts ten minutes after the one before, when its leases are over. */
function start(dataDir: string, round: number, death?: Death): ChildProcess {
  const instant = new Date(Date.UTC(2022, 2, 15, 2, 10 * round)).toISOString();
  const env = { ...process.env, ...(typeof death === "string" ? { ZHIQI_DIE: death } : {}) };
  return spawn(process.execPath, [SCRIPT, dataDir, instant], { env, stdio: ["ignore", "pipe", "pipe"] });
}

/** Runs one process to its end, planned or not. */
async function run(dataDir: string, round: number, death?: Death) {
  const child = start(dataDir, round, death);
  const [ended, errors] = [once(child, "close"), text(child.stderr!)];
  let said = "";
  child.stdout!.setEncoding("utf8").on("data", (part: string) => {
    if (said === "" && typeof death === "number") void sleep(death).then(() => child.kill("SIGKILL"));
    said += part;
  });
  const [code, signal] = await ended;
  return { code, signal, said, errors: await errors };
}

/** What lies in a data directory: one of everything, whole, numbered 1, sealed, chained. */
async function assertOneOfEach(dataDir: string, filing: FilingView): Promise<void> {
  const { house, close } = await buildNodeHouse({ dataDir, clock: fixedClock("2022-03-15T05:00:00Z") });
  try {
    const { store } = house;
    const agency = await store.organisationByUscc("91130104MAXX00015P");
    const tenantId = agency?.id ?? "";
    const { rows } = await store.contracts({ tenantId, mode: "live" }, { limit: 10 });
    expect(rows.map((row) => [row.state, row.filingId])).toEqual([["filed", filing.id]]);
    const [contract] = rows;
    const { rows: filings } = await store.filings({ tenantId }, { limit: 10 });
    expect(filings.map((row) => row.state)).toEqual(["filed"]);
    expect(await store.envelope(contract?.envelopeId ?? "")).toMatchObject({
      state: "completed",
      // sent, signed twice, archived, marked as filed, archived again
      version: 6,
    });
    const documents = await store.documents(contract?.id ?? "");
    expect(documents.map(({ kind, step }) => `${kind} ${step}`)).toEqual([
      "docx 0",
      "receipt 0",
      "revision 0",
      "revision 1",
      "revision 2",
      "revision 3",
      "revision 4",
      "revision 5",
    ]);
    for (const { digest, size } of documents) expect((await house.blobs.get(digest))?.length).toBe(size);
    const receipt = await getReceipt(house, { registerNo: filing.register_no ?? "" });
    expect(receipt.register_no).toMatch(/^130100-2022-000001-/);
    expect(receipt).toMatchObject({ state: "ready", formal_no: expect.stringMatching(/〔2022〕1号$/) });
    const { bytes } = await receiptFile(house, { registerNo: receipt.register_no });
    expect(await verifyFile(house, { pdf: bytes, fileName: "receipt.pdf" })).toMatchObject({
      verdict: "valid",
      filed: { relation: "receipt" },
    });
    for (const aggregate of [
      `contract:${contract?.id}`,
      `envelope:${contract?.envelopeId}`,
      `filing:${filing.id}`,
      `receipt:${filing.id}`,
    ]) {
      const events = await store.events(aggregate);
      expect(events.length, aggregate).toBeGreaterThan(0);
      expect(await brokenAt(events), aggregate).toBeUndefined();
    }
  } finally {
    await close();
  }
}

/**
 * Each line is one data directory: its processes die one after another, the last one finishes. A process first sends again
 * what those before it sent, a write each, so the places below lie in: creating and sending; sending and signing;
 * both signings; filing, accepting and sealing.
 */
const LIVES: readonly Death[][] = [
  ["2 during", "6 during", "6 after", 40],
  ["7 during", "10 before", "5 after", 120],
  ["11 after", "8 during", "6 before", 250],
  ["21 during", "8 after", "8 during", 90],
];

describe("a process killed with SIGKILL", () => {
  it.concurrent.each(LIVES)(
    "at %s, at %s, at %s, and after %i ms leaves one of everything to the one that finishes",
    async (...deaths) => {
      const dataDir = await mkdtemp(join(tmpdir(), "zhiqi-kill-"));
      try {
        for (const [round, death] of deaths.entries()) {
          const { signal, code, errors } = await run(dataDir, round, death);
          // Killed at a write it must have died there; killed by time it may have been through already.
          const through = typeof death === "number" && code === 0;
          expect([through ? "SIGKILL" : signal, errors]).toEqual(["SIGKILL", ""]);
        }
        const last = await run(dataDir, deaths.length);
        expect([last.code, last.errors]).toEqual([0, ""]);
        const filing = FilingView.parse(JSON.parse(last.said.split("\n")[1] ?? ""));
        await assertOneOfEach(dataDir, filing);
      } finally {
        await rm(dataDir, { recursive: true, force: true });
      }
    },
  );
});
