import { createServer } from "node:http";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Bytes } from "../../../src/kit/bytes.ts";
import { judge, scratch } from "../judges.ts";

/** What a server of ours answers: bytes, a status without any, or nothing at all, ever. */
export type Answer = Bytes | number | "silence";

/** A real server on loopback, gone after the test. `asked` counts requests. */
export async function loopback(
  answer: (body: Bytes, path: string) => Answer | Promise<Answer>,
): Promise<{ readonly url: string; asked(): number }> {
  let asked = 0;
  const server = createServer((request, response) => {
    asked += 1;
    const parts: Uint8Array[] = [];
    request.on("data", (part: Uint8Array) => parts.push(part));
    request.on("end", () => {
      void (async () => {
        const given = await answer(new Uint8Array(Buffer.concat(parts)), request.url ?? "/");
        if (given === "silence") return;
        if (typeof given === "number") response.writeHead(given).end();
        else response.writeHead(200).end(given);
      })();
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve());
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return { url: `http://127.0.0.1:${port}`, asked: () => asked };
}

/** Runs openssl in a folder with the words of one line. Throws what it says when it fails. */
export function openssl(folder: string, line: string): void {
  const { said, code } = judge("sh", "-c", `cd ${folder} && openssl ${line}`);
  if (code !== 0) throw new Error(`openssl ${line}\n${said}`);
}

/** A PKI that openssl made and answers for: a root, a signer, a TSA, all in one folder. */
export type OpensslPki = {
  readonly folder: string;
  file(name: string): Bytes;
  text(name: string): string;
  /** `openssl ts -reply` to a request. */
  stamp(request: Bytes): Bytes;
  /** `openssl ocsp` to a request. */
  ocsp(request: Bytes): Bytes;
  crl(): Bytes;
  revoke(name: string): void;
};

/** Options of an OpenSSL PKI. `padding`: bytes put into the TSA's certificate, to make its tokens large. */
type Wish = {
  readonly url?: string;
  readonly tsaUsage?: string;
  readonly padding?: number;
  /** What `openssl req -newkey` makes. */
  readonly tsaKey?: string;
};

/** Makes it: RSA keys, addresses of CRL and OCSP under `url`. */
export function opensslPki({
  url,
  tsaUsage = "critical,timeStamping",
  padding = 0,
  tsaKey = "rsa:2048",
}: Wish = {}): OpensslPki {
  const folder = scratch();
  const places =
    url === undefined ? "" : `crlDistributionPoints=URI:${url}/crl\nauthorityInfoAccess=OCSP;URI:${url}/ocsp`;
  const padded = padding === 0 ? "" : `nsComment=${"x".repeat(padding)}`;
  writeFileSync(
    join(folder, "pki.cnf"),
    `[ca]\ndefault_ca=own\n[own]\ndatabase=index.txt\nserial=serial\nnew_certs_dir=.\ncertificate=root.pem\nprivate_key=root.key\ndefault_md=sha256\ndefault_days=2\npolicy=any\ndefault_crl_days=2\nunique_subject=no\n[any]\ncommonName=supplied\norganizationName=optional\n[req]\ndistinguished_name=dn\n[dn]\n[root]\nbasicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\nsubjectKeyIdentifier=hash\n[signer]\nkeyUsage=critical,digitalSignature,nonRepudiation\nauthorityKeyIdentifier=keyid\n${places}\n[tsa]\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=${tsaUsage}\nauthorityKeyIdentifier=keyid\n${places}\n${padded}\n[ocsp]\nextendedKeyUsage=OCSPSigning\nnoCheck=yes\nauthorityKeyIdentifier=keyid\n[tsaconf]\ndefault_tsa=tsa1\n[tsa1]\nserial=tsaserial\ncrypto_device=builtin\nsigner_cert=tsa.pem\nsigner_key=tsa.key\ncerts=root.pem\nsigner_digest=sha256\ndefault_policy=1.2.3.4.1\ndigests=sha256\nordering=no\ntsa_name=no\ness_cert_id_alg=sha256\n`,
  );
  writeFileSync(join(folder, "index.txt"), "");
  for (const name of ["serial", "tsaserial"]) writeFileSync(join(folder, name), "1000\n");
  openssl(
    folder,
    "req -x509 -newkey rsa:2048 -nodes -keyout root.key -out root.pem -subj /CN=Outside-Root -days 30 -config pki.cnf -extensions root 2>&1",
  );
  for (const name of ["signer", "tsa", "ocsp"]) {
    openssl(
      folder,
      `req -newkey ${name === "tsa" ? tsaKey : "rsa:2048"} -nodes -keyout ${name}.key -out ${name}.csr -subj /CN=Outside-${name} -config pki.cnf`,
    );
    openssl(folder, `ca -batch -notext -config pki.cnf -in ${name}.csr -out ${name}.pem -extensions ${name}`);
  }
  const through = (input: Bytes, line: string): Bytes => {
    writeFileSync(join(folder, "in.der"), input);
    openssl(folder, line);
    return new Uint8Array(readFileSync(join(folder, "out.der")));
  };
  return {
    folder,
    file: (name) => new Uint8Array(readFileSync(join(folder, name))),
    text: (name) => readFileSync(join(folder, name), "utf8"),
    stamp: (request) =>
      through(request, "ts -reply -config pki.cnf -section tsa1 -queryfile in.der -out out.der"),
    ocsp: (request) =>
      through(
        request,
        "ocsp -index index.txt -CA root.pem -rsigner ocsp.pem -rkey ocsp.key -reqin in.der -respout out.der -ndays 1",
      ),
    crl: () =>
      through(
        new Uint8Array(),
        "ca -config pki.cnf -gencrl -out crl.pem && openssl crl -in crl.pem -outform DER -out out.der",
      ),
    revoke: (name) => openssl(folder, `ca -config pki.cnf -revoke ${name}.pem`),
  };
}
