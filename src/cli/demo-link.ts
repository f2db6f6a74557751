import { join } from "node:path";
import { z } from "zod";
import { DEMO_KEY_NAME } from "../app/demo-key-name.ts";
import { packageRoot } from "../runtime/node-package-root.ts";
import { demoContract } from "./demo-contract.ts";
import { readText } from "./files.ts";

const Fixture = z.looseObject({ term: z.looseObject({ start: z.string() }) });
const Made = z.looseObject({ id: z.string() });
const NewKey = z.looseObject({ key: z.string() });
const Sent = z.looseObject({
  steps: z.array(
    z.looseObject({
      organisation: z.string(),
      recipient: z
        .looseObject({ name: z.string(), link: z.looseObject({ url: z.string().nullable() }).nullable() })
        .nullable(),
    }),
  ),
});

/**
 * All invented, as in the sample. The numbers are others at every start: what an earlier start left unsigned is somebody else's, and
 * is not offered beside this contract.
 */
function recipients(): readonly { seat: string; name: string; phone: string }[] {
  const [random = 0] = crypto.getRandomValues(new Uint32Array(1));
  const even = 2 * (random % 50_000);
  const phone = (last: number): string => `138000${String(last).padStart(5, "0")}`;
  return [
    { seat: "甲方", name: "周启明", phone: phone(even) },
    { seat: "乙方", name: "许知远", phone: phone(even + 1) },
  ];
}
const SCOPES = ["contracts:write", "contracts:read", "envelopes:send", "envelopes:sign"];
const KEY_DAYS = 30;

/** A contract waiting for its first signer. */
export type DemoLink = {
  readonly url: string;
  readonly signer: string;
  readonly organisation: string;
  /** Where codes and the next party's link appear, since test mode sends nothing. */
  readonly messages: string;
  /** A test key of the sender's, to try links by API; ends with the next start. */
  readonly key: string;
};

/**
 * Sends the sample contract to two invented phones through the public API, with a test key, and tells the first one's link and the
 * key. Undefined when the service did not take it; it then runs without.
 */
export async function demoLink(server: {
  readonly url: string;
  readonly key: string;
}): Promise<DemoLink | undefined> {
  const post = async (path: string, key: string, body: object): Promise<unknown> => {
    const answer = await fetch(new URL(path, server.url), {
      method: "POST",
      headers: {
        authorization: `Bearer ${key}`,
        "content-type": "application/json",
        "idempotency-key": crypto.randomUUID(),
      },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path} ${answer.status}`);
    return answer.json();
  };
  const text = await readText(join(packageRoot(), "tests/fixtures/demo-contract.json"));
  const contract = demoContract(Fixture.parse(JSON.parse(text)), new Date());
  try {
    const { key } = NewKey.parse(
      await post("/v1/api-keys", server.key, {
        name: DEMO_KEY_NAME,
        mode: "test",
        scopes: SCOPES,
        expires_at: new Date(Date.now() + KEY_DAYS * 24 * 3_600_000).toISOString(),
      }),
    );
    const { id } = Made.parse(await post("/v1/contracts", key, { contract }));
    const sent = Sent.parse(await post("/v1/envelopes", key, { contract_id: id, recipients: recipients() }));
    const first = sent.steps[0];
    const url = first?.recipient?.link?.url;
    if (first === undefined || url === null || url === undefined) return undefined;
    const messages = new URL("/messages", server.url).href;
    return { url, signer: first.recipient?.name ?? "", organisation: first.organisation, messages, key };
  } catch {
    return undefined;
  }
}
