// The scripts of /verify, from src/pages/islands/verify into .build/assets/public. Their names stay, since the service worker and
// pages already kept on somebody's machine know them; what is served is asked again each time (ETag).
import { createHash } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { build } from "esbuild";

const at = (path) => new URL(`../${path}`, import.meta.url).pathname;
const out = at(".build/assets/public");
await mkdir(out, { recursive: true });

const bundle = async (entries, more = {}) => {
  const { outputFiles } = await build({
    entryPoints: Object.fromEntries(Object.entries(entries).map(([name, file]) => [name, at(`src/pages/islands/verify/${file}`)])),
    outdir: out,
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: ["es2022", "safari16", "firefox115", "chrome110"],
    jsx: "automatic",
    jsxImportSource: "hono/jsx",
    legalComments: "none",
    logLevel: "warning",
    write: false,
    ...more,
  });
  // Whole or not at all: another process may be serving from here.
  for (const { path, contents } of outputFiles) {
    await writeFile(`${path}.${process.pid}.part`, contents);
    await rename(`${path}.${process.pid}.part`, path);
  }
  return outputFiles;
};

const scripts = await bundle({ verify: "main.ts", "verify-engine": "engine.ts" });

// The service worker's version is a digest of what it keeps: a new verifier or a new page makes a new cache.
const digest = createHash("sha256");
for (const { path, contents } of scripts) digest.update(basename(path)).update(contents);
for (const page of ["verify.tsx", "verify-frame.tsx", "verify-island.tsx", "verify-style.ts", "style.ts"]) {
  digest.update(await readFile(at(`src/pages/${page}`)));
}
const version = JSON.stringify(digest.digest("hex").slice(0, 16));
await bundle({ "verify-offline": "offline.ts" }, { format: "iife", define: { VERSION: version } });
