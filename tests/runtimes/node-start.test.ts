import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { startNodeServer } from "../../src/runtime/node.ts";

it("a server refuses to start on data whose keys another master key encrypted", async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "zhiqi-start-"));
  try {
    const first = await startNodeServer({ port: 0, dataDir });
    await first.stop();
    const env = { ZHIQI_MASTER_KEY: "ab".repeat(32) };
    await expect(startNodeServer({ port: 0, dataDir, env })).rejects.toMatchObject({
      code: "keys.wrong_master_key",
    });
    const again = await startNodeServer({ port: 0, dataDir });
    await again.stop();
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
});
