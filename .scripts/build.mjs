// Builds what Node cannot run from source (.tsx) and gathers what the edge serves. Run by `prepare`, so `npm ci` is enough.
//   .build/zhiqi.mjs    the `zhiqi` command: finds a Node that is new enough, then loads the rest
//   .build/demo-link.mjs  a contract to sign by link, for start-edge.mjs
//   .build/chunks/      the rest: commands and the Node server
//   .build/assets/      see build-assets.mjs
import { chmod, mkdir, readdir, readFile, rename, rm, symlink, writeFile } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { build } from "esbuild";

const at = (path) => new URL(`../${path}`, import.meta.url).pathname;

// pdf-lib comes in two hundred files: in the build they load in one go, a quarter of the time `zhiqi pdf` takes to start.
const bundled = new Set(["pdf-lib", "html-entities", "saxes", "fflate"]);
const { dependencies, devDependencies } = JSON.parse(await readFile(at("package.json"), "utf8"));
const external = Object.keys({ ...dependencies, ...devDependencies }).filter((name) => !bundled.has(name));

const { outputFiles } = await build({
  entryPoints: { zhiqi: at("src/cli/launch.ts"), "demo-link": at("src/cli/demo-link.ts") },
  outdir: at(".build"),
  outExtension: { ".js": ".mjs" },
  chunkNames: "chunks/[name]-[hash]",
  bundle: true,
  splitting: true,
  platform: "node",
  target: "node22",
  format: "esm",
  external: external.flatMap((name) => [name, `${name}/*`]),
  banner: { js: "#!/usr/bin/env node" },
  jsx: "automatic",
  jsxImportSource: "hono/jsx",
  sourcemap: true,
  logLevel: "warning",
  write: false, // a build that fails leaves the one before in place
});

// A command that starts meanwhile finds either build whole: each file is put in place at once, old chunks go last.
for (const { path, contents } of outputFiles) {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.${process.pid}.part`, contents);
  if (path.endsWith("zhiqi.mjs")) await chmod(`${path}.${process.pid}.part`, 0o755);
}
for (const { path } of outputFiles) await rename(`${path}.${process.pid}.part`, path);
const built = new Set(outputFiles.map(({ path }) => basename(path)));
for (const name of await readdir(at(".build/chunks"))) {
  if (!built.has(name)) await rm(at(`.build/chunks/${name}`), { force: true });
}

// npm links a package's own command nowhere in its own tree: npx would install a copy into its cache first, and two at
// once would meet there. A link beside the other commands is found at once, offline too.
const link = at("node_modules/.bin/zhiqi");
await rm(`${link}.${process.pid}.part`, { force: true });
await symlink("../../.build/zhiqi.mjs", `${link}.${process.pid}.part`);
await rename(`${link}.${process.pid}.part`, link);

await import("./build-assets.mjs");
