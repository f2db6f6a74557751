// npm run fuzz -- [--seconds N] [--count N] [--seed N] [--shard K/N] [--resume]: mutated signed files against the verifier. A finding
// is minimised, written to .build/fuzz and makes the exit code 1. Ends by time or by count, whichever comes first; with --resume the
// count goes on from where the last run stopped, so that ten million are reached over several nights or on several machines.
import { mkdirSync, writeFileSync } from "node:fs";
import type { Bytes } from "../../src/kit/bytes.ts";
import { type Finding, judge, MOST_MEMORY } from "./judge.ts";
import { type Mutation, MUTATIONS } from "./mutate.ts";
import { FOLDER, keepProgress, readRun } from "./options.ts";
import { chooseCrypto } from "./quick-crypto.ts";
import { randomFrom } from "./random.ts";
import { makeSeeds, type Seed } from "./seeds.ts";
import { watch } from "./watchdog.ts";

const MOST_FINDINGS = 10;
/** Every so many trials the platform's own cryptography is asked instead of the quick one. */
const PLATFORM_EVERY = 50;
/** And after so many, memory is looked at and progress kept. */
const LOOK_EVERY = 1000;

const run = readRun(process.argv.slice(2));
const { seeds, anchor } = makeSeeds();
const watched = watch();
const started = Date.now();
const secondsSoFar = (): number => (Date.now() - started) / 1000;

type Trial = { readonly seed: Seed; readonly steps: readonly Mutation[]; readonly number: number };

const trialOf = (number: number): Trial => {
  const random = randomFrom(number);
  const steps = Array.from({ length: 1 + random.below(3) }, () => random.pick(MUTATIONS));
  // A well-formed revision is judged as such only when nothing else damaged it: it comes alone.
  const evil = steps.find((step) => step.evil);
  return { seed: random.pick(seeds), steps: evil ? [evil] : steps, number };
};

function mutated({ seed, steps, number }: Trial): Bytes {
  let pdf = seed.pdf;
  for (const [at, step] of steps.entries())
    if (pdf.length > 1000) pdf = step.apply(pdf, randomFrom(number * 31 + at));
  return pdf;
}

const findingIn = (trial: Trial): Promise<Finding | undefined> => {
  chooseCrypto(trial.number % PLATFORM_EVERY === 0 ? "platform" : "quick");
  return judge(mutated(trial), { seed: trial.seed, evil: trial.steps.some((step) => step.evil), anchor });
};

/** Leaves out steps the finding does not need. */
async function minimised(trial: Trial, kind: Finding["kind"]): Promise<Trial> {
  let least = trial;
  for (const step of trial.steps) {
    const fewer = { ...least, steps: least.steps.filter((one) => one !== step) };
    if (fewer.steps.length > 0 && (await findingIn(fewer))?.kind === kind) least = fewer;
  }
  return least;
}

let { tried, found } = run.before;
let peak = 0;
const keep = (): void =>
  keepProgress(run.progress, { tried, found, seconds: Math.round(run.before.seconds + secondsSoFar()) });
for (; tried < run.count && secondsSoFar() < run.seconds && found < MOST_FINDINGS; tried += 1) {
  const trial = trialOf(run.first + run.shard + tried * run.shards);
  watched.at = trial.number;
  let finding = await findingIn(trial);
  if (tried % LOOK_EVERY === 0) {
    peak = Math.max(peak, process.memoryUsage.rss() / 2 ** 20);
    keep();
  }
  if (finding === undefined && peak > MOST_MEMORY)
    finding = { kind: "memory", what: `${peak.toFixed(0)} MB` };
  if (finding === undefined) continue;
  found += 1;
  const least = await minimised(trial, finding.kind);
  mkdirSync(FOLDER, { recursive: true });
  const name = `${finding.kind}-${least.seed.name}-${least.number}.pdf`;
  writeFileSync(new URL(name, FOLDER), mutated(least));
  console.error(`${name}: ${least.steps.map((step) => step.name).join(", ")}: ${finding.what}`);
  if (finding.kind === "memory") break;
}
keep();
const rate = Math.round((tried - run.before.tried) / secondsSoFar());
const total = tried.toLocaleString("en");
console.log(
  `${total} mutations, ${found} findings, ${rate} a second, at most ${peak.toFixed(0)} MB resident`,
);
process.exitCode = found === 0 ? 0 : 1;
