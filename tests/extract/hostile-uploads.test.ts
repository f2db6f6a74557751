import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { contractWith } from "../completeness/samples.ts";
import { asDocx, asPdf, checked, idsOf } from "./documents.ts";
import { HOSTILE_UPLOADS } from "./hostile-uploads.ts";

/** CPU of one file; the worst of them takes about two seconds here. */
const MOST_MILLISECONDS = 8000;

/** Memory beyond what the process holds when it has read nothing, at its height, MB; the worst takes 200 here. */
const MOST_MEGABYTES = 450;

type Cost = {
  readonly answer: string;
  readonly milliseconds: number;
  readonly held: number;
};

/** One process checks them all, with no more heap than a small server gives. */
async function costs(): Promise<ReadonlyMap<string, Cost>> {
  const folder = await mkdtemp(join(tmpdir(), "zhiqi-hostile-"));
  try {
    const paths = HOSTILE_UPLOADS.map((_, at) => join(folder, String(at)));
    for (const [at, { file }] of HOSTILE_UPLOADS.entries()) await writeFile(paths[at] ?? "", file());
    const script = fileURLToPath(new URL("check-in-child.ts", import.meta.url));
    const run = promisify(execFile)(process.execPath, ["--max-old-space-size=256", script, ...paths], {
      timeout: 240_000,
    });
    const lines = (await run).stdout.trim().split("\n");
    return new Map(lines.map((line, at) => [HOSTILE_UPLOADS[at]?.says ?? "", JSON.parse(line) as Cost]));
  } finally {
    await rm(folder, { recursive: true });
  }
}

let told: ReadonlyMap<string, Cost>;
beforeAll(async () => {
  told = await costs();
}, 300_000);

describe("a file made to exhaust the reader", () => {
  it.each(HOSTILE_UPLOADS)("$says is $answer, in seconds", ({ says, answer }) => {
    expect(told.get(says)?.answer).toBe(answer);
    expect(told.get(says)?.milliseconds).toBeLessThan(MOST_MILLISECONDS);
  });

  it("leaves the process standing, with bounded memory", () => {
    expect(told.size).toBe(HOSTILE_UPLOADS.length);
    const held = [...told.values()].map((cost) => cost.held);
    expect(Math.max(...held) - (held[0] ?? 0)).toBeLessThan(MOST_MEGABYTES);
  });

  it("disturbs nothing: a sound contract is checked after each of a few as before", async () => {
    const [docx, pdf] = [await asDocx(contractWith("V1")), await asPdf(contractWith("V1"))];
    for (const { file } of HOSTILE_UPLOADS.filter(({ says }) => /entities|angles|share a list/.test(says))) {
      await expect(checked(new Uint8Array(file()))).rejects.toHaveProperty("code");
      for (const sound of [docx, pdf]) expect(idsOf(await checked(sound))).toEqual([]);
    }
  });
});
