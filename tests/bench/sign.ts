import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { CryptoKeySigner, PDF } from "@libpdf/core";
import { draftPdf } from "../../src/app/draft-document.ts";
import type { House } from "../../src/app/house.ts";
import type { Contract } from "../../schemas/contract.ts";
import type { Bytes } from "../../src/kit/bytes.ts";
import { webCryptoKey } from "../../src/adapters/keys/signing-key.ts";
import { drawSeal } from "../../src/sign/seal/draw-seal.ts";
import { prepareForKey, signRevision, type SigningRequest } from "../../src/sign/revision.ts";
import { placeSignatureFields } from "../../src/sign/fields.ts";
import { makeDraft, song } from "../sign/fixtures.ts";
import type { Measured } from "./measure.ts";
import type { Beside, Figure, Row } from "./report.ts";

const WARMUPS = 40;
const RUNS = 100;
/** Bytes of filler that make the document 200 KB. */
const FILLER = 190_000;
const PARTIES = ["甲", "乙", "丙", "丁", "戊"];

/** Milliseconds of CPU of one thing done again and again: what it costs a service, whatever else the machine does. */
async function cpuOf(work: () => unknown, runs = RUNS): Promise<Measured> {
  const once = async (): Promise<number> => {
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
  const cold = await once();
  for (let count = 0; count < WARMUPS; count += 1) await once();
  const times: number[] = [];
  for (let count = 0; count < runs; count += 1) times.push(await once());
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.floor(times.length * share)] ?? Number.NaN;
  const least = times.slice(0, Math.max(1, Math.ceil(times.length / 10)));
  const bestTen = least.reduce((sum, one) => sum + one, 0) / least.length;
  return { cold, median: at(0.5), p95: at(0.95), bestTen, runs };
}

/** pyHanko in one process of its own: its start is not counted, its warm median is. */
const PYHANKO = `
import io, sys, time, statistics
from pyhanko.sign import fields, signers
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
data = open(sys.argv[1], "rb").read()
signer = signers.SimpleSigner.load(sys.argv[2], sys.argv[3])
times = []
for at in range(40):
    begun = time.process_time()
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    meta = signers.PdfSignatureMetadata(field_name="甲", md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES)
    signers.sign_pdf(writer, meta, signer=signer)
    times.append((time.process_time() - begun) * 1000)
print(statistics.median(times[10:]))
`;

function pyHanko(folder: string, pdf: Bytes): Beside[] {
  try {
    writeFileSync(join(folder, "200k.pdf"), pdf);
    const options =
      "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 1 -subj /CN=peer".split(" ");
    const [key, certificate] = [join(folder, "han.key"), join(folder, "han.pem")];
    const use = ["-addext", "keyUsage=critical,digitalSignature,nonRepudiation"];
    execFileSync("openssl", [...options, ...use, "-keyout", key, "-out", certificate], { stdio: "ignore" });
    const said = execFileSync("python3", ["-c", PYHANKO, join(folder, "200k.pdf"), key, certificate], {
      encoding: "utf8",
    });
    return [{ name: "pyHanko (in process, CPU)", median: Number(said) }];
  } catch {
    process.stderr.write("not run here, absent: pyHanko (pip install pyHanko)\n");
    return [];
  }
}

/** A party's own key, its certificate of the built-in CA, and what the peer needs of both. */
async function party(house: House) {
  const curve = { name: "ECDSA", namedCurve: "P-256" };
  const { privateKey, publicKey: half } = await crypto.subtle.generateKey(curve, false, ["sign", "verify"]);
  const publicKey = new Uint8Array(await crypto.subtle.exportKey("spki", half));
  const key = webCryptoKey({ privateKey, publicKey, algorithm: "ECDSA-P256-SHA256", heldBy: "server" });
  const organisation = "河北云衡知识产权代理有限公司";
  const signedAt = new Date(Math.floor(house.clock.now().getTime() / 1000) * 1000);
  const issued = await house.issuer.issue({
    subject: { commonName: "许知远", organisation, uscc: "91130104MAXX00015P" },
    key,
    notBefore: signedAt,
    hours: 24,
  });
  const request = { key, ...issued, signerName: "许知远", organisation, signedAt };
  const peer = new CryptoKeySigner(privateKey, issued.certificate, "EC", "ECDSA", [...issued.chain]);
  return { request, peer, seal: drawSeal({ kind: "合同专用章", name: organisation }, { song }) };
}

/** Signing at B-B, preparing, and what earlier parties cost, beside @libpdf/core and pyHanko in one run. CPU, not wall time. */
export async function benchSigning(
  house: House,
  contract: Contract,
  folder: string,
): Promise<{ rows: Row[]; figures: Figure[] }> {
  const plans = PARTIES.map((name, at) => ({
    name,
    label: name,
    page: 2,
    rect: [60, 100 + at * 130, 290, 220 + at * 130] as const,
  }));
  const pdf = await placeSignatureFields(await makeDraft(FILLER), plans);
  const { request, peer, seal } = await party(house);
  const sign = (given: Bytes, field: string, more: Partial<SigningRequest> = {}): Promise<Bytes> =>
    signRevision({ ...request, ...more, pdf: given, field });
  const bare = await cpuOf(() => sign(pdf, "甲"));
  const libpdf = await cpuOf(async () => (await PDF.load(pdf)).sign({ signer: peer, fieldName: "甲" }), 40);
  const peers = [{ name: "@libpdf/core (CPU)", median: libpdf.median }, ...pyHanko(folder, pdf)];
  const drawn = await cpuOf(() => sign(pdf, "甲", { seal }));
  const draft = (await draftPdf(house, contract)).pdf;
  const prepared = await cpuOf(() => prepareForKey({ ...request, seal, pdf: draft, field: "甲方" }));
  let late = pdf;
  for (const name of PARTIES.slice(0, -1)) late = await sign(late, name);
  const fifth = await cpuOf(() => sign(late, PARTIES.at(-1) ?? ""));
  const kilobytes = Math.round(pdf.length / 1024);
  const rows: Row[] = [
    { work: `sign ${kilobytes} KB at B-B (CPU)`, asked: 3, ours: bare, peers },
    { work: `sign ${kilobytes} KB at B-B, seal drawn and packed (CPU)`, asked: null, ours: drawn, peers: [] },
    { work: "prepare, a whole contract, seal drawn (CPU)", asked: 5, ours: prepared, peers: [] },
    { work: "sign as the fifth party (CPU)", asked: null, ours: fifth, peers: [] },
  ];
  const growth: Figure = {
    what: "signing as the fifth party ÷ as the first, ÷ bytes",
    unit: "",
    asked: 1.2,
    bound: "at most",
    value: fifth.median / bare.median / (late.length / pdf.length),
  };
  return { rows, figures: [growth] };
}
