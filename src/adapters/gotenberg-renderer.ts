import { type Bytes, concat, latin1 } from "../kit/bytes.ts";
import { HouseError } from "../kit/errors.ts";
import type { Rendered, Renderer, RenderRequest } from "../ports/renderer.ts";

/**
 * `renderer.unreachable` nobody answers at the address · `renderer.timeout` no answer in time · `renderer.refused` it
 * answered with another status than 200 · `renderer.too_large` the DOCX or the PDF is over the limit · `renderer.not_a_pdf`
 * what came is no whole PDF · `renderer.data_unsupported` the document is to carry data (attachments) or signature places,
 * which such a service can neither attach nor find.
 */
export type RendererFault =
  | "renderer.unreachable"
  | "renderer.timeout"
  | "renderer.refused"
  | "renderer.too_large"
  | "renderer.not_a_pdf"
  | "renderer.data_unsupported";

/** A rendering service that did not do its work. */
export class RendererError extends HouseError<RendererFault> {}

/** Where the service is and how far it is trusted. */
export type GotenbergSettings = {
  /** Address of the service without path, e.g. `http://127.0.0.1:3000`. */
  readonly url: string;
  /** Whether a DOCX has content controls whose places the caller will ask for (tags `sign:` and `field:`). */
  readonly hasPlaces: (docx: Bytes) => boolean;
  /** Longest wait for the whole answer. */
  readonly milliseconds?: number;
  /** Largest DOCX sent and largest PDF taken. */
  readonly mostBytes?: number;
};

const PATH = "/forms/libreoffice/convert";
const WAIT = 60_000;
const MOST = 64 * 1024 * 1024;
/** Archivable and tagged; content controls as print, not as fields left to fill in. */
const FIELDS = { pdfa: "PDF/A-3b", pdfua: "true", exportFormFields: "false" } as const;
const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/**
 * A Renderer that posts the DOCX to a Gotenberg-compatible service (LibreOffice). It gives pages and fonts as the PDF names
 * them, no marks, and one note, because the service does not say what it could not draw. The title is the DOCX's own and
 * the bytes differ from call to call. Refuses documents that are to be signed or to carry data: their places must be known
 * exactly, so our own engine lays them out. Throws `renderer.*`.
 */
export function gotenbergRenderer(settings: GotenbergSettings): Renderer {
  const most = settings.mostBytes ?? MOST;
  return {
    async render(request) {
      refuseWhatItCannot(request, settings, most);
      const pdf = await asked(request.docx, settings, most);
      return rendered(pdf, settings.url);
    },
  };
}

function refuseWhatItCannot(request: RenderRequest, settings: GotenbergSettings, most: number): void {
  if (request.docx.length > most) throw tooLarge("DOCX", most);
  if (request.attachments.length === 0 && !settings.hasPlaces(request.docx)) return;
  throw new RendererError(
    "renderer.data_unsupported",
    "外部排版服务不能附带数据，也不能告知签章位置；要签署的文件请用自带的版面引擎",
    { attachments: request.attachments.length },
  );
}

async function asked(docx: Bytes, settings: GotenbergSettings, most: number): Promise<Bytes> {
  const form = new FormData();
  form.append("files", new Blob([docx], { type: DOCX }), "document.docx");
  for (const [name, value] of Object.entries(FIELDS)) form.append(name, value);
  const wait = settings.milliseconds ?? WAIT;
  try {
    const answer = await fetch(new URL(PATH, settings.url), {
      method: "POST",
      body: form,
      // A service that sends documents on to somewhere else is not the one that was configured.
      redirect: "manual",
      signal: AbortSignal.timeout(wait),
    });
    if (answer.status !== 200) {
      await answer.body?.cancel();
      throw new RendererError("renderer.refused", `外部排版服务答复 ${answer.status}，请查看它的日志`, {
        status: answer.status,
      });
    }
    return await bounded(answer, most);
  } catch (error) {
    if (error instanceof RendererError) throw error;
    const late = error instanceof DOMException && error.name === "TimeoutError";
    throw new RendererError(
      late ? "renderer.timeout" : "renderer.unreachable",
      late
        ? `外部排版服务 ${wait} 毫秒内没有答复`
        : "外部排版服务连接不上或中途断开，请检查 ZHIQI_RENDERER_URL",
      late ? { milliseconds: wait } : {},
      { cause: error },
    );
  }
}

/** The body, read as it comes and dropped as soon as it is too long. */
async function bounded(answer: Response, most: number): Promise<Bytes> {
  const reader = answer.body?.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (let step = await reader?.read(); step !== undefined && !step.done; step = await reader?.read()) {
    length += step.value.length;
    if (length > most) {
      await reader?.cancel();
      throw tooLarge("PDF", most);
    }
    chunks.push(step.value);
  }
  return concat(...chunks);
}

const tooLarge = (what: string, most: number): RendererError =>
  new RendererError("renderer.too_large", `${what} 超过 ${most} 字节，不能由外部服务排版`, { limit: most });

function rendered(pdf: Bytes, url: string): Rendered {
  const text = latin1(pdf);
  const pages = text.match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
  if (!text.startsWith("%PDF-") || !text.trimEnd().endsWith("%%EOF") || pages === 0)
    throw new RendererError("renderer.not_a_pdf", "外部排版服务给出的不是完整的 PDF", { size: pdf.length });
  const fonts = [...text.matchAll(/\/FontName\s*\/([A-Z]{6}\+[^\s/<>[\]()]+)/g)].map(
    ([, name]) => name ?? "",
  );
  return {
    pdf,
    pages,
    fonts: [...new Set(fonts)],
    marks: [],
    notes: [
      {
        code: "renderer.unproved",
        message: "由外部服务排版：它不报告缺字和未能排出的版式",
        place: new URL(url).host,
      },
    ],
  };
}
