import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { verifyFileAlone } from "../../src/app/desk/verify-file-alone.ts";
import type { House } from "../../src/app/house.ts";
import { signWithEventKey } from "../../src/app/sign-with-event-key.ts";
import type { Bytes } from "../../src/kit/bytes.ts";
import { placeSignatureFields } from "../../src/sign/fields.ts";
import { verifyDocument } from "../../src/verify/index.ts";
import { forgetAuthorities, makeRoot, makeSigner } from "../verify/authorities.ts";
import { plainObjects, signField, writePdf } from "../verify/craft.ts";
import { sampleSeal } from "../app/sample-seal.ts";
import { measure } from "./measure.ts";
import type { Peer } from "./peers.ts";
import type { Beside, Figure, Row } from "./report.ts";

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
function besidePyHanko(path: string): Beside[] {
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

const SEATS = ["甲方", "乙方"] as const;
const PARTIES = [
  { organisation: "石家庄恒砺传感科技有限公司", uscc: "91130108MAXX00138J" },
  { organisation: "河北云衡知识产权代理有限公司", uscc: "91130104MAXX00015P" },
] as const;
/** An agency's own contract, 119 KB: with two seals, two certificates and two timestamps it is what the figure is asked for. */
const AGENCY_FILE = new URL("../fixtures/foreign/02-decimal-hebei.pdf", import.meta.url);

/** Both seats signed in turn, each with a seal of its organisation and a timestamp: each is a change after the one before. */
async function signTwice(house: House, draft: Bytes): Promise<Bytes> {
  let pdf = draft;
  for (const [at, party] of PARTIES.entries()) {
    const seal = await sampleSeal(house, party.organisation);
    const who = { field: SEATS[at] ?? "", person: "周启明", office: "法定代表人", ...party };
    pdf = await signWithEventKey(house, { pdf, ...who, seal, signedAt: house.clock.now() });
  }
  return pdf;
}

/** Two signatures with changes between them: an agency's own file of some 200 KB, and our own contract. */
export async function benchTwoSignatures(
  house: House,
  draft: Bytes,
  { folder, peer }: { readonly folder: string; readonly peer: Peer | undefined },
): Promise<Row[]> {
  const places = SEATS.map((name, at) => ({
    name,
    label: name,
    page: 0,
    rect: [72 + at * 200, 60, 172 + at * 200, 160] as const,
  }));
  const own = await placeSignatureFields(new Uint8Array(readFileSync(AGENCY_FILE)), places);
  const anchors = await house.issuer.anchors();
  const rows: Row[] = [];
  for (const [whose, unsigned] of [
    ["an agency's file", own],
    ["our contract", draft],
  ] as const) {
    const bytes = await signTwice(house, unsigned);
    writeFileSync(join(folder, "signed.pdf"), bytes);
    const request = { bytes, file: "signed.pdf", anchors, at: house.clock.now() };
    const { report } = await verifyFileAlone(request);
    if (report.verdict !== "valid" || report.signatures[0]?.changes !== "allowed")
      throw new Error(`the bench verifies what is not valid: ${report.reasons.join()}`);
    const ours = await measure(() => verifyFileAlone(request), { warmups: 30, runs: 60 });
    const beside = peer && (await measure(peer.run, { warmups: 1, runs: 7 }));
    rows.push({
      work: `verify: ${whose}, two signatures, ${Math.round(bytes.length / 1024)} KB`,
      asked: 8,
      ours,
      peers: [
        ...(peer && beside ? [{ name: peer.name, median: beside.median }] : []),
        ...besidePyHanko(join(folder, "signed.pdf")),
      ],
    });
  }
  return rows;
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
