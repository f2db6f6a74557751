import { SignPdf } from "@signpdf/signpdf";
import { Signer, SignPdfError } from "@signpdf/utils";
import type { Bytes } from "../kit/bytes.ts";
import { SignError } from "./errors.ts";

/** What @signpdf calls a Buffer. Our own code knows only bytes; the library converts what it is given. */
type LibraryBytes = Awaited<ReturnType<Signer["sign"]>>;

/** Makes the CMS for the bytes that /ByteRange covers. */
export type MakeCms = (signedBytes: Bytes) => Promise<Bytes>;

/** @signpdf hands the covered bytes to a Signer and writes back what it returns: ours returns a CAdES CMS. */
class CadesSigner extends Signer {
  readonly #makeCms: MakeCms;

  constructor(makeCms: MakeCms) {
    super();
    this.#makeCms = makeCms;
  }

  override async sign(signedBytes: Uint8Array): Promise<LibraryBytes> {
    const cms = await this.#makeCms(new Uint8Array(signedBytes));
    // The library only measures and copies it, which bytes allow as well.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return cms as Uint8Array as LibraryBytes;
  }
}

/**
 * Fills /ByteRange and /Contents of a prepared revision; no other byte changes, and the length stays. Throws
 * `sign.embedding_failed` when the bytes do not have exactly one open placeholder or the CMS does not fit into it.
 */
export async function embedSignature(prepared: Bytes, makeCms: MakeCms): Promise<Bytes> {
  try {
    // A new SignPdf for each call: it remembers the last signature.
    return new Uint8Array(await new SignPdf().sign(prepared, new CadesSigner(makeCms)));
  } catch (cause) {
    if (!(cause instanceof SignPdfError)) throw cause;
    throw new SignError(
      "sign.embedding_failed",
      `the signature could not be put in: ${cause.message}`,
      {},
      { cause },
    );
  }
}

/** The bytes the open placeholder's /ByteRange will cover, without signing anything. Throws `sign.embedding_failed`. */
export async function coveredBytes(prepared: Bytes): Promise<Bytes> {
  let covered: Bytes | undefined;
  await embedSignature(prepared, (signedBytes) => {
    covered = signedBytes;
    return Promise.resolve(new Uint8Array());
  });
  if (covered === undefined)
    throw new SignError("sign.embedding_failed", "the prepared revision has no open placeholder");
  return covered;
}
