// npm run check [-- --no-tests]: what CI asks. Stops at the first red step and says which. CI has run the tests by themselves just
// before, to count them, and leaves them out here: they take longer than all the rest.
import { spawnSync } from "node:child_process";

const steps = [
  ["format", "biome", ["format", "."]],
  ["lint", "oxlint", ["--type-aware", "--deny-warnings", "src", "schemas", "storage", "tests"]],
  ["types", "tsc", ["--noEmit", "-p", "tsconfig.json"]],
  ["architecture", "vitest", ["run", "--config", "tests/vitest.config.ts", "--project", "node", "tests/architecture"]],
  ["dead code", "knip", ["--no-progress"]],
  ["tests", "vitest", ["run", "--config", "tests/vitest.config.ts"]],
];

if (process.argv.includes("--no-tests")) steps.splice(steps.findIndex(([name]) => name === "tests"), 1);

const table = [];
for (const [name, command, args] of steps) {
  console.log(`\n== ${name}: ${command} ${args.join(" ")}`);
  const started = Date.now();
  const { status } = spawnSync(command, args, { stdio: "inherit" });
  table.push(`${status === 0 ? "ok " : "RED"} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  if (status !== 0) {
    console.log(`\n${table.join("\n")}`);
    process.exit(status ?? 1);
  }
}
console.log(`\n${table.join("\n")}`);
