import { fromBase64 } from "../kit/bytes.ts";
import { DocumentError } from "./document-error.ts";
import { isPlain } from "./expression/scope.ts";

/** A picture in the values: PNG bytes and the size it is drawn at, in centimetres. */
export type Picture = {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
  readonly extension: ".png";
  /** What it shows, for readers who cannot see it. */
  readonly alt: string;
};

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const LARGEST = 1_000_000;

/** The value of an IMAGE command. Throws `document.values_refused` for anything but a PNG of sane size. */
export function pictureOf(value: unknown): Picture {
  if (!isPlain(value)) throw refused("图片应当由数据提供");
  const { width, height, alt } = value;
  // values that came as JSON carry the bytes as base64
  const data = typeof value.data === "string" ? fromBase64(value.data) : value.data;
  if (!(data instanceof Uint8Array) || data.length > LARGEST || !PNG.every((byte, at) => data[at] === byte))
    throw refused("图片应当是不超过 1 MB 的 PNG");
  if (!isLength(width) || !isLength(height)) throw refused("图片的长宽应当在 0 至 30 厘米之间");
  return { width, height, data, extension: ".png", alt: typeof alt === "string" ? alt : "" };
}

const isLength = (value: unknown): value is number => typeof value === "number" && value > 0 && value <= 30;
const refused = (message: string): DocumentError => new DocumentError("document.values_refused", message);
