import type { Bytes } from "../kit/bytes.ts";

/** A place in the PDF named by the DOCX (a content control whose tag starts with `sign:`, `field:` …). PDF points, origin bottom left. */
export type Mark = {
  readonly tag: string;
  /** 0-based page. */
  readonly page: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/** Something in the DOCX the renderer did not understand or could not draw. Reported, never dropped. */
export type RenderNote = {
  readonly code: string;
  readonly message: string;
  /** DOCX part and element, e.g. `word/document.xml w:textbox`. */
  readonly place: string;
};

/** A file carried inside the PDF (PDF/A-3 associated file, AFRelationship Data). */
export type AttachedFile = {
  readonly name: string;
  readonly mediaType: string;
  readonly description: string;
  readonly bytes: Bytes;
};

export type RenderRequest = {
  readonly docx: Bytes;
  readonly title: string;
  readonly profile: "word" | "lo";
  /** Creation instant written into the PDF; the same request gives the same bytes. */
  readonly createdAt: Date;
  readonly attachments: readonly AttachedFile[];
};

export type Rendered = {
  readonly pdf: Bytes;
  readonly pages: number;
  /** PostScript names of the embedded subsets, with tag. */
  readonly fonts: readonly string[];
  readonly marks: readonly Mark[];
  readonly notes: readonly RenderNote[];
};

/** DOCX → PDF. The house's own layout engine by default; a self-hosted site may point it elsewhere. */
export interface Renderer {
  render(request: RenderRequest): Promise<Rendered>;
}
