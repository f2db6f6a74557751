// Builds the scripts of pages into .build/assets/public/: named by their content, so that browsers may keep them for ever, and
// packed once. islands.json tells the server their names. Reached by build-assets.mjs.
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const at = (path) => new URL(`../${path}`, import.meta.url).pathname;
const out = at(".build/assets/public");

const { outputFiles, metafile } = await build({
  entryPoints: { "island-sign": at("src/pages/islands/sign/main.ts"), "island-style": at("src/pages/sign/sign.css") },
  outdir: out,
  entryNames: "[name]-[hash]",
  chunkNames: "island-[name]-[hash]",
  bundle: true,
  splitting: true,
  minify: true,
  format: "esm",
  platform: "browser",
  target: ["es2022", "safari15", "chrome94"],
  legalComments: "none",
  logLevel: "warning",
  metafile: true,
  write: false,
});

const worker = await readFile(at("node_modules/pdfjs-dist/legacy/build/pdf.worker.min.mjs"));
const hash = createHash("sha256").update(worker).digest("hex").slice(0, 8).toUpperCase();
const files = [
  ...outputFiles.map(({ path, contents }) => ({ name: basename(path), contents })),
  { name: `island-pdf-worker-${hash}.mjs`, contents: worker },
];
const named = (start, end) => files.find(({ name }) => name.startsWith(start) && name.endsWith(end))?.name;
/** What a file imports before it runs, and what that imports. */
const importsOf = (path, found = new Set()) => {
  for (const { path: next, kind } of metafile.outputs[path].imports) {
    if (kind !== "import-statement" || found.has(next)) continue;
    found.add(next);
    importsOf(next, found);
  }
  return found;
};
const entry = Object.keys(metafile.outputs).find((path) => /(^|\/)island-sign-[A-Z0-9]{8}\.js$/.test(path));
const names = {
  script: named("island-sign-", ".js"),
  style: named("island-style-", ".css"),
  parts: [...importsOf(entry)].map((path) => basename(path)),
  reader: files.find(({ name }) => /^island-pdf-[A-Z0-9]{8}\.js$/.test(name))?.name,
  worker: named("island-pdf-worker-", ".mjs"),
};

/** Whole or not at all: another process may be serving from here. */
const put = async (name, contents) => {
  await writeFile(`${out}/${name}.${process.pid}.part`, contents);
  await rename(`${out}/${name}.${process.pid}.part`, `${out}/${name}`);
};
await mkdir(out, { recursive: true });
const there = new Set(await readdir(out));
for (const { name, contents } of files) {
  if (there.has(name) && there.has(`${name}.gz`)) continue;
  await put(name, contents);
  await put(`${name}.gz`, gzipSync(contents, { level: 9 }));
}
// A page opened before this build goes on loading its own parts: what the build before this one served stays for a day.
const built = files.map(({ name }) => name);
const before = await readFile(`${out}/islands.json`, "utf8").then(JSON.parse, () => ({}));
await put("islands.json", JSON.stringify({ ...names, built }));
const replaced = (before.built ?? []).filter((name) => !built.includes(name)).flatMap((name) => [name, `${name}.gz`]);
const now = new Date();
for (const name of replaced) await utimes(`${out}/${name}`, now, now).catch(() => undefined);
const kept = new Set(built.flatMap((name) => [name, `${name}.gz`]));
for (const name of there) {
  if (!name.startsWith("island-") || kept.has(name)) continue;
  const { mtimeMs } = await stat(`${out}/${name}`).catch(() => ({ mtimeMs: now.getTime() }));
  if (now.getTime() - mtimeMs > 24 * 3600 * 1000) await rm(`${out}/${name}`, { force: true });
}
