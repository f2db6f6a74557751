import type { Assets } from "../../ports/assets.ts";
import { BLANKS } from "../break/characters.ts";
import type { Notes } from "../notes.ts";
import { CHECK_BOXES, checkBoxFont } from "./check-boxes.ts";
import { Face, type Sign } from "./face.ts";
import { FALLBACKS, mayHold, type Role, roleOf } from "./roles.ts";
import { roleFont } from "./role-fonts.ts";

/** 〓, the printer's sign for "no such type here". */
export const GETA = 0x3013;
const NON_BREAKING_HYPHEN = 0x2011;

/** A character wanted by the document: which font, which script. */
export type Wanted = {
  readonly family: string;
  readonly script: "han" | "latin";
  readonly codePoint: number;
};

/** The fonts of one document. First name all its characters by `wanted` and `open`; `sign` then answers without waiting. */
export class FontBook {
  readonly #assets: Assets;
  readonly #notes: Notes;
  readonly #faces = new Map<Role | "boxes", Face>();
  readonly #wanted = new Map<Role, Set<number>>();
  readonly #roles = { han: new Map<string, Role>(), latin: new Map<string, Role>() };

  constructor(assets: Assets, notes: Notes) {
    this.#assets = assets;
    this.#notes = notes;
  }

  /** The code points wanted of a family's font: add to it what the document needs. */
  wanted(family: string, script: Wanted["script"]): Set<number> {
    const role = this.#role(family, script);
    const known = this.#wanted.get(role);
    if (known !== undefined) return known;
    const set = new Set<number>();
    this.#wanted.set(role, set);
    return set;
  }

  /** Reads the fonts that the wanted characters need and no others: the run's own, then others in order for what it lacks. */
  async open(): Promise<void> {
    let lacking = new Set<number>();
    for (const [role, codePoints] of this.#wanted) {
      const face = await this.#open(role);
      for (const codePoint of codePoints) if (!drawable(face, codePoint)) lacking.add(codePoint);
    }
    for (const role of FALLBACKS) {
      if (lacking.size === 0) return;
      if (![...lacking].some((codePoint) => mayHold(role, codePoint))) continue;
      const face = await this.#open(role);
      lacking = new Set([...lacking].filter((codePoint) => !drawable(face, codePoint)));
    }
    for (const codePoint of lacking) {
      const character = String.fromCodePoint(codePoint);
      const code = `U+${codePoint.toString(16).toUpperCase().padStart(4, "0")}`;
      this.#notes.add(
        "layout.glyph_missing",
        `各字体均无此字：${character}（${code}），以“〓”代替`,
        `word/document.xml ${code}`,
      );
    }
  }

  /** The sign that shows a character. One that no font has is shown as 〓 (`open` has noted it). */
  sign({ family, script, codePoint }: Wanted): Sign {
    const own = this.face(family, script);
    if (codePoint >= CHECK_BOXES.first && codePoint <= CHECK_BOXES.last) {
      const box = this.#boxes().sign(codePoint);
      if (box !== undefined) return box;
    }
    const found = own.sign(codePoint);
    if (found !== undefined) return found;
    for (const role of FALLBACKS) {
      const sign = this.#faces.get(role)?.sign(codePoint);
      if (sign !== undefined) return sign;
    }
    if (BLANKS[codePoint] !== undefined)
      return { ...own.standIn(codePoint, 0x20), advance: BLANKS[codePoint] ?? 0.25 };
    if (codePoint === NON_BREAKING_HYPHEN) return own.standIn(codePoint, 0x2d);
    return (this.#faces.get("song") ?? own).standIn(codePoint, GETA);
  }

  /** The face of a family. */
  face(family: string, script: "han" | "latin"): Face {
    const role = this.#role(family, script);
    const face = this.#faces.get(role);
    if (face === undefined) throw new Error(`role font ${role} was not opened`);
    return face;
  }

  /** Faces of which something was painted, in order of their keys. */
  painted(): readonly Face[] {
    return [...this.#faces.values()].filter((face) => face.used.length > 0);
  }

  async #open(role: Role): Promise<Face> {
    const known = this.#faces.get(role);
    if (known !== undefined) return known;
    const font = await roleFont(this.#assets, role);
    return this.#shelve(
      role,
      new Face(`F${this.#faces.size + 1}`, {
        name: font.metrics.postScriptName,
        font,
        script: role === "serif" ? "latin" : "han",
      }),
    );
  }

  #boxes(): Face {
    return (
      this.#faces.get("boxes") ??
      this.#shelve("boxes", new Face("FB", { name: "Zhiqi-boxes", font: checkBoxFont(), script: "latin" }))
    );
  }

  #shelve(role: Role | "boxes", face: Face): Face {
    this.#faces.set(role, face);
    return face;
  }

  #role(family: string, script: "han" | "latin"): Role {
    const known = this.#roles[script].get(family);
    if (known !== undefined) return known;
    const { role, fit } = roleOf(family, script);
    this.#roles[script].set(family, role);
    if (fit === "near")
      this.#notes.add(
        "layout.font_substituted",
        `字体“${family}”以相近的 ${role} 代替`,
        `w:rFonts ${family}`,
      );
    if (fit === "unknown")
      this.#notes.add("layout.font_unknown", `字体“${family}”不认识，以 ${role} 代替`, `w:rFonts ${family}`);
    return role;
  }
}

function drawable(face: Face, codePoint: number): boolean {
  const box = codePoint >= CHECK_BOXES.first && codePoint <= CHECK_BOXES.last;
  return (
    box ||
    face.sign(codePoint) !== undefined ||
    BLANKS[codePoint] !== undefined ||
    codePoint === NON_BREAKING_HYPHEN
  );
}
