import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { packageRoot } from "../../src/runtime/node-package-root.ts";
import type { Figure } from "./report.ts";
import { type Plan, sendContracts } from "./signers-seed.ts";
import type { LoadReport } from "./signers-load.ts";

const PROGRAM = new URL("../../.build/zhiqi.mjs", import.meta.url).pathname;
const LOAD = pathToFileURL(join(packageRoot(), "tests/bench/signers-load.ts")).href;
/** How 200 people come: alone to a contract, two to the same one at once, to decline, to hand on. */
const PLAN: Plan = { alone: 96, together: 40, declining: 12, handing: 12 };

/** The first line of JSON that a process prints. */
async function firstLine(child: ChildProcess): Promise<Record<string, unknown>> {
  if (child.stdout === null) throw new Error("a process without output");
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith("{")) return JSON.parse(line) as Record<string, unknown>;
  }
  throw new Error(`the process ended before it said anything (${child.exitCode})`);
}

/** The service as `zhiqi serve` starts it, its short messages going to the load's own gateway. */
function startServer(dataDir: string, env: Record<string, string>): ChildProcess {
  return spawn(process.execPath, [PROGRAM, "serve", "--port", "0", "--data", dataDir, "--json"], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const closed = once(child, "exit");
  child.kill("SIGTERM");
  await closed;
}

/** What a process has taken so far: its largest memory, and processor time of its own (ticks of 10 ms). */
function spentBy(pid: number | undefined): Pick<LoadReport, "serverPeakMegabytes" | "serverCpuSeconds"> {
  const memory = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  const [user = "", system = ""] =
    readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ").slice(11, 13) ?? [];
  return {
    serverPeakMegabytes: Number(memory) / 1024,
    serverCpuSeconds: (Number(user) + Number(system)) / 100,
  };
}

/** What 200 signers at once meet: each step's times, and everything that went wrong. */
export async function benchSigners(plan: Plan = PLAN): Promise<LoadReport> {
  const dataDir = mkdtempSync(join(tmpdir(), "zhiqi-signers-"));
  const load = spawn(process.execPath, [new URL(LOAD).pathname], { stdio: ["pipe", "pipe", "inherit"] });
  let server: ChildProcess | undefined;
  // Also when the bench is told to stop: nobody else knows of these two.
  const stop = (): void => void (load.kill(), server?.kill());
  const stopped = (): void => process.exit(143);
  process.once("exit", stop).once("SIGTERM", stopped).once("SIGINT", stopped);
  try {
    const { gateway, secret } = await firstLine(load);
    const env = {
      ZHIQI_SMS: "gateway",
      ZHIQI_SMS_URL: String(gateway),
      ZHIQI_SMS_SECRET: String(secret),
    };
    await sendContracts(dataDir, plan, env);
    server = startServer(dataDir, env);
    const { url } = await firstLine(server);
    load.stdin?.end(`${JSON.stringify({ url, plan })}\n`);
    const report = (await firstLine(load)) as unknown as LoadReport;
    return { ...report, ...spentBy(server.pid) };
  } finally {
    process.off("exit", stop).off("SIGTERM", stopped).off("SIGINT", stopped);
    load.kill();
    if (server !== undefined) await ended(server);
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** The figure that is asked for; how long the answers took is in the table, no number was asked. */
export const signerFigures = (report: LoadReport): Figure[] => [
  {
    what: `link: ${report.signers} signers at once, errors`,
    unit: "",
    asked: 0,
    bound: "at most",
    value: report.errors.length,
  },
];

const ms = (value: number): string => value.toFixed(0).padStart(8);

/** Each step's times as a table. */
export function signersTable(report: LoadReport): string {
  const { signers, seconds, all, steps, messages, errors } = report;
  const head = `${`link: ${signers} signers at once, ms`.padEnd(44)}   count     p50     p95     p99    most`;
  const lines = [...steps, all, messages].map(
    ({ step, count, p50, p95, p99, most }) =>
      `${step.padEnd(44)}${ms(count)}${ms(p50)}${ms(p95)}${ms(p99)}${ms(most)}`,
  );
  const end = `${seconds.toFixed(1)} s from the first page to the last result, ${(all.count / seconds).toFixed(0)} answers/s, server ${report.serverCpuSeconds.toFixed(1)} s CPU, ${report.serverPeakMegabytes.toFixed(0)} MB, errors: ${errors.length}`;
  return [head, ...lines, end, ...errors.slice(0, 5).map((error) => `    ${error}`)].join("\n");
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const report = await benchSigners();
  console.log(signersTable(report));
  process.exitCode = report.errors.length === 0 ? 0 : 1;
}
