// npm run pictures: the README's pictures, made by the program: the demo's last two pages and its receipt, and three other
// documents filled with their samples, the last signed by three with 骑缝章; the page /verify (needs chromium, pdftoppm, pdfinfo, pdftotext, openssl).
import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decode, encode } from "fast-png";
import { verifyPicture } from "./verify-picture.mjs";

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
/** The right edges of the pages that share one seal, laid side by side as fanned-out pages lie: each party's strips are its whole seal. */
function strips(pdf, count, name) {
  const [parties, dots] = [3, 144];
  const sharing = Math.ceil(count / Math.ceil(count / 10));
  const width = Math.round((40 / sharing / 25.4) * dots);
  const side = width * sharing + 16;
  const at = join(demo, name);
  mkdirSync(at);
  execFileSync("pdftoppm", ["-r", `${dots}`, "-l", `${sharing}`, "-png", pdf, join(at, "page")]);
  const sheets = readdirSync(at).sort().map((file) => decode(readFileSync(join(at, file))));
  const data = new Uint8Array(parties * side * side * 3).fill(255);
  for (let party = 0; party < parties; party += 1) {
    const top = Math.round(((party + 0.5) / parties) * sheets[0].height - side / 2);
    for (const [index, sheet] of sheets.entries())
      for (let row = 0; row < side; row += 1) {
        const from = ((top + row) * sheet.width + sheet.width - width) * sheet.channels;
        const to = (row * parties * side + party * side + 8 + index * width) * 3;
        data.set(sheet.data.subarray(from, from + width * sheet.channels), to);
      }
  }
  writeFileSync(join(out, `${name}.png`), encode({ width: parties * side, height: side, data, channels: 3, depth: 8 }));
}
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
// The three-party contract of Xuhui, signed by all three with 骑缝章, each with a key of its own.
const { valid } = JSON.parse(readFileSync(join(root, "tests/fixtures/contracts.json"), "utf8"));
writeFileSync(join(demo, "xuhui.json"), JSON.stringify(valid.V5));
zhiqi("draft", join(demo, "xuhui.json"), "--out", join(demo, "xuhui"));
writeFileSync(join(demo, "seal.json"), '{"kind":"公章","straddle":"all"}');
let signed = join(demo, "xuhui/contract.pdf");
for (const [at, { seat, name, legalRep }] of valid.V5.parties.entries()) {
  const [key, cert] = [join(demo, `${at}.key`), join(demo, `${at}.pem`)];
  const next = join(demo, `xuhui/signed-${at + 1}.pdf`);
  const subject = ["-subj", `/O=${name}/CN=${legalRep ?? "经办人"}`];
  const usage = ["-addext", "keyUsage=critical,digitalSignature,nonRepudiation"];
  execFileSync("openssl", ["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", key]);
  execFileSync("openssl", ["req", "-x509", "-utf8", "-key", key, "-days", "2", ...subject, "-out", cert, ...usage]);
  zhiqi("sign", signed, next, "--field", seat, "--key", key, "--cert", cert, "--seal", join(demo, "seal.json"));
  signed = next;
}
const three = signed.slice(demo.length + 1);
const signingPage = [...Array(pages(three)).keys()]
  .map((page) => page + 1)
  .find((page) => execFileSync("pdftotext", ["-f", `${page}`, "-l", `${page}`, signed, "-"], { encoding: "utf8" }).match(/签\s*章\s*页/u) !== null);
picture(three, signingPage ?? pages(three), "xuhui-three-parties");
strips(signed, pages(three), "xuhui-straddle");
await verifyPicture({ demo, out });
rmSync(demo, { recursive: true, force: true });
