// Builds what Node cannot run from source (.tsx) and gathers what the edge serves. Run by `prepare`, so `npm ci` is enough.
//   .build/zhiqi.mjs            the `zhiqi` command and the Node server
//   .build/assets/public/       files any visitor may have (the API reference's script)
//   .build/assets/templates/    templates and fonts, for the worker's ASSETS binding (read by the worker, never served)
import { chmod, cp, mkdir, rm } from "node:fs/promises";
import { build } from "esbuild";

const root = new URL("..", import.meta.url);
const at = (path) => new URL(path, root).pathname;

await rm(at(".build"), { recursive: true, force: true });
await mkdir(at(".build/assets/public"), { recursive: true });

await build({
  entryPoints: [at("src/cli/main.ts")],
  outfile: at(".build/zhiqi.mjs"),
  bundle: true,
  platform: "node",
  target: "node20",
  format: "esm",
  packages: "external",
  banner: { js: "#!/usr/bin/env node" },
  jsx: "automatic",
  jsxImportSource: "hono/jsx",
  sourcemap: true,
  logLevel: "warning",
});
await chmod(at(".build/zhiqi.mjs"), 0o755);

await cp(at("node_modules/@scalar/api-reference/dist/browser/standalone.js"), at(".build/assets/public/scalar.js"));
await cp(at("templates"), at(".build/assets/templates"), { recursive: true });
