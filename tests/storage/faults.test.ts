import { expect, it } from "vitest";
import { faultLine } from "../../src/http/fault-response.tsx";
import { openLibsql } from "../../storage/libsql-node.ts";
import { migrations, scratch } from "./open.ts";

it("a database that does not answer is logged without a value of any row", async () => {
  const opened = await openLibsql({ url: `file:${await scratch()}/x.db`, migrations });
  const { store } = opened;
  opened.close();
  const secret = {
    id: "org_x",
    role: "agency",
    uscc: "91130104MAXX00015P",
    regionCode: "130104",
    authorityCode: null,
    agencyFilingNo: null,
    embedOrigins: [],
    createdAt: "2022-03-15T02:00:00.000Z",
    name: "石家庄机密传感科技有限公司",
  } as const;
  const faults = await Promise.all(
    [
      store.commit([{ insert: "organisations", row: secret }]),
      store.organisation(secret.name),
      store.apiKeyByLocator(secret.name),
    ].map((work) =>
      work.then(
        () => undefined,
        (error: unknown) => error,
      ),
    ),
  );
  for (const error of faults) {
    const line = faultLine({ requestId: "req_1", traceId: undefined, method: "POST", path: "/v1", error });
    expect(line).toContain("store.unavailable");
    expect(line).not.toContain("机密");
  }
});
