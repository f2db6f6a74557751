import { child, descend, type XmlElement } from "../../formats/docx/xml-tree.ts";
import { decimal } from "../units.ts";
import type { Picture } from "./story.ts";
import { styleOf } from "./vml-style.ts";

type Look = NonNullable<Picture["look"]>;
type Size = { readonly width: number; readonly height: number };

/** Sixty thousandths of a degree (ISO 29500-1 §20.1.10.3). */
const DEGREE = 60_000;
const MOST_CROP = 0.95;

/** What a pic:pic shows of its picture and how it is turned; undefined: all of it, upright. */
export function pictureLook(picture: XmlElement | undefined): Look | undefined {
  const crop = descend(picture, "pic:blipFill", "a:srcRect")?.attributes ?? {};
  const frame = descend(picture, "pic:spPr", "a:xfrm")?.attributes ?? {};
  const share = (name: string): number => crop95((decimal(crop[name]) ?? 0) / 100_000);
  return lookOf({
    left: share("l"),
    top: share("t"),
    right: share("r"),
    bottom: share("b"),
    turn: (decimal(frame.rot) ?? 0) / DEGREE,
    mirrored: frame.flipH === "1",
    upended: frame.flipV === "1",
  });
}

/** The same of a VML shape with v:imagedata: crops are shares, or 65536ths with an f. */
export function vmlPictureLook(shape: XmlElement): Look | undefined {
  const crop = child(shape, "v:imagedata")?.attributes ?? {};
  const share = (name: string): number => {
    const text = crop[name] ?? "";
    const value = decimal(text.replace(/f$/, "")) ?? 0;
    return crop95(text.endsWith("f") ? value / 65_536 : value);
  };
  const style = styleOf(shape);
  return lookOf({
    left: share("cropleft"),
    top: share("croptop"),
    right: share("cropright"),
    bottom: share("cropbottom"),
    turn: vmlTurn(style.rotation),
    mirrored: /x/.test(style.flip ?? ""),
    upended: /y/.test(style.flip ?? ""),
  });
}

/** A VML rotation in degrees clockwise; `fd` counts 65536ths of a degree. */
export function vmlTurn(text: string | undefined): number {
  const value = decimal((text ?? "").replace(/fd$/, "")) ?? 0;
  return text?.endsWith("fd") === true ? value / 65_536 : value;
}

const crop95 = (share: number): number => Math.max(-4, Math.min(MOST_CROP, share));

function lookOf(look: Look): Look | undefined {
  const { left, top, right, bottom, mirrored, upended } = look;
  const turn = ((look.turn % 360) + 360) % 360;
  const whole = left === 0 && top === 0 && right === 0 && bottom === 0;
  if (left + right > MOST_CROP || top + bottom > MOST_CROP) return undefined;
  return whole && turn === 0 && !mirrored && !upended ? undefined : { ...look, turn };
}

/** The room that a turned picture takes in a line: the box around it. */
export function turnedSize({ width, height }: Size, look: Look | undefined): Size {
  if (look === undefined || look.turn === 0) return { width, height };
  const angle = (look.turn * Math.PI) / 180;
  const [cos, sin] = [Math.abs(Math.cos(angle)), Math.abs(Math.sin(angle))];
  return { width: width * cos + height * sin, height: width * sin + height * cos };
}
