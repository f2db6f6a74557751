import type { Frame, PathStep, SealPicture, Shape } from "./picture.ts";
import { placedLayers } from "./picture.ts";

/** The part of a picture inside a frame, as a picture of the frame's size. Outlines wholly outside are left out. */
export function cutOut(picture: SealPicture, frame: Frame): SealPicture {
  const { width, height } = frame;
  const { shapes, bitmaps } = placedLayers(picture, { x: -frame.x, y: -frame.y, scale: 1 });
  const kept = shapes
    .map((shape) => withinBox(shape, { width, height }))
    .filter(({ path }) => path.length > 0);
  return { width, height, shapes: kept, bitmaps };
}

type Size = { readonly width: number; readonly height: number };

/** Contours of a round seal lie one inside another (a ring, 口): dropping one that holds no ink in the box leaves the rest. */
function withinBox(shape: Shape, size: Size): Shape {
  const margin = (shape.swell ?? 0) / 2;
  const contours: PathStep[][] = [];
  for (const step of shape.path) {
    if (step.to === "move") contours.push([]);
    contours.at(-1)?.push(step);
  }
  const path = contours.filter((contour) => touches(contour, size, margin)).flat();
  return { ...shape, path };
}

function touches(contour: readonly PathStep[], { width, height }: Size, margin: number): boolean {
  let [left, right, bottom, top] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { at } of contour) {
    for (let index = 0; index + 1 < at.length; index += 2) {
      const [x = 0, y = 0] = [at[index], at[index + 1]];
      [left, right] = [Math.min(left, x), Math.max(right, x)];
      [bottom, top] = [Math.min(bottom, y), Math.max(top, y)];
    }
  }
  return right + margin > 0 && left - margin < width && top + margin > 0 && bottom - margin < height;
}
