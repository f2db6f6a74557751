// What the edge serves or reads beside its code:
//   .build/assets/public/       files any visitor may have (scripts of pages, see build-islands.mjs; of the API reference)
//   .build/assets/templates/    templates and fonts, for the worker's ASSETS binding (read by the worker, never served)
import { cp, mkdir } from "node:fs/promises";

const at = (path) => new URL(`../${path}`, import.meta.url).pathname;

await mkdir(at(".build/assets/public"), { recursive: true });
await cp(at("node_modules/@scalar/api-reference/dist/browser/standalone.js"), at(".build/assets/public/scalar.js"));
await cp(at("templates"), at(".build/assets/templates"), { recursive: true });
await import("./build-islands.mjs");
await import("./build-verify-page.mjs");
