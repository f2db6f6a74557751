import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { oneAtATime } from "../one-at-a-time.ts";
import { hasTools, requireTool } from "../tools.ts";
import { SHORT_LIVED } from "./short-lived.ts";

/** The judge, pinned: the same file everywhere. */
const ARTIFACT = "org.verapdf.apps:greenfield-apps:1.28.2";
const SHA256 = "687d4d8bcfec48c9f7e931cf78ed061f1eeccfba55d4cdc000ba9b4d8aa46ce6";
const PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1";
const MAIN = "org.verapdf.apps.GreenfieldCliWrapper";
const CACHE = fileURLToPath(new URL("../../.build/conformance/", import.meta.url));
const JAR = join(CACHE, `${ARTIFACT.split(":").slice(1).join("-")}.jar`);

/** Profiles of veraPDF: ISO 19005-3 level B, ISO 14289-1. */
export type Profile = "3b" | "ua1";

/** The rules a file breaks, by clause and number (`7.2-42`); none when it is valid. */
export type Judgement = readonly string[];

/**
 * Whether veraPDF can be run; fetched once through Maven into `.build/conformance`. When Java, Maven or the artifact cannot
 * be had that is told on standard error, and is a failure when `CI=true`.
 */
export function hasVeraPdf(): boolean {
  return hasTools("java") && oneAtATime("maven", isVeraPdfHere);
}

function isVeraPdfHere(): boolean {
  if (isSound()) return true;
  if (!hasTools("mvn")) return false;
  mkdirSync(CACHE, { recursive: true });
  const fetched = spawnSync(
    requireTool("mvn"),
    ["-q", "-B", `${PLUGIN}:copy`, `-Dartifact=${ARTIFACT}`, `-DoutputDirectory=${CACHE}`],
    { cwd: CACHE, encoding: "utf8" },
  );
  if (fetched.status === 0 && isSound()) return true;
  const message = `not run here: ${ARTIFACT} could not be fetched whole by Maven\n${fetched.stdout}${fetched.stderr}`;
  if (process.env["CI"] === "true") throw new Error(message);
  process.stderr.write(`${message}\n`);
  return false;
}

const isSound = (): boolean =>
  existsSync(JAR) && createHash("sha256").update(readFileSync(JAR)).digest("hex") === SHA256;

/** Judges files, all in one run: by path, the rules each breaks. Throws when veraPDF says nothing of one of them. */
export function judgeAll(profile: Profile, paths: readonly string[]): ReadonlyMap<string, Judgement> {
  // veraPDF exits with 1 when a file is not valid; what it found is on standard output all the same.
  const { stdout, stderr } = spawnSync(
    requireTool("java"),
    [...SHORT_LIVED, "-cp", JAR, MAIN, "-f", profile, "--format", "text", "-v", ...paths],
    {
      encoding: "utf8",
      maxBuffer: 64_000_000,
    },
  );
  const judged = new Map<string, string[]>();
  let broken: string[] | undefined;
  for (const line of stdout.split("\n")) {
    const file = /^(?:PASS|FAIL) (.+) \S+$/.exec(line)?.[1];
    if (file !== undefined) judged.set(file, (broken = []));
    const rule = /^ +FAIL (\S+)/.exec(line)?.[1];
    if (rule !== undefined) broken?.push(rule);
    if (line.startsWith("FAIL ") && broken?.length === 0) broken.push("?");
    if (rule !== undefined && broken?.[0] === "?") broken.shift();
  }
  const silent = paths.filter((path) => !judged.has(path));
  if (silent.length > 0) throw new Error(`veraPDF did not judge ${silent.join(", ")}\n${stdout}${stderr}`);
  return judged;
}

/** Whether qpdf finds nothing to say against the file. */
export const isCleanToQpdf = (path: string): boolean =>
  execFileSync(requireTool("qpdf"), ["--check", path], { encoding: "utf8" }).includes(
    "No syntax or stream encoding errors",
  );
