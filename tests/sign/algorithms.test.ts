import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { readPrivateKeyPem } from "../../src/adapters/keys/pem.ts";
import { SIGNATURE_ALGORITHMS } from "../../src/kit/signature-algorithm.ts";
import type { SignatureDigest } from "../../src/kit/signature-algorithm.ts";
import { signRevision } from "../../src/sign/revision.ts";
import { verifyDocument } from "../../src/verify/index.ts";
import { requireTool } from "../tools.ts";
import { makeAuthority, makeContract, partyOf, TODAY } from "./fixtures.ts";
import { opensslVerdict, pdfsigReport } from "./judges.ts";

const pem = { type: "pkcs8", format: "pem" } as const;
const PEMS: Readonly<Record<string, string>> = {
  "ECDSA-P256": generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export(pem).toString(),
  "ECDSA-P384": generateKeyPairSync("ec", { namedCurve: "P-384" }).privateKey.export(pem).toString(),
  RSA: generateKeyPairSync("rsa", { modulusLength: 3072 }).privateKey.export(pem).toString(),
};

describe("every signature algorithm", () => {
  it.each(SIGNATURE_ALGORITHMS)(
    "%s: openssl, pdfsig and our verifier find the signature whole",
    async (algorithm) => {
      requireTool("pdfsig");
      const digest = algorithm.slice(-6) as SignatureDigest;
      const padding = algorithm.startsWith("RSA-PSS") ? "PSS" : undefined;
      const key = await readPrivateKeyPem(PEMS[algorithm.slice(0, -7)] ?? PEMS["RSA"] ?? "", {
        digest,
        padding,
      });
      expect(key.algorithm).toBe(algorithm);
      const authority = makeAuthority();
      const party = await partyOf("甲方", authority);
      const subject = { commonName: "赵磊", organisation: party.organisation, uscc: "91130100MA0EXAMPL1" };
      const issued = await authority.ca.issue({ subject, key, notBefore: TODAY, hours: 24 });
      const signed = await signRevision({ ...party, ...issued, key, pdf: await makeContract() });
      const [root = new Uint8Array()] = await authority.ca.anchors();
      expect(opensslVerdict(signed, 0, root), opensslVerdict(signed, 0, root).said).toMatchObject({
        code: 0,
      });
      expect(pdfsigReport(signed, root)).toContain("Signature is Valid");
      const report = await verifyDocument(signed, { file: "a.pdf", anchors: [root], at: TODAY });
      expect(report).toMatchObject({ integrity: "intact", trust: "trusted" });
    },
  );
});
