// node .scripts/phone-pictures.mjs: the README's picture of the signing page on a phone, from the screens that the browser test
// writes while it signs (needs chromium). Reached by pictures.mjs.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decode, encode } from "fast-png";

const root = new URL("..", import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), "zhiqi-phone-"));
const SCREENS = ["1-1-open", "1-3-consent", "1-4-read", "1-6-mark", "1-8-preview", "2-result"];
const GAP = 24;

execFileSync(join(root, "node_modules/.bin/vitest"), ["run", "--config", "tests/vitest.config.ts", "--project", "node", "tests/browser/link.test.ts", "-t", "HB-2P"], {
  cwd: root,
  env: { ...process.env, ZHIQI_PICTURES: folder },
  stdio: "inherit",
});

/** Half the size: the mean of four dots. */
function halved({ width, height, data, channels }) {
  const [w, h] = [width >> 1, height >> 1];
  const small = new Uint8Array(w * h * 3);
  const at = (x, y, c) => data[(y * width + x) * channels + c];
  for (let y = 0; y < h; y += 1)
    for (let x = 0; x < w; x += 1)
      for (let c = 0; c < 3; c += 1)
        small[(y * w + x) * 3 + c] = (at(2 * x, 2 * y, c) + at(2 * x + 1, 2 * y, c) + at(2 * x, 2 * y + 1, c) + at(2 * x + 1, 2 * y + 1, c) + 2) >> 2;
  return { width: w, height: h, data: small };
}

const screens = SCREENS.map((name) => halved(decode(readFileSync(join(folder, `${name}.png`)))));
const height = Math.max(...screens.map((screen) => screen.height)) + 2 * GAP;
const width = screens.reduce((sum, screen) => sum + screen.width + GAP, GAP);
const data = new Uint8Array(width * height * 3).fill(0xc9);
let left = GAP;
for (const screen of screens) {
  for (let y = 0; y < screen.height; y += 1)
    data.set(screen.data.subarray(y * screen.width * 3, (y + 1) * screen.width * 3), ((y + GAP) * width + left) * 3);
  left += screen.width + GAP;
}
writeFileSync(join(root, ".readme/phone.png"), encode({ width, height, data, channels: 3, depth: 8 }));
rmSync(folder, { recursive: true, force: true });
