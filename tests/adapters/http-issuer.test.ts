import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { httpIssuer } from "../../src/adapters/issuer/http-issuer.ts";
import { keyVault } from "../../src/adapters/keys/key-vault.ts";
import { readCertificatesPem } from "../../src/adapters/keys/pem.ts";
import { certificateSubject } from "../../src/sign/cms/certificate-subject.ts";
import { type Bytes, fromBase64, fromUtf8, utf8 } from "../../src/kit/bytes.ts";
import { type Answer, loopback, openssl, opensslPki } from "../sign/archive/loopback.ts";
import { makeParts } from "./keys/parts.ts";

const ca = opensslPki();
const anchors = [...readCertificatesPem(ca.text("root.pem"))];
const patience = { timeoutMs: 1500, tries: 2, waitMs: 5 };
const SUBJECT = {
  commonName: "赵磊",
  organisation: "石家庄恒砺传感科技有限公司",
  uscc: "91130100MA0EXAMPL1",
};

/** What a real CA would do with the order: openssl checks the request's own signature and certifies its subject. */
function certify(order: Bytes): Bytes {
  const { pkcs10 }: { pkcs10: string } = JSON.parse(fromUtf8(order));
  writeFileSync(join(ca.folder, "asked.der"), fromBase64(pkcs10) ?? new Uint8Array());
  openssl(ca.folder, "req -in asked.der -inform DER -verify -noout 2>&1");
  openssl(
    ca.folder,
    "x509 -req -in asked.der -inform DER -CA root.pem -CAkey root.key -CAcreateserial -days 1 -extfile pki.cnf -extensions signer -out issued.pem 2>&1",
  );
  return new Uint8Array(readFileSync(join(ca.folder, "issued.pem")));
}

/** Asks the issuer behind this answer for a certificate of a fresh key. */
async function issue(answer: (order: Bytes) => Answer, changes: Partial<typeof SUBJECT> = {}) {
  const server = await loopback((order) => answer(order));
  const key = await keyVault(makeParts()).ephemeralKey();
  // openssl's certificate begins in the second in which it is made.
  const notBefore = new Date(Date.now() + 2000);
  const issued = await httpIssuer({ url: server.url, anchors, patience }).issue({
    subject: { ...SUBJECT, ...changes },
    key,
    notBefore,
    hours: 24,
  });
  return { issued, server };
}

describe("a configured issuer", () => {
  it("gives a certificate that openssl made for our PKCS#10, with its chain to the anchor", async () => {
    const { issued } = await issue(certify);
    expect(certificateSubject(issued.certificate)).toEqual({
      commonName: SUBJECT.commonName,
      organisation: SUBJECT.organisation,
    });
    expect(issued.chain).toEqual(anchors);
  });

  it.each<[string, string, (order: Bytes) => Answer]>([
    ["does not answer", "issuer.unreachable", () => "silence"],
    ["fails", "issuer.unreachable", () => 503],
    ["says no", "issuer.refused", () => 403],
    ["sends a page", "issuer.unsound", () => utf8("<html>")],
    ["sends a megabyte", "issuer.too_large", () => new Uint8Array(1 << 20)],
    ["certifies another key", "issuer.unsound", () => utf8(ca.text("signer.pem"))],
  ])("that %s is %s", async (_, code, answer) => {
    await expect(issue(answer)).rejects.toMatchObject({ code });
  });

  it("whose certificate is no child of the anchor, or names another, is issuer.unsound", async () => {
    const server = await loopback((order) => certify(order));
    const strangers = [...readCertificatesPem(opensslPki().text("root.pem"))];
    const key = await keyVault(makeParts()).ephemeralKey();
    const asked = { subject: SUBJECT, key, notBefore: new Date(Date.now() + 2000), hours: 24 };
    const unanchored = httpIssuer({ url: server.url, anchors: strangers, patience }).issue(asked);
    await expect(unanchored).rejects.toMatchObject({ code: "issuer.unsound" });
  });

  it("cannot be asked for a key that is elsewhere without its PKCS#10", async () => {
    const { publicKey, algorithm } = await keyVault(makeParts()).ephemeralKey();
    const issuer = httpIssuer({ url: "http://127.0.0.1:9", anchors, patience });
    const asked = { subject: SUBJECT, key: { publicKey, algorithm }, notBefore: new Date(), hours: 24 };
    await expect(issuer.issue(asked)).rejects.toMatchObject({ code: "issuer.key_elsewhere" });
  });
});
