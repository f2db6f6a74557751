import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { httpKeys } from "../../../src/adapters/keys/http-keys.ts";
import { fromBase64, toBase64 } from "../../../src/kit/bytes.ts";
import type { SigningKey } from "../../../src/ports/keys.ts";
import { signRevision } from "../../../src/sign/revision.ts";
import { makeAuthority, makeContract, partyOf, TODAY } from "../../sign/fixtures.ts";
import { opensslVerdict } from "../../sign/judges.ts";

type Answer = { readonly status?: number; readonly body: unknown };

let server: Server;
let key: SigningKey;
let answer: (path: string, body: string) => Promise<Answer>;
const asked: string[] = [];

const service = () => {
  const { port } = server.address() as AddressInfo;
  const patience = { timeoutMs: 1500, tries: 2, waitMs: 1 };
  return httpKeys({ url: `http://127.0.0.1:${port}`, authorization: "Bearer t0ken", patience });
};

/** What the contract of the room's README says. */
const honest = async (path: string, body: string): Promise<Answer> => {
  if (!path.endsWith("/signatures")) {
    return { body: { algorithm: key.algorithm, public_key: toBase64(key.publicKey), certificates: [] } };
  }
  const { to_be_signed: attributes } = JSON.parse(body) as { to_be_signed: string };
  return { body: { signature: toBase64(await key.sign(fromBase64(attributes) ?? new Uint8Array())) } };
};

beforeAll(async () => {
  key = await makeAuthority().vault.ephemeralKey();
  server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      asked.push(`${request.method} ${request.url} ${request.headers.authorization}`);
      void answer(request.url ?? "", Buffer.concat(parts).toString()).then(({ status = 200, body }) => {
        response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
      });
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe("a key service over HTTP", () => {
  it("signs a contract by the same pipeline, and sees the attributes only", async () => {
    answer = honest;
    asked.length = 0;
    const authority = makeAuthority();
    const remote = await service().signingKey("签署/一");
    expect(remote).toMatchObject({ heldBy: "service", algorithm: "ECDSA-P256-SHA256" });
    const party = await partyOf("甲方", authority);
    const subject = { commonName: "赵磊", organisation: party.organisation, uscc: "91130100MA0EXAMPL1" };
    const issued = await authority.ca.issue({ subject, key: remote, notBefore: TODAY, hours: 24 });
    const signed = await signRevision({ ...party, ...issued, key: remote, pdf: await makeContract() });
    const [root = new Uint8Array()] = await authority.ca.anchors();
    expect(opensslVerdict(signed, 0, root)).toMatchObject({ code: 0 });
    const name = encodeURIComponent("签署/一");
    expect(asked).toEqual([`GET /keys/${name} Bearer t0ken`, `POST /keys/${name}/signatures Bearer t0ken`]);
  });

  it("what is not its key's signature is refused before it is embedded", async () => {
    answer = (path, body) =>
      path.endsWith("/signatures")
        ? Promise.resolve({ body: { signature: toBase64(new Uint8Array(70).fill(7)) } })
        : honest(path, body);
    const authority = makeAuthority();
    const remote = await service().signingKey("k");
    const party = await partyOf("甲方", authority);
    const subject = { commonName: "赵磊", organisation: party.organisation, uscc: "91130100MA0EXAMPL1" };
    const { algorithm, publicKey } = remote;
    const issued = await authority.ca.issue({
      subject,
      key: { algorithm, publicKey },
      notBefore: TODAY,
      hours: 24,
    });
    const signing = signRevision({ ...party, ...issued, key: remote, pdf: await makeContract() });
    await expect(signing).rejects.toMatchObject({ code: "sign.key_refused" });
  });

  it.each([
    ["a refusal", { status: 403, body: {} }, "keys.service_refused"],
    ["a fault that does not pass", { status: 500, body: {} }, "keys.service_unreachable"],
    ["no object", { body: 7 }, "keys.service_unsound"],
    [
      "an algorithm nobody knows",
      { body: { algorithm: "RSA-MD5", public_key: "AAAA" } },
      "keys.service_unsound",
    ],
    ["no public key", { body: { algorithm: "ECDSA-P256-SHA256" } }, "keys.service_unsound"],
    ["too much", { body: { algorithm: "x".repeat(200_000) } }, "keys.service_unsound"],
    [
      "certificates that are none",
      { body: { algorithm: "ECDSA-P256-SHA256", public_key: "AAAA", certificates: [1] } },
      "keys.service_unsound",
    ],
  ])("%s has its code", async (_, said, code) => {
    answer = () => Promise.resolve(said);
    await expect(service().signingKey("k")).rejects.toMatchObject({ code });
  });

  it("one that never answers is given up", async () => {
    answer = () => new Promise(() => undefined);
    await expect(service().signingKey("k")).rejects.toMatchObject({ code: "keys.service_unreachable" });
  });
});
