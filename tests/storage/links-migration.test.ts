import { createClient } from "@libsql/client";
import { expect, it } from "vitest";
import { join } from "node:path";
import { openLibsql } from "../../storage/libsql-node.ts";
import { migrations, scratch } from "./open.ts";
import { contract } from "./rows.ts";

it("envelopes from before seats had steps keep them: each one 用印, in its order, sent to nobody", async () => {
  const url = `file:${join(await scratch(), "old.db")}`;
  const before = migrations.filter(({ name }) => name < "0006");
  expect(before).toHaveLength(6);
  (await openLibsql({ url, migrations: before })).close();
  const old = createClient({ url });
  const { id, createdAt } = contract("ctr_1");
  await old.batch([
    `insert into organisations (id, role, name, uscc, region_code, created_at) values ('org_1', 'agency', '甲', 'U', '130104', '${createdAt}')`,
    `insert into contracts (id, tenant_id, mode, created_digest, metadata, variant, title, contract_no, contract, state, version, created_at, updated_at)
     values ('${id}', 'org_1', 'live', 'd', '{}', 'HB-2P', 't', 'n', '{}', 'signing', 2, '${createdAt}', '${createdAt}')`,
    `insert into envelopes (id, contract_id, tenant_id, state, version, revision1_digest, current_digest, pages, created_at)
     values ('env_1', '${id}', 'org_1', 'signing', 1, 'a', 'a', 5, '${createdAt}')`,
    ...["甲方", "乙方"].map(
      (seat, at) =>
        `insert into steps (envelope_id, seat, "order", uscc, organisation, state, audit_salt)
         values ('env_1', '${seat}', ${at + 1}, 'U${at}', '${seat}', 'waiting', 's')`,
    ),
  ]);
  old.close();
  const now = await openLibsql({ url, migrations });
  expect(await now.store.envelope("env_1")).toMatchObject({
    kind: "contract",
    flow: "sequential",
    expiresAt: null,
    terms: null,
    firstDocument: 0,
  });
  expect(await now.store.steps("env_1")).toMatchObject([
    { seat: "甲方", order: 1, step: "用印", recipient: null },
    { seat: "乙方", order: 2, step: "用印", recipient: null },
  ]);
  now.close();
});
