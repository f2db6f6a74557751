import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { readMigrations } from "../../src/adapters/node/read-migrations.ts";
import type { AuditEvent, OrganisationRecord } from "../../src/ports/records.ts";
import { type LibsqlStore, openLibsql } from "../../storage/libsql-node.ts";

/** The committed migrations. */
export const migrations = await readMigrations(new URL("../../storage/migrations", import.meta.url).pathname);

/** A directory that is gone after the test. */
export async function scratch(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "zhiqi-"));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

/** A connection to a database file (a new file by default), closed after the test. */
export async function openStore(file?: string): Promise<LibsqlStore> {
  const opened = await openLibsql({ url: `file:${file ?? join(await scratch(), "zhiqi.db")}`, migrations });
  onTestFinished(() => opened.close());
  return opened;
}

export const organisation = (over: Partial<OrganisationRecord> = {}): OrganisationRecord => ({
  id: "org_1",
  role: "agency",
  name: "河北云衡知识产权代理有限公司",
  uscc: "91130104MAXX00015P",
  regionCode: "130104",
  authorityCode: null,
  agencyFilingNo: null,
  embedOrigins: [],
  createdAt: "2022-03-15T02:00:00.000Z",
  ...over,
});

export const event = (over: Partial<AuditEvent> = {}): AuditEvent => ({
  aggregate: "filing:fil_1",
  version: 1,
  type: "filing.submitted",
  at: "2022-03-15T02:00:00.000Z",
  actor: "org_1",
  facts: {},
  previous: null,
  hash: "0".repeat(64),
  ...over,
});
