import type { Bytes } from "../kit/bytes.ts";
import { AppError } from "./app-error.ts";
import type { House } from "./house.ts";

/** A file for a reader. */
export type StoredFile = {
  readonly bytes: Bytes;
  readonly mediaType: string;
  readonly fileName: string;
  readonly sha256: string;
};

export const MEDIA_TYPES = {
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  pdf: "application/pdf",
  json: "application/json",
} as const;

/** The bytes a row names; that they are gone is our fault: `app.blob_missing`. */
export async function storedBytes(house: House, digest: string): Promise<Bytes> {
  const bytes = await house.blobs.get(digest);
  if (bytes === undefined)
    throw new AppError("app.blob_missing", "文件读不到，请联系我们", { sha256: digest });
  return bytes;
}

/** A file of `templates/**`; that it is missing is our fault: `app.asset_missing`. */
export async function assetBytes(house: Pick<House, "assets">, path: string): Promise<Bytes> {
  const bytes = await house.assets.read(path);
  if (bytes === undefined) throw new AppError("app.asset_missing", "系统文件缺失，请联系我们", { path });
  return bytes;
}

/** A name safe on every system: what Windows forbids becomes a hyphen; cut between characters, never inside one. */
export const fileNameOf = (words: string, ending: string): string => {
  const safe = words.toWellFormed().replaceAll(/[\\/:*?"<>|\p{Cc}\p{Cf}]/gu, "-");
  return `${Array.from(safe).slice(0, 80).join("") || "contract"}.${ending}`;
};
