import { execFileSync } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fixedClock } from "../../src/adapters/clock.ts";
import { seededIds } from "../../src/adapters/ids.ts";
import { drainOutbox } from "../../src/app/drain-outbox.ts";
import { createApp } from "../../src/http/create-app.ts";
import { temporaryNodeHouse } from "../../src/runtime/node-house.ts";
import { SIGNING_DAY } from "../http/open-house.ts";
import { registerTenants } from "../http/tenants.ts";
import { requireTool } from "../tools.ts";
import { type EdgeWorker, openEdgeWorker, wrangler } from "./edge-worker.ts";
import { linkJourney } from "./link-journey.ts";
import { acceptAtOnce, type Outcome, runMainJob } from "./main-job.ts";
import { completeAtOnce } from "./page-signing.ts";

let edgeWorker: EdgeWorker;
/** Asks the worker over its own port: what goes through wrangler's proxy object is not the platform's Response. */
const fetcher = async (path: string, init?: RequestInit): Promise<Response> =>
  fetch(new URL(path, await edgeWorker.worker.url), init);
const asked = async (path: string) => (await fetcher(path)).json();

beforeAll(async () => {
  edgeWorker = await openEdgeWorker();
}, 120_000);

afterAll(async () => {
  await edgeWorker?.close();
});

describe("on real workerd", () => {
  let keys: Record<string, string>;
  let edge: Outcome;
  let node: Outcome;

  it("no code can be made from text", async () => {
    expect(await asked("/test/eval")).toEqual({ said: expect.stringContaining("EvalError") });
  });

  it("the house is ready: D1, R2, fonts, signing key", async () => {
    const answer = await fetcher("/readyz");
    expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('"ready":true')]);
  });

  it("the whole main job ends in a receipt that verifies, without one fault", async () => {
    ({ keys } = await asked("/test/tenants"));
    edge = await runMainJob(fetcher, { keys, drain: () => asked("/test/drain") }).catch(
      async (error: unknown) => {
        throw new Error(`${String(error)}\n${JSON.stringify(await asked("/test/faults"))}`);
      },
    );
    expect(edge.report).toMatchObject({ verdict: "valid", filed: { relation: "same" } });
    expect(edge.receipt.state).toBe("ready");
    expect(await asked("/test/faults")).toEqual([]);
  });

  it("of eight reviewers accepting at once on D1 one wins, the others hear that it is accepted", async () => {
    const answers = await acceptAtOnce(fetcher, keys);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const lost = answers.filter(({ status }) => status !== 200);
    for (const answer of lost) expect(answer).toEqual({ status: 409, code: "app.already_accepted" });
    expect(await asked("/test/faults")).toEqual([]);
  });

  it("of 1,000 completions of one signing at once on D1 exactly one wins, by a key the worker never saw", async () => {
    const now = new Date(SIGNING_DAY);
    const { answers, envelope } = await completeAtOnce(fetcher, keys, { times: 1000, now });
    expect(answers.filter((answer) => answer === "200 2")).toHaveLength(1);
    expect(answers.filter((answer) => answer === "409 app.signing_completed")).toHaveLength(999);
    expect(envelope).toMatchObject({ version: 2, next_seat: "乙方", trust: { key: "signer" } });
    expect(await asked("/test/faults")).toEqual([]);
  }, 400_000);

  it("the same requests on Node give the same document.xml, byte for byte", async () => {
    const clock = fixedClock(SIGNING_DAY);
    const built = await temporaryNodeHouse({ clock, ids: seededIds(clock), url: "http://127.0.0.1:8787" });
    try {
      const app = createApp(built.house, { publicFile: built.publicFile, report: () => undefined });
      const tenants = await registerTenants(built.house);
      node = await runMainJob(async (path, init) => app.request(path, init), {
        keys: tenants.keys,
        drain: () => drainOutbox(built.house, {}),
      });
    } finally {
      await built.close();
    }
    const documentXml = (docx: Uint8Array) => unzipSync(docx)["word/document.xml"];
    expect(documentXml(edge.draftDocx)).toEqual(documentXml(node.draftDocx));
    expect(edge.draftDocx).toEqual(node.draftDocx);
  });

  it("and PDFs of the same text: draft, signed contract and receipt", async () => {
    const pdftotext = requireTool("pdftotext");
    const textOf = async (name: string, pdf: Uint8Array) => {
      const path = join(edgeWorker.place, name);
      await writeFile(path, pdf);
      const text = execFileSync(pdftotext, [path, "-"], { encoding: "utf8" });
      // The receipt prints the fingerprint of the signed file, and two ECDSA signatures are never the same.
      return text.replaceAll(/\b[0-9A-F]{8}\b/g, "········");
    };
    for (const name of ["draftPdf", "signedPdf", "receiptPdf"] as const) {
      const [onEdge, onNode] = [
        await textOf(`edge-${name}.pdf`, edge[name]),
        await textOf(`node-${name}.pdf`, node[name]),
      ];
      expect(onEdge.length, name).toBeGreaterThan(100);
      expect(onEdge, name).toBe(onNode);
    }
    expect(edge.draftPdf).toEqual(node.draftPdf);
  });

  it("a contract is signed by link: message, code, consent, reading, a key of the page's own, on D1 and R2", async () => {
    const later = async (seconds: number): Promise<Date> =>
      new Date((await asked(`/test/later?seconds=${seconds}`)).now);
    const signed = await linkJourney({
      fetcher,
      keys,
      origin: (await edgeWorker.worker.url).origin,
      later: async (seconds) => void (await later(seconds)),
      now: () => later(0),
      drain: () => asked("/test/drain"),
    }).catch(async (error: unknown) => {
      throw new Error(`${String(error)}\n${JSON.stringify(await asked("/test/faults"))}`);
    });
    expect(signed.results.map(({ state }) => state)).toEqual(["signed", "signed", "signed", "signed"]);
    expect(signed.envelope).toMatchObject({
      state: "completed",
      steps: [{ trust: { key: "browser" } }, { trust: { key: "browser" } }],
    });
    expect(signed.report.verdict).toBe("valid");
    expect(await asked("/test/faults")).toEqual([]);
  });

  it("templates and fonts are not served to visitors, the reference's script is", async () => {
    for (const path of [
      "/templates/fonts/hei.ttf",
      "/templates/hebei/custody-contract.docx",
      "/public/scalar.js",
    ]) {
      expect((await fetcher(path)).status, path).toBe(404);
    }
    expect((await fetcher("/assets/scalar.js")).status).toBe(200);
  });
});

describe("the worker of wrangler.toml", () => {
  it("is under 3 MB gzip without fonts", async () => {
    const out = await mkdtemp(join(tmpdir(), "zhiqi-bundle-"));
    try {
      wrangler("deploy", "--dry-run", "--outdir", out, "--minify");
      const files = (await readdir(out)).filter((name) => /\.(?:js|mjs|wasm)$/.test(name));
      const sizes = await Promise.all(
        files.map(async (name) => gzipSync(await readFile(join(out, name))).length),
      );
      const total = sizes.reduce((sum, size) => sum + size, 0);
      process.stdout.write(`worker bundle: ${(total / 1024).toFixed(0)} KiB gzip\n`);
      expect(files.length).toBeGreaterThan(0);
      expect(total).toBeLessThan(3 * 1024 * 1024);
    } finally {
      await rm(out, { recursive: true, force: true });
    }
  });
});
