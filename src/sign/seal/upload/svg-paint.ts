import { SignError } from "../../errors.ts";
import type { Colour } from "../picture.ts";

/** How an element is painted; what it does not say it has from the element around it. */
export type Paint = {
  readonly fill?: Colour | undefined;
  readonly stroke?: Colour | undefined;
  readonly rule: "nonzero" | "evenodd";
  /** Of the stroke, in the element's units. */
  readonly width: number;
};

const NAMED: Readonly<Record<string, Colour>> = {
  black: [0, 0, 0],
  white: [1, 1, 1],
  red: [1, 0, 0],
  crimson: [220 / 255, 20 / 255, 60 / 255],
  darkred: [139 / 255, 0, 0],
  firebrick: [178 / 255, 34 / 255, 34 / 255],
  blue: [0, 0, 1],
  gray: [0.5, 0.5, 0.5],
  grey: [0.5, 0.5, 0.5],
};

/** The paint of an element from its attributes and its `style`. Transparency is refused: seal ink is opaque. */
export function paintOf(attributes: Readonly<Record<string, string>>, inherited: Paint): Paint {
  const styled = Object.fromEntries(
    (attributes["style"] ?? "").split(";").flatMap((declaration): [string, string][] => {
      const [name = "", value = ""] = declaration.split(":");
      return name.trim() === "" ? [] : [[name.trim().toLowerCase(), value.trim()]];
    }),
  );
  const said = (name: string): string | undefined => styled[name] ?? attributes[name];
  for (const name of ["opacity", "fill-opacity", "stroke-opacity"]) {
    const value = said(name);
    if (value !== undefined && Number(value) !== 1)
      throw new SignError("sign.picture_unsafe", "this SVG is refused: it is partly transparent");
  }
  const width = Number(/^[\d.]+/.exec(said("stroke-width") ?? "")?.[0] ?? inherited.width);
  const rule = said("fill-rule") ?? inherited.rule;
  return {
    fill: colourOf(said("fill"), inherited.fill),
    stroke: colourOf(said("stroke"), inherited.stroke),
    rule: rule === "evenodd" ? "evenodd" : "nonzero",
    width: Number.isFinite(width) ? width : 1,
  };
}

function colourOf(text: string | undefined, inherited: Colour | undefined): Colour | undefined {
  if (text === undefined || text === "inherit") return inherited;
  const word = text.trim().toLowerCase();
  if (word === "none" || word === "transparent") return undefined;
  if (word === "currentcolor") return [0, 0, 0];
  const hex = /^#(?:([0-9a-f])([0-9a-f])([0-9a-f])|([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2}))$/.exec(word);
  if (hex !== null) {
    const parts = hex[1] === undefined ? hex.slice(4, 7) : hex.slice(1, 4).map((digit) => digit + digit);
    const [red = 0, green = 0, blue = 0] = parts.map((part) => Number.parseInt(part, 16) / 255);
    return [red, green, blue];
  }
  const rgb = /^rgb\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})\s*\)$/.exec(word);
  if (rgb !== null) {
    const [red = 0, green = 0, blue = 0] = rgb.slice(1).map((part) => Math.min(255, Number(part)) / 255);
    return [red, green, blue];
  }
  const named = NAMED[word];
  if (named !== undefined) return named;
  throw new SignError(
    "sign.picture_unsafe",
    `this SVG is refused: its colour ${word.slice(0, 40)} is not a plain one`,
  );
}
