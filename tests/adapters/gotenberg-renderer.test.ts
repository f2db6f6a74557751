import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { gotenbergRenderer, type GotenbergSettings } from "../../src/adapters/gotenberg-renderer.ts";
import { utf8 } from "../../src/kit/bytes.ts";
import { hasPlaces } from "../../src/layout/has-places.ts";
import type { RenderRequest } from "../../src/ports/renderer.ts";
import { chooseRenderer } from "../../src/runtime/choose-renderer.ts";
import { docxOf, paragraph } from "../layout/docx-of.ts";
import { ASSETS, textOf } from "../layout/lay-out.ts";
import { hasTools, requireTool } from "../tools.ts";

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const PLAIN = docxOf(paragraph("外部排版服务的一页文字"));
const CONTRACT = new Uint8Array(readFileSync(new URL("../fixtures/filled-contract.docx", import.meta.url)));
const request = (more: Partial<RenderRequest> = {}): RenderRequest => ({
  docx: PLAIN,
  title: "样本",
  profile: "word",
  createdAt: new Date("2026-11-20T02:00:00Z"),
  attachments: [],
  ...more,
});

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** A service on a free port of this machine; its address. */
function serve(answer: Answer): Promise<string> {
  return new Promise((resolve) => {
    server = createServer(answer).listen(0, "127.0.0.1", () => {
      const address = server?.address();
      resolve(`http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`);
    });
  });
}

const render = async (answer: Answer, more: Partial<GotenbergSettings> = {}, asked = request()) =>
  gotenbergRenderer({ url: await serve(answer), hasPlaces, ...more }).render(asked);

/** What a Gotenberg does, with the LibreOffice of this machine. */
async function convert(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of incoming) chunks.push(new Uint8Array(chunk));
  const posted = new Request("http://service.invalid", {
    method: "POST",
    headers: { "content-type": incoming.headers["content-type"] ?? "" },
    body: Buffer.concat(chunks),
  });
  const form = await posted.formData();
  const file = form.get("files");
  const folder = mkdtempSync(join(tmpdir(), "zhiqi-service-"));
  try {
    if (
      incoming.url !== "/forms/libreoffice/convert" ||
      !(file instanceof File) ||
      form.get("pdfa") !== "PDF/A-3b"
    ) {
      response.writeHead(400).end("wrong request");
      return;
    }
    writeFileSync(join(folder, file.name), new Uint8Array(await file.arrayBuffer()));
    const filter = 'pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"3"}}';
    const office = `-env:UserInstallation=file://${join(folder, "office")}`;
    execFileSync(
      requireTool("soffice"),
      [office, "--headless", "--convert-to", filter, "--outdir", folder, join(folder, file.name)],
      {
        stdio: "ignore",
      },
    );
    const pdf = readFileSync(join(folder, file.name.replace(/docx$/, "pdf")));
    response.writeHead(200, { "content-type": "application/pdf" }).end(pdf);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe.runIf(hasTools("soffice", "pdftotext"))("a rendering service with a real LibreOffice", () => {
  it("gives the document as PDF with its pages and fonts, no marks, and a note that it tells nothing", async () => {
    const { pdf, pages, fonts, marks, notes } = await render(
      (incoming, response) => void convert(incoming, response),
    );
    expect(pages).toBe(1);
    expect(textOf(pdf)).toBe("外部排版服务的一页文字");
    expect(fonts.every((name) => /^[A-Z]{6}\+/.test(name))).toBe(true);
    expect(fonts.length).toBeGreaterThan(0);
    expect(marks).toEqual([]);
    expect(notes.map(({ code }) => code)).toEqual(["renderer.unproved"]);
  });
});

describe("a rendering service", () => {
  it("is not given a document that is to be signed or to carry data", async () => {
    const asked: string[] = [];
    const answer: Answer = (incoming, response) => {
      asked.push(incoming.url ?? "");
      response.writeHead(200).end();
    };
    const attachment = { name: "a.json", mediaType: "application/json", description: "", bytes: utf8("{}") };
    for (const refused of [request({ docx: CONTRACT }), request({ attachments: [attachment] })])
      await expect(render(answer, {}, refused)).rejects.toMatchObject({ code: "renderer.data_unsupported" });
    expect(asked).toEqual([]);
  });

  it.each([
    ["renderer.refused", (_, response) => void response.writeHead(503).end("busy")],
    [
      "renderer.refused",
      (_, response) => void response.writeHead(302, { location: "http://127.0.0.1:1/" }).end(),
    ],
    ["renderer.not_a_pdf", (_, response) => void response.writeHead(200).end("<html>")],
    ["renderer.not_a_pdf", (_, response) => void response.writeHead(200).end("%PDF-1.7\n cut off")],
    ["renderer.unreachable", (_, response) => void response.destroy()],
    ["renderer.too_large", (_, response) => void response.writeHead(200).end("%PDF-1.7".padEnd(70_000))],
    ["renderer.timeout", () => undefined],
    [
      "renderer.timeout",
      (_, response) => {
        response.writeHead(200);
        response.write("%PDF-1.7");
      },
    ],
  ] satisfies readonly (readonly [string, Answer])[])("that fails is %s", async (code, answer) => {
    // Whoever answers is waited for, however busy the machine is.
    const milliseconds = code === "renderer.timeout" ? 300 : 10_000;
    const failed = render(answer, { milliseconds, mostBytes: 60_000 });
    await expect(failed).rejects.toMatchObject({ code });
  });

  it("that is not there is unreachable", async () => {
    const nobody = gotenbergRenderer({ url: "http://127.0.0.1:1", hasPlaces });
    await expect(nobody.render(request())).rejects.toMatchObject({ code: "renderer.unreachable" });
  });
});

describe("the chosen renderer", () => {
  it("gives the service what is neither signed nor carries data, and our engine the rest", async () => {
    const asked: string[] = [];
    const url = await serve((incoming, response) => {
      asked.push(incoming.url ?? "");
      incoming.resume();
      incoming.on("end", () => response.writeHead(503).end());
    });
    const chosen = chooseRenderer(ASSETS, url);
    const contract = await chosen.render(request({ docx: CONTRACT }));
    expect(contract.marks.map(({ tag }) => tag)).toEqual(["sign:甲方", "sign:乙方"]);
    expect(asked).toEqual([]);
    await expect(chosen.render(request())).rejects.toMatchObject({ code: "renderer.refused" });
    expect(asked).toEqual(["/forms/libreoffice/convert"]);
  });

  it("is our engine alone without an address", async () => {
    const { notes } = await chooseRenderer(ASSETS, undefined).render(request());
    expect(notes).toEqual([]);
  });
});
