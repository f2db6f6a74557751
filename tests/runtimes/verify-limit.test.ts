import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FILE_LIMIT } from "../../src/http/read-body.ts";
import type { Bytes } from "../../src/kit/bytes.ts";
import { forgetAuthorities, makeRoot, makeSigner } from "../verify/authorities.ts";
import { plainObjects, signField, writePdf } from "../verify/craft.ts";
import { type EdgeWorker, openEdgeWorker } from "./edge-worker.ts";

/** What a worker has in all on the platform; locally nothing enforces it, so what the process gains is measured. */
const WORKER_MB = 128;
/** What the app itself takes of that before anybody asks. */
const APP_MB = 28;

let edge: EdgeWorker;

beforeAll(async () => {
  edge = await openEdgeWorker();
}, 120_000);
afterAll(async () => {
  await edge?.close();
  forgetAuthorities();
});

const status = (id: number): string => {
  try {
    return readFileSync(`/proc/${id}/status`, "utf8");
  } catch {
    return "";
  }
};
const field = (text: string, name: string): number =>
  Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(text)?.[1] ?? 0);

/** Resident peaks, in megabytes, of the runtimes that this program started. */
function peaks(): number {
  const all = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  const parents = new Map(all.map((name) => [Number(name), field(status(Number(name)), "PPid")]));
  const ours = [...parents.keys()].filter(
    (id) => /^Name:\s+workerd/m.test(status(id)) && descends(id, parents),
  );
  return ours.reduce((sum, id) => sum + field(status(id), "VmHWM") / 1024, 0);
}

function descends(id: number, parents: ReadonlyMap<number, number>): boolean {
  for (let at = id, steps = 0; at > 1 && steps < 32; at = parents.get(at) ?? 0, steps += 1)
    if (at === process.pid) return true;
  return false;
}

async function ask(path: string, init: RequestInit): Promise<Response> {
  // A connection that stood while a file was made may be closed by now.
  const headers = { ...(init.headers as Record<string, string>), connection: "close" };
  return fetch(new URL(path, await edge.worker.url), { method: "POST", ...init, headers });
}

const PDF = { "content-type": "application/pdf" };

/** A signed file of about so many bytes. */
function signedFile(bytes: number): Bytes {
  const party = makeSigner("limit-party", makeRoot("limit-root"));
  const picture = "0123456789abcde\n".repeat((bytes - 30_000) >> 4);
  const objects = {
    ...plainObjects(),
    10: `<< /Length ${picture.length} >>\nstream\n${picture}\nendstream`,
  };
  return signField(writePdf(objects), { field: 7, party });
}

const formOf = (file: Bytes): FormData => {
  const form = new FormData();
  form.set("file", new Blob([file], { type: "application/pdf" }), "合同.pdf");
  return form;
};

describe("verifying on real workerd", () => {
  it("up to 30 MB is verified within what a worker has, by form and as a body", async () => {
    const pdf = signedFile(FILE_LIMIT);
    expect(pdf.length).toBeLessThanOrEqual(FILE_LIMIT);
    await ask("/v1/verifications", { body: signedFile(100_000), headers: PDF });
    const idle = peaks();
    expect(idle).toBeGreaterThan(0);
    const answer = await ask("/v1/verifications", { body: formOf(pdf) });
    const gained = peaks() - idle;
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ report: { integrity: "intact" } });
    process.stderr.write(`workerd, 30 MB verified: ${gained.toFixed(0)} MB more than idle\n`);
    expect(gained).toBeLessThan(WORKER_MB - APP_MB);
    const raw = await ask("/v1/verifications", { body: pdf, headers: PDF });
    expect(await raw.json()).toMatchObject({ report: { integrity: "intact" } });
  });

  it.each<[string, RequestInit]>([
    ["as a body", { body: new Uint8Array(FILE_LIMIT + 1), headers: PDF }],
    ["by form", { body: formOf(new Uint8Array(FILE_LIMIT + 1)) }],
  ])("over 30 MB is a coded problem with words, %s", async (_, init) => {
    const answer = await ask("/v1/verifications", init);
    expect([answer.status, answer.headers.get("content-type")]).toEqual([
      413,
      expect.stringContaining("application/problem+json"),
    ]);
    expect(await answer.json()).toMatchObject({
      code: "http.body_too_large",
      detail: expect.stringContaining("30 MB"),
    });
  });

  it("the page is there with its scripts, its sheet, its service worker and the roots", async () => {
    for (const [path, type] of [
      ["/verify", "text/html"],
      ["/verify?lang=en", "text/html"],
      ["/verify.css", "text/css"],
      ["/verify/verify.js", "text/javascript"],
      ["/verify/verify-engine.js", "text/javascript"],
      ["/verify-offline.js", "text/javascript"],
      ["/trust.pem", "application/x-pem-file"],
    ] as const) {
      const answer = await fetch(new URL(path, await edge.worker.url));
      expect([path, answer.status, answer.headers.get("content-type")?.startsWith(type)]).toEqual([
        path,
        200,
        true,
      ]);
      expect((await answer.text()).length).toBeGreaterThan(200);
    }
  });

  it("the form without script answers with a page, a number nobody has with 404", async () => {
    const answer = await ask("/verify", { body: formOf(signedFile(100_000)) });
    expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining("所签内容未变")]);
    for (const q of ["130100-2022-000001-0", "冀知托补〔2022〕1号"]) {
      const page = await fetch(new URL(`/verify?q=${encodeURIComponent(q)}`, await edge.worker.url));
      expect([page.status, await page.text()]).toEqual([404, expect.stringContaining("没有查到")]);
    }
  });

  it("over 30 MB by the page's form is a page that says so", async () => {
    const answer = await ask("/verify", {
      body: formOf(new Uint8Array(FILE_LIMIT + 1)),
      headers: { accept: "text/html" },
    });
    expect([answer.status, answer.headers.get("content-type")]).toEqual([
      413,
      expect.stringContaining("text/html"),
    ]);
    expect(await answer.text()).toContain("30 MB");
  });

  it.each<[string, Bytes, string]>([
    ["text", new TextEncoder().encode("hello"), "verify.not_a_pdf"],
    ["a file cut short", signedFile(100_000).slice(0, -100), "verify.bytes_after_end"],
  ])("the worker answers with a code for %s", async (_, body, code) => {
    const answer = await ask("/v1/verifications", { body, headers: PDF });
    expect(await answer.json()).toMatchObject({
      report: { verdict: "invalid", reasons: expect.arrayContaining([code]) },
    });
  });

  it("no bytes at all are a coded problem", async () => {
    const answer = await ask("/v1/verifications", { body: new Uint8Array(), headers: PDF });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ code: "http.file_missing" });
  });
});
