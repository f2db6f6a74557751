import type { XmlElement } from "../../formats/docx/xml-tree.ts";
import { hexColor, points } from "../units.ts";

/** The declarations of a VML style attribute, by name. */
export type Style = Readonly<Record<string, string>>;

/** Reads a style attribute. */
export function styleOf(shape: XmlElement): Style {
  return Object.fromEntries(
    (shape.attributes.style ?? "").split(";").map((each) => {
      const [name = "", value = ""] = each.split(":");
      return [name.trim(), value.trim()];
    }),
  );
}

const PIXEL = 0.75;
const EMU = 12_700;

/** A CSS length in points; bare numbers are points here. */
export function lengthOf(text: string): number {
  const trimmed = text.trim();
  if (trimmed.endsWith("px")) return (points(`${trimmed.slice(0, -2)}pt`) ?? 0) * PIXEL;
  if (trimmed.endsWith("emu")) return (points(`${trimmed.slice(0, -3)}pt`) ?? 0) / EMU;
  return points(/[a-z]$/.test(trimmed) ? trimmed : `${trimmed}pt`) ?? 0;
}

/** A VML truth value: t, true, f, false; `otherwise` when it is not stated. */
export const onVml = (value: string | undefined, otherwise: "t" | "f"): boolean =>
  ["t", "true", "1"].includes(value ?? otherwise);

const NAMES: Readonly<Record<string, string>> = {
  black: "000000",
  white: "FFFFFF",
  red: "FF0000",
  green: "008000",
  blue: "0000FF",
  yellow: "FFFF00",
  gray: "808080",
  silver: "C0C0C0",
  window: "FFFFFF",
  windowText: "000000",
};

/** RRGGBB of "#f00", "#FF0000 [3213]" or a name; undefined for anything else. */
export function vmlColor(text: string | undefined): string | undefined {
  const word = (text ?? "").trim().split(/\s/)[0] ?? "";
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(word);
  if (short !== null)
    return `${short[1]}${short[1]}${short[2]}${short[2]}${short[3]}${short[3]}`.toUpperCase();
  return word.startsWith("#") ? hexColor(word.slice(1)) : NAMES[word];
}
