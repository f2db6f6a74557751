import { unstable_startWorker } from "wrangler";
import { layOutPdf } from "../../src/layout/lay-out-pdf.ts";
import type { Bytes } from "../../src/kit/bytes.ts";
import type { Assets } from "../../src/ports/assets.ts";
import { fivePages, timesOver, versionsOf } from "./documents.ts";
import { type Measured, measure } from "./measure.ts";
import { office } from "./office.ts";
import type { Figure, Row } from "./report.ts";

const CONFIG = new URL("layout-worker.toml", import.meta.url).pathname;

/** A service is warm when its code is compiled: that takes some dozens of documents. */
const WARM = { warmups: 40, runs: 40 };

/** Every document laid out is another one than the last ten. */
const VERSIONS = 11;

/** Goes round the documents. */
function eachInTurn(documents: readonly Bytes[]): () => Bytes {
  let turn = -1;
  return () => {
    turn = (turn + 1) % documents.length;
    const next = documents[turn];
    if (next === undefined) throw new Error("no documents");
    return next;
  };
}

/** DOCX → PDF: five pages in Node and in workerd beside LibreOffice, and fifty pages. */
export async function benchPdf(assets: Assets, place: string): Promise<{ rows: Row[]; figures: Figure[] }> {
  const five = fivePages();
  const fifty = timesOver(five, 10);
  const layOut = (docx: Uint8Array<ArrayBuffer>) =>
    layOutPdf(
      { docx, title: "样本", profile: "word", createdAt: new Date("2026-11-20T02:00:00Z"), attachments: [] },
      assets,
    );
  const nextFive = eachInTurn(versionsOf(five, VERSIONS));
  const short = await measure(() => layOut(nextFive()), WARM);
  const { pages } = await layOut(fifty);
  const long = await measure(() => layOut(fifty), { warmups: 3, runs: 15 });
  const worker = await inWorkerd(nextFive);
  const peers = office(five, place);
  const rows: Row[] = [
    { work: "DOCX → PDF, 5 pages, Node", asked: 25, ours: short, peers },
    { work: "DOCX → PDF, 5 pages, workerd (with its HTTP request)", asked: 40, ours: worker, peers: [] },
    { work: `DOCX → PDF, ${pages} pages, Node`, asked: 200, ours: long, peers: [] },
  ];
  return { rows, figures: [...ratios(short, peers), linearity(short, long, pages / 5)] };
}

function ratios(ours: Measured, peers: Row["peers"]): Figure[] {
  return peers.map(({ name, median }) => ({
    what: `5 pages: times faster than ${name}`,
    unit: "times",
    asked: name.endsWith("warm") ? 5 : 50,
    bound: "at least",
    // LibreOffice's warm time is that of its best ten documents in a row, and so is ours beside it.
    value: median / (name.endsWith("warm") ? ours.bestTen : ours.median),
  }));
}

const linearity = (short: Measured, long: Measured, times: number): Figure => ({
  what: "time a page at 50 pages ÷ time a page at 5",
  unit: "",
  asked: 1.1,
  bound: "at most",
  value: long.median / short.median / times,
});

async function inWorkerd(next: () => Bytes): Promise<Measured> {
  Object.assign(process.env, { CLOUDFLARE_CF_FETCH_ENABLED: "false", WRANGLER_SEND_METRICS: "false" });
  const dev = {
    server: { hostname: "127.0.0.1", port: 0 },
    inspector: false,
    logLevel: "none",
    watch: false,
  } as const;
  const worker = await unstable_startWorker({ config: CONFIG, dev });
  try {
    await worker.ready;
    const url = await worker.url;
    return await measure(async () => {
      const answer = await fetch(url, { method: "POST", body: next() });
      if (!answer.ok) throw new Error(`the worker answered ${answer.status}: ${await answer.text()}`);
      await answer.text();
    }, WARM);
  } finally {
    await worker.dispose();
  }
}
