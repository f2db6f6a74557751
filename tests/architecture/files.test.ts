import { execFileSync } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

const sources = globSync("{src,schemas,storage}/**/*.{ts,tsx}", {
  exclude: ["storage/.local/**", "**/*.generated.ts"],
});

it("no source file is longer than 400 lines", () => {
  const long = sources
    .map((file) => [file, readFileSync(file, "utf8").split("\n").length] as const)
    .filter(([, lines]) => lines > 401);
  expect(long).toEqual([]);
});

it("every exported function says what it promises", () => {
  const silent = sources.flatMap((file) => {
    const lines = readFileSync(file, "utf8").split("\n");
    return lines.flatMap((line, at) => {
      const exported =
        /^export (?:default )?(?:async )?(?:function\*? (\w+)|const (\w+)(?:: [^=]+)? = (?:async )?(?:\([^)]*\)|<|\w+ =>))/.exec(
          line,
        );
      if (!exported) return [];
      const above = lines[at - 1] ?? "";
      return /\*\/\s*$/.test(above) || /^\): .*;$|^\/\//.test(above) || /^export function .*;$/.test(above)
        ? []
        : [`${file}:${at + 1} ${exported[1] ?? exported[2]}`];
    });
  });
  expect(silent).toEqual([]);
});

it("the visible top level is the owner's", () => {
  const tracked = execFileSync("git", ["ls-files"], { encoding: "utf8" }).trim().split("\n");
  const top = [...new Set(tracked.map((path) => path.split("/")[0] ?? ""))].filter(
    (name) => !name.startsWith("."),
  );
  const fixed = [
    "README.md",
    "package-lock.json",
    "package.json",
    "schemas",
    "src",
    "storage",
    "templates",
    "tests",
    "tsconfig.json",
    "wrangler.toml",
  ];
  expect(top.filter((name) => !fixed.includes(name))).toEqual([]);
});

it("the lockfile carries no addresses", () => {
  expect(readFileSync("package-lock.json", "utf8")).not.toMatch(/"resolved":/);
});
