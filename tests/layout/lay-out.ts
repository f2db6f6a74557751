import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Bytes } from "../../src/kit/bytes.ts";
import { layOutPdf } from "../../src/layout/lay-out-pdf.ts";
import type { Assets } from "../../src/ports/assets.ts";
import type { Rendered, RenderRequest } from "../../src/ports/renderer.ts";
import { requireTool } from "../tools.ts";

const TEMPLATES = new URL("../../templates/", import.meta.url);

/** The fonts of the house, from disk; `read` lists what was asked for. */
export function roleAssets(): Assets & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    read: (path) => {
      asked.push(path);
      try {
        return Promise.resolve(new Uint8Array(readFileSync(new URL(path, TEMPLATES))));
      } catch {
        return Promise.resolve(undefined);
      }
    },
  };
}

/** One set of parsed fonts for all tests of a file. */
export const ASSETS = roleAssets();

/** Lays out with a fixed clock. */
export const layOut = (
  docx: Bytes,
  request: Partial<RenderRequest> = {},
  assets: Assets = ASSETS,
): Promise<Rendered> =>
  layOutPdf(
    {
      docx,
      title: "样本",
      profile: "word",
      createdAt: new Date("2026-11-20T02:00:00Z"),
      attachments: [],
      ...request,
    },
    assets,
  );

/** Runs an outside judge over a PDF: `{}` stands for the file. */
export function judge(pdf: Uint8Array, tool: string, ...args: readonly string[]): string {
  return withPdf(pdf, (path) =>
    execFileSync(
      requireTool(tool),
      args.map((arg) => (arg === "{}" ? path : arg)),
      { encoding: "utf8", maxBuffer: 64_000_000, stdio: ["ignore", "pipe", "pipe"] },
    ),
  );
}

/** A temporary file for the time of a call. */
export function withPdf<Result>(pdf: Uint8Array, use: (path: string, folder: string) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), "zhiqi-layout-"));
  try {
    const path = join(folder, "document.pdf");
    writeFileSync(path, pdf);
    return use(path, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Text as poppler reads it, without white space. */
export const textOf = (pdf: Uint8Array): string =>
  judge(pdf, "pdftotext", "-raw", "{}", "-").replaceAll(/\s/g, "");

/** A character with its origin (points from the top left), as MuPDF reads it; blanks left out. */
export type SeenCharacter = {
  readonly page: number;
  readonly character: string;
  readonly x: number;
  readonly y: number;
  readonly size: number;
};

/** All characters of a PDF in reading order. */
export function charactersOf(pdf: Uint8Array): readonly SeenCharacter[] {
  const xml = judge(pdf, "mutool", "draw", "-q", "-F", "stext", "-o", "-", "{}");
  const seen: SeenCharacter[] = [];
  let page = -1;
  let size = 0;
  for (const match of xml.matchAll(
    /<page |<font [^>]*size="([\d.]+)"|<char [^>]*x="([-\d.]+)" y="([-\d.]+)"[^>]*c="([^"]*)"/g,
  )) {
    if (match[0].startsWith("<page")) page += 1;
    else if (match[1] !== undefined) size = Number(match[1]);
    else {
      const character = unescaped(match[4] ?? "");
      if (character.trim() !== "")
        seen.push({ page, character, x: Number(match[2]), y: Number(match[3]), size });
    }
  }
  return seen;
}

const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function unescaped(text: string): string {
  return text.replaceAll(/&(#x[\da-f]+|#\d+|\w+);/gi, (whole, name: string) => {
    if (!name.startsWith("#")) return NAMED[name] ?? whole;
    return String.fromCodePoint(name[1] === "x" ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1)));
  });
}

/** The lines of a PDF: runs of characters on one baseline. */
export function linesOf(
  pdf: Uint8Array,
): readonly { readonly page: number; readonly text: string; readonly x: number; readonly y: number }[] {
  const lines: { page: number; text: string; x: number; y: number }[] = [];
  for (const { page, character, x, y } of charactersOf(pdf)) {
    const line = lines.at(-1);
    if (line !== undefined && line.page === page && Math.abs(line.y - y) < 2) line.text += character;
    else lines.push({ page, text: character, x, y });
  }
  return lines;
}
