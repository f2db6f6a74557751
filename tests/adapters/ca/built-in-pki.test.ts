import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { builtInPki } from "../../../src/adapters/ca/built-in-pki.ts";
import { httpRevocation } from "../../../src/adapters/revocation/http-revocation.ts";
import { ocspRequest } from "../../../src/adapters/revocation/ocsp-request.ts";
import { ownRevocation } from "../../../src/adapters/revocation/own-revocation.ts";
import { keyVault } from "../../../src/adapters/keys/key-vault.ts";
import { fixedClock } from "../../../src/adapters/clock.ts";
import { type Bytes, latin1, utf8 } from "../../../src/kit/bytes.ts";
import { judge, pemOf, put, scratch } from "../../sign/judges.ts";
import { requireTool } from "../../tools.ts";
import { makeParts } from "../keys/parts.ts";

const SUBJECT = {
  commonName: "赵磊",
  organisation: "石家庄恒砺传感科技有限公司",
  uscc: "91130100MA0EXAMPL1",
};
const tool = requireTool("openssl");

/** Runs openssl with the words of one line; no path here has a blank in it. */
const openssl = (line: string): { said: string; code: number } => judge(tool, ...line.split(" "));

/** A PKI with one event certificate, and the files openssl asks for. */
async function madePki(parts = makeParts({ publicUrl: "https://zhiqi.example" })) {
  const pki = builtInPki(parts);
  const key = await keyVault(parts).ephemeralKey();
  const now = parts.clock.now();
  const { certificate, chain } = await pki.issuer.issue({ subject: SUBJECT, key, notBefore: now, hours: 24 });
  const [issuing, root] = chain;
  if (issuing === undefined || root === undefined) throw new Error("a chain of two");
  const directory = scratch();
  const files = {
    directory,
    signer: put(directory, "signer.pem", pemOf(certificate)),
    issuing: put(directory, "issuing.pem", pemOf(issuing)),
    root: put(directory, "root.pem", pemOf(root)),
  };
  return { parts, pki, certificate, issuing, root, files };
}

const serialOf = (path: string): string =>
  /serial=([0-9A-F]+)/.exec(openssl(`x509 -in ${path} -noout -serial`).said)?.[1] ?? "";

const opensslOcsp = (
  files: Awaited<ReturnType<typeof madePki>>["files"],
  response: Bytes,
): { said: string; code: number } =>
  openssl(
    `ocsp -respin ${put(files.directory, "answer.der", response)} -issuer ${files.issuing} -cert ${files.signer} -CAfile ${files.root} -verify_other ${files.issuing}`,
  );

