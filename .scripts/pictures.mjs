// npm run pictures: the README's pictures, made by the program: the demo's last two pages and its receipt, and three other
// documents filled with their samples (needs pdftoppm, pdfinfo).
import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = new URL("..", import.meta.url).pathname;
const out = join(root, ".readme");
const demo = mkdtempSync(join(tmpdir(), "zhiqi-pictures-"));
mkdirSync(out, { recursive: true });
execFileSync("node", [join(root, ".build/zhiqi.mjs"), "demo", "--out", demo], { stdio: "inherit" });
const pages = (file) => Number(/Pages:\s+(\d+)/.exec(execFileSync("pdfinfo", [join(demo, file)], { encoding: "utf8" }))[1]);
const picture = (file, page, name) => {
  const at = join(demo, name);
  mkdirSync(at);
  execFileSync("pdftoppm", ["-r", "72", "-f", `${page}`, "-l", `${page}`, "-png", join(demo, file), join(at, "page")]);
  renameSync(join(at, readdirSync(at)[0]), join(out, `${name}.png`));
};
const last = pages("contract-signed.pdf");
picture("contract-signed.pdf", last - 1, "contract-signature-page");
picture("contract-signed.pdf", last, "contract-last-page");
picture("receipt.pdf", 1, "receipt");

const zhiqi = (...args) => execFileSync("node", [join(root, ".build/zhiqi.mjs"), ...args], { encoding: "utf8" });
for (const id of ["hebei-quarter-table-1", "hebei-review-opinion"]) {
  writeFileSync(join(demo, `${id}.json`), zhiqi("form", "show", id, "--sample"));
  zhiqi("form", "fill", id, join(demo, `${id}.json`), "--out", demo);
  picture(`${id}.pdf`, 1, id);
}
const { valid } = JSON.parse(readFileSync(join(root, "tests/fixtures/contracts.json"), "utf8"));
writeFileSync(join(demo, "xuhui.json"), JSON.stringify(valid.V5));
zhiqi("draft", join(demo, "xuhui.json"), "--out", join(demo, "xuhui"));
picture("xuhui/contract.pdf", 1, "xuhui-three-parties");
// check's exit code is 1 here: the contract has defects
const foreign = join(root, "tests/fixtures/foreign/02-decimal-hebei.pdf");
spawnSync("node", [join(root, ".build/zhiqi.mjs"), "check", foreign, "--stage", "draft", "--as-of", "2024-12-31", "--report", demo]);
picture("check-report.pdf", 1, "check-report");
copyFileSync(foreign, join(demo, "foreign.pdf"));
picture("foreign.pdf", 1, "defective-contract");
rmSync(demo, { recursive: true, force: true });
