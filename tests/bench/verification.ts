import { execFileSync, spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { verifyDocument } from "../../src/verify/index.ts";
import { forgetAuthorities, makeRoot, makeSigner } from "../verify/authorities.ts";
import { plainObjects, signField, writePdf } from "../verify/craft.ts";
import type { Beside, Figure } from "./report.ts";

const PROGRAM = new URL("../../.build/zhiqi.mjs", import.meta.url).pathname;
/** Printed by the program under measurement when it ends. VmHWM begins anew with the program; ru_maxrss would remember its parent. */
const ON_EXIT = `data:text/javascript,${encodeURIComponent(`
import { readFileSync } from "node:fs";
process.on("exit", () => {
  const { userCPUTime, systemCPUTime } = process.resourceUsage();
  const peak = Number(/VmHWM:\\s+(\\d+)/.exec(readFileSync("/proc/self/status", "utf8"))?.[1]) / 1024;
  process.stderr.write(JSON.stringify({ peak, cpu: (userCPUTime + systemCPUTime) / 1000 }));
});`)}`;
const PYHANKO = new URL("beside-pyhanko.py", import.meta.url).pathname;
const AT = new Date("2026-11-22T00:00:00Z");
const MEGABYTE = 1_000_000;

/** pyHanko on the same file, warm in one process; nothing when it is not here. */
export function besidePyHanko(path: string): Beside[] {
  try {
    const printed = execFileSync("python3", [PYHANKO, path], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    return [{ name: "pyHanko (warm, integrity and changes)", median: Number(printed) }];
  } catch {
    process.stderr.write("not run here, absent: pyHanko (pip install pyHanko)\n");
    return [];
  }
}

/** A signed file with one stream of so many megabytes that nothing compresses. */
function largeFile(party: Parameters<typeof signField>[1]["party"], megabytes: number): Uint8Array {
  const noise = new Uint8Array(MEGABYTE);
  for (let at = 0; at < MEGABYTE; at += 1) noise[at] = 0x20 + ((at * 7919) % 90);
  const text = Buffer.from(noise)
    .toString("latin1")
    .replaceAll(/endstream|endobj/g, "x".repeat(9));
  const picture = text.repeat(megabytes);
  return signField(
    writePdf({ ...plainObjects(), 10: `<< /Length ${picture.length} >>\nstream\n${picture}\nendstream` }),
    { field: 7, party },
  );
}

/** Verification beyond the everyday contract: files a second, and what a large file takes. */
export async function benchVerification(folder: string): Promise<Figure[]> {
  const root = makeRoot("bench-root");
  const party = makeSigner("bench-party", root);
  const small = signField(writePdf(plainObjects()), { field: 7, party });
  const request = { file: "a.pdf", anchors: [root.certificate], at: AT };
  for (let count = 0; count < 50; count += 1) await verifyDocument(small, request);
  const started = performance.now();
  for (let count = 0; count < 1000; count += 1) await verifyDocument(small.slice(), request);
  const perSecond = 1000 / ((performance.now() - started) / 1000);
  const measured = [25, 50].map((megabytes) => {
    const path = join(folder, `large-${megabytes}.pdf`);
    writeFileSync(path, largeFile(party, megabytes));
    const { stderr } = spawnSync(process.execPath, ["--import", ON_EXIT, PROGRAM, "verify", path, "--json"], {
      encoding: "utf8",
    });
    return JSON.parse(stderr) as { cpu: number; peak: number };
  });
  forgetAuthorities();
  const [half, whole] = measured;
  return [
    {
      what: "verify: 1,000 small files in one process",
      unit: "files/s",
      asked: 100,
      bound: "at least",
      value: perSecond,
    },
    {
      what: "verify: 50 MB file, resident peak of the process",
      unit: "MB",
      asked: 150,
      bound: "at most",
      value: whole?.peak ?? Number.NaN,
    },
    {
      what: "verify: 50 MB file against 25 MB, CPU time",
      unit: "×",
      asked: 2.5,
      bound: "at most",
      value: (whole?.cpu ?? Number.NaN) / (half?.cpu ?? Number.NaN),
    },
  ];
}