describe("the built-in PKI", () => {
  it("answers OCSP so that openssl verifies the responder under the root and reads good", async () => {
    const { pki, certificate, issuing, files } = await madePki();
    const response = await pki.public.ocsp(await ocspRequest({ certificate, issuer: issuing }));
    const verdict = opensslOcsp(files, response);
    expect(verdict.said).toContain("Response verify OK");
    expect(verdict.said).toContain("signer.pem: good");
    const text = openssl(`ocsp -respin ${join(files.directory, "answer.der")} -resp_text -noverify`).said;
    expect(text).toContain("OCSP No Check");
    expect(text).toContain("Archive Cutoff");
    expect(text).toMatch(/Extended Key Usage:\s+OCSP Signing/);
  });

  it("gives an openssl client its nonce back", async () => {
    const { pki, files } = await madePki();
    const request = join(files.directory, "request.der");
    openssl(`ocsp -issuer ${files.issuing} -cert ${files.signer} -nonce -reqout ${request}`);
    const response = await pki.public.ocsp(new Uint8Array(readFileSync(request)));
    const verdict = openssl(
      `ocsp -reqin ${request} -respin ${put(files.directory, "nonce.der", response)} -CAfile ${files.root} -verify_other ${files.issuing}`,
    );
    expect(verdict.said).toContain("Response verify OK");
    expect(verdict.said).not.toMatch(/nonce/i);
  });

  it("says unknown of a serial number that it never gave, and malformed of nonsense", async () => {
    const { pki, certificate, issuing } = await madePki();
    const other = await madePki();
    const asked = await ocspRequest({ certificate, issuer: issuing });
    const foreign = await other.pki.public.ocsp(asked);
    expect(latin1(foreign)).toContain("\x82\x00");
    expect([...(await pki.public.ocsp(utf8("nonsense")))]).toEqual([0x30, 0x03, 0x0a, 0x01, 0x01]);
  });

  it("revokes a certificate once, for its CRL and its responder alike", async () => {
    const { pki, certificate, issuing, files, parts } = await madePki();
    const serial = serialOf(files.signer);
    await pki.revoke(serial, "keyCompromise");
    await pki.revoke(serial, "superseded");
    const response = await pki.public.ocsp(await ocspRequest({ certificate, issuer: issuing }));
    expect(opensslOcsp(files, response).said).toMatch(/signer.pem: revoked[\s\S]*Reason: keyCompromise/);
    const crl = put(files.directory, "ca.crl", await builtInPki(parts).public.crl("issuing"));
    const listed = openssl(`crl -in ${crl} -inform DER -noout -text`).said;
    expect(listed).toContain(`Serial Number: ${serial}`);
    expect(listed).toContain("Key Compromise");
    await expect(pki.revoke("5A00", "superseded")).rejects.toMatchObject({ code: "ca.unknown_serial" });
  });

  it("lets openssl check a whole chain against both CRLs, and refuse it once revoked", async () => {
    const { pki, files } = await madePki();
    const check = async (): Promise<{ said: string; code: number }> => {
      const pem = (name: string, der: Bytes): string => {
        const path = put(files.directory, `${name}.der`, der);
        openssl(`crl -in ${path} -inform DER -out ${join(files.directory, `${name}.pem`)}`);
        return join(files.directory, `${name}.pem`);
      };
      const lists = [
        pem("root-crl", await pki.public.crl("root")),
        pem("ca-crl", await pki.public.crl("issuing")),
      ];
      return openssl(
        `verify -x509_strict -crl_check_all -CAfile ${files.root} -untrusted ${files.issuing} ${lists.map((list) => `-CRLfile ${list}`).join(" ")} ${files.signer}`,
      );
    };
    expect(await check()).toMatchObject({ code: 0 });
    await pki.revoke(serialOf(files.signer), "cessationOfOperation");
    expect((await check()).said).toContain("certificate revoked");
  });

  it("stamps what openssl asks, and openssl verifies the token", async () => {
    const { pki, files } = await madePki();
    const stamped = put(files.directory, "stamped.txt", "合同正文");
    for (const digest of ["sha256", "sha384", "sha512"]) {
      const query = join(files.directory, "query.tsq");
      openssl(`ts -query -data ${stamped} -${digest} -cert -out ${query}`);
      const reply = await pki.public.timestamp(new Uint8Array(readFileSync(query)));
      const verdict = openssl(
        `ts -verify -queryfile ${query} -in ${put(files.directory, "reply.tsr", reply)} -CAfile ${files.root} -untrusted ${files.issuing}`,
      );
      expect(verdict.said).toContain("Verification: OK");
    }
  });

  it("refuses a weak imprint, a foreign policy and nonsense with the reason that RFC 3161 has for it", async () => {
    const { pki, files } = await madePki();
    const stamped = put(files.directory, "stamped.txt", "合同正文");
    const refusal = async (options: string): Promise<string> => {
      const query = join(files.directory, "query.tsq");
      openssl(`ts -query -data ${stamped} ${options} -out ${query}`);
      const reply = await pki.public.timestamp(new Uint8Array(readFileSync(query)));
      return openssl(`ts -reply -in ${put(files.directory, "no.tsr", reply)} -text`).said;
    };
    expect(await refusal("-sha1")).toContain("unrecognized or unsupported algorithm");
    expect(await refusal("-sha256 -tspolicy 1.2.3.4")).toContain("requested TSA policy is not supported");
    const nonsense = put(files.directory, "no.tsr", await pki.public.timestamp(utf8("nonsense")));
    expect(openssl(`ts -reply -in ${nonsense} -text`).said).toContain("data submitted has the wrong format");
  });

  it("changes its TSA's key with the year, and four years are always left", async () => {
    const parts = makeParts();
    const clock = fixedClock(new Date("2026-12-31T23:59:59Z"));
    const pki = builtInPki({ ...parts, clock });
    const before = await pki.public.lives();
    clock.set(new Date("2027-01-01T00:00:01Z"));
    const after = await pki.public.lives();
    const endOf = (lives: typeof before, name: string): number =>
      lives.find((life) => life.name === name)?.notAfter.getTime() ?? 0;
    expect(endOf(after, "tsa")).toBeGreaterThan(endOf(before, "tsa"));
    expect(endOf(before, "tsa")).toBeGreaterThan(Date.parse("2030-12-31"));
    expect(endOf(after, "root")).toBe(endOf(before, "root"));
  });

  it("answers for its own certificates without a network, whatever address stands in them", async () => {
    const { pki, certificate, issuing, root } = await madePki();
    const nobody = {
      askAbout: () => Promise.reject(new Error("asked")),
      issuersOf: () => Promise.resolve([]),
    };
    const source = ownRevocation(pki, nobody);
    expect((await source.askAbout({ certificate, issuer: issuing })).ocsps).toHaveLength(1);
    expect((await source.askAbout({ certificate: issuing, issuer: root })).crls).toHaveLength(1);
    const stranger = await madePki();
    const asked = { certificate: stranger.certificate, issuer: stranger.issuing };
    await expect(source.askAbout(asked)).rejects.toThrow("asked");
    expect(await httpRevocation({ tries: 1, timeoutMs: 300 }).issuersOf(root)).toEqual([]);
  });
});
