import { z } from "zod";
import { readPdfText } from "../../formats/pdf/text/read-pdf-text.ts";
import { type Bytes, fromBase64 } from "../../kit/bytes.ts";
import { pageFramesOf } from "../../sign/page-frames.ts";
import { placeSignatureFields } from "../../sign/fields.ts";
import { CAPTION_LINES } from "../../sign/seal/appearance.ts";
import { drawHandwriting } from "../../sign/seal/handwriting.ts";
import type { SealPicture } from "../../sign/seal/picture.ts";
import { placeSeal } from "../../sign/seal/place-seal.ts";
import { drawSeal } from "../../sign/seal/draw-seal.ts";
import { SEAL_KINDS, type SealFont } from "../../sign/seal/spec.ts";
import { readSealPicture } from "../../sign/seal/upload/read-seal-picture.ts";
import { DeskError } from "./desk-error.ts";

const mm = z.number().min(-1000).max(1000);
const ordinal = z.int().min(-999).max(999);

/** Where a seal shall stand in a PDF that has no signature fields yet. */
const Place = z.union([
  z.strictObject({
    keyword: z.string().min(1).max(80),
    nth: ordinal.default(1).describe("1 the first, -1 the last"),
    offset_mm: z.tuple([mm, mm]).default([0, 0]).describe("right, up"),
  }),
  z.strictObject({
    page: ordinal.describe("1 the first, -1 the last"),
    corner: z.enum(["top-left", "top-right", "bottom-left", "bottom-right"]),
    mm: z.tuple([mm, mm]).describe("from the corner: across, down or up"),
  }),
]);

const PenStrokes = z
  .array(
    z.array(z.strictObject({ x: z.number(), y: z.number(), pressure: z.number().optional() })).max(20_000),
  )
  .max(300);

/** What `--seal S.json` says. `name` unsaid is the organisation of the certificate; a seal from a desk is always 样章. */
export const SealFile = z.strictObject({
  kind: z.enum(SEAL_KINDS).default("合同专用章"),
  name: z.string().min(2).max(64).optional(),
  shape: z.enum(["round", "oval"]).optional(),
  line: z.string().max(12).optional(),
  code: z
    .string()
    .regex(/^\d{13,14}$/)
    .optional(),
  diameter_mm: z
    .union([z.literal(38), z.literal(40), z.literal(42), z.literal(45), z.literal(58)])
    .optional(),
  details: z.array(z.string().max(24)).max(3).optional(),
  picture: z
    .strictObject({
      base64: z.string().max(12_000_000).describe("PNG or SVG"),
      width_mm: z.number(),
      ground: z.enum(["keep", "white", "all-but-red"]).optional(),
    })
    .optional()
    .describe("an own picture instead of a drawn seal"),
  handwriting: PenStrokes.optional().describe("a person's signature instead of a seal"),
  lines: z.array(z.enum(CAPTION_LINES)).max(5).optional().describe("what stands beside the seal"),
  straddle: z
    .union([z.literal("all"), z.array(z.int().min(1)).min(2).max(1000)])
    .optional()
    .describe("骑缝章 over all or these pages; the boxes must be in the first revision, or the PDF fresh"),
  place: Place.optional().describe("makes the field there; only in a PDF without fields or signatures"),
});
export type SealFile = z.infer<typeof SealFile>;

/** Points beside a placed seal for the lines that were asked for. */
const CAPTION_ROOM = 150;

/** The lines beside the seal; a placed seal without `lines` stands alone. */
export const linesOf = (seal: SealFile | undefined): SealFile["lines"] =>
  seal?.lines ?? (seal?.place === undefined ? undefined : []);

/** Every word a seal file puts on the seal: the font has to have them. */
export const wordsOf = ({ name = "", line = "", details = [] }: SealFile): string[] => [
  name,
  line,
  ...details,
];

/** Throws `desk.seal_not_readable`; facts.problems says which entries are wrong, at most ten. */
export function readSealFile(json: string): SealFile {
  const read = SealFile.safeParse(jsonOf(json));
  if (read.success) return read.data;
  const problems = read.error.issues
    .slice(0, 10)
    .map(({ path, message }) => `${path.length === 0 ? "印章说明" : path.join(".")}: ${message}`);
  throw new DeskError(
    "desk.seal_not_readable",
    `印章说明应是 JSON，例如 {"kind":"合同专用章","name":"单位全称"}；不合之处：${problems.join("；")}`,
    { problems },
    { cause: read.error },
  );
}

/** What the text says; undefined, which is no seal either, when it is no JSON. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The picture a seal file asks for. Throws `sign.wrong_seal`, `sign.glyph_missing`, `sign.picture_*`. */
export function pictureOf(
  seal: SealFile,
  given: { readonly organisation: string; readonly font: SealFont },
): SealPicture {
  if (seal.handwriting !== undefined) return drawHandwriting(seal.handwriting);
  if (seal.picture !== undefined) {
    const { base64, width_mm: widthMm, ground } = seal.picture;
    return readSealPicture(fromBase64(base64) ?? new Uint8Array(), { widthMm, ground });
  }
  const { kind, shape, line, code, details, diameter_mm: diameterMm } = seal;
  const name = seal.name ?? given.organisation;
  const spec = { kind, name, shape, line, code, details, diameterMm, standing: "sample" as const };
  return drawSeal(spec, { song: given.font });
}

/**
 * The PDF with the field a seal file asks for, when it asks for a place; else the PDF as it is. Throws `sign.place_missing`,
 * `sign.not_a_fresh_pdf`, and what the text reader throws.
 */
export async function withPlacedField(
  pdf: Bytes,
  seal: SealFile,
  wish: { readonly field: string; readonly picture: SealPicture },
): Promise<Bytes> {
  const { place, straddle } = seal;
  if (place === undefined) return pdf;
  const pages = "keyword" in place ? readPdfText(pdf).pages : await pageFramesOf(pdf);
  const asked = "keyword" in place ? { ...place, offsetMm: place.offset_mm } : place;
  const { width, height } = wish.picture;
  const beside = seal.lines === undefined ? 0 : CAPTION_ROOM;
  const placed = placeSeal(pages, { width: width + beside, height }, asked);
  const field = { name: wish.field, ...placed, label: `${wish.field}签章处` };
  const wishes =
    straddle === undefined
      ? []
      : [
          {
            straddle: wish.field,
            rank: [0, 1] as const,
            pages: straddle === "all" ? undefined : straddle.map((page) => page - 1),
          },
        ];
  return await placeSignatureFields(pdf, [field, ...wishes]);
}
