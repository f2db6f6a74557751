import { type AssetsBinding, fetchedAssets } from "../../src/adapters/fetched-assets.ts";
import { layOutPdf } from "../../src/layout/lay-out-pdf.ts";
import type { Assets } from "../../src/ports/assets.ts";

let assets: Assets | undefined;

/** Lays out the posted DOCX and answers how many bytes the PDF has: the clock of a worker stands still while it works, so the caller measures. */
export default {
  async fetch(request: Request, env: { readonly ASSETS: AssetsBinding }): Promise<Response> {
    assets ??= fetchedAssets(env.ASSETS, "/");
    const docx = new Uint8Array(await request.arrayBuffer());
    const createdAt = new Date("2026-11-20T02:00:00Z");
    const { pdf } = await layOutPdf(
      { docx, title: "样本", profile: "word", createdAt, attachments: [] },
      assets,
    );
    return new Response(String(pdf.length));
  },
};
