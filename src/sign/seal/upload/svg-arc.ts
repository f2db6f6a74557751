/** An elliptical arc as path data gives it: radii, rotation in degrees, two flags, end. */
export type Arc = {
  readonly rx: number;
  readonly ry: number;
  readonly turn: number;
  readonly large: number;
  readonly sweep: number;
  readonly x: number;
  readonly y: number;
};

type Point = { readonly x: number; readonly y: number };

/** The arc as cubic curves of at most a quarter turn (SVG appendix B.2.4): two controls and the end of each. */
export function arcCurves(from: Point, arc: Arc): number[][] {
  const straight = [from.x, from.y, arc.x, arc.y, arc.x, arc.y];
  if (arc.rx === 0 || arc.ry === 0) return [straight];
  if (from.x === arc.x && from.y === arc.y) return [];
  const angle = (arc.turn * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const [halfX, halfY] = [(from.x - arc.x) / 2, (from.y - arc.y) / 2];
  const [x1, y1] = [cos * halfX + sin * halfY, -sin * halfX + cos * halfY];
  let [rx, ry] = [Math.abs(arc.rx), Math.abs(arc.ry)];
  // Radii too small to reach are grown until they do.
  const reach = Math.sqrt((x1 * x1) / (rx * rx) + (y1 * y1) / (ry * ry));
  if (reach > 1) [rx, ry] = [rx * reach, ry * reach];
  const top = rx * rx * ry * ry - rx * rx * y1 * y1 - ry * ry * x1 * x1;
  const root = Math.sqrt(Math.max(0, top / (rx * rx * y1 * y1 + ry * ry * x1 * x1)));
  const sign = arc.large === arc.sweep ? -1 : 1;
  const [cx1, cy1] = [(sign * root * rx * y1) / ry, (-sign * root * ry * x1) / rx];
  const centre = {
    x: cos * cx1 - sin * cy1 + (from.x + arc.x) / 2,
    y: sin * cx1 + cos * cy1 + (from.y + arc.y) / 2,
  };
  const begin = Math.atan2((y1 - cy1) / ry, (x1 - cx1) / rx);
  let sweep = Math.atan2((-y1 - cy1) / ry, (-x1 - cx1) / rx) - begin;
  if (arc.sweep === 1 && sweep < 0) sweep += 2 * Math.PI;
  if (arc.sweep === 0 && sweep > 0) sweep -= 2 * Math.PI;
  return pieces({ begin, sweep }, (t) => {
    const [x, y] = [rx * t.x, ry * t.y];
    return [centre.x + cos * x - sin * y, centre.y + sin * x + cos * y];
  });
}

function pieces(
  span: { begin: number; sweep: number },
  place: (unit: Point) => [number, number],
): number[][] {
  const count = Math.max(1, Math.ceil(Math.abs(span.sweep) / (Math.PI / 2) - 1e-9));
  const step = span.sweep / count;
  const k = (4 / 3) * Math.tan(step / 4);
  return Array.from({ length: count }, (_, index) => {
    const [from, to] = [span.begin + index * step, span.begin + (index + 1) * step];
    const [c1, s1, c2, s2] = [Math.cos(from), Math.sin(from), Math.cos(to), Math.sin(to)];
    return [
      ...place({ x: c1 - k * s1, y: s1 + k * c1 }),
      ...place({ x: c2 + k * s2, y: s2 - k * c2 }),
      ...place({ x: c2, y: s2 }),
    ];
  });
}
