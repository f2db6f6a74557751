// npm run bench: what the main job costs here, beside its peers. Prints a table, writes .build/bench.json. Measures, never judges.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Contract } from "../../schemas/contract.ts";
import { checkDocument } from "../../src/app/check-document.ts";
import { checkOn } from "../../src/app/check-on.ts";
import { draftDocx, draftPdf } from "../../src/app/draft-document.ts";
import { signWithEventKey } from "../../src/app/sign-with-event-key.ts";
import { parseContractText } from "../../src/contract/parse.ts";
import { temporaryNodeHouse } from "../../src/runtime/node-house.ts";
import { packageRoot } from "../../src/runtime/node-package-root.ts";
import { sampleSeal } from "../app/sample-seal.ts";
import { benchCheck } from "./check.ts";
import { benchFill } from "./fill.ts";
import { benchForeign } from "./foreign.ts";
import { measure } from "./measure.ts";
import { benchMemory } from "./memory.ts";
import { benchPdf } from "./pdf.ts";
import { makePeerKey, type Peer, peersFor } from "./peers.ts";
import { type Beside, type Row, tableOf } from "./report.ts";
import { benchTwoSignatures, benchVerification } from "./verification.ts";
import { benchSigners, signerFigures, signersTable } from "./signers.ts";
import { benchSigning } from "./sign.ts";

const folder = mkdtempSync(join(tmpdir(), "zhiqi-bench-"));
const { house, close } = await temporaryNodeHouse();
const text = readFileSync(join(packageRoot(), "tests/fixtures/demo-contract.json"), "utf8");
const contract: Contract = parseContractText(text);
const rows: Row[] = [];

async function row(
  work: string,
  asked: number | null,
  ours: () => unknown,
  peer: Peer | undefined,
  more: readonly Beside[] = [],
): Promise<void> {
  const measured = await measure(ours);
  const beside = peer && (await measure(peer.run, { warmups: 1, runs: 7 }));
  const peers = peer && beside ? [{ name: peer.name, median: beside.median }] : [];
  rows.push({ work, asked, ours: measured, peers: [...peers, ...more] });
}

const sign = async (pdf: Uint8Array<ArrayBuffer>, seat: "甲方" | "乙方") => {
  const party = contract.parties?.find((one) => one.seat === seat);
  return signWithEventKey(house, {
    pdf,
    field: seat,
    person: party?.legalRep ?? "",
    office: "法定代表人",
    organisation: party?.name ?? "",
    uscc: party?.uscc ?? "",
    seal: await sampleSeal(house, party?.name ?? ""),
    signedAt: house.clock.now(),
  });
};

let draft = await draftPdf(house, contract);
mkdirSync(join(folder, "office-out"));
writeFileSync(join(folder, "contract.docx"), draft.docx);
writeFileSync(join(folder, "contract.pdf"), draft.pdf);
const peers = peersFor(folder);
if (peers.sign) makePeerKey(folder);

await row(
  "check: JSON to findings",
  2,
  () => checkOn(house, parseContractText(text), { stage: "draft" }),
  undefined,
);
const foreign = new Uint8Array(
  readFileSync(join(packageRoot(), "tests/fixtures/foreign/10-subsidy-hebei.pdf")),
);
await row(
  "check: a 4-page PDF of LibreOffice",
  80,
  () => checkDocument(house, { file: foreign, stage: "draft" }),
  undefined,
);
await row(
  `check: our PDF of ${draft.rendered.pages} pages, text against its data`,
  80,
  () => checkDocument(house, { file: draft.pdf, stage: "draft" }),
  undefined,
);
await row(
  `draft: JSON to PDF, ${draft.rendered.pages} pages, ${Math.round(draft.pdf.length / 1024)} KB`,
  150,
  async () => {
    draft = await draftPdf(house, parseContractText(text));
  },
  peers.pdf,
);
await row("JSON → DOCX, the Hebei contract", 10, () => draftDocx(house, parseContractText(text)), undefined);
await row("sign: key, certificate, seal, PAdES B-B, a party", 20, () => sign(draft.pdf, "甲方"), peers.sign);
rows.push(...(await benchTwoSignatures(house, draft.pdf, { folder, peer: peers.verify })));

const fill = await benchFill();
const pdf = await benchPdf(house.assets, folder);
const verification = await benchVerification(folder);
const documents = await benchCheck(house, parseContractText(text));
const signing = await benchSigning(house, contract, folder);
await close();
rmSync(folder, { recursive: true, force: true });
rows.push(fill, ...signing.rows, ...pdf.rows, ...documents);
const signers = await benchSigners();
const figures = [
  ...signerFigures(signers),
  ...pdf.figures,
  ...(await benchForeign()),
  ...signing.figures,
  ...verification,
  ...benchMemory(),
];
console.log(tableOf(rows, figures));
console.log(`\n${signersTable(signers)}`);
const out = join(packageRoot(), ".build/bench.json");
mkdirSync(join(packageRoot(), ".build"), { recursive: true });
writeFileSync(
  out,
  `${JSON.stringify({ unit: "ms", node: process.version, rows, figures, signers }, null, 2)}\n`,
);
console.log(`\n.build/bench.json`);
