// `npm run start:edge`: the same app on workerd, with local D1 and R2 under storage/.local/edge and demo data.
// Runs wrangler's own process, so that stopping this one stops it (killing an npm script would leave workerd alive).
import { createInterface } from "node:readline";
import { spawn, spawnSync } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const port = process.env.PORT ?? "8788";
const url = `http://127.0.0.1:${port}`;
const persist = at("storage/.local/edge");
const env = {
  ...process.env,
  CLOUDFLARE_CF_FETCH_ENABLED: "false",
  WRANGLER_SEND_METRICS: "false",
  WRANGLER_SEND_ERROR_REPORTS: "false",
  WRANGLER_HIDE_BANNER: "true",
};
const wrangler = at("node_modules/wrangler/bin/wrangler.js");
const place = ["--local", "--config", at("wrangler.toml"), "--persist-to", persist];

await import("./build.mjs");
const migrated = spawnSync(process.execPath, [wrangler, "d1", "migrations", "apply", "DB", ...place], {
  env: { ...env, CI: "true" },
  stdio: ["ignore", "ignore", "inherit"],
});
if (migrated.status !== 0) process.exit(migrated.status ?? 1);

const dev = spawn(
  process.execPath,
  [wrangler, "dev", ...place, "--ip", "127.0.0.1", "--port", port, "--inspector-port", "0", "--show-interactive-dev-session=false", "--var", "ZHIQI_ENV:demo", "--var", "ZHIQI_SEED:yes"],
  { env, cwd: at("."), stdio: ["ignore", "pipe", "inherit"] },
);
let agencyKey;
createInterface({ input: dev.stdout }).on("line", (line) => {
  const [, said] = /zhiqi-demo (\{.*\})/.exec(line) ?? [];
  if (said === undefined) return;
  const demo = JSON.parse(said);
  agencyKey = demo.agency.key;
  for (const { organisation, key } of Object.values(demo)) {
    console.log(`  ${organisation.name}（${organisation.role}）\n    ${key}`);
  }
});
dev.on("exit", (code) => process.exit(code ?? 0));
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => dev.kill(signal));

const answers = async (path) => (await fetch(`${url}${path}`).catch(() => undefined))?.ok === true;
for (let tries = 0; tries < 120 && !(await answers("/readyz")); tries += 1) await sleep(500);
if (!(await answers("/readyz"))) {
  console.error(`${url}/readyz 没有就绪`);
  dev.kill("SIGTERM");
} else {
  console.log(`知契（workerd）：${url}\n核验：${url}/verify\n接口文档：${url}/reference`);
  // The keys of the demo come with the first answer; without them there is no link, and everything else runs.
  for (let tries = 0; tries < 20 && agencyKey === undefined; tries += 1) await sleep(250);
  const { demoLink } = await import("../.build/demo-link.mjs");
  const link = agencyKey && (await demoLink({ url, key: agencyKey }));
  if (link) {
    console.log(`演示签署：${link.organisation} ${link.signer}\n  链接 ${link.url}\n  短信 ${link.messages}（验证码和下一方的链接）\n  测试密钥 ${link.key}`);
  }
}
