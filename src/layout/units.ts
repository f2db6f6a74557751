import type { XmlElement } from "../formats/docx/xml-tree.ts";

const UNITS: Readonly<Record<string, number>> = {
  pt: 1,
  in: 72,
  cm: 72 / 2.54,
  mm: 72 / 25.4,
  pc: 12,
  pi: 12,
};
const MEASURE = /^([+-]?\d{1,9}(?:\.\d{1,9})?)(pt|in|cm|mm|pc|pi)?$/;

/** Points of a ST_TwipsMeasure: plain numbers are twentieths of a point, strict documents add a unit. undefined when it is neither. */
export function points(text: string | undefined): number | undefined {
  const match = text === undefined ? null : MEASURE.exec(text.trim());
  if (match === null) return undefined;
  const value = Number(match[1]);
  const unit = match[2];
  return unit === undefined ? value / 20 : value * (UNITS[unit] ?? 1);
}

/** A decimal number, undefined when the text is none. */
export function decimal(text: string | undefined): number | undefined {
  if (text === undefined || !/^[+-]?\d{1,9}(?:\.\d{1,9})?$/.test(text.trim())) return undefined;
  return Number(text);
}

/** English Metric Units of DrawingML in points. */
export const emu = (text: string | undefined): number => (decimal(text) ?? 0) / 12_700;

/** ST_OnOff: an element without value is on. */
export function isOn(element: XmlElement): boolean {
  const value = element.attributes["w:val"];
  return value === undefined || !["0", "false", "off", "none"].includes(value);
}

/**
 * The colour of a w:shd: its fill, or as much of the pattern's colour over it as the pattern covers (pct15; stripes and grids
 * cover about half). undefined when it leaves the ground as it is.
 */
export function shade(element: XmlElement | undefined): string | undefined {
  const fill = hexColor(element?.attributes["w:fill"]);
  const pattern = element?.attributes["w:val"] ?? "clear";
  const percent = decimal(/^pct(\d{1,2})$/.exec(pattern)?.[1]) ?? STRIPES[pattern] ?? 0;
  const share = pattern === "solid" ? 1 : percent / 100;
  if (share === 0) return fill;
  const over = hexColor(element?.attributes["w:color"]) ?? "000000";
  const under = fill ?? "FFFFFF";
  return [0, 2, 4]
    .map((at) => {
      const channel = (hex: string): number => Number.parseInt(hex.slice(at, at + 2), 16);
      return Math.round(channel(over) * share + channel(under) * (1 - share))
        .toString(16)
        .padStart(2, "0");
    })
    .join("")
    .toUpperCase();
}

const STRIPES: Readonly<Record<string, number>> = {
  horzStripe: 50,
  vertStripe: 50,
  diagStripe: 50,
  reverseDiagStripe: 50,
  horzCross: 75,
  diagCross: 75,
  thinHorzStripe: 25,
  thinVertStripe: 25,
  thinDiagStripe: 25,
  thinReverseDiagStripe: 25,
  thinHorzCross: 45,
  thinDiagCross: 45,
};

/** RRGGBB in upper case; undefined for `auto` and anything else. */
export function hexColor(text: string | undefined): string | undefined {
  return text !== undefined && /^[0-9A-Fa-f]{6}$/.test(text) ? text.toUpperCase() : undefined;
}
