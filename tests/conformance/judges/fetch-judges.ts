import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { oneAtATime } from "../../one-at-a-time.ts";
import { hasTools, requireTool } from "../../tools.ts";
import { SHORT_LIVED } from "../short-lived.ts";

/** Pinned. DSS is pinned in pom.xml beside this file. */
const PYHANKO = "pyHanko==0.38.0";
const PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1";
const HERE = fileURLToPath(new URL(".", import.meta.url));
const CACHE = fileURLToPath(new URL("../../../.build/conformance/", import.meta.url));
const LIBRARIES = join(CACHE, "dss-6.2");
const PYTHON = join(CACHE, "pyhanko-0.38.0/bin/python");

/** Tells that a judge cannot be had; a failure when `CI=true`. */
function absent(what: string, said: string): false {
  const message = `not run here: ${what} could not be had\n${said}`;
  if (process.env["CI"] === "true") throw new Error(message);
  process.stderr.write(`${message}\n`);
  return false;
}

const run = (tool: string, args: readonly string[]): { ok: boolean; said: string } => {
  const { status, stdout, stderr } = spawnSync(tool, args, { cwd: HERE, encoding: "utf8" });
  return { ok: status === 0, said: `${stdout}${stderr}` };
};

/** Whether EU DSS can be run; its jars are fetched once through Maven into `.build/conformance`. */
export function hasDss(): boolean {
  return hasTools("java", "javac") && oneAtATime("maven", areDssJarsHere);
}

function areDssJarsHere(): boolean {
  if (existsSync(LIBRARIES) && readdirSync(LIBRARIES).length > 20) return true;
  if (!hasTools("mvn")) return false;
  mkdirSync(CACHE, { recursive: true });
  const fetched = run(requireTool("mvn"), [
    "-q",
    "-B",
    `${PLUGIN}:copy-dependencies`,
    `-DoutputDirectory=${LIBRARIES}`,
  ]);
  return fetched.ok || absent("EU DSS 6.2", fetched.said);
}

/** Whether pyHanko can be run; installed once by pip into an environment of its own under `.build/conformance`. */
export function hasPyHanko(): boolean {
  return hasTools("python3") && oneAtATime("pip", isPyHankoHere);
}

function isPyHankoHere(): boolean {
  if (run(PYTHON, ["-c", "import pyhanko"]).ok) return true;
  mkdirSync(CACHE, { recursive: true });
  const made = run(requireTool("python3"), ["-m", "venv", join(CACHE, "pyhanko-0.38.0")]);
  if (!made.ok) return absent("a Python environment", made.said);
  const installed = run(PYTHON, ["-m", "pip", "install", "-q", "--disable-pip-version-check", PYHANKO]);
  return installed.ok || absent(PYHANKO, installed.said);
}

/** The command that runs the DSS judge with the arguments that follow. */
export const dssCommand = (): readonly [string, ...string[]] => [
  requireTool("java"),
  ...SHORT_LIVED,
  "-cp",
  join(LIBRARIES, "*"),
  join(HERE, "DssJudge.java"),
];

/** The command that runs the pyHanko judge with the arguments that follow. */
export const pyHankoCommand = (): readonly [string, ...string[]] => [PYTHON, join(HERE, "pyhanko_judge.py")];
