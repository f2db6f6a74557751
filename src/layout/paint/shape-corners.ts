import type { Float } from "../read/story.ts";
import type { Box } from "./sheet.ts";

type Corner = { readonly x: number; readonly y: number };

/** Corners that stand for a quarter of a circle. */
const QUARTER = 12;
/** The radius of a rounded corner, of the shorter side. */
const ROUNDED = 1 / 6;

/** The five points of a star and the corners between them (ISO 29500-1 §20.1.10.56 star5: inner radius .382 of the outer). */
const STAR = Array.from({ length: 10 }, (_, index): readonly [number, number] => {
  const angle = (Math.PI / 5) * index - Math.PI / 2;
  const radius = index % 2 === 0 ? 1 : 0.381_966;
  const [across, down] = [Math.cos(angle) * radius, Math.sin(angle) * radius];
  return [0.5 + across / (2 * Math.sin((2 * Math.PI) / 5)), (down + 1) / (1 + Math.cos(Math.PI / 5))];
});

/** Shapes with straight sides: their corners, of the box's width and height. */
const STRAIGHT: Readonly<Partial<Record<Float["outline"], readonly (readonly [number, number])[]>>> = {
  diamond: [
    [0.5, 0],
    [1, 0.5],
    [0.5, 1],
    [0, 0.5],
  ],
  triangle: [
    [0.5, 0],
    [1, 1],
    [0, 1],
  ],
  parallelogram: [
    [0.2, 0],
    [1, 0],
    [0.8, 1],
    [0, 1],
  ],
  star: STAR,
  "right arrow": [
    [0, 0.25],
    [0.6, 0.25],
    [0.6, 0],
    [1, 0.5],
    [0.6, 1],
    [0.6, 0.75],
    [0, 0.75],
  ],
  "left arrow": [
    [1, 0.25],
    [0.4, 0.25],
    [0.4, 0],
    [0, 0.5],
    [0.4, 1],
    [0.4, 0.75],
    [1, 0.75],
  ],
  "down arrow": [
    [0.25, 0],
    [0.75, 0],
    [0.75, 0.6],
    [1, 0.6],
    [0.5, 1],
    [0, 0.6],
    [0.25, 0.6],
  ],
  "up arrow": [
    [0.25, 1],
    [0.75, 1],
    [0.75, 0.4],
    [1, 0.4],
    [0.5, 0],
    [0, 0.4],
    [0.25, 0.4],
  ],
};

/** The corners of a shape in its box, in order; rounds are rows of short sides. */
export function cornersOf(box: Box, outline: Float["outline"]): readonly Corner[] {
  const { x, y, width, height } = box;
  const straight = STRAIGHT[outline];
  if (straight !== undefined) return straight.map(([u, v]) => ({ x: x + u * width, y: y + v * height }));
  if (outline === "ellipse") return rounded(box, width / 2, height / 2);
  const radius = Math.min(width, height) * (outline === "round box" ? ROUNDED : outline === "pill" ? 0.5 : 0);
  return rounded(box, radius, radius);
}

function rounded({ x, y, width, height }: Box, across: number, down: number): readonly Corner[] {
  const steps = across > 0 && down > 0 ? QUARTER : 0;
  const centres = [
    { x: x + width - across, y: y + down },
    { x: x + width - across, y: y + height - down },
    { x: x + across, y: y + height - down },
    { x: x + across, y: y + down },
  ];
  return centres.flatMap((centre, quarter) =>
    Array.from({ length: steps + 1 }, (_, step) => {
      const angle = (Math.PI / 2) * (quarter - 1 + (steps === 0 ? 0 : step / steps));
      return { x: centre.x + across * Math.cos(angle), y: centre.y + down * Math.sin(angle) };
    }),
  );
}
