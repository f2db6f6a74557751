import type { Font } from "../../formats/fonts/read-font.ts";
import { SignError } from "../errors.ts";

/**
 * What stands on a seal. Kinds and sizes follow the usual practice (domain.md C8): 公章 round with a star, 合同专用章 round
 * without one, 法定代表人名章 square.
 */
export type SealSpec = {
  readonly kind: "公章" | "合同专用章" | "法定代表人名章";
  /** Registered name in simplified characters, 2 to 64 of them; of a 名章 the person's name, 2 to 9. */
  readonly name: string;
  /** Word under the centre. 合同专用章 says its kind by itself; a 公章 may name a department. */
  readonly line?: string | undefined;
  /** Seal number on the lower rim: 13 or 14 digits. Shown, never a proof. */
  readonly code?: string | undefined;
  /** Real diameter; 40 unless said. Square seals ignore it (20 mm). */
  readonly diameterMm?: 38 | 40 | 42 | 45 | 58 | undefined;
  /**
   * `registered` only for the tenant's own registered name, an organ's only from that organ's account; the caller proves
   * it. Anything else, and everything under the demo CA, is a `sample` and carries 样章 (design.md decision 7).
   */
  readonly standing?: "registered" | "sample" | undefined;
};

/** The shapes of a font's glyphs: all that a seal needs of it. */
export type SealFont = Pick<Font, "metrics" | "glyphOf" | "advance" | "outline">;

/** `song` for names and lines (国发〔1999〕25号 Art. 17), digits and captions too. */
export type SealFonts = { readonly song: SealFont };

const LINE_LIMIT = 12;

/** Characters, not code units. */
export const charactersOf = (text: string): string[] => Array.from(text);

/** Throws `sign.wrong_seal` for words that do not make this kind of seal. */
export function assertSealSpec({ kind, name, line, code }: SealSpec): void {
  const length = charactersOf(name).length;
  const [least, most] = kind === "法定代表人名章" ? [2, 9] : [2, 64];
  if (length < least || length > most) {
    throw new SignError(
      "sign.wrong_seal",
      `${kind} takes a name of ${least} to ${most} characters, not ${length}`,
      { kind, length },
    );
  }
  if (code !== undefined && !/^\d{13,14}$/.test(code)) {
    throw new SignError("sign.wrong_seal", "a seal number is 13 or 14 digits", { kind });
  }
  if (line !== undefined && charactersOf(line).length > LINE_LIMIT) {
    throw new SignError(
      "sign.wrong_seal",
      `the line under the centre takes at most ${LINE_LIMIT} characters`,
      { kind },
    );
  }
}
