import { gotenbergRenderer } from "../adapters/gotenberg-renderer.ts";
import { hasPlaces } from "../layout/has-places.ts";
import { layOutPdf } from "../layout/lay-out-pdf.ts";
import type { Assets } from "../ports/assets.ts";
import type { Renderer } from "../ports/renderer.ts";

/**
 * Our own layout engine; with the address of a Gotenberg-compatible service, that service for every document that is
 * neither to be signed nor to carry data. Those two are ours always: their places must be known exactly.
 */
export function chooseRenderer(assets: Assets, url: string | undefined): Renderer {
  const own: Renderer = { render: (request) => layOutPdf(request, assets) };
  if (url === undefined) return own;
  const service = gotenbergRenderer({ url, hasPlaces });
  return {
    render: (request) =>
      (request.attachments.length > 0 || hasPlaces(request.docx) ? own : service).render(request),
  };
}
