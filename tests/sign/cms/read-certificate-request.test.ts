import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Bytes, toHex } from "../../../src/kit/bytes.ts";
import { certificateRequest, newSigningKey } from "../../../src/sign/client/index.ts";
import { readCertificateRequest } from "../../../src/sign/cms/read-certificate-request.ts";
import { requireTool } from "../../tools.ts";
import { judge, put, scratch } from "../judges.ts";

/** What openssl makes of a key of this kind. */
function requestOf(...key: readonly string[]): Bytes {
  const folder = scratch();
  const openssl = (...args: readonly string[]): void => {
    execFileSync(requireTool("openssl"), [...args], { cwd: folder, stdio: "pipe" });
  };
  openssl("genpkey", "-algorithm", ...key, "-out", "key.pem");
  openssl(
    "req",
    "-new",
    "-utf8",
    "-key",
    "key.pem",
    "-subj",
    "/CN=别人",
    "-outform",
    "DER",
    "-out",
    "req.der",
  );
  return new Uint8Array(readFileSync(join(folder, "req.der")));
}

describe("readCertificateRequest", () => {
  it("a page's request is one that openssl verifies too, and gives the page's key", async () => {
    const key = await newSigningKey();
    const request = await certificateRequest(key);
    expect(await readCertificateRequest(request)).toEqual({
      publicKey: key.publicKey,
      algorithm: "ECDSA-P256-SHA256",
    });
    const path = put(scratch(), "request.der", request);
    const { said, code } = judge(
      requireTool("openssl"),
      "req",
      "-inform",
      "DER",
      "-in",
      path,
      "-verify",
      "-noout",
    );
    expect(code, said).toBe(0);
  });

  it.each([
    ["ECDSA-P384-SHA384", ["EC", "-pkeyopt", "ec_paramgen_curve:P-384"]],
    ["RSA-PKCS1-SHA256", ["RSA", "-pkeyopt", "rsa_keygen_bits:2048"]],
  ])("takes a request for %s from elsewhere", async (algorithm, key) => {
    expect(await readCertificateRequest(requestOf(...key))).toMatchObject({ algorithm });
  });

  it.each([
    ["a short RSA key", ["RSA", "-pkeyopt", "rsa_keygen_bits:1024"]],
    ["a curve of another kind", ["EC", "-pkeyopt", "ec_paramgen_curve:secp256k1"]],
    ["Ed25519", ["ED25519"]],
  ])("refuses %s", async (_, key) => {
    await expect(readCertificateRequest(requestOf(...key))).rejects.toMatchObject({
      code: "sign.request_key_unsupported",
    });
  });

  it("refuses every changed bit, and what is no request", async () => {
    const request = await certificateRequest(await newSigningKey());
    for (let bit = 0; bit < request.length * 8; bit += 1) {
      const changed = request.slice();
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      await expect(readCertificateRequest(changed), `bit ${bit}: ${toHex(changed)}`).rejects.toMatchObject({
        code: expect.stringMatching(/^sign\.request_/),
      });
    }
    for (const bytes of [new Uint8Array(), new Uint8Array(9000), Uint8Array.of(0x30, 0)])
      await expect(readCertificateRequest(bytes)).rejects.toMatchObject({ code: "sign.request_unreadable" });
  });
});
