import type { Font } from "../../formats/fonts/read-font.ts";
import { SignError } from "../errors.ts";

/** Kinds of seals: 公章 round with a star or oval, 专用章 round without one, 法定代表人名章 square. */
export const SEAL_KINDS = ["公章", "合同专用章", "备案专用章", "法定代表人名章"] as const;
export type SealKind = (typeof SEAL_KINDS)[number];

/** Real diameters of round seals in millimetres (domain.md C8). */
export const SEAL_DIAMETERS = [38, 40, 42, 45, 58] as const;
export type SealDiameter = (typeof SEAL_DIAMETERS)[number];

/** What stands on a seal. Kinds and sizes follow the usual practice (domain.md C8). */
export type SealSpec = {
  readonly kind: SealKind;
  /** Registered name in simplified characters, 2 to 64 of them; of a 名章 the person's name, 2 to 9. */
  readonly name: string;
  /** `round` unless said; `oval` is 45 × 30 mm without a star, as seals of foreign-invested enterprises are. 名章 ignores it. */
  readonly shape?: "round" | "oval" | undefined;
  /** Word under the centre. A 专用章 says its kind by itself; a 公章 may name a department. */
  readonly line?: string | undefined;
  /** Seal number on the lower rim: 13 or 14 digits. Shown, never a proof. */
  readonly code?: string | undefined;
  /** Real diameter of a round seal; 40 unless said. */
  readonly diameterMm?: SealDiameter | undefined;
  /** Up to three lines in the middle of a 58 mm 专用章 (account, bank, telephone). */
  readonly details?: readonly string[] | undefined;
  /**
   * `registered` only for the tenant's own registered name, an organ's only from that organ's account; the caller proves
   * it. Anything else, and everything under the demo CA, is a `sample` and carries 样章 (design.md decision 7).
   */
  readonly standing?: "registered" | "sample" | undefined;
};

/** The shapes of a font's glyphs: all that a seal needs of it. */
export type SealFont = Pick<Font, "metrics" | "glyphOf" | "advance" | "outline">;

/** `song` for names and lines (国发〔1999〕25号 Art. 17), digits and captions too; `sealFont` joins rare characters to it. */
export type SealFonts = { readonly song: SealFont };

const LINE_LIMIT = 12;
const DETAIL_LIMIT = 24;
const DETAILS_LIMIT = 3;
/** Longest names of a round seal, of an oval one and of a 名章; at more the characters could not be read in print. */
const NAME_LIMITS = { round: 64, oval: 40, person: 9 } as const;

/** Characters, not code units. */
export const charactersOf = (text: string): string[] => Array.from(text);

/** Throws `sign.wrong_seal` for words that do not make this kind of seal. */
export function assertSealSpec(spec: SealSpec): void {
  const { kind, name, line, code, details = [] } = spec;
  const refuse = (why: string, facts: object = {}): never => {
    throw new SignError("sign.wrong_seal", why, { kind, ...facts });
  };
  const length = charactersOf(name).length;
  const most = NAME_LIMITS[kind === "法定代表人名章" ? "person" : (spec.shape ?? "round")];
  if (length < 2 || length > most)
    refuse(`${kind} takes a name of 2 to ${most} characters, not ${length}`, { length });
  if (code !== undefined && !/^\d{13,14}$/.test(code)) refuse("a seal number is 13 or 14 digits");
  if (line !== undefined && charactersOf(line).length > LINE_LIMIT)
    refuse(`the line under the centre takes at most ${LINE_LIMIT} characters`);
  if (details.length === 0) return;
  if (spec.diameterMm !== 58 || kind === "公章" || spec.shape === "oval")
    refuse("only a round 58 mm 专用章 has room for lines in the middle");
  if (details.length > DETAILS_LIMIT || details.some((each) => charactersOf(each).length > DETAIL_LIMIT))
    refuse(`the middle takes at most ${DETAILS_LIMIT} lines of ${DETAIL_LIMIT} characters`);
}
