// npm run fuzz -- [--seconds N] [--count N] [--seed N]: mutated signed files against the verifier. A finding is minimised, written to
// .build/fuzz and makes the exit code 1. Ends by time or by count, whichever comes first.
import { mkdirSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type { Bytes } from "../../src/kit/bytes.ts";
import { type Finding, judge, MOST_MEMORY } from "./judge.ts";
import { type Mutation, MUTATIONS } from "./mutate.ts";
import { randomFrom } from "./random.ts";
import { makeSeeds, type Seed } from "./seeds.ts";

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "60" },
    count: { type: "string", default: "10000000" },
    seed: { type: "string", default: "1" },
  },
});
const FOLDER = new URL("../../.build/fuzz/", import.meta.url);
const MOST_FINDINGS = 10;
const { seeds, anchor } = makeSeeds();
const until = Date.now() + Number(values.seconds) * 1000;
const first = Number(values.seed) * 1_000_003;

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

const findingIn = (trial: Trial): Promise<Finding | undefined> =>
  judge(mutated(trial), { seed: trial.seed, evil: trial.steps.some((step) => step.evil), anchor });

/** Leaves out steps the finding does not need. */
async function minimised(trial: Trial, kind: Finding["kind"]): Promise<Trial> {
  let least = trial;
  for (const step of trial.steps) {
    const fewer = { ...least, steps: least.steps.filter((one) => one !== step) };
    if (fewer.steps.length > 0 && (await findingIn(fewer))?.kind === kind) least = fewer;
  }
  return least;
}

let tried = 0;
let found = 0;
let peak = 0;
for (; tried < Number(values.count) && Date.now() < until && found < MOST_FINDINGS; tried += 1) {
  const trial = trialOf(first + tried);
  let finding = await findingIn(trial);
  if (tried % 500 === 0) peak = Math.max(peak, process.memoryUsage.rss() / 2 ** 20);
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
console.log(`${tried} mutations, ${found} findings, at most ${peak.toFixed(0)} MB resident`);
process.exitCode = found === 0 ? 0 : 1;
