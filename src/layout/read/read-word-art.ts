import { child, type XmlElement } from "../../formats/docx/xml-tree.ts";
import { decimal } from "../units.ts";
import { vmlTurn } from "./picture-look.ts";
import type { Reading } from "./reading.ts";
import type { Float } from "./story.ts";
import { onVml, styleOf, vmlColor } from "./vml-style.ts";

const LONGEST = 80;

/** Word art (v:textpath; the watermark of a draft, mostly): its text over the whole frame. Undefined: it shows nothing. */
export function readWordArt(shape: XmlElement, frame: Float, reading: Reading): Float | undefined {
  const path = child(shape, "v:textpath");
  const text = (path?.attributes.string ?? "").replaceAll(/\s+/g, " ").trim().slice(0, LONGEST);
  if (path === undefined || text === "" || !onVml(shape.attributes.filled, "t")) return undefined;
  const family = /^['"]?([^'"]{1,60})/.exec(styleOf(path)["font-family"] ?? "")?.[1];
  const { defaults } = reading.styles;
  const run = family === undefined ? defaults.run : { ...defaults.run, eastAsia: family, latin: family };
  return {
    ...frame,
    art: { turn: vmlTurn(styleOf(shape).rotation), color: inkOf(shape) },
    blocks: [
      {
        kind: "paragraph",
        properties: defaults.paragraph,
        inlines: [{ kind: "text", text, run, places: [] }],
        mark: run,
        places: [],
        rank: undefined,
        label: undefined,
      },
    ],
  };
}

/** The colour that half-transparent ink has on white paper: nothing is transparent in the PDF. */
function inkOf(shape: XmlElement): string {
  const color = vmlColor(shape.attributes.fillcolor) ?? "FFFFFF";
  const text = (child(shape, "v:fill")?.attributes.opacity ?? "1").replace(/^\./, "0.");
  const stated = decimal(text.replace(/f$/, "")) ?? 1;
  const opacity = Math.max(0, Math.min(1, text.endsWith("f") ? stated / 65_536 : stated));
  const channel = (at: number): string => {
    const own = Number.parseInt(color.slice(at, at + 2), 16);
    return Math.round(255 - (255 - own) * opacity)
      .toString(16)
      .padStart(2, "0");
  };
  return `${channel(0)}${channel(2)}${channel(4)}`.toUpperCase();
}
