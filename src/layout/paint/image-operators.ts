import { decimals } from "./decimals.ts";
import type { PlacedImage } from "./sheet.ts";

/** The operators that draw a picture in its box, on a page of this height: cropped, mirrored and turned about its middle. */
export function imageOperators({ box, picture }: PlacedImage, name: string, pageHeight: number): string {
  const { look, full } = picture;
  const bottom = pageHeight - box.y - box.height;
  if (look === undefined)
    return `q ${decimals(box.width)} 0 0 ${decimals(box.height)} ${decimals(box.x)} ${decimals(bottom)} cm /${name} Do Q `;
  const { width, height } = full ?? box;
  const angle = (look.turn * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const [across, up] = [look.mirrored ? -1 : 1, look.upended ? -1 : 1];
  const turn = [cos * across, -sin * across, sin * up, cos * up].map(fine).join(" ");
  const middle = `${decimals(box.x + box.width / 2)} ${decimals(bottom + box.height / 2)}`;
  // The whole picture, of which the crop leaves the frame.
  const [whole, tall] = [width / (1 - look.left - look.right), height / (1 - look.top - look.bottom)];
  const corner = `${decimals(-width / 2 - whole * look.left)} ${decimals(-height / 2 - tall * look.bottom)}`;
  const frame = `${decimals(-width / 2)} ${decimals(-height / 2)} ${decimals(width)} ${decimals(height)} re W n`;
  return `q ${turn} ${middle} cm ${frame} ${decimals(whole)} 0 0 ${decimals(tall)} ${corner} cm /${name} Do Q `;
}

/** Five places: parts of a turn. */
const fine = (value: number): string => {
  const rounded = Math.round(value * 100_000) / 100_000;
  return Object.is(rounded, -0) ? "0" : String(rounded);
};
