import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createApp } from "../../src/http/create-app.ts";
import { toBase64 } from "../../src/kit/bytes.ts";
import { demoHouse } from "../app/test-house.ts";
import { requireTool } from "../tools.ts";

const openssl = requireTool("openssl");
const folder = mkdtempSync(join(tmpdir(), "zhiqi-pki-"));
const at = (name: string): string => join(folder, name);

async function openApp() {
  const { house } = await demoHouse();
  const app = createApp(house, { publicFile: () => Promise.resolve(undefined), report: () => undefined });
  const bytesOf = async (path: string, init?: RequestInit): Promise<Uint8Array<ArrayBuffer>> => {
    const answer = await app.request(path, init);
    expect(answer.status, path).toBe(200);
    return new Uint8Array(await answer.arrayBuffer());
  };
  for (const name of ["root.pem", "ca.pem", "ca.crl", "root.crl", "root.cer", "ca.cer"])
    writeFileSync(at(name), await bytesOf(`/pki/${name}`));
  return { app, house, bytesOf };
}

describe("/pki", () => {
  it("serves certificates and CRLs that openssl reads and verifies", async () => {
    await openApp();
    for (const [crl, ca] of [
      ["ca.crl", "ca.pem"],
      ["root.crl", "root.pem"],
    ] as const) {
      const line = ["crl", "-in", at(crl), "-inform", "DER", "-CAfile", at(ca), "-noout"];
      const { stderr, stdout } = spawnSync(openssl, line, { encoding: "utf8" });
      expect(`${stdout}${stderr}`).toContain("verify OK");
    }
    for (const name of ["root", "ca"])
      expect(
        execFileSync(openssl, ["x509", "-in", at(`${name}.cer`), "-inform", "DER"], {
          encoding: "utf8",
        }).trim(),
      ).toBe(readFileSync(at(`${name}.pem`), "utf8").trim());
  });

  it("answers OCSP by POST and by GET alike", async () => {
    const { bytesOf } = await openApp();
    execFileSync(openssl, [
      "ocsp",
      "-issuer",
      at("ca.pem"),
      "-cert",
      at("ca.pem"),
      "-no_nonce",
      "-reqout",
      at("ask.der"),
    ]);
    const request = new Uint8Array(readFileSync(at("ask.der")));
    const posted = await bytesOf("/pki/ocsp", {
      method: "POST",
      headers: { "content-type": "application/ocsp-request" },
      body: request,
    });
    const got = await bytesOf(`/pki/ocsp/${encodeURIComponent(toBase64(request))}`);
    for (const answer of [posted, got]) {
      writeFileSync(at("answer.der"), answer);
      const said = execFileSync(openssl, ["ocsp", "-respin", at("answer.der"), "-noverify", "-resp_text"], {
        encoding: "utf8",
      });
      expect(said).toContain("OCSP Response Status: successful");
      expect(said).toContain("Cert Status: unknown");
    }
  });

  it("stamps, and refuses bodies of another type or far too large", async () => {
    const { app, bytesOf } = await openApp();
    writeFileSync(at("text"), "合同");
    execFileSync(openssl, ["ts", "-query", "-data", at("text"), "-sha256", "-cert", "-out", at("ask.tsq")], {
      stdio: "pipe",
    });
    const headers = { "content-type": "application/timestamp-query" };
    const body = new Uint8Array(readFileSync(at("ask.tsq")));
    writeFileSync(at("reply.tsr"), await bytesOf("/pki/tsa", { method: "POST", headers, body }));
    const said = execFileSync(openssl, ["ts", "-reply", "-in", at("reply.tsr"), "-text"], {
      encoding: "utf8",
    });
    expect(said).toContain("Status: Granted.");
    const wrong = await app.request("/pki/tsa", {
      method: "POST",
      headers: { "content-type": "text/plain" },
      body,
    });
    expect(wrong.status).toBe(415);
    const large = await app.request("/pki/tsa", { method: "POST", headers, body: new Uint8Array(20_000) });
    expect(large.status).toBe(413);
  });

  it("tells in /readyz and /metrics how long its certificates last, and warns 30 days ahead", async () => {
    const { app, house } = await openApp();
    const ready = await (await app.request("/readyz")).json();
    expect(ready).toMatchObject({ ready: true, certificates: [{ name: "root", state: "good" }, {}, {}, {}] });
    const soon = new Date(house.clock.now().getTime() + 29 * 24 * 3_600_000);
    const lives = async () => [{ name: "tsa", notAfter: soon }];
    const ending = createApp(
      { ...house, pki: { ...house.pki, lives } },
      { publicFile: () => Promise.resolve(undefined), report: () => undefined },
    );
    expect(await (await ending.request("/readyz")).json()).toMatchObject({
      ready: true,
      certificates: [{ name: "tsa", state: "ending", days_left: 29 }],
    });
    const metrics = await (await ending.request("/metrics")).text();
    expect(metrics).toContain('zhiqi_certificate_ending{name="tsa"} 1');
    expect(metrics).toContain(
      `zhiqi_certificate_end_seconds{name="tsa"} ${Math.floor(soon.getTime() / 1000)}`,
    );
    const over = async () => [{ name: "tsa", notAfter: new Date(0) }];
    const ended = createApp(
      { ...house, pki: { ...house.pki, lives: over } },
      { publicFile: () => Promise.resolve(undefined), report: () => undefined },
    );
    expect((await ended.request("/readyz")).status).toBe(503);
  });
});
