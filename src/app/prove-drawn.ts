import type { Contract } from "../../schemas/contract.ts";
import { shownContract } from "../contract/shown-contract.ts";
import { shownTexts } from "../document/shown-texts.ts";
import type { RenderNote } from "../ports/renderer.ts";
import { drawSeal } from "../sign/seal/draw-seal.ts";
import type { SealFont } from "../sign/seal/spec.ts";
import { AppError } from "./app-error.ts";

/** The renderer's word for a character that it could only show as 〓. */
const MISSING = "layout.glyph_missing";

/** A character that no font has, and how people look it up. */
type Missing = { readonly character: string; readonly code: string };

const missingOf = (codePoint: number): Missing => ({
  character: String.fromCodePoint(codePoint),
  code: `U+${codePoint.toString(16).toUpperCase().padStart(4, "0")}`,
});

/** The characters the renderer could not draw; its note names each by code point. */
function missingIn(notes: readonly RenderNote[]): Missing[] {
  return notes
    .filter((note) => note.code === MISSING)
    .map(({ place, message }) => {
      const hex = /U\+([0-9A-F]{4,6})/.exec(`${place} ${message}`)?.[1] ?? "FFFD";
      return missingOf(Number.parseInt(hex, 16));
    });
}

type Problem = { readonly pointer: string; readonly code: string; readonly detail: string };

const problemAt = (pointer: string, { character, code }: Missing): Problem => ({
  pointer,
  code: "app.glyph_missing",
  detail: `字体中没有“${character}”（${code}）`,
});

const fault = (missing: readonly Missing[], problems: readonly Problem[]): AppError => {
  const named = missing.map(({ character, code }) => `“${character}”（${code}）`).join("、");
  return new AppError("app.glyph_missing", `字体中没有${named}，印出来无法辨认；请改用规范汉字`, {
    problems,
  });
};

/**
 * Proves that every character of a document can be read: none is shown as 〓. Throws `app.glyph_missing` with each
 * character, and the places of the contract it stands in; a place of "" is none of the contract's own words.
 */
export function proveDrawn(notes: readonly RenderNote[], contract?: Contract): void {
  const missing = missingIn(notes);
  if (missing.length === 0) return;
  const shown = contract === undefined ? [] : shownTexts(shownContract(contract));
  const problems = missing.flatMap((each) => {
    const places = shown.filter(({ text }) => text.includes(each.character)).map(({ pointer }) => pointer);
    return (places.length === 0 ? [""] : places).map((pointer) => problemAt(pointer, each));
  });
  throw fault(missing, problems);
}

/**
 * Proves, before anybody signs, that each party's name can stand on its seal, whose font may hold fewer characters than the
 * document's. Throws `app.glyph_missing` with the characters, `sign.wrong_seal` for a name too long.
 */
export function proveSeals(contract: Contract, song: SealFont): void {
  for (const [at, party] of (contract.parties ?? []).entries()) {
    const name = party.name ?? "";
    const missing = [...new Set(name)]
      .map((character) => missingOf(character.codePointAt(0) ?? 0))
      .filter(({ character }) => song.glyphOf(character.codePointAt(0) ?? 0) === 0);
    const problems = missing.map((each) => problemAt(`/parties/${at}/name`, each));
    if (missing.length > 0) throw fault(missing, problems);
    drawSeal({ kind: "公章", name }, { song });
  }
}

/** What else the renderer did not understand, as the audit chain keeps it: codes and places, no words of the contract. */
export const notesKept = (notes: readonly RenderNote[]): object =>
  notes.length === 0 ? {} : { notes: notes.slice(0, 50).map(({ code, place }) => ({ code, place })) };
