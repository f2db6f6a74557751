import { join } from "node:path";
import { z } from "zod";
import { packageRoot } from "../runtime/node-package-root.ts";
import { demoContract } from "./demo-contract.ts";
import { readText } from "./files.ts";

const Fixture = z.looseObject({ term: z.looseObject({ start: z.string() }) });
const Made = z.looseObject({ id: z.string() });
const NewKey = z.looseObject({ id: z.string(), key: z.string() });
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

/** All invented, as in the sample. */
const RECIPIENTS = [
  { seat: "甲方", name: "周启明", phone: "13800000001" },
  { seat: "乙方", name: "许知远", phone: "13800000002" },
];
const SCOPES = ["contracts:write", "contracts:read", "envelopes:send"];

/** A contract waiting for its first signer. */
export type DemoLink = {
  readonly url: string;
  readonly signer: string;
  readonly organisation: string;
  /** Where codes and the next party's link appear, since test mode sends nothing. */
  readonly messages: string;
};

/**
 * Sends the sample contract to two invented phones through the public API, with a test key, and tells the first one's link. Undefined
 * when the service did not take it; it then runs without.
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
    const { key, id: keyId } = NewKey.parse(
      await post("/v1/api-keys", server.key, { name: "演示签署", mode: "test", scopes: SCOPES }),
    );
    const { id } = Made.parse(await post("/v1/contracts", key, { contract }));
    const sent = Sent.parse(await post("/v1/envelopes", key, { contract_id: id, recipients: RECIPIENTS }));
    // Keys of every start would add up; the envelope needs this one no more.
    const authorization = `Bearer ${server.key}`;
    await fetch(new URL(`/v1/api-keys/${keyId}`, server.url), {
      method: "DELETE",
      headers: { authorization },
    });
    const first = sent.steps[0];
    const url = first?.recipient?.link?.url;
    if (first === undefined || url === null || url === undefined) return undefined;
    const messages = new URL("/messages", server.url).href;
    return { url, signer: first.recipient?.name ?? "", organisation: first.organisation, messages };
  } catch {
    return undefined;
  }
}
