import type { PathStep } from "./picture.ts";

/** Bézier control distance of a quarter circle of radius 1. */
const QUARTER = 0.5522847498;

function ellipse(across: number, up: number, direction: 1 | -1): PathStep[] {
  const k = across * QUARTER;
  const top = up * direction;
  const kTop = top * QUARTER;
  return [
    { to: "move", at: [across, 0] },
    { to: "curve", at: [across, kTop, k, top, 0, top] },
    { to: "curve", at: [-k, top, -across, kTop, -across, 0] },
    { to: "curve", at: [-across, -kTop, -k, -top, 0, -top] },
    { to: "curve", at: [k, -top, across, -kTop, across, 0] },
    { to: "close", at: [] },
  ];
}

/** A ring about the origin. The two circles turn opposite ways, so that the non-zero rule leaves the middle open. */
export const ring = (outer: number, width: number): PathStep[] =>
  ovalRing({ across: outer, up: outer, width });

/** An oval ring about the origin with these outer half axes, cut like `ring`. */
export const ovalRing = (oval: { across: number; up: number; width: number }): PathStep[] => [
  ...ellipse(oval.across, oval.up, 1),
  ...ellipse(oval.across - oval.width, oval.up - oval.width, -1),
];

/** An upright five-pointed star about the origin; `radius` reaches its points. */
export function star(radius: number): PathStep[] {
  // The inner corners of a regular pentagram lie at 1/φ² of the radius.
  const inner = radius * 0.381966;
  const corners = Array.from({ length: 10 }, (_, corner): PathStep => {
    const angle = Math.PI / 2 + (corner * Math.PI) / 5;
    const reach = corner % 2 === 0 ? radius : inner;
    return { to: corner === 0 ? "move" : "line", at: [reach * Math.cos(angle), reach * Math.sin(angle)] };
  });
  return [...corners, { to: "close", at: [] }];
}

/** A square frame about the origin, cut like `ring`. */
export function squareFrame(side: number, width: number): PathStep[] {
  const corners = (half: number, direction: 1 | -1): PathStep[] => [
    { to: "move", at: [-half, -half] },
    { to: "line", at: [half * direction, -half * direction] },
    { to: "line", at: [half, half] },
    { to: "line", at: [-half * direction, half * direction] },
    { to: "close", at: [] },
  ];
  return [...corners(side / 2, 1), ...corners(side / 2 - width, -1)];
}
