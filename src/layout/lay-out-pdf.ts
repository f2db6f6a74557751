import type { Assets } from "../ports/assets.ts";
import type { Rendered, RenderRequest } from "../ports/renderer.ts";

/**
 * Lays a DOCX out as PDF/A-3b with the role fonts of `assets`. Same request, same bytes.
 * Throws `docx.*` (the file), `font.malformed` (a role font) and `layout.*`; constructs it does not know become notes.
 */
export async function layOutPdf(request: RenderRequest, assets: Assets): Promise<Rendered> {
  throw new Error(`not yet: ${request.title} ${String(assets)}`);
}
